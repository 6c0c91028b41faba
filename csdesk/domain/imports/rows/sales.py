"""An opportunity of another program: whether it was won may stand beside its stage, its amount in another currency."""

from collections.abc import Iterable, Iterator
from typing import Any

from csdesk.domain.accounts import Account, Status
from csdesk.domain.imports.bench.bench import Bench
from csdesk.domain.imports.cells.amounts import Amount, as_written
from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.contracts.told_in import assumed_in, said_in
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.vocabulary.deals import DealStatus
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.targets import DEAL_STATUS
from csdesk.domain.opportunities import ENDED, OpportunityStage
from csdesk.domain.phrases import first_said

_SHOWN = 4
_WON, _LOST = OpportunityStage.WON, OpportunityStage.LOST


def stage_said(record: Record) -> OpportunityStage | None:
    """How far an opportunity is, by its stage and all that says beside it that it is over."""
    stage: OpportunityStage | None = record.get("opportunity.stage")
    status, won = record.get(DEAL_STATUS), record.get("opportunity.won")
    if status is DealStatus.WON or won or record.get("opportunity.won_on"):
        return _WON
    over = status is DealStatus.LOST or record.get("opportunity.lost_on")
    if over or (won is False and record.get("opportunity.closed")):
        return stage if stage in ENDED and stage is not _WON else _LOST
    return stage


def has_bought(records: Iterable[Record]) -> bool:
    """Whether whom only these rows name is a customer: a deal is won, or a status says so or stands nowhere."""
    some = tuple(records)
    if any("opportunity.opportunity" in r.values for r in some):
        return any(stage_said(r) is _WON for r in some)
    told = {r.get("account.status") for r in some}
    return None in told or bool(told & {Status.CUSTOMER, Status.LOST})


def as_opportunity(record: Record, facts: dict[str, Any], place: Place) -> None:
    """What a row says by itself: one that is over was decided on the day of its close, unless a column says when."""
    stage = stage_said(record)
    if stage is not None:
        facts["stage"] = stage
    if facts.get("amount") is not None:
        facts["amount"] *= _TIMES.get(fold(str(record.get("opportunity.per") or "")), 1)
    if stage not in ENDED:
        return
    told = record.get("opportunity.won_on" if stage is _WON else "opportunity.lost_on")
    day = told or facts.get("expected_on")
    if day is not None and day <= place.today:
        facts.setdefault("decided_on", day)


_TIMES = {"monthly": 12, "month": 12, "quarterly": 4, "quarter": 4, "weekly": 52, "week": 52}
"""How often a year an amount is paid, by what a row says of it."""


def currency_said(record: Record, place: Place) -> str | None:
    """The currency that a row of opportunities names for its amount; None where it names none."""
    amount = record.get("opportunity.amount")
    return said_in(record, "opportunity", amount, place) if isinstance(amount, Amount) else None


def without_foreign(record: Record, facts: dict[str, Any], place: Place, bench: Bench) -> None:
    """An amount that is not in its customer's currency is kept in the note: the field is in that currency."""
    amount, said = record.get("opportunity.amount"), currency_said(record, place)
    account = bench.find(Account, str(facts.get("account")))
    if not said or not isinstance(amount, Amount) or said == (ours := assumed_in(account, None, place)):
        return
    del facts["amount"]
    text = f"{as_written(amount.units(said), None)} {said}"
    facts["note"] = "\n".join(filter(None, (facts.get("note"), f"Amount: {text}")))
    bench.foreign.setdefault(place.sheet, {})[record.row] = (
        f"row {record.row}, {text} of a customer in {ours}"
    )


def deals_told(sheet: Sheet, bench: Bench) -> Iterator[str]:
    """What to tell of opportunities: how many were won, and which amounts are in another currency."""
    if sheet.mapping.noun != "opportunity" or sheet.mapping.own:
        return
    won = sum(stage_said(r) is _WON for r in sheet.records)
    if won:
        are = "1 opportunity is" if won == 1 else f"{won:,} opportunities are"
        yield f"{are} won. No contract comes with such a row, as it says no term: import the contracts themselves."
    seen = list(bench.foreign.get(sheet.name, {}).values())
    if seen:
        what = f"{counted(len(seen), 'amount', 'is')} in another currency than the customer"
        yield f"{what}, and kept in the note: {first_said(seen[:_SHOWN], len(seen))}."
