"""A file may be complete: then the accounts that are missing from it are lost, archived, or left out on purpose."""

from dataclasses import replace
from datetime import date

from csdesk.domain.accounts import Account, Status
from csdesk.domain.day_words import spelled
from csdesk.domain.imports.bench.bench import PROVISIONAL, Bench
from csdesk.domain.imports.contracts.despite import give_notice
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import Asking, Choice, Question
from csdesk.domain.names import name_key

_MOST = 0.5
"""Which share of the book's customers a file must name before it may be taken for complete."""


def lay_missing(sheet: Sheet, bench: Bench, asking: Asking, *, today: date) -> None:
    """Ask once whether the sheet is complete, and lay what becomes of the accounts it does not name."""
    if sheet.mapping.noun != "account" or sheet.table.partial:
        return
    here = {uid for (name, _), uid in bench.spoken.items() if name == sheet.name}
    ours = [a for a in bench.known.all(Account) if a.status is Status.CUSTOMER]
    missing = [a for a in ours if a.id not in here]
    if not missing or len(ours) - len(missing) < _MOST * len(ours):
        return
    named, spoken = _named(sheet), {*bench.spoken.values(), *_asked_about(asking)}
    missing = [
        a
        for a in missing
        if a.id not in spoken and named.isdisjoint((a.id, a.external_id, name_key(a.account)))
    ]
    if not missing:
        return
    answer = asking.ask(_question(sheet, missing, len(ours)))
    for account in missing:
        current = bench.find(Account, account.id) or account
        if answer == "lost":
            bench.put(replace(current, status=Status.LOST, lost_on=sheet.day))
            _cancel(current, sheet.day, bench)
        elif answer == "archived":
            bench.put(replace(current, status=Status.ARCHIVED))


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
        seen=tuple(a.account for a in missing[:10]),
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
        + ", ".join(a.account for a in missing[:10])
        + ("" if len(missing) <= 10 else " …"),
    )
