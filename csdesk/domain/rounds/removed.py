"""A row that was taken out of a sheet: what becomes of it is asked; it is lost or archived before it is removed."""

import json
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from csdesk.domain.accounts import Account, Status
from csdesk.domain.custom import CustomValue
from csdesk.domain.day_words import spelled
from csdesk.domain.fields import Field, Kind, Noun, noun_of
from csdesk.domain.imports.bench.plan import Result, RowPlan
from csdesk.domain.imports.reading.record import Problem
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.nouns import NOUNS
from csdesk.domain.rounds.memory import About, Memory
from csdesk.domain.rounds.now import Now
from csdesk.domain.rounds.plan import KEEP, REMOVED, Removed
from csdesk.domain.rounds.sent import SentSheet
from csdesk.domain.rounds.words import Plain
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.values import dataclass

LOST, ARCHIVED, REMOVE, EACH = "lost", "archived", "remove", "each"
_SHOWN = 5
_CHOICES = {
    KEEP: "Keep in the book",
    LOST: "Lost, from today",
    ARCHIVED: "Archived",
    REMOVE: "Remove from the book",
}
_ENDINGS: dict[type, tuple[str, ...]] = {
    Account: (KEEP, LOST, ARCHIVED, REMOVE),
    Subscription: (KEEP, LOST, REMOVE),
}
"""What a row that is gone may have become, by noun; any other stays or is removed."""
_Tied = dict[str, Counter[str]]
"""By the id of a row, how many rows of which sheets belong to it."""
_BY_TABLE = {noun.table: noun for noun in map(noun_of, NOUNS)}


@dataclass(frozen=True, slots=True)
class Leaving:
    """The rows that were taken out, with what they become: values to put, values to drop."""

    removed: tuple[Removed, ...]
    values: tuple[Any, ...]
    drops: tuple[Any, ...]


def ask_removed(
    missing: Iterable[tuple[str, SentSheet, str]],
    now: Now,
    asking: Asking,
    memory: Memory,
    answers: Mapping[str, str],
    today: date,
) -> Leaving:
    """Ask what became of every row that is gone from its sheet and still in the book."""
    groups: dict[str, list[tuple[Removed, Any]]] = {}
    for tab, sheet, uid in missing:
        value = now.value(sheet.noun, uid)
        if value is not None:
            changed = value != now.was(sheet.noun, sheet.cells(uid))
            removed = Removed(
                f"{REMOVED}:{tab}:{uid}", tab, sheet.noun.word, uid, _called(sheet.noun, value, now), changed
            )
            groups.setdefault(tab, []).append((removed, value))
    found: list[Removed] = []
    values: list[Any] = []
    drops: list[Any] = []
    tied = _belonging([value for rows in groups.values() for _, value in rows], {}, now)
    for tab, rows in groups.items():
        stay = [(_stays(r), v) for r, v in rows if r.key not in answers and memory.before(_about(r))]
        left = [(r, v) for r, v in rows if r.key in answers or not memory.before(_about(r))]
        for removed, value in [*stay, *_answered(tab, left, tied, asking, answers)]:
            memory.learn(_about(removed), removed.answer, {KEEP})
            found.append(removed)
            after = _ended(value, removed.answer, today)
            if removed.answer == REMOVE:
                drops += [*now.said(noun_of(type(value))).get(value.id, {}).values(), value]
            elif after != value:
                values.append(after)
    return Leaving(tuple(found), tuple(values), tuple(drops))


