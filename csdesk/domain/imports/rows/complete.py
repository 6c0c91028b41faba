"""A file may be complete: then the accounts that are missing from it are lost, archived, or left out on purpose."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter

from csdesk.domain.accounts import Account, Status
from csdesk.domain.day_words import spelled
from csdesk.domain.imports.bench.bench import PROVISIONAL, Bench
from csdesk.domain.imports.contracts.despite import give_notice
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import Asking, Choice, Question
from csdesk.domain.names import name_key
from csdesk.domain.phrases import first_of
from csdesk.domain.values import dataclass

_MOST, _NEARLY = 0.5, 0.8
"""Which share of the book's customers a file must name before it may be taken for complete; and of those of one CSM,
region or segment, before it is told who of them is missing."""
_OF_SOME, _FEW = ("csm", "region", "segment"), 3
"""What lists of some customers are of; fewer customers than these may all be lost at once."""
_LEFT = frozenset({"part", "left out"})
"""Answers by which those who are missing may be so."""
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Missing:
    """What is told of the customers whom a sheet does not name, and who of them may be left out, by ID, as was said."""

    told: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def lay_missing(sheet: Sheet, bench: Bench, asking: Asking) -> Missing:
    """Ask once whether the sheet is complete, and lay what becomes of the accounts it does not name.

    Whose CSM, region or segment it does not name at all is not missing: it is a list of some. A list of some that is
    too small to be asked about is told of.
    """
    if sheet.mapping.noun != "account" or sheet.table.partial:
        return Missing()
    here = {uid for (name, _), uid in bench.spoken.items() if name == sheet.name}
    every = [a for a in bench.known.all(Account) if a.status is Status.CUSTOMER]
    ours = _such_as(every, here)
    missing = _without(sheet, [a for a in ours if a.id not in here], bench, asking)
    there = len(ours) - len(missing)
    if not missing or (there < _MOST * len(every) and there < _NEARLY * len(ours)):
        return Missing()
    before = bench.known.answered.get("", {}).get(left_key(sheet.name), "").split()
    if there < _MOST * len(every) or all(a.id in before for a in missing):
        return Missing((_told(missing, ours, len(every)),), tuple(before))
    answer = asking.said(_question(sheet, missing, len(every)))
    for account in missing:
        current = bench.find(Account, account.id) or account
        if answer == "lost":
            bench.put(replace(current, status=Status.LOST, lost_on=sheet.day))
            _cancel(current, sheet.day, bench)
        elif answer == "archived":
            bench.put(replace(current, status=Status.ARCHIVED))
    return Missing(left=tuple(a.id for a in missing if answer in _LEFT))


def left_key(sheet: str) -> str:
    """Under which key it is kept with an import which accounts may be missing from a sheet."""
    return f"missing:{sheet}"


def _such_as(customers: list[Account], here: Collection[str]) -> list[Account]:
    """The customers without those of whose CSM, region or segment none is there, where these are no few."""
    for key in _OF_SOME:
        says = attrgetter(key)
        there = {says(a) for a in customers if a.id in here}
        many = Counter(map(says, customers))
        customers = [a for a in customers if says(a) in there or many[says(a)] < _FEW]
    return customers


def _without(sheet: Sheet, missing: list[Account], bench: Bench, asking: Asking) -> list[Account]:
    """The missing ones without those whom another row names, or may mean."""
    if not missing:
        return []
    named, spoken = _named(sheet), {*bench.spoken.values(), *_asked_about(asking)}
    return [
        a
        for a in missing
        if a.id not in spoken and named.isdisjoint((a.id, a.external_id, name_key(a.account)))
    ]


def _told(missing: Sequence[Account], ours: Sequence[Account], every: int) -> str:
    csms = {a.csm for a in ours}
    csm = csms.pop() if len(csms) == 1 and len(ours) < every else None
    whole = f"{len(ours):,} customers of {csm}" if csm else f"book's {every:,} customers"
    is_, stay = ("is", "stays as it is") if len(missing) == 1 else ("are", "stay as they are")
    names = first_of([a.account for a in missing[:_SHOWN]], len(missing))
    return f"{len(missing):,} of the {whole} {is_} not in this list, and {stay}: {names}."


def _named(sheet: Sheet) -> set[object]:
    """How the rows of a sheet call their customers, also those that wait or are refused."""
    keys = {r.get(target) for r in sheet.records for target in ("account.id", "account.external_id")} - {None}
    return keys | {name_key(str(r.get("account.account") or "")) for r in sheet.records}


def _asked_about(asking: Asking) -> set[str]:
    """The accounts of which it is still asked whether a row is theirs."""
    open_ = (q for q in asking.asked if q.kind == "same" and q.answer is None)
    return {choice.value for question in open_ for choice in question.choices}


def _cancel(account: Account, day: date, bench: Bench) -> None:
    for line in bench.lines(account.id):
        if line.cancelled_on is None and not line.id.startswith(PROVISIONAL):
            give_notice(line, day, bench)


def _question(sheet: Sheet, missing: list[Account], ours: int) -> Question:
    be = "is" if len(missing) == 1 else "are"
    return Question(
        key=f"complete:{sheet.name}:accounts",
        sheet=sheet.name,
        rows=(),
        seen=tuple(a.account for a in missing[:_SHOWN]),
        choices=(
            Choice("part", "The file holds only some of the customers: leave the others as they are"),
            Choice(
                "lost",
                f"It is complete: they were lost by {spelled(sheet.day)}; terms still count to their end",
            ),
            Choice("archived", "It is complete: archive them"),
            Choice("left out", "They are left out of the file on purpose"),
        ),
        default="part",
        text=f"{len(missing):,} of the book's {ours:,} customers {be} not in “{sheet.name}”. Is the file complete?",
        evidence="Missing: "
        + ", ".join(a.account for a in missing[:_SHOWN])
        + ("" if len(missing) <= _SHOWN else " …"),
    )
