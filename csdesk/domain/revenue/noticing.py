"""What is said of leaving at a renewal: by when notice is due, and what of that nobody knows."""

from collections.abc import Callable
from datetime import date

from csdesk.domain.revenue.due import Missing, unknown_of
from csdesk.domain.revenue.notice import Notice

_WORDS = {Missing.NOTICE: "notice", Missing.AUTO_RENEW: "auto-renewal"}


def unknown_text(auto_renew: bool | None, *, notice_known: bool) -> str:
    """What is not known of leaving: "auto-renewal not known"; empty where nothing is missing.

    What does not renew itself ends unless it is signed, whatever the notice.
    """
    if auto_renew is False:
        return ""
    missing = unknown_of(auto_renew, notice_known=notice_known)
    return f"{' and '.join(_WORDS[m] for m in missing)} not known" if missing else ""


def leaving_text(
    due_on: date, notice: Notice | None, auto_renew: bool | None, *, today: date, day: Callable[[date], str]
) -> str:
    """What a customer can still do about an open renewal, in the words that are settled; `day` spells a day.

    The deadline is a day wherever end and notice are known; what is not known is said after it.
    """
    if auto_renew is False:
        return f"ends on {day(due_on)} unless signed"
    unknown = unknown_text(auto_renew, notice_known=notice is not None)
    if notice is None:
        return f"renews; {unknown}" if auto_renew else unknown
    if notice.theirs < today:
        return f"notice was due {day(notice.on)}; {unknown}" if unknown else "renews, can no longer leave"
    return f"by {day(notice.on)}; {unknown}" if unknown else f"by {day(notice.on)}"


def notice_text(
    due_on: date, notice: Notice | None, auto_renew: bool | None, *, today: date, day: Callable[[date], str]
) -> str:
    """The same where nothing before it says that it is about notice: "notice by DAY"."""
    said = leaving_text(due_on, notice, auto_renew, today=today, day=day)
    return f"notice {said}" if said.startswith("by ") else said
