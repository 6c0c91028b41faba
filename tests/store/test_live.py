"""Health reads as live what the figures count as live: one rule, asked by SQL of a whole book."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.products import Product
from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.live import life_of
from csdesk.store.book import Book
from csdesk.store.lines import recurring_lines
from csdesk.store.live import LIVE, LIVE_TURNS
from csdesk.store.statement import select
from tests.domain.revenue.books import DAYS, Drawn, contracts
from tests.domain.revenue.contracts import day, decision, step, subscription
from tests.domain.revenue.histories import SEEN, History, histories
from tests.trials import trials


def book_of(*values: object) -> Book:
    book = Book.in_memory()
    accounts = [Account(id=AccountId(a), account=a.upper()) for a in ("a1", "a2", "a3")]
    products = [Product(id=ProductId(p), product=p.upper()) for p in ("p1", "p2", "p3", "p4", "p5")]
    with book.change(Verb.DEMO, today=SEEN):
        book.put_all([*accounts, *products, *values])
    return book


def by_sql(book: Book, on: date) -> set[str]:
    return {uid for (uid,) in select(book, f"SELECT s.uid FROM subscriptions s WHERE {LIVE}", on.isoformat())}


def by_the_figures(book: Book, on: date) -> set[str]:
    lines = recurring_lines(book, as_of=on)
    return {x.subscription.id for x in lines if (life := life_of(x)) and on in life}


def turns(book: Book) -> set[date]:
    """The days on which a line may begin or end."""
    return {
        date.fromisoformat(on) + timedelta(days=later)
        for turn in LIVE_TURNS
        for on, _ in turn.later(book, "2021-12-31")
        for later in turn.after
    }


@given(history=histories(), data=st.data())
@trials(20)
def test_what_is_live_is_live_for_health(history: History, data: st.DataObject) -> None:
    with book_of(*history.values) as book:
        for _ in range(6):
            on = data.draw(st.sampled_from(history.days()))
            assert by_sql(book, on) == by_the_figures(book, on), on


@given(drawn=contracts(), on=DAYS)
@trials(20)
def test_even_where_a_contract_makes_no_sense(drawn: Drawn, on: date) -> None:
    rows = [v for sub, steps, renewals in drawn for v in (sub, *steps, *renewals)]
    with book_of(*rows) as book:
        assert by_sql(book, on) == by_the_figures(book, on)


@given(history=histories())
@trials(15)
def test_what_turns_is_named_by_the_turns(history: History) -> None:
    """Between two days without a turn nothing begins or ends."""
    with book_of(*history.values) as book:
        turned = turns(book)
        for on in history.days():
            if on not in turned:
                assert by_sql(book, on) == by_sql(book, on - timedelta(days=1)), on


NOTICE = subscription("2024-01-01", "2024-12-31", auto_renew=True, cancelled="2025-05-10")
LATER = decision("2025-12-31", Outcome.LOST, "2025-05-10")


@pytest.mark.parametrize(
    "rows", [(NOTICE,), (subscription("2024-01-01", "2024-12-31", auto_renew=True), LATER)]
)
def test_a_line_that_was_told_to_end_runs_to_the_end_of_its_term(rows: tuple[object, ...]) -> None:
    with book_of(*rows, step("2024-01-01", 1200)) as book:
        days = [day(d) for d in ("2025-02-01", "2025-06-01", "2025-12-31", "2026-01-01")]
        assert [bool(by_sql(book, d)) for d in days] == [True, True, True, False]


def test_before_a_term_was_renewed_in_place_the_line_ends_where_the_next_one_begins() -> None:
    """On 30 March nobody knew yet of the renewal of 17 April: the next line of the product had taken over."""
    rows = (
        subscription("2025-12-30", "2026-06-29"),
        decision("2026-03-29", Outcome.RENEWED, "2026-04-17"),
        step("2025-12-30", 1200),
        subscription("2026-03-29", "2027-03-28", id="s2"),
    )
    with book_of(*rows) as book:
        for told in ("2026-03-29", "2026-03-30", "2026-04-16", "2026-04-17", "2026-06-29", "2026-06-30"):
            assert by_sql(book, day(told)) == by_the_figures(book, day(told)), told
        assert by_sql(book, day("2026-03-30")) == {"s2"}
        assert len(by_sql(book, day("2026-04-17"))) == 2


def test_a_loss_stands_beside_an_open_row_of_the_same_day_whichever_was_entered_last() -> None:
    rows = (subscription("2023-01-01", "2023-01-31"), step("2023-01-01", 1200))
    lost, still_open = (
        decision("2023-01-31", Outcome.LOST),
        replace(decision("2023-01-31", Outcome.OPEN), id="open"),
    )
    for told in ((lost, still_open), (still_open, lost)):
        with book_of(*rows, *told) as book:
            assert by_sql(book, day("2023-02-01")) == by_the_figures(book, day("2023-02-01")) == set()


def test_a_line_that_is_followed_on_the_last_day_of_a_later_term_runs_no_longer_on_the_day_after() -> None:
    rolling = subscription("2024-01-01", "2024-12-31", auto_renew=True)
    rows = (rolling, step("2024-01-01", 1200), subscription("2025-12-31", "2026-12-30", id="next"))
    with book_of(*rows) as book:
        assert by_sql(book, day("2025-12-31")) == {"s1", "next"}
        assert by_sql(book, day("2026-01-01")) == {"next"}
        assert day("2026-01-01") in turns(book)


@pytest.mark.parametrize("renews_itself", [True, None])
def test_what_was_renewed_into_another_product_runs_on_its_last_day_too(renews_itself: bool | None) -> None:
    into = subscription("2025-12-31", "2026-12-30", id="into", product="p2")
    line = subscription("2024-01-01", "2024-12-31", auto_renew=renews_itself)
    with book_of(line, step("2024-01-01", 1200), decision("2025-12-31", Outcome.RENEWED), into) as book:
        for on in (day("2025-12-30"), day("2025-12-31"), day("2026-01-01")):
            assert by_sql(book, on) == by_the_figures(book, on), on
        assert by_sql(book, day("2025-12-31")) == {"s1", "into"}
