"""A renewal brief is one page about one term end: its deadline, what is at stake, and what was decided before."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from csdesk.domain.day_words import spelled
from csdesk.domain.ids import SubscriptionId
from csdesk.domain.money import whole_text
from csdesk.domain.phrases import upper
from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.arithmetic import in_words
from csdesk.domain.revenue.noticing import leaving_text
from csdesk.domain.revenue.prices import Priced
from csdesk.services.accounts.briefs import Brief, Point, call_brief
from csdesk.services.health.lookalike import customers_like
from csdesk.services.health.lookalike_text import sentence
from csdesk.services.renewals.deciding import RenewalKey, offer_of
from csdesk.services.renewals.renewals import DueRenewal, board_of, renewals_due
from csdesk.store.book import Book
from csdesk.store.lines import sold_lines
from csdesk.wording import choice

KIND = "renewal brief"
_FIRST = date(1900, 1, 1)
_PARTS = ("Last touches", "Promised", "Open tickets", "People")
"""The parts of a call brief that a renewal brief has, too."""


def renewal_brief(book: Book, line: SubscriptionId, due_on: date, *, as_of: date) -> Brief:
    """The brief of the renewal of a line that is due on a day. Raises: NoSuchRenewal, NoSuchAccount."""
    offer = offer_of(book, RenewalKey(line, due_on), today=as_of)
    due = next(r for r in renewals_due(book, due_on, due_on, as_of=as_of) if r.subscription_id == line)
    brief = call_brief(book, due.account_id, as_of=as_of)
    sub = offer.line.subscription
    terms = [
        Point("Now", f"{spelled(sub.start) if sub.start else 'start not known'} to {spelled(due_on)}"
              f"{', assumed' if due.assumed else ''}"),
        Point("Next", f"{spelled(offer.start)} to {spelled(offer.end)}, if nothing changes"),
        *_steps(offer.line.steps, due, as_of),
    ]  # fmt: skip
    kept = [part for part in brief.parts if part[0] in _PARTS]
    parts = (("Terms", tuple(terms)), ("Renewals before", tuple(_before(book, due, as_of))), *kept)
    alike = sentence(customers_like(book, due.account_id, as_of=as_of))
    facts = (*_facts(due, as_of), Point("Like them", alike))
    return replace(brief, facts=facts, parts=parts, kind=KIND)


def _facts(due: DueRenewal, as_of: date) -> Iterator[Point]:
    amount = None if due.amount is None else f"{whole_text(due.amount, due.currency)} a year"
    yield Point("Product", due.product)
    yield Point("Due", f"{amount or 'Amount not known,'} on {spelled(due.due_on)}")
    if due.outcome is Outcome.OPEN:
        said = leaving_text(due.due_on, due.notice, due.auto_renew, today=as_of, day=spelled)
        yield Point("Leaving", upper(said))
    elif due.decided_on is not None:
        yield Point("Decided", f"{choice(due.outcome)} on {spelled(due.decided_on)}{_at(due)}")
    if due.auto_renew is not False:
        told = in_words(due.notice) if due.notice else "The notice is not known; nothing is assumed."
        yield Point("Deadline", told)
    wanted = (due.due_on - as_of).days <= 90 and due.category.value == "unknown"
    yield Point(
        "Category", due.category.label + (", to be said inside 90 days" if wanted else ""), late=wanted
    )
    if due.forecast is not None:
        yield Point("Forecast", f"{whole_text(due.forecast, due.currency)} a year")
    if due.reason:
        yield Point("Reason", due.reason)
    if due.health is not None and due.band is not None:
        yield Point("Health", f"{due.health}, {due.band.value}")


def _steps(steps: Sequence[Priced], due: DueRenewal, as_of: date) -> Iterator[Point]:
    """What it costs now, and what is agreed ahead."""
    held = [s for s in steps if s.from_ <= as_of][-1:]
    for step in [*held, *(s for s in steps if s.from_ > as_of)]:
        many = f"{step.quantity:f} for " if step.quantity is not None else ""
        off = f", {float(step.discount) * 100:g} % discount" if step.discount else ""
        yield Point(
            f"From {spelled(step.from_)}",
            f"{many}{whole_text(step.amount, due.currency)}{off}",
        )


def _before(book: Book, due: DueRenewal, as_of: date) -> Iterator[Point]:
    """The decisions of the account, the newest first."""
    lines = sold_lines(book, as_of=as_of, account=due.account_id)
    past = board_of(lines, _FIRST, due.due_on - timedelta(days=1), as_of=as_of).renewals
    done = [r for r in past if r.outcome is not Outcome.OPEN]
    for r in sorted(done, key=lambda r: (r.due_on, r.id), reverse=True)[:4]:
        why = f": {r.reason}" if r.reason else ""
        yield Point(spelled(r.due_on), f"{choice(r.outcome)}{_at(r)}{why}")


def _at(due: DueRenewal) -> str:
    """What it was renewed at, where that is known."""
    return "" if due.new_arr is None else f" at {whole_text(due.new_arr, due.currency)} a year"
