"""The category of a renewal stands beside a contract on a person's sheet: it is laid for the end of its term."""

from datetime import date

from csdesk.domain.imports.bench.bench import Bench, Laid
from csdesk.domain.imports.contracts.moved_on import decisions_of
from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.renewals import Category, Outcome, Renewal
from csdesk.domain.revenue.terms import term_of
from csdesk.domain.subscriptions import Subscription

_CATEGORY = "renewal.category"


def lay_category(record: Record, line: Subscription, day: date, bench: Bench, laid: Laid) -> None:
    """Lay what a row says of the renewal of its contract; one that is decided stays as it is."""
    category = record.values.get(_CATEGORY)
    if category is None or (term := term_of(line)) is None:
        return
    due = term.end_on_or_after(day) if line.auto_renew else term.end
    found = next((r for r in decisions_of(line, bench) if r.due_on == due), None)
    if found is None and category is not Category.UNKNOWN:
        fresh = bench.new_id()
        bench.add(
            Renewal(id=fresh, account=line.account, subscription=line.id, due_on=due, category=category), laid
        )
    elif found and found.outcome is Outcome.OPEN:
        bench.merge(found, {"category": category}, laid)


def endless_category(record: Record, place: Place) -> list[tuple[str, str]]:
    """The header and the word of a category beside which no term ends: no renewal can hold it."""
    category = record.values.get(_CATEGORY)
    if category is None:
        return []
    ends = (record.values.get(f"subscription.{key}") for key in ("renewal_date", "end", "start"))
    if place.terms.own or any(isinstance(day, date) for day in ends):
        return []
    return [(place.headers.get(_CATEGORY, "Category"), str(category))]