def _answered(
    tab: str, rows: list[tuple[Removed, Any]], tied: _Tied, asking: Asking, answers: Mapping[str, str]
) -> Iterator[tuple[Removed, Any]]:
    """The rows with what was answered: for each by itself, or for all of the sheet."""
    if not rows:
        return
    alone = [removed.key in answers for removed, _ in rows]
    open_rows = [removed for (removed, _), said in zip(rows, alone, strict=True) if not said]
    choices = _ENDINGS.get(type(rows[0][1]), (KEEP, REMOVE))
    together = None
    key = f"{REMOVED}:{tab}"
    asked = len(open_rows) > 1 or key in answers
    if asked:
        together = asking.ask(_question(key, tab, open_rows or [r for r, _ in rows], tied, (*choices, EACH)))
    for removed, value in rows:
        by_itself = removed.key in answers or together == EACH or not asked
        answer = asking.ask(_question(removed.key, tab, [removed], tied, choices)) if by_itself else together
        yield replace(removed, answer=answer), value


def _about(removed: Removed) -> About:
    return About(REMOVED, removed.noun, removed.id)


def _stays(removed: Removed) -> Removed:
    return replace(removed, answer=KEEP, before=True)


def _question(key: str, tab: str, rows: list[Removed], tied: _Tied, choices: tuple[str, ...]) -> Question:
    names = [r.name for r in rows[:_SHOWN]]
    more = f" and {len(rows) - _SHOWN:,} more" if len(rows) > _SHOWN else ""
    changed = [r.name for r in rows if r.changed]
    since = f"Changed here since they went out: {'; '.join(changed[:_SHOWN])}." if changed else ""
    what = f"What becomes of {'it' if len(rows) == 1 else 'them'}?"
    told = {**_CHOICES, EACH: "Ask me about each of them"}
    return Question(
        key=key,
        sheet=tab,
        rows=(),
        seen=tuple(names),
        choices=tuple(Choice(c, told[c]) for c in choices),
        default=None,
        text=f"{counted(len(rows), 'row')} of “{tab}” did not come back: {'; '.join(names)}{more}. {what}",
        evidence=" ".join(filter(None, (since, _held_words(rows, tied)))),
    )


def _held_words(rows: Sequence[Removed], tied: _Tied) -> str:
    """What to tell of those that cannot be removed, as others that stay belong to them."""
    held = [r for r in rows if r.id in tied]
    if len(rows) == 1 and held:
        return f"Rows of {_sheets(tied[held[0].id])} belong to it: it cannot be removed while they stay."
    names = "; ".join(r.name for r in held[:_SHOWN])
    more = f" and {len(held) - _SHOWN:,} more" if len(held) > _SHOWN else ""
    return f"Cannot be removed while rows of others belong to them: {names}{more}." if held else ""


def _sheets(left: Counter[str]) -> str:
    return ", ".join(f"{sheet} ({n:,})" for sheet, n in sorted(left.items()))


def _ended(value: Any, answer: str | None, today: date) -> Any:
    """The row as lost or archived."""
    if isinstance(value, Account) and answer == LOST:
        return replace(value, status=Status.LOST, lost_on=value.lost_on or today)
    if isinstance(value, Account) and answer == ARCHIVED:
        return replace(value, status=Status.ARCHIVED)
    if isinstance(value, Subscription) and answer == LOST:
        return replace(value, cancelled_on=value.cancelled_on or today)
    return value


def _called(noun: Noun, value: Any, now: Now) -> str:
    """What a person calls a row: what it is, its day, and whose it is."""
    if noun.type is Account:
        return str(value.account)
    day = getattr(value, noun.field(noun.day).name) if noun.day else None
    told = ", ".join(filter(None, [_what(noun, value, now), spelled(day) if day else ""]))
    owner = _whose(noun, value, now)
    return f"{told} ({owner})" if told and owner else told or owner or str(value.id)


def _what(noun: Noun, value: Any, now: Now) -> str:
    """Its own name; what has none is called by what it hangs on, and that by its product."""
    title = noun.field(noun.title)
    if title.key != "id" and title.kind is not Kind.NUMBER:
        return str(getattr(value, title.name) or "")
    return next((_what(noun_of(type(above)), above, now) for above in _above(noun, value, now)), "")


def _whose(noun: Noun, value: Any, now: Now) -> str:
    owner: Any = now.value(noun_of(Account), getattr(value, "account", None) or "")
    if owner is not None:
        return str(owner.account)
    return next((_whose(noun_of(type(above)), above, now) for above in _above(noun, value, now)), "")


