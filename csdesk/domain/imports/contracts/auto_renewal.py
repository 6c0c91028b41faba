"""Whether contracts renew by themselves is offered to be said once of a sheet none of whose columns says it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from csdesk.domain.day_words import spelled
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.imports.vocabulary.targets import NOTICE_BY
from csdesk.domain.periods import term_end
from csdesk.domain.revenue.terms import term_between
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.values import dataclass

UNKNOWN, NONE, ALL = "unknown", "no", "yes"
_NOTICES = (30, 60, 90)


@dataclass(frozen=True, slots=True)
class Renewing:
    """What was said of all contracts of a sheet; None is not known."""

    by_itself: bool | None = None
    notice_days: int | None = None

    def over(self, facts: Mapping[str, Any], line: Subscription | None) -> dict[str, Any]:
        """What it adds to the facts of a line with a term: what neither the sheet nor the book says."""
        if self.by_itself is None or not facts.get("end") or facts.get("auto_renew") is not None:
            return {}
        if line is not None and line.auto_renew is not None:
            return {}
        noticed = facts.get("notice_days") is not None or (line is not None and line.notice_days is not None)
        notice = {} if noticed or self.notice_days is None else {"notice_days": self.notice_days}
        return {"auto_renew": self.by_itself, **notice}


def offer_renewing(sheet: Sheet, records: Sequence[Record], asking: Asking) -> Renewing:
    """Offer to say it, where contracts end and no column tells; nobody has to."""
    heads = map(sheet.header, ("subscription.renewal_date", "subscription.end", "subscription.term_months"))
    header = next(filter(None, heads), None)
    told = sheet.header("subscription.auto_renew") or sheet.header("subscription.period_end")
    rows = [] if told else [r.row for r in records if _ends(r)]
    if header is None or not rows:
        return Renewing()
    answer = asking.offer(_question(sheet, header, rows, _next_end(sheet, records)))
    if answer in {UNKNOWN, NONE}:
        return Renewing(None if answer == UNKNOWN else False)
    days = answer.partition("-")[2]
    return Renewing(True, int(days) if days else None)


def _ends(record: Record) -> bool:
    """Whether a line has an end; one that is past goes on where it renews by itself."""
    said = record.get("subscription.end") or record.get("subscription.renewal_date")
    return isinstance(said, date) or _terms(record) is not None


def _terms(record: Record) -> tuple[date, int] | None:
    """When a line began and the months of its terms, where that is all that tells its end."""
    said = record.get("subscription.end") or record.get("subscription.renewal_date")
    start = record.get("subscription.start") or record.get("subscription.signed_on")
    months = record.get("subscription.term_months")
    return (start, months) if start and isinstance(months, int) and months > 0 and not said else None


def _next_end(sheet: Sheet, records: Sequence[Record]) -> tuple[date, date] | None:
    """The beginning of a line whose first term is over, and when its term ends next if it renews by itself."""
    for start, months in filter(None, map(_terms, records)):
        first = term_end(start, months)
        if first < sheet.day:
            return start, term_between(start, first, months=months).end_on_or_after(sheet.day)
    return None


def _question(sheet: Sheet, header: str, rows: list[int], later: tuple[date, date] | None) -> Question:
    noticed = bool(sheet.header("subscription.notice_days") or sheet.header(NOTICE_BY))
    days = () if noticed else _NOTICES
    plain = "All renew by themselves" + ("" if noticed else "; their notice is not known")
    lines = counted(len(rows), "contract")
    return Question(
        key=f"renews:{sheet.name}:{header}",
        sheet=sheet.name,
        rows=tuple(rows[:3]),
        seen=(),
        choices=(
            Choice(UNKNOWN, "Not known: leave it open"),
            *(Choice(f"{ALL}-{n}", f"All renew by themselves, with {n} days' notice") for n in days),
            Choice(ALL, plain),
            Choice(NONE, "None does: each ends unless it is signed anew"),
        ),
        default=UNKNOWN,
        text="Do these contracts renew by themselves?",
        evidence=f"No column says it: as long as it is not known, {lines} cannot be placed on the board of renewals."
        + (f" The one begun {spelled(later[0])} would end next on {spelled(later[1])}." if later else ""),
    )
