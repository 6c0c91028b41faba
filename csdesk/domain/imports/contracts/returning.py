"""Who was lost may stand in a list again: won back by a new contract, or never gone; asked where it may be both."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from csdesk.domain.accounts import Account, Status
from csdesk.domain.day_words import spelled
from csdesk.domain.imports.bench.bench import PROVISIONAL, Bench, Laid
from csdesk.domain.imports.bench.where import Where
from csdesk.domain.imports.contracts.moved_on import decisions_of
from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.contracts.sold import Sold
from csdesk.domain.imports.contracts.which_line import lines_of_product, matching_line
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.tables.questions import BACK, KEPT, RETURNED, Choice, Question
from csdesk.domain.imports.vocabulary.deals import LineStatus
from csdesk.domain.imports.vocabulary.targets import LINE_STATUS
from csdesk.domain.names import name_key
from csdesk.domain.periods import add_months
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.revenue.lines import Line
from csdesk.domain.revenue.live import life_of
from csdesk.domain.revenue.terms import NEAR
from csdesk.domain.subscriptions import Period, Subscription
from csdesk.domain.values import dataclass

_DAY = timedelta(days=1)
_LONGEST = 5
"""Up to how many years a term is looked back from its end."""


@dataclass(frozen=True, slots=True)
class Again:
    """A row that tells of a contract which was lost: `last` is its last day, `end` what the row says to end later.

    `begins` is when a new contract would begin. `sure` is which of the two it is, where the days leave no doubt;
    else `speaks` is what they speak for.
    """

    name: str
    line: Subscription
    last: date
    end: date | None
    begins: date
    sure: str | None = None
    speaks: str | None = None


def has_left(account: Account, bench: Bench) -> bool:
    """Whether a contract of the account may have been lost; of most it is none, and this is all that they cost."""
    for line in bench.lines(account.id):
        if line.cancelled_on:
            return True
    return Outcome.LOST in [r.outcome for r in bench.of(Renewal, account.id)]


def returned(record: Record, account: Account, sold: Sold, place: Place, bench: Bench) -> Again | None:
    """What a row that is of no lost customer tells of a contract of the book that was lost; None where it was not."""
    line = _line(account, sold, place.at(record.row), bench)
    last = _last_day(line, bench) if line and not place.terms.own else None
    if line is None or last is None or sold.facts.get("cancelled_on"):
        return None
    if any(o.start and o.start > last for o in lines_of_product(account.id, sold.product, bench)):
        return None
    start, said = sold.facts.get("start"), sold.facts.get("end")
    end = said if said and said > last + NEAR else None
    found = Again(account.account, line, last, end, _begins(last, end, place.terms.day))
    here = name_key(account.account) in place.left
    if start and start > last:
        return replace(found, begins=start, sure=BACK if here or start > last + NEAR else KEPT)
    if here:
        return replace(found, sure=BACK) if end else None
    lost = [r for r in decisions_of(line, bench) if r.outcome is Outcome.LOST]
    told = bool(lost) or account.status is Status.LOST
    if end is None and not (_says_customer(record) and not _typed(line, lost, bench)):
        return None
    if last >= place.terms.day:
        return replace(found, sure=KEPT) if end or told else None
    return replace(found, speaks=_speaks(line, said, end))


def _line(account: Account, sold: Sold, where: Where, bench: Bench) -> Subscription | None:
    """The book's own line of which a row speaks."""
    line = matching_line(account.id, sold, where, bench)
    return None if line is None or line.id.startswith(PROVISIONAL) else line


def _last_day(line: Subscription, bench: Bench) -> date | None:
    """The last day of a line that was lost, or of which notice was given."""
    life = life_of(Line(line, (), tuple(decisions_of(line, bench))))
    return life.last if life else None


def _says_customer(record: Record) -> bool:
    said = record.get
    live = said("account.status") is Status.CUSTOMER or said(LINE_STATUS) is LineStatus.LIVE
    return live or said("account.churned") is False


def _typed(line: Subscription, lost: list[Renewal], bench: Bench) -> bool:
    """Whether the loss was said here by hand: a list that does not know of it takes nothing back."""
    fields = [("renewals", r.id, "outcome") for r in lost] + [("subscriptions", line.id, "cancelled_on")]
    return not bench.known.edited.isdisjoint(fields)


def _begins(last: date, end: date | None, day: date) -> date:
    """When a new contract begins of which only the end is said: whole years before it, with a time between that and
    the loss; else on the day of the file."""
    starts = (add_months(end + _DAY, -12 * years) for years in range(1, _LONGEST + 1)) if end else ()
    return next((start for start in starts if last + NEAR < start <= day), max(day, last + _DAY))


def _speaks(line: Subscription, said: date | None, end: date | None) -> str | None:
    """What the days speak for: an end whole years after the old one was renewed, any other one begun anew."""
    if end is None:
        return BACK if said is None else None
    if line.end is None:
        return BACK
    years = [add_months(line.end + _DAY, 12 * n) for n in range(1, _LONGEST + 1)]
    return KEPT if end + _DAY in years else BACK


