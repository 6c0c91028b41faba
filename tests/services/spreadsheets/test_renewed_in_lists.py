"""A monthly list tells a renewal by its days: it counts when it was due, at its price, and nobody is new by it."""

from fractions import Fraction

import pytest

from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.renewals import Renewal
from csdesk.domain.revenue.movements import EXPANSION, Movement
from csdesk.domain.subscriptions import Subscription
from csdesk.services.numbers.numbers import Numbers
from csdesk.store.book import Book
from tests.services.monthly import brought, contracts, day, figures, planned, prices

TERMS = ["Customer", "Status", "ARR", "Start", "End"]
RENEWAL = ["Customer", "Status", "ARR", "Renewal"]
FIRST: list[Value] = ["Acme", "Active", 12000, day("2025-04-01"), day("2026-03-31")]
LATE, EARLY = "2026-04-05", "2026-03-05"


def next_term(arr: int = 12000) -> list[Value]:
    return ["Acme", "Active", arr, day("2026-04-01"), day("2027-03-31")]


def spring(book: Book) -> Numbers:
    return figures(book, "2026-02-05", "2026-04-30")


def changed(plan: Plan) -> list[str]:
    return [q.key for q in plan.questions if q.kind == "changed"]


@pytest.mark.parametrize(("on", "decided"), [(LATE, "2026-03-31"), (EARLY, EARLY)])
def test_the_days_of_the_next_term_renew_the_contract_which_keeps_its_first_start(
    book: Book, on: str, decided: str
) -> None:
    brought(book, "2026-02-02", TERMS, [FIRST])
    brought(book, on, TERMS, [next_term()])
    assert contracts(book) == [("2025-04-01", "2027-03-31", "renewed")]
    (renewal,) = book.all(Renewal)
    assert (renewal.due_on, renewal.decided_on) == (day("2026-03-31"), day(decided))
    found = spring(book)
    assert (found.opening, found.closing, found.grr) == (Fraction(100000), Fraction(100000), Fraction(1))
    assert found.came_or_gone(Movement.NEW) == 0
    assert (found.renewals.due, found.renewals.rate_count) == (1, Fraction(1))
    again = brought(book, "2026-05-05", TERMS, [next_term()])
    assert again.sheets[0].rows[0].result is Result.SAME
    assert contracts(book) == [("2025-04-01", "2027-03-31", "renewed")]


