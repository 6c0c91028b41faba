"""The facts that a mail may say of an account, each with where it comes from; what is not known is not there."""

from collections.abc import Iterator
from datetime import date, timedelta

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.csms import addresses_in, called
from csdesk.domain.day_words import long_spelled, spelled
from csdesk.domain.ids import AccountId
from csdesk.domain.mails import MailFact
from csdesk.domain.milestones import Milestone
from csdesk.domain.names import given_name
from csdesk.domain.objectives import Objective, Reading
from csdesk.domain.preferences import OWN_ADDRESSES, OWNER, VENDOR
from csdesk.domain.products import Product
from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.due import Leaving
from csdesk.domain.reviews.words import customer_words, measured, number, plain, unit_of
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.surveys import Survey, SurveyKind
from csdesk.domain.touches import Direction, Touch, TouchKind
from csdesk.services.renewals.renewals import DueRenewal, renewals_due
from csdesk.store.book import Book

_AHEAD, _RECENT = 400, 365
_GERMAN = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
_ABSENT = {"last_talk_on": "no_talk", "last_review_on": "no_review", "objective": "no_objective",
           "answer_comment": "no_comment", "next_milestone": "no_next_milestone"}  # fmt: skip
"""What a template may ask in place of a fact that is not known."""


def facts_for(
    book: Book, account: Account, person: Contact, language: str, *, today: date
) -> dict[str, MailFact]:
    """Everything that is known on a day for a mail to one person, by its field."""
    found: dict[str, MailFact] = {}
    for some in (
        _who(book, account, person),
        _sold(book, account.id, language, today),
        _talked(book, account.id, person, language, today),
        _aims(book, account, today),
        _steps(book, account.id, language, today),
        _answered(book, account.id, person, language, today),
    ):
        found |= {f.field: f for f in some if f.text}
    for field, instead in _ABSENT.items():
        if field not in found:
            found[instead] = MailFact(instead, "", "Nothing is known of it")
    return found


def _who(book: Book, account: Account, person: Contact) -> Iterator[MailFact]:
    yield MailFact("account", plain(account.account), "Account")
    yield MailFact("name", plain(person.name), f"Contact, {person.name}")
    yield MailFact("first_name", given_name(plain(person.name)), f"Contact, {person.name}")
    own = addresses_in(book.preference(OWN_ADDRESSES))
    owner = called(plain(account.csm), plain(book.preference(OWNER)), own)
    yield MailFact("owner", owner, "Account, CSM" if account.csm else "Settings, your name")
    yield MailFact("vendor", plain(book.preference(VENDOR)), "Settings, your company")


def _sold(book: Book, account: AccountId, language: str, today: date) -> Iterator[MailFact]:
    """The product and the end of the next term that is open; the day it went live."""
    due = [
        r
        for r in renewals_due(book, today, today + timedelta(days=_AHEAD), as_of=today)
        if r.account_id == account and r.outcome is Outcome.OPEN
    ]
    products = {p.id: p.product for p in book.all(Product)}
    lines = [s for s in book.all(Subscription, account=account) if s.start is None or s.start <= today]
    if due:
        first = min(due, key=lambda r: (r.due_on, r.product))
        yield MailFact("product", plain(first.product), "Subscription with the next renewal")
        yield from _ending(first, language, today)
    elif lines:
        line = max(lines, key=lambda s: (s.start or date.min, s.id))
        yield MailFact("product", plain(products.get(line.product, "")), "Subscription that began last")
    live = [s.live_on for s in lines if s.live_on and s.live_on <= today]
    if live:
        yield MailFact("live_on", day_text(max(live), language), "Subscription, live on")


def _ending(due: DueRenewal, language: str, today: date) -> Iterator[MailFact]:
    assumed = ", its term is assumed" if due.assumed else ""
    yield MailFact("renewal_on", day_text(due.due_on, language), f"Subscription, end{assumed}")
    if due.notice and due.leaving is Leaving.CAN_LEAVE and due.auto_renew and due.notice.theirs >= today:
        yield MailFact("notice_on", day_text(due.notice.theirs, language), "Subscription, notice days")


def _talked(
    book: Book, account: AccountId, person: Contact, language: str, today: date
) -> Iterator[MailFact]:
    """When we last spoke with this very person; when the last review was."""
    touches = [t for t in book.all(Touch, account=account) if t.on <= today]
    talks = [t for t in touches if t.direction is Direction.TWO_WAY and person.id in t.contacts]
    if talks:
        last = max(talks, key=lambda t: (t.on, t.id))
        yield MailFact(
            "last_talk_on", day_text(last.on, language), f"Touch, {last.kind} of {spelled(last.on)}"
        )
    reviews = [t.on for t in touches if t.kind is TouchKind.REVIEW]
    if reviews:
        yield MailFact("last_review_on", day_text(max(reviews), language), "Touch, review")


