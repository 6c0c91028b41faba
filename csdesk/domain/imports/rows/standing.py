"""A standing is whether a row is a customer yet: leads, prospects and trials are asked about once a sheet."""

from collections.abc import Iterable, Sequence

from csdesk.domain.accounts import Account, Stage, Status
from csdesk.domain.imports.bench.bench import Bench, Laid
from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.contracts.sold import Sold
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.rows.asked import LEAVE_OUT, LOST
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.imports.vocabulary.deals import Deal
from csdesk.domain.phrases import first_of
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
    lost: frozenset[int] = _NONE
    """Rows of deals called lost of which a person says that they were customers."""


def standing_of(sheet: Sheet, records: Iterable[Record], asking: Asking) -> Standing:
    """Ask once what becomes of prospects. Of the csdesk workbook's own sheets nothing is asked."""
    named = sheet.header("account.status") or sheet.header("account.stage")
    if sheet.mapping.own or not named:
        return Standing()
    some = list(records)
    found = [r for r in some if _is_prospect(r)]
    if not found:
        return Standing()
    dead = frozenset(r.row for r in found if r.get("account.status") is Deal.LOST)
    said = asking.ask(_question(sheet, named, found, len(dead), alone=len(found) == len(some)))
    rows = frozenset(r.row for r in found) - dead
    if said == LOST:
        return Standing(lost=dead, out=rows)
    return Standing(kept=rows if said == KEEP else _NONE, out=dead | (rows if said == LEAVE_OUT else _NONE))


def bought(account: Account, record: Record, sold: Sold, place: Place, bench: Bench, laid: Laid) -> Account:
    """The account of a row that pays: who was a prospect is a customer, unless the row itself says otherwise."""
    tries = record.row in place.prospects or place.terms.own or record.values.get("account.status")
    if account.status is not Status.PROSPECT or not sold.amount or tries:
        return account
    return bench.merge(account, {"status": Status.CUSTOMER}, laid)


def _is_prospect(record: Record) -> bool:
    """Whether a row says that it is no customer yet: by its status, else by its stage; who paid is one."""
    status = record.get("account.status")
    if record.paid:
        return False
    if status:
        return status is Status.PROSPECT or isinstance(status, Deal)
    return record.get("account.stage") in _BEFORE


def _question(sheet: Sheet, named: str, found: Sequence[Record], dead: int, *, alone: bool) -> Question:
    names = [str(r.get("account.account") or r.get("account.external_id") or "") for r in found]
    sold = sum(
        any(r.get(t) for t in _CONTRACT) for r in found if not isinstance(r.get("account.status"), Deal)
    )
    todo = any(r.get("task.title") for r in found)
    it = "it" if len(found) == 1 else "them"
    contracts = f" The days of a contract stand in {counted(sold, 'row')}." if sold else ""
    deals = f" {counted(dead, 'deal', 'is')} lost: that was no customer yet." if dead else ""
    still = " The lost ones stay out." if dead else ""
    return Question(
        key=f"prospects:{sheet.name}:{named}",
        sheet=sheet.name,
        rows=tuple(r.row for r in found),
        seen=tuple(names[:_SHOWN]),
        choices=(
            Choice(LEAVE_OUT, f"Leave {it} out: the book is of customers"),
            Choice(KEEP, f"Keep as prospects, without a contract.{still}" if dead else _AS_PROSPECTS),
            Choice(CUSTOMER, f"Customers like the others.{still}" if dead else _AS_CUSTOMERS),
            *([Choice(LOST, "The lost ones were customers, and left; the others stay out")] if dead else []),
        ),
        default=CUSTOMER if sold else KEEP if (alone or todo) and not dead else LEAVE_OUT,
        text=f"By “{named}”, {counted(len(found), 'row', 'is')} not of a customer yet. What becomes of {it}?",
        evidence=f"{first_of(names[:_SHOWN], len(names))}.{contracts}{deals}",
    )


_AS_PROSPECTS, _AS_CUSTOMERS = "Keep as prospects, without a contract", "Customers like the others"