@pytest.mark.parametrize("on", [LATE, EARLY])
@pytest.mark.parametrize(("arr", "outcome"), [(15000, "expanded"), (9000, "contracted")])
def test_another_price_of_the_next_term_holds_from_its_first_day_and_is_not_asked_about(
    book: Book, on: str, arr: int, outcome: str
) -> None:
    brought(book, "2026-02-02", TERMS, [FIRST])
    plan = brought(book, on, TERMS, [next_term(arr)])
    assert changed(plan) == []
    assert contracts(book) == [("2025-04-01", "2027-03-31", outcome)]
    assert prices(book) == [("2025-04-01", 12000), ("2026-04-01", arr)]
    found = spring(book)
    assert found.closing == arr * 100 / 12
    assert found.waterfall.total(EXPANSION) == max(0, (arr - 12000) * 100 // 12)
    assert found.renewals.renewed_amount == min(arr, 12000) * 100


def test_a_price_of_the_next_term_is_no_news_while_that_is_still_ahead(book: Book) -> None:
    brought(book, "2026-02-02", TERMS, [FIRST])
    brought(book, EARLY, TERMS, [next_term(15000)])
    again = brought(book, "2026-03-20", TERMS, [next_term(15000)])
    assert changed(again) == []
    assert again.sheets[0].rows[0].result is Result.SAME
    other = planned(book, "2026-03-20", TERMS, [next_term(18000)])
    assert changed(other) == ["changed:List:ARR"]


def test_an_end_that_moves_a_year_on_shortly_before_it_was_renewed_early(book: Book) -> None:
    brought(book, "2026-02-02", RENEWAL, [["Acme", "Active", 12000, day("2026-03-31")]])
    brought(book, EARLY, RENEWAL, [["Acme", "Active", 12000, day("2027-03-31")]])
    assert contracts(book) == [(None, "2027-03-31", "renewed")]
    assert spring(book).renewals.rate_count == 1


def test_an_end_that_is_far_ahead_and_moves_a_year_on_is_corrected(book: Book) -> None:
    brought(book, "2026-02-02", RENEWAL, [["Acme", "Active", 12000, day("2026-08-31")]])
    brought(book, EARLY, RENEWAL, [["Acme", "Active", 12000, day("2027-08-31")]])
    assert contracts(book) == [(None, "2027-08-31", "")]


def test_what_renews_itself_and_tells_its_running_term_is_a_contract_of_such_terms(book: Book) -> None:
    head = [*TERMS, "Auto-renew"]
    brought(book, "2026-02-02", head, [[*FIRST, "yes"]])
    brought(book, LATE, head, [[*next_term(), "yes"]])
    (line,) = book.all(Subscription)
    assert (line.start, line.end, line.term_months) == (day("2025-04-01"), day("2027-03-31"), 12)
    assert (spring(book).renewals.due, spring(book).renewals.rate_count) == (1, Fraction(1))


def test_a_status_goes_from_active_to_at_risk_to_notice_given_to_churned(book: Book) -> None:
    def row(status: str) -> list[list[Value]]:
        return [["Acme", status, 12000, day("2026-03-31")], ["Bolt", "Active", 6000, day("2026-12-31")]]

    brought(book, "2026-01-05", RENEWAL, row("Active"))
    at_risk = brought(book, "2026-02-05", RENEWAL, row("At risk"))
    assert [r.result for r in at_risk.sheets[0].rows] == [Result.SAME, Result.SAME]
    noticed = brought(book, "2026-03-05", RENEWAL, row("Notice given"))
    assert [(q.key, q.default) for q in noticed.questions if q.kind in {"value", "churned"}] == [
        ("value:List:Status: Notice given", "lost"),
        ("churned:List:Status", "lost"),
    ]
    (renewal,) = book.all(Renewal)
    assert (renewal.outcome.value, renewal.decided_on) == ("lost", day("2026-03-05"))
    brought(book, "2026-04-05", RENEWAL, row("Churned"))
    assert book.all(Renewal) == [renewal]
    march, april = figures(book, "2026-03-01", "2026-03-31"), figures(book, "2026-04-01", "2026-04-30")
    assert (march.closing, march.renewals.rate_count) == (Fraction(150000), Fraction(0))
    assert april.waterfall.total({Movement.CHURN}) == 100000


ROLLING = ["Customer", "Status", "ARR", "Start", "End", "Auto-renew"]
ROLLS: list[Value] = ["Acme", "Active", 12000, day("2025-04-01"), day("2026-03-31"), "yes"]


@pytest.mark.parametrize("on", [LATE, EARLY])
def test_another_price_of_a_contract_that_renewed_by_itself_is_proposed_from_its_new_term(
    book: Book, on: str
) -> None:
    brought(book, "2026-02-02", ROLLING, [ROLLS])
    moved: list[Value] = ["Acme", "Active", 15000, day("2025-04-01"), day("2027-03-31"), "yes"]
    plan = planned(book, on, ROLLING, [moved])
    (question,) = [q for q in plan.questions if q.kind == "changed"]
    assert [c.value for c in question.choices] == ["correction", "term", on]
    assert question.default == "term"
    assert question.choices[1].text == "A change from the first day of the new term: 1 Apr 2026"
    brought(book, on, ROLLING, [moved])
    assert prices(book) == [("2025-04-01", 12000), ("2026-04-01", 15000)]
    again = brought(book, "2026-04-20" if on == LATE else "2026-03-20", ROLLING, [moved])
    assert changed(again) == []
    assert again.sheets[0].rows[0].result is Result.SAME


def test_of_several_the_new_term_is_not_proposed_where_one_has_none(book: Book) -> None:
    other: list[Value] = ["Bolt", "Active", 12000, day("2025-06-01"), day("2026-05-31"), "yes"]
    brought(book, "2026-02-02", ROLLING, [ROLLS, other])
    rows: list[list[Value]] = [
        ["Acme", "Active", 15000, day("2025-04-01"), day("2027-03-31"), "yes"],
        ["Bolt", "Active", 18000, day("2025-06-01"), day("2026-05-31"), "yes"],
    ]
    (question,) = [q for q in planned(book, LATE, ROLLING, rows).questions if q.kind == "changed"]
    assert question.default == LATE
    brought(book, LATE, ROLLING, rows, {"changed:List:ARR": "term"})
    assert prices(book) == [
        ("2025-04-01", 12000), ("2025-06-01", 12000), ("2026-04-01", 15000), (LATE, 18000),
    ]  # fmt: skip