def _aims(book: Book, account: Account, today: date) -> Iterator[MailFact]:
    """The outcome they want, and the first objective with a target."""
    outcome = plain(account.required_outcome)
    if outcome:
        yield MailFact(
            "outcome", outcome if outcome[-1] in ".!?" else f"{outcome}.", "Account, required outcome"
        )
    known = [
        o for o in book.all(Objective, account=account.id) if o.agreed_on is None or o.agreed_on <= today
    ]
    for objective in sorted(known, key=lambda o: (o.target is None, o.due_on or date.max, o.objective, o.id))[
        :1
    ]:
        yield MailFact("objective", customer_words(objective.objective), "Objective")
        readings = [r for r in book.all(Reading, objective=objective.id) if r.on <= today]
        if objective.target is not None and readings:
            last = max(readings, key=lambda r: (r.on, r.id))
            yield MailFact("objective_target", _measure(objective.target, objective), "Objective, target")
            yield MailFact("objective_now", _measure(last.value, objective), f"Reading of {spelled(last.on)}")


def _measure(value: float, objective: Objective) -> str:
    said = measured(value, objective.unit).replace("\u00a0", " ")
    return (
        said
        if said.endswith("%") or not objective.unit
        else f"{said} {unit_of(value, plain(objective.unit))}"
    )


def _steps(book: Book, account: AccountId, language: str, today: date) -> Iterator[MailFact]:
    """The milestone reached last, and the next one with its day."""
    steps = book.all(Milestone, account=account)
    reached = [m for m in steps if m.achieved_on and m.achieved_on <= today]
    if reached:
        last = max(reached, key=lambda m: (m.achieved_on or date.min, m.milestone))
        yield MailFact("last_milestone", customer_words(last.milestone), "Milestone reached last")
        yield MailFact(
            "last_milestone_on", day_text(last.achieved_on or today, language), "Milestone, achieved on"
        )
    ahead = [
        (d, m) for m in steps if not m.achieved_on and (d := m.forecast_on or m.target_on) and d >= today
    ]
    if ahead:
        on, coming = min(ahead, key=lambda one: (one[0], one[1].milestone))
        yield MailFact("next_milestone", customer_words(coming.milestone), "Next milestone")
        yield MailFact("next_milestone_on", day_text(on, language), "Milestone, expected on")


def poor_answer(book: Book, account: AccountId, person: Contact | None, today: date) -> Survey | None:
    """The last poor answer of a year: 0 to 6 of NPS, the lower half of anything else."""
    since = today - timedelta(days=_RECENT)
    poor = [
        s
        for s in book.all(Survey, account=account)
        if s.answered_on and since <= s.answered_on <= today and _is_poor(s)
    ]
    if person is not None:
        poor = [s for s in poor if s.contact == person.id]
    return max(poor, key=lambda s: (s.answered_on or date.min, s.id), default=None)


def _is_poor(answer: Survey) -> bool:
    if answer.score is None:
        return False
    if answer.kind is SurveyKind.NPS:
        return answer.score <= 6
    top, bottom = answer.scale_max, answer.scale_min or 0.0
    return top is not None and answer.score <= (top + bottom) / 2


def _answered(
    book: Book, account: AccountId, person: Contact, language: str, today: date
) -> Iterator[MailFact]:
    answer = poor_answer(book, account, person, today)
    if answer is None or answer.answered_on is None or answer.score is None:
        return
    source = f"Survey, answer of {spelled(answer.answered_on)}"
    top = (
        answer.scale_max if answer.scale_max is not None else 10.0 if answer.kind is SurveyKind.NPS else None
    )
    of = {"de": "von"}.get(language, "of")
    score = f"{number(answer.score)} {of} {number(top)}" if top is not None else number(answer.score)
    yield MailFact("answer_on", day_text(answer.answered_on, language), source)
    yield MailFact("answer_score", score, source)
    yield MailFact("answer_comment", plain(answer.comment), source)


def day_text(day: date, language: str) -> str:
    """A day as it is written in a letter: `24 November 2025`, `24. November 2025`."""
    if language == "de":
        return f"{day.day}. {_GERMAN[day.month - 1]} {day.year}"
    return long_spelled(day)
