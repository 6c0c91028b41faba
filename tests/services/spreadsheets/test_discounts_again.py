"""Discounts that come again: the same files change nothing, and a discount that ends is a price ahead."""

from datetime import date

from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book
from tests.domain.imports.sheet import TODAY, grid, source
from tests.domain.imports.test_exports import STRIPE, Rows
from tests.domain.imports.test_reduced import COUPON_HEAD, DISCOUNT_HEAD, KEY
from tests.services.answering import with_defaults


def bring(book: Book, off: str, end: str | None, *, again: str = "") -> Plan:
    """Stripe's tables with a discount of that amount on sub_1."""
    tables: dict[str, Rows] = {
        **STRIPE,
        "discount": (DISCOUNT_HEAD, ["di_1", "", "c_1", "cus_1", end, "2025-09-01 00:00:00", "sub_1"]),
        "coupon": (COUPON_HEAD, ["c_1", off, "usd", "repeating", None, "Some", None, True]),
    }
    files = [
        source(grid(rows, n), file=f"{n}.csv", sha=f"{n}{again}", on=TODAY) for n, rows in tables.items()
    ]
    answers = {KEY: "file", "columns:customer:unknown": "omit"}
    plan = plan_import(book, files, answers, today=TODAY)
    plan = plan_import(book, files, {**answers, **with_defaults(plan)}, today=TODAY)
    apply_import(book, plan, today=TODAY, valid_only=True)
    return plan


def steps(book: Book) -> list[tuple[date, int]]:
    (line,) = [s for s in book.all(Subscription) if s.external_id == "si_1"]
    return sorted((s.from_, s.amount) for s in book.all(Step) if s.subscription == line.id)


def test_the_same_discount_again_changes_nothing(book: Book) -> None:
    bring(book, "1000", "2025-12-15 00:00:00")
    assert steps(book) == [(TODAY, 7997), (date(2025, 12, 15), 8997)]
    again = bring(book, "1000", "2025-12-15 00:00:00", again="b")
    assert [q.key for q in again.questions if q.kind == "changed"] == []
    assert steps(book) == [(TODAY, 7997), (date(2025, 12, 15), 8997)]


def test_a_discount_that_is_given_an_end_later_has_its_price_ahead(book: Book) -> None:
    bring(book, "1000", None)
    assert steps(book) == [(TODAY, 7997)]
    bring(book, "1000", "2025-12-15 00:00:00", again="b")
    assert steps(book) == [(TODAY, 7997), (date(2025, 12, 15), 8997)]