def _above(noun: Noun, value: Any, now: Now) -> Iterator[Any]:
    """What a row hangs on besides its account."""
    for field in noun.fields:
        if field.kind is Kind.REFERENCE and field.required and field.refers != noun_of(Account).table:
            found = now.value(_BY_TABLE[str(field.refers)], getattr(value, field.name))
            if found is not None:
                yield found


def held_back(
    leaving: Leaving, values: Mapping[tuple[type, str], Any], now: Now
) -> tuple[Leaving, list[RowPlan]]:
    """What leaves in the end, and a refused row for each that stays because others belong to it.

    What stays holds what it belongs to itself, so that it is asked again until nothing more stays.
    """
    drops, refused = list(leaving.drops), dict[str, RowPlan]()
    while held := _held(drops, leaving.removed, values, now):
        refused |= held
        drops = [v for v in drops if (v.row if isinstance(v, CustomValue) else v.id) not in refused]
    removed = tuple(replace(r, held=r.id in refused) for r in leaving.removed)
    return replace(leaving, removed=removed, drops=tuple(drops)), list(refused.values())


def _held(
    drops: Iterable[Any], removed: Iterable[Removed], values: Mapping[tuple[type, str], Any], now: Now
) -> dict[str, RowPlan]:
    """The rows that are to be removed though others belong to them, by id."""
    by_id = {r.id: r for r in removed}
    found = {}
    for uid, left in _belonging(drops, values, now).items():
        found[uid] = _kept(by_id[uid], _sheets(left))
    return found


def _kept(removed: Removed, told: str) -> RowPlan:
    what = f"{removed.name} cannot be removed: rows of {told} belong to it"
    problem = Problem(0, None, removed.name, what, "keep it, or let it be lost")
    return RowPlan(removed.sheet, 0, removed.name, Result.REFUSED, what, problems=(problem,))


def _belonging(drops: Iterable[Any], values: Mapping[tuple[type, str], Any], now: Now) -> _Tied:
    """How many rows of which sheets would refer to one that is gone, by its id; found in one pass for all of them."""
    drops = list(drops)
    gone = {v.id for v in drops}
    tables = {v.id: noun_of(type(v)).table for v in drops if not isinstance(v, CustomValue)}
    found = {uid: Counter[str]() for uid in tables}
    for noun in map(noun_of, NOUNS):
        places = [(at, f) for at, f in enumerate(noun.fields) if f.refers in tables.values()]
        if not places or noun.type is CustomValue:
            continue
        for named in _named(noun, places, gone, values, now):
            for uid in {uid for table, uid in named if tables.get(uid) == table}:
                found[uid][noun.sheet or noun.word] += 1
    return {uid: left for uid, left in found.items() if left}


def _named(
    noun: Noun,
    places: Sequence[tuple[int, Field]],
    gone: Container[str],
    values: Mapping[tuple[type, str], Any],
    now: Now,
) -> Iterator[Iterator[tuple[str | None, str]]]:
    """What each row that stays refers to, as it is in the book or will be: tables and ids."""
    laid = {uid: value for (of, uid), value in values.items() if of is noun.type}
    for uid, row in now.rows(noun).items():
        if uid not in gone and uid not in laid:
            yield ((f.refers, to) for at, f in places for to in _ids(f, row[at]))
    for uid, value in laid.items():
        if uid not in gone:
            yield ((f.refers, to) for _, f in places for to in _as_many(getattr(value, f.name)))


def _ids(field: Field, cell: Plain) -> Sequence[str]:
    """The ids in a cell of the book."""
    if not cell:
        return ()
    return json.loads(str(cell)) if field.kind is Kind.REFERENCES else (str(cell),)


def _as_many(said: Any) -> Sequence[str]:
    return said if isinstance(said, tuple) else (said,) if said else ()
