"""Where an account stands among those that began in its quarter: the whole book is scored for it."""

from datetime import date

from csdesk.domain.health.cohort import Place, place_of
from csdesk.domain.ids import AccountId
from csdesk.services.book.preferences import year_begins
from csdesk.services.health.bench import Bench
from csdesk.services.health.health import By
from csdesk.store.book import Book


def place(book: Book, account: AccountId, *, as_of: date, card: By = None) -> Place | None:
    """Where an account stands among the customers that began in its quarter of the fiscal year and are scored by the
    same card; None where it is none that day, or nobody knows when it began."""
    bench = Bench(book, as_of, card=card)
    everybody = [(s, bench.judge_of(s).score(s)) for s in bench.subjects]
    mine = next((s for s, _ in everybody if s.account == account), None)
    if mine is None:
        return None
    return place_of(mine, bench.judge_of(mine).card.name, everybody, year_begins(book))
