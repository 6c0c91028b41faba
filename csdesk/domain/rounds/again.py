"""New rows that the book has all the same: the workbook was merged before, or both sides added them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.fields import Noun
from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.imports.cells.alike import loose_key
from csdesk.domain.imports.rows.identity import how_alike
from csdesk.domain.imports.tables.questions import NEW, Asking, Choice, Question
from csdesk.domain.names import name_key
from csdesk.domain.rounds.cells import Edited
from csdesk.domain.rounds.memory import About, Memory, said_in
from csdesk.domain.rounds.naming import tells, told_apart_by
from csdesk.domain.rounds.now import Now
from csdesk.domain.rounds.plan import CONFLICT, SAME, Side
from csdesk.domain.rounds.rowwise import Rows
from csdesk.domain.rounds.sent import SentSheet
from csdesk.domain.touches import Touch

_OFFERED = 3
_Ids = dict[int, str]


class Again:
    """Finds the new rows of one sheet in the book, by their numbers.

    A row that a merge brought is looked for as it came, too: what the book changed of it since, such as its name,
    does not hide it, nor that it was removed.
    """

    def __init__(self, new: Sequence[Edited], sheet: SentSheet, rows: Rows, now: Now) -> None:
        self._new, self._noun, self._rows = new, sheet.noun, rows
        self._there = now.rows(sheet.noun)
        came = {uid: v for uid, v in now.came(sheet.noun).items() if uid not in sheet.rows}
        self._came = {uid: v for uid, v in came.items() if uid in self._there}
        self._left_since = [v for uid, v in came.items() if uid not in self._there]
        self._untouched: set[int] = set()
        self._sent, self._now = sheet.rows, now
        self._facts: dict[int, dict[str, Any]] = {}
        self._keys = told_apart_by(sheet.noun)
        self.found: _Ids = {row.number: row.id for row in new if row.id in self._there}
        self._taken = set(self.found.values())

    def find(self) -> _Ids:
        """The ids of new rows in the book: it has a row of that id, or got one that says the same since; or had one.

        Rows that say all the same are found first, so that of two alike each finds its own. Last comes a row
        without a day, if one row of its name came to the book: that has got a day since.
        """
        left = [row for row in self._new if row.number not in self.found]
        if not left:
            return self.found
        self._facts = {row.number: self._rows.facts(row) for row in left}
        came, later = [*self._came.values()], [*self._later()]
        self._by_their_own_ids(later)
        for values in (came, later, self._left_since):
            self._pass(values, self._keys, exact=True)
        self._untouched = set(self.found)
        for values in (came, later, self._left_since):
            self._pass(values, self._keys)
        self._pass(later, [key for key in self._keys if key != self._noun.day])
        return self.found

    def _later(self) -> Iterator[Any]:
        """The rows that the book got since, as they are now."""
        for uid in self._there:
            value = self._now.value(self._noun, uid) if uid not in self._sent else None
            if value is not None:
                yield value

    def _left(self) -> list[tuple[Edited, dict[str, Any]]]:
        return [(r, self._facts[r.number]) for r in self._new if r.number not in self.found]

    def _by_their_own_ids(self, later: Sequence[Any]) -> None:
        """Rows with a key of a person's own, which the book keeps as their id elsewhere."""
        if not any(f.key == "external_id" for f in self._noun.fields):
            return
        by_id = _grouped((v.external_id, v) for v in later if v.external_id)
        for row, facts in self._left():
            those = by_id.get(facts.get("external_id") or row.id, [])
            self._take(row, those[0] if len(those) == 1 else None)

    def _pass(self, values: Iterable[Any], by: Sequence[str], *, exact: bool = False) -> None:
        """Find rows among some values by the keys that tell them apart, or by those and all else that they say."""
        alike = _grouped((tuple(_plain(getattr(v, self._noun.field(k).name)) for k in by), v) for v in values)
        undated = len(by) < len(self._keys)
        for row, facts in self._left():
            said = self._said(facts)
            known = exact or (tells(self._noun, said) and not (undated and said.get(self._noun.day or "")))
            those = alike.get(tuple(_plain(said[key]) for key in by), []) if known else []
            free = [v for v in those if v.id not in self._taken] if not undated or len(those) == 1 else []
            fits = (v for v in free if not exact or all(getattr(v, n) == x for n, x in facts.items()))
            self._take(row, next(fits, None))

    def _said(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """What tells a row apart, by key."""
        names = {key: self._noun.field(key).name for key in self._keys}
        return {key: facts.get(name, self._rows.defaults[name]) for key, name in names.items()}

    def _take(self, row: Edited, value: Any | None) -> None:
        if value is not None and value.id not in self._taken:
            self.found[row.number] = value.id
            self._taken.add(value.id)

    def ask_gone(self, tab: str, memory: Memory) -> dict[int, Result]:
        """What becomes of rows that the book removed since: they stay so, unless the sheet changed them and holds."""
        gone = {v.id for v in self._left_since}
        found = dict[int, Result]()
        for row in (r for r in self._new if self.found.get(r.number) in gone):
            if row.number in self._untouched:
                found[row.number] = Result.LEFT_OUT
                continue
            answer = comes_back(tab, row, self._rows.called(row), self.found[row.number], self._noun, memory)
            if answer == Side.SHEET:
                del self.found[row.number]
            else:
                found[row.number] = Result.LEFT_OUT if answer else Result.WAITING
        return found

    def ask_renamed(self, tab: str, asking: Asking) -> frozenset[int]:
        """Ask of new customers and touches whether they are some that a merge brought and that say otherwise here.

        Gives the numbers of those that are.
        """
        before, may_be = set(self.found), _MAY_BE.get(self._noun.type)
        for row, facts in self._left() if may_be else ():
            name, said = str(facts.get(self._noun.title) or ""), {**self._rows.defaults, **facts}
            free = [v for uid, v in self._came.items() if uid not in self._taken]
            came = [v for v in free if may_be and may_be(facts, said, v)]
            if name and came:
                answer = asking.ask(_question(tab, row.number, name, self._noun, came[:_OFFERED]))
                self._take(row, next((v for v in came if v.id == answer), None))
        return frozenset(set(self.found) - before)


def comes_back(tab: str, row: Edited, name: str, uid: str, noun: Noun, memory: Memory) -> str | None:
    """Which side holds where the book removed what the sheet changed; None while nobody said."""
    return memory.ask(
        Question(
            key=f"{CONFLICT}:{tab}:{row.number}",
            sheet=tab,
            rows=(row.number,),
            seen=(name,),
            choices=(
                Choice(Side.SHEET, "Bring it back, as the sheet says"),
                Choice(Side.BOOK, "It stays removed"),
            ),
            default=None,
            text=f"{name} was changed in the sheet, and removed from the book since. Which holds?",
            evidence="",
        ),
        About(CONFLICT, noun.word, uid, in_sheet=said_in(row)),
        {Side.BOOK},
    )


def _renamed(facts: Mapping[str, Any], _: Mapping[str, Any], came: Account) -> bool:
    """Whether a row may be an account of another name: by its domain, a word of the name, or all else that it says."""
    others = {n: x for n, x in facts.items() if n != "account"}
    if others.get("domain"):
        return bool(others["domain"] == came.domain)
    shared = {*loose_key(str(facts["account"])).split()} & {*loose_key(came.account).split()}
    return bool(shared or (others and all(getattr(came, n) == x for n, x in others.items())))


def _reworded(_: Mapping[str, Any], said: Mapping[str, Any], came: Touch) -> bool:
    """Whether a row may be a touch with new words: of the same customer, day, kind and people."""
    return all(said.get(name) == getattr(came, name) for name in ("account", "on", "kind", "contacts"))


_MAY_BE: dict[type, Callable[[Mapping[str, Any], Mapping[str, Any], Any], bool]] = {
    Account: _renamed,
    Touch: _reworded,
}
_NEW_WHAT = {Account: "a new name", Touch: "new words"}


def _question(tab: str, row: int, name: str, noun: Noun, came: Sequence[Any]) -> Question:
    names = [str(getattr(v, noun.title)) for v in came]
    first = names[0]
    return Question(
        key=f"{SAME}:{tab}:{row}",
        sheet=tab,
        rows=(row,),
        seen=(name, *names),
        choices=(
            *(
                Choice(v.id, f"Yes, {was} has {_NEW_WHAT[noun.type]}")
                for v, was in zip(came, names, strict=True)
            ),
            Choice(NEW, f"No, it is another {noun.word}"),
        ),
        default=None,
        text=f"Is row {row}, {name}, {first}? {first} came with an earlier merge, and is on this sheet no more.",
        evidence=how_alike(name, first)
        if noun.type is Account
        else "Both are of one day, kind and customer.",
    )


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, list[Any]]:
    found = dict[Any, list[Any]]()
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _plain(value: Any) -> Any:
    return name_key(value) if isinstance(value, str) else value
