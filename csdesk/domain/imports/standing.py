"""A standing is whether a row is a customer yet: leads, prospects and trials are asked about once a sheet."""

from collections.abc import Iterable, Sequence

from csdesk.domain.accounts import Stage, Status
from csdesk.domain.imports.asked import LEAVE_OUT
from csdesk.domain.imports.questions import Asking, Choice, Question, counted
from csdesk.domain.imports.record import Record
from csdesk.domain.imports.sheets import Sheet
from csdesk.domain.values import dataclass

KEEP, CUSTOMER = Status.PROSPECT.value, Status.CUSTOMER.value
_BEFORE = frozenset({Stage.AWARENESS, Stage.ACQUISITION})
"""Stages of those who have not bought."""
_CONTRACT = ("subscription.end", "subscription.renewal_date", "subscription.start")
_SHOWN = 5
_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """The rows of a sheet that are prospects and come in as such, and those that are left out."""

    kept: frozenset[int] = _NONE
    out: frozenset[int] = _NONE


def standing_of(sheet: Sheet, records: Iterable[Record], asking: Asking) -> Standing:
    """Ask once what becomes of prospects. Of the csdesk workbook's own sheets nothing is asked."""
    named = sheet.header("account.status") or sheet.header("account.stage")
    if sheet.mapping.own or not named:
        return Standing()
    some = list(records)
    found = [r for r in some if _is_prospect(r)]
    if not found:
        return Standing()
    said = asking.ask(_question(sheet, named, found, alone=len(found) == len(some)))
    rows = frozenset(r.row for r in found)
    return Standing(kept=rows if said == KEEP else _NONE, out=rows if said == LEAVE_OUT else _NONE)


def _is_prospect(record: Record) -> bool:
    """Whether a row says that it is no customer yet: by its status, else by its stage; who paid is one."""
    status = record.get("account.status")
    if record.paid:
        return False
    return status is Status.PROSPECT if status else record.get("account.stage") in _BEFORE


def _question(sheet: Sheet, named: str, found: Sequence[Record], *, alone: bool) -> Question:
    names = [str(r.get("account.account") or r.get("account.external_id") or "") for r in found]
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    sold = sum(any(r.get(t) for t in _CONTRACT) for r in found)
    it = "it" if len(found) == 1 else "them"
    contracts = f" The days of a contract stand in {counted(sold, 'row')}." if sold else ""
    return Question(
        key=f"prospects:{sheet.name}:{named}",
        sheet=sheet.name,
        rows=tuple(r.row for r in found),
        seen=tuple(names[:_SHOWN]),
        choices=(
            Choice(LEAVE_OUT, f"Leave {it} out: the book is of customers"),
            Choice(KEEP, "Keep as prospects, without a contract"),
            Choice(CUSTOMER, "Customers like the others"),
        ),
        default=CUSTOMER if sold else KEEP if alone else LEAVE_OUT,
        text=f"By “{named}”, {counted(len(found), 'row', 'is')} not of a customer yet. What becomes of {it}?",
        evidence=f"{', '.join(names[:_SHOWN])}{more}.{contracts}",
    )
