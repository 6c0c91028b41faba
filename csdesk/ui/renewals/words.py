"""The words of the page: where a renewal stands, and what the customer can still do about it."""

from datetime import date

from csdesk import wording
from csdesk.domain.phrases import lower, upper
from csdesk.domain.renewals import Category, Outcome
from csdesk.domain.revenue.arithmetic import in_words
from csdesk.domain.revenue.due import Leaving, Missing
from csdesk.domain.revenue.forecast import Standing
from csdesk.domain.revenue.notice import Notice
from csdesk.domain.revenue.noticing import leaving_text
from csdesk.services.renewals.renewals import DueRenewal, Unplaced
from csdesk.ui.formats import Said, day, money
from csdesk.ui.kit.columns import Health
from csdesk.ui.kit.marks import Shape

SOON = 14
TITLES = {
    Standing.UNKNOWN: "Unknown",
    Standing.AT_RISK: "Renewal at risk",
    Standing.LIKELY: "Likely",
    Standing.COMMITTED: "Committed",
    Standing.LOST: "Lost, notified",
    Standing.RENEWED: "Renewed",
}
CATEGORIES = {
    c: c.label
    for c in (Category.UNKNOWN, Category.AT_RISK, Category.LIKELY, Category.COMMITTED, Category.LOST)
}
"""In the order of the board; the keys 1 to 5 choose them."""
_MISSING = {
    Missing.NO_END: "No end",
    Missing.NOTICE: "Notice not known",
    Missing.AUTO_RENEW: "Auto-renewal not known",
    Missing.PAST_END: "Past its end, undecided",
    Missing.NO_NEXT: "Renewed, next term not entered",
    Missing.DESPITE: "Notice given, and renewed: take one back",
}


_LEAVING = {Missing.NOTICE, Missing.AUTO_RENEW}


def missing_text(one: Unplaced) -> str:
    """What keeps a line off the board: `No end, notice and auto-renewal not known`."""
    said = [_MISSING[m] for m in one.missing if m not in _LEAVING or not set(one.missing) >= _LEAVING]
    if set(one.missing) >= _LEAVING:
        said.append("Notice and auto-renewal not known")
    first, *others = said
    return ", ".join([first, *(lower(o) for o in others)])


def notice_text(r: DueRenewal, today: date) -> str:
    """What the customer can still do, never just *passed*; a card has no room for *by*."""
    if r.leaving is Leaving.DECIDED:
        return decided_text(r, today)
    said = leaving_text(r.due_on, r.notice, r.auto_renew, today=today, day=lambda d: day(d, today=today))
    if said.startswith("by "):
        said = f"notice {said.removeprefix('by ')}"
    ahead = _ahead(r.notice_on, today) if r.leaving is Leaving.CAN_LEAVE and r.notice_on else ""
    return upper(said) + ahead


def notice_sentence(r: DueRenewal, today: date) -> str:
    """The same as a sentence."""
    if r.leaving is not Leaving.CAN_LEAVE or r.notice_on is None:
        return f"{notice_text(r, today)}."
    days = (r.notice_on - today).days
    ahead = "today" if days == 0 else f"in {wording.count(days, 'day')}"
    if days < 0:  # the working day before the customer's own last day is over, that day is not
        ahead = "on days off" if r.notice and r.notice.off else "over the weekend"
    return f"Can leave until {day(r.notice_on, today=today)}, {ahead}."


def _ahead(deadline: date, today: date) -> str:
    days = (deadline - today).days
    return f", {days} d" if 0 < days <= SOON else ", today" if days == 0 else ""


def decided_text(r: DueRenewal, today: date) -> str:
    """How and when it was decided: `Lost, 29 Oct`."""
    said = "Renewed by itself" if r.outcome is Outcome.AUTO else wording.choice(r.outcome)
    return f"{said}, {day(r.decided_on, today=today)}" if r.decided_on else said


def notice_ink(r: DueRenewal, today: date) -> str:
    """The role of those words: soon is watch, what is not known is a question."""
    at = deadline_of(r, today)
    if at and (at - today).days <= SOON:
        return "watch.text"
    return "info.text" if r.leaving is Leaving.NOT_KNOWN else "text.secondary"


def deadline_of(r: DueRenewal, today: date) -> date | None:
    """The next day on which something is over: the notice deadline, or the end of what must be signed."""
    if r.leaving in (Leaving.CAN_LEAVE, Leaving.NOT_KNOWN) and r.notice and r.notice.theirs >= today:
        return r.notice.on
    return r.due_on if r.leaving is Leaving.ENDS else None


def arithmetic(notice: Notice | None, today: date) -> str:
    """How the deadline is counted, in a few sentences."""
    if notice is None:
        return "The notice is not known; nothing is assumed."
    return in_words(notice, lambda d: day(d, today=today, always_year=True))


def health_of(r: DueRenewal) -> Health:
    """The band's shape and the score; the person's own judgement where there is none."""
    if r.band is None:
        return Health(Shape.NOT_SCORED, "Not scored")
    shape = Shape(r.band.value)
    if r.yours or r.health is None:
        return Health(shape, "yours")
    return Health(shape, str(r.health))


def band_text(r: DueRenewal) -> str:
    """The band in a word, and whether it is the person's own judgement."""
    return f"{wording.choice(r.band)}, yours" if r.band and r.yours else wording.choice(r.band)


def arr_text(r: DueRenewal | Unplaced, said: Said = money) -> str:
    """The yearly amount."""
    return said(r.arr if isinstance(r, Unplaced) else r.amount, r.currency)
