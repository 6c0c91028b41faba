"""A row may tell what the book has in other words: a typo was mended in the list, a sentence added, a step renamed."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from csdesk.domain.accounts import Account
from csdesk.domain.day_words import spelled
from csdesk.domain.imports.bench.bench import Bench
from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.imports.bench.where import Where
from csdesk.domain.imports.rows.gone_over import alike
from csdesk.domain.imports.rows.sameness import words_that_came
from csdesk.domain.imports.rows.strangers import Rows, called_by
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import CHANGED_WORDS, NEW, ONE, Asking, Choice, Question
from csdesk.domain.imports.vocabulary.targets import SHEET_NOUNS
from csdesk.domain.names import name_key
from csdesk.domain.values import dataclass

_LONGEST, _OFFERED = 80, 4
_BEGINS = 4
"""How many letters two words have in common at least that speak for one step."""
_NOT_LAID = frozenset({Result.REFUSED, Result.WAITING, Result.LEFT_OUT})
_IN_THE_BOOK = frozenset({Result.SAME, Result.CHANGED, Result.CONFLICT})
_FROM_A_LIST = ", from "
"""What stands in the words of a touch of which a list of customers told the day alone."""


@dataclass(frozen=True, slots=True)
class _New:
    """A row that the book has not, with the rows of the book of which the files say nothing any more."""

    where: Where
    word: str
    words: str
    gone: Mapping[str, Any]
    again: bool
    """Whether its sheet came before: then what it says no more is gone from it."""

    def alike(self, bench: Bench) -> list[str]:
        """The ids of those whose words are alike."""
        noun = SHEET_NOUNS[self.word]
        return [uid for uid, v in self.gone.items() if alike(words_that_came(noun, v, bench), self.words)]


def ask_reworded(sheets: Iterable[Sheet], rows: Rows, bench: Bench, asking: Asking) -> dict[Where, str]:
    """The rows that tell what the book has in other words, with its ID: surely so where the words are alike and
    nothing else could be meant, else as was answered."""
    if not bench.reworded and not bench.moved:
        return {}
    sheets = tuple(sheets)
    fresh = _fresh(sheets, rows, bench, bench.reworded)
    like = {new.where: new.alike(bench) for new in fresh}
    meant = Counter(uid for uids in like.values() for uid in uids)
    came = {new.where for new in fresh if new.again}
    sure = ((w, uids[0]) for w, uids in like.items() if w in came and len(uids) == 1 and meant[uids[0]] == 1)
    found = dict(sure)
    taken = {*found.values()}
    for new in fresh:
        left = {uid: v for uid, v in new.gone.items() if uid not in taken}
        if new.where in found or not (left := _worth_asking(new, left, like[new.where])):
            continue
        said = asking.said(_question(new, left, bench))
        uid = next(iter(left)) if said == ONE else said
        if uid in left and uid not in found.values():
            found[new.where] = uid
    return found | _moved(sheets, rows, bench, asking, {*found.values()})


def _moved(
    sheets: Collection[Sheet], rows: Rows, bench: Bench, asking: Asking, taken: Collection[str]
) -> dict[Where, str]:
    """The rows that tell what the book has in other words and of another day, as was answered: it is offered where one
    of a customer is gone from a list that came before, one is new, and both have a word in common."""
    fresh = [new for new in _fresh(sheets, rows, bench, bench.moved) if new.again]
    many = Counter((new.word, next(iter(new.gone.values())).account) for new in fresh)
    found: dict[Where, str] = {}
    for new in fresh:
        left = {uid: v for uid, v in new.gone.items() if uid not in taken}
        one = next(iter(new.gone.values()))
        was = words_that_came(SHEET_NOUNS[new.word], one, bench)
        if len(left) != 1 or many[new.word, one.account] != 1 or not _in_common(was, new.words):
            continue
        question = replace(_question(new, left, bench, "other words and another day"), default=NEW, group="")
        if asking.offer(question) == ONE:
            found[new.where] = next(iter(left))
    return found


def _in_common(old: str, new: str) -> bool:
    """Whether two titles have a word of four letters or more in common, or as it begins."""
    was, now = ([w for w in name_key(t).split() if len(w) >= _BEGINS] for t in (old, new))
    return any(a.startswith(b) or b.startswith(a) for a in was for b in now)


def _fresh(
    sheets: Collection[Sheet],
    rows: Rows,
    bench: Bench,
    noted: Mapping[Where, tuple[str, str, tuple[str, ...]]],
) -> list[_New]:
    """The new rows of a day on which the book has others that the files tell no more."""
    records = {(sheet.name, r.row): r for sheet in sheets for r in sheet.records}
    again = {sheet.name for sheet in sheets if _came_before(sheet, rows, bench)}
    words_of = {word for word, _, _ in noted.values()}
    told = {word: {*_told(word, sheets, rows)} for word in words_of}
    found = []
    for where, (word, words, uids) in noted.items():
        noun, called = SHEET_NOUNS[word], called_by(records[where])
        values = [v for uid in uids if (v := bench.find(cast("type[Any]", noun.type), uid))]
        gone = {
            v.id: v
            for v in values
            if not bench.blanks.is_told(v.id)
            and _FROM_A_LIST not in (was := words_that_came(noun, v, bench))
            and (called, was) not in told[word]
        }
        if gone:
            found.append(_New(where, word, words, gone, where[0] in again))
    return found


def _came_before(sheet: Sheet, rows: Rows, bench: Bench) -> bool:
    """Whether a sheet of that name and these columns came before, or some of its rows are in the book."""
    headers = bench.known.mapped.get(sheet.name)
    if headers is not None and {*headers} == {c.header for c in sheet.mapping.columns}:
        return True
    return any(row.result in _IN_THE_BOOK for row in rows[sheet.name])


def _told(word: str, sheets: Iterable[Sheet], rows: Rows) -> Iterator[tuple[str, str]]:
    """What rows of the files call what they are not laid as, each with its account: they are refused, or wait, or tell
    it beside something else."""
    target = f"{word}.{SHEET_NOUNS[word].title}"
    for sheet in sheets:
        beside = sheet.mapping.noun != word
        for record, row in zip(sheet.records, rows[sheet.name], strict=True) if sheet.header(target) else ():
            if beside or row.result in _NOT_LAID:
                yield called_by(record), str(record.get(target) or "")


def _worth_asking(new: _New, left: Mapping[str, Any], like: Collection[str]) -> dict[str, Any]:
    """Which of them may be meant: those with like words, else what is still open on the same day.

    Of a list that never came only those with like words: two lists may know of two calls of one day.
    """
    some = {uid: v for uid, v in left.items() if uid in like}
    if some or not new.again:
        return some
    day = SHEET_NOUNS[new.word].day
    dated = {uid: v for uid, v in left.items() if day and getattr(v, day) is not None}
    return {uid: v for uid, v in dated.items() if getattr(v, "status", "open") == "open"}


def _question(new: _New, left: Mapping[str, Any], bench: Bench, other: str = "other words") -> Question:
    (sheet, row), noun = new.where, SHEET_NOUNS[new.word]
    words = {uid: _short(words_that_came(noun, v, bench)) for uid, v in left.items()}
    one = len(left) == 1
    first = next(iter(left.values()))
    account = bench.find(Account, first.account)
    day = getattr(first, noun.day or "", None)
    when = f", {spelled(day)}" if day else ""
    told = " / ".join(f"“{w}”" for w in words.values())
    return Question(
        key=f"{CHANGED_WORDS}:{sheet}:{row}",
        sheet=sheet,
        rows=(row,),
        seen=(_short(new.words), *words.values()),
        choices=(
            *(
                Choice(ONE if one else uid, f"It is “{was}”, with {other}")
                for uid, was in [*words.items()][:_OFFERED]
            ),
            Choice(NEW, f"It is another {new.word}: both stay"),
        ),
        default=None,
        text=f"Is row {row}, “{_short(new.words)}”, the {new.word} {told} with {other}?",
        evidence=f"{account.account if account else ''}{when}: the book has {told}, and the list no longer does.",
        group=CHANGED_WORDS if one else "",
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
