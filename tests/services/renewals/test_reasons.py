"""Reasons per product in the lists of a period."""

from collections.abc import Iterator
from datetime import date

import pytest

from csdesk.domain.changes import Verb
from csdesk.domain.churn import Reason
from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.deciding import RenewalDecision
from csdesk.services.numbers.numbers_lists import Bar, Listed
from csdesk.services.renewals.deciding import decide_renewal
from csdesk.services.renewals.losses import Answer, losses, record_loss
from csdesk.store.book import Book
from tests.domain.revenue.contracts import day, step, subscription
from tests.figures import board
from tests.services.numbers.test_numbers import fill

TODAY = day("2026-02-01")
END = day("2025-06-30")


@pytest.fixture
def book() -> Iterator[Book]:
    """Account 1 lost both products on one day, account 2 one of two."""
    rows: list[object] = []
    for account in ("a1", "a2"):
        for product in ("p1", "p2"):
            id_ = f"{account}{product}"
            end = "2026-06-30" if id_ == "a2p2" else END.isoformat()
            rows.append(subscription("2024-07-01", end, id=id_, account=account, product=product))
            rows.append(step("2024-07-01", 120_000, of=id_))
    with Book.in_memory() as made:
        fill(made, *rows)
        for id_ in ("a1p1", "a1p2", "a2p1"):
            decide_renewal(
                made, RenewalDecision(subscription(id=id_).id, END, Outcome.LOST), today=day("2025-05-01")
            )
        yield made


def rows(book: Book, bar: Bar, first: str = "2025-01-01", last: str = "2025-12-31") -> list[Listed]:
    return list(board(book, day(first), day(last), as_of=TODAY).lists[bar])


def answer(book: Book, name: str, reason: Reason, detail: str = "") -> None:
    told = next(t for t in losses(book, as_of=TODAY) if t.loss.name == name)
    record_loss(book, told.loss, Answer(reason, detail=detail), today=TODAY)


def test_each_lost_product_says_why_or_that_it_is_not_known(book: Book) -> None:
    assert {(r.name, r.product, r.reason) for r in rows(book, Bar.CHURN)} == {
        ("Account 1", "P1", "Not known yet"),
        ("Account 1", "P2", "Not known yet"),
    }
    answer(book, "Account 1", Reason.PRICE, "Too dear")
    assert {r.reason for r in rows(book, Bar.CHURN)} == {"Price: Too dear"}
    assert {r.on for r in rows(book, Bar.CHURN)} == {date(2025, 7, 1)}


def test_a_lost_product_of_several_is_contraction_with_its_reason(book: Book) -> None:
    assert [(r.kind, r.reason) for r in rows(book, Bar.CONTRACTION)] == [("lost product", "Not known yet")]
    answer(book, "Account 2", Reason.LOW_USE)
    (row,) = rows(book, Bar.CONTRACTION)
    assert (row.product, row.reason, row.on) == ("P1", "Low use", date(2025, 7, 1))


def test_a_reason_of_another_period_is_not_this_one_s(book: Book) -> None:
    answer(book, "Account 1", Reason.PRICE)
    with book.change(Verb.ADD, today=TODAY):
        book.put_all(
            [subscription("2025-10-01", "2025-10-31", id="b", account="a1"), step("2025-10-01", 1, of="b")]
        )
    decide_renewal(
        book, RenewalDecision(subscription(id="b").id, day("2025-10-31"), Outcome.LOST), today=TODAY
    )
    last = rows(book, Bar.CHURN, "2025-10-15", "2025-12-31")
    assert [r.reason for r in last] == ["Not known yet"]