def return_question(again: Again, place: Place, row: int) -> Question:
    """Whether a customer was won back, or was never gone."""
    lost, begins = spelled(again.last), spelled(again.begins)
    until = f" and ends on {spelled(again.end)}" if again.end else ""
    return Question(
        key=f"{RETURNED}:{place.sheet}:{row}",
        sheet=place.sheet,
        rows=(row,),
        seen=(again.name, f"lost after {lost}"),
        choices=(
            Choice(BACK, f"Won back: the old contract stays lost, a new one begins on {begins}{until}"),
            Choice(KEPT, "Never gone: the loss is taken back, and the contract goes on"),
        ),
        default=again.speaks,
        text=f"{again.name} was lost after {lost}, and is a customer in “{place.sheet}”. Won back, or never gone?",
        evidence=_evidence(again),
        group=RETURNED,
    )


def _evidence(again: Again) -> str:
    if again.end is None:
        return "The row says no new days."
    if again.speaks == KEPT:
        return f"Its end, {spelled(again.end)}, is whole years after that of the old contract."
    return f"Its end, {spelled(again.end)}, is not whole years after that of the old contract."


def lay_again(
    again: Again, choice: str, sold: Sold, record: Record, place: Place, bench: Bench, laid: Laid
) -> tuple[Sold, bool]:
    """What the row says of its contract, and whether that is a new one; a loss that never was is taken back."""
    if choice == KEPT:
        _take_back(again, sold, place, bench, laid)
        late = again.begins if again.sure == KEPT else None
        return (_without(sold, "start") if late == sold.facts.get("start") else sold), False
    if again.line.external_id and again.line.external_id == sold.facts.get("external_id"):
        bench.put(replace(again.line, external_id=None))
    where = place.at(record.row)
    there = any(
        s.id.startswith(PROVISIONAL) and bench.claimed.get(s.id) == where
        for s in bench.lines(again.line.account)
    )
    return _anew(again, sold, record, place.terms.day), not there


def _anew(again: Again, sold: Sold, record: Record, day: date) -> Sold:
    """A contract that begins after the one that was lost; what that one had, nobody says of it."""
    facts: dict[str, Any] = {**sold.facts, "start": again.begins, "signed_on": None, "end": again.end}
    facts["term_months"] = (
        record.get("subscription.term_months") if again.end else sold.facts.get("term_months")
    )
    amount = sold.amount
    if again.end is None and sold.facts.get("end"):
        facts["term_confirmed"] = False
        if sold.period is Period.MONTH:
            facts["period"], amount = Period.YEAR, None if amount is None else amount * 12
    assumed = again.begins < day
    return replace(sold, facts=facts, amount=amount, from_=again.begins, assumed=assumed, prices=())


def _take_back(again: Again, sold: Sold, place: Place, bench: Bench, laid: Laid) -> None:
    line = again.line
    for row in decisions_of(line, bench):
        if row.outcome is Outcome.LOST:
            facts: dict[str, Any] = {"outcome": Outcome.OPEN, "decided_on": None, "reason": None}
            if again.end:
                decided = min(again.last, place.terms.day)
                facts |= {"outcome": Outcome.RENEWED, "decided_on": decided, "due_on": line.end or row.due_on}
            bench.merge(row, facts, laid, erase=True)
    facts = {"cancelled_on": None, "reason": None}
    if not line.term_confirmed and sold.facts.get("end") is None:
        facts["end"] = None
    bench.merge(line, facts, laid, erase=True)


def own_days(record: Record, account: Account, sold: Sold, place: Place, bench: Bench) -> Sold:
    """What a row says, without a start that is that of the lost contract before the one of which it speaks."""
    start: date | None = sold.facts.get("start") or sold.facts.get("signed_on")
    if start is None or place.terms.own:
        return sold
    line = _line(account, sold, place.at(record.row), bench)
    if line is None or line.start is None or start >= line.start:
        return sold
    others = [s for s in lines_of_product(account.id, sold.product, bench) if s is not line]
    ended = [last for other in others if (last := _last_day(other, bench))]
    if not any(start <= last < line.start for last in ended):
        return sold
    bare = _without(sold, "start", "signed_on")
    return replace(bare, facts={**bare.facts, "term_months": record.get("subscription.term_months")})


def _without(sold: Sold, *keys: str) -> Sold:
    return replace(sold, facts={**sold.facts, **dict.fromkeys(keys)})


def stays(was: Account, now: Account, bench: Bench, laid: Laid) -> Account:
    """An account that was lost and is a customer again has no day of that any more: its contracts tell it."""
    if was.status is not Status.LOST or now.status is not Status.CUSTOMER:
        return now
    return bench.merge(now, {"lost_on": None}, laid, erase=True)


def customer_again(account: Account, bench: Bench, laid: Laid) -> Account:
    """The account of a contract that goes on, or of a new one: nobody lost has one."""
    if account.status is not Status.LOST:
        return account
    return stays(account, bench.merge(account, {"status": Status.CUSTOMER}, laid), bench, laid)
