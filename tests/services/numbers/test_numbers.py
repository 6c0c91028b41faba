"""Numbers: what a period brought and lost, from accounts and their lines."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.errors import PeriodBackwards, RateMissing
from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.preferences import CURRENCY, Preference
from csdesk.domain.products import Product
from csdesk.domain.rates import Rate
from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.movements import Movement
from csdesk.domain.revenue.renewing import Fate
from csdesk.services.numbers.numbers import Numbers
from csdesk.store.book import Book
from csdesk.store.lines import recurring_lines
from tests.domain.revenue.contracts import day, decision, monthly, step, subscription
from tests.figures import numbers

TODAY = date(2026, 6, 1)


def fill(book: Book, *values: object, accounts: int = 3) -> Book:
    made = [Account(id=AccountId(f"a{i}"), account=f"Account {i}") for i in range(1, accounts + 1)]
    products = [Product(id=ProductId(p), product=p.upper()) for p in ("p1", "p2")]
    with book.change(Verb.DEMO, today=TODAY):
        book.put_all([*made, *products, *values])
    return book


def of_2025(book: Book, **asked: Any) -> Numbers:
    return numbers(book, day("2025-01-01"), day("2025-12-31"), as_of=TODAY, **asked)


def test_financiality_is_new_with_2416_67_and_its_fee_is_not_recurring(book: Book) -> None:
    fill(
        book,
        subscription("2025-06-30", None, id="s1", term_confirmed=False),
        step("2025-06-30", 2_900_000),
        subscription("2025-06-30", None, id="s2", recurring=False),
        step("2025-06-30", 1_500_000, of="s2"),
    )
    found = of_2025(book)
    assert found.closing == Fraction(2_900_000, 12)
    assert (found.shown.new, found.shown.closing) == (241_667, 241_667)
    assert (found.opening_accounts, found.closing_accounts) == (0, 1)


def test_of_100_customers_3_lost_are_3_percent_of_all_and_8_33_of_those_who_could_leave(book: Book) -> None:
    values: list[object] = []
    for i in range(1, 101):
        facts = {"id": f"s{i}", "account": f"a{i}"}
        if i <= 30:
            values.append(monthly("2024-01-01", cancelled="2025-05-01" if i <= 2 else None, **facts))
        elif i <= 36:
            values.append(subscription("2024-07-01", "2025-06-30", auto_renew=i != 31, **facts))
        else:
            values.append(subscription("2024-01-01", "2026-12-31", **facts))
        values.append(step("2024-01-01", 1000, of=f"s{i}"))
    gone = decision("2025-06-30", Outcome.LOST)
    fill(book, *values, accounts=100)
    with book.change(Verb.SET, today=TODAY):
        from dataclasses import replace

        from csdesk.domain.ids import SubscriptionId

        book.put(replace(gone, account=AccountId("a31"), subscription=SubscriptionId("s31")))
    found = of_2025(book)
    assert (found.opening_accounts, found.came_or_gone(Movement.CHURN)) == (100, 3)
    assert found.logo_churn == Fraction(3, 100)
    assert (found.eligible.left, found.eligible.could_leave) == (3, 36)
    assert found.eligible.churn_count == Fraction(3, 36)


def test_a_rate_of_a_later_day_is_not_known_yet(book: Book) -> None:
    rates = [
        Rate(id=on, from_currency="EUR", to_currency="USD", on=day(on), rate=Decimal(rate))
        for on, rate in (("2024-01-01", "1"), ("2025-11-01", "2"))
    ]
    fill(book, *rates, monthly("2024-01-01", currency="EUR"), step("2024-01-01", 10_000))
    period = day("2025-01-01"), day("2025-12-31")
    june = numbers(book, *period, as_of=day("2025-06-01"), currency="USD")
    assert [june.closing, june.shown.fx] == [10_000, 0]
    assert numbers(book, *period, as_of=day("2025-11-01"), currency="USD").closing == 20_000


def test_a_term_lost_on_the_last_day_left_in_this_period_and_churns_in_the_next(book: Book) -> None:
    fill(
        book,
        subscription("2024-01-01", "2025-12-31"),
        step("2024-01-01", 1200),
        decision("2025-12-31", Outcome.LOST),
    )
    this = of_2025(book)
    assert (this.eligible.left, this.renewals.fates[Fate.LOST]) == (1, 1)
    assert (this.came_or_gone(Movement.CHURN), this.shown.churn) == (0, 0)
    after = numbers(book, day("2026-01-01"), day("2026-01-31"), as_of=TODAY)
    assert (after.came_or_gone(Movement.CHURN), after.shown.churn) == (1, 100)
    assert (after.eligible.left, after.eligible.could_leave, after.renewals.due) == (0, 0, 0)


def test_due_is_renewed_and_lost_and_open_and_moved(book: Book) -> None:
    from dataclasses import replace

    from csdesk.domain.ids import SubscriptionId

    outcomes = [(Outcome.RENEWED, "2025-11-01"), (Outcome.LOST, None), (Outcome.EXPANDED, "2026-02-01")]
    values: list[object] = []
    for i in range(4):
        values += [subscription(id=f"s{i}", auto_renew=False), step("2025-01-01", 1200, of=f"s{i}")]
    for i, (outcome, decided) in enumerate(outcomes):
        made = decision("2025-12-31", outcome, decided)
        values.append(replace(made, id=f"r{i}", subscription=SubscriptionId(f"s{i}")))
    fill(book, *values)
    rate = of_2025(book).renewals
    assert rate.fates == {Fate.RENEWED: 1, Fate.LOST: 1, Fate.OPEN: 1, Fate.MOVED: 1}
    assert (rate.due, rate.rate_count, rate.rate_amount) == (4, Fraction(1, 4), Fraction(1, 4))
    assert rate.due_amount == 4800
    assert rate.renewed_amount == 1200


def test_growth_at_a_renewal_does_not_count_as_renewed_but_a_cut_does_count_as_less(book: Book) -> None:
    from dataclasses import replace

    from csdesk.domain.ids import SubscriptionId

    values: list[object] = []
    for i, new in enumerate((2400, 600)):
        values += [subscription(id=f"s{i}"), step("2025-01-01", 1200, of=f"s{i}")]
        made = decision("2025-12-31", Outcome.RENEWED, "2025-11-01", new_arr=new)
        values.append(replace(made, id=f"r{i}", subscription=SubscriptionId(f"s{i}")))
    fill(book, *values)
    assert of_2025(book).renewals.rate_amount == Fraction(1200 + 600, 2400)


NEXT = subscription("2026-01-01", "2026-12-31", id="s2", signed="2025-12-01")


@pytest.mark.parametrize(
    ("after", "renewed"),
    [
        pytest.param((NEXT, step("2026-01-01", 900, of="s2")), 900, id="its next line costs less"),
        pytest.param((NEXT, step("2026-01-01", 1500, of="s2")), 1200, id="growth is counted apart"),
        pytest.param((NEXT,), None, id="nobody knows what its next line costs"),
        pytest.param((NEXT, decision("2025-12-31", Outcome.CONTRACTED, new_arr=600)), 600, id="its row says so"),
        pytest.param((step("2026-01-01", 700), decision("2025-12-31", Outcome.RENEWED, "2025-12-01")), 700,
                     id="the same line at a lower price"),
    ],
)  # fmt: skip
def test_by_amount_a_renewal_counts_at_most_with_what_it_is_renewed_for(
    book: Book, after: tuple[object, ...], renewed: int | None
) -> None:
    fill(book, subscription(), step("2025-01-01", 1200), *after)
    rate = of_2025(book).renewals
    assert rate.due_amount == 1200
    assert rate.renewed_amount == renewed
    assert rate.rate_amount == (None if renewed is None else Fraction(renewed, 1200))


def test_two_lines_that_go_on_as_one_are_renewed_for_what_that_one_costs(book: Book) -> None:
    """1,200 and 400 a year were due, and go on as 800: half of both, 600 and 200."""
    two = [subscription(), step("2025-01-01", 1200), subscription(id="s3"), step("2025-01-01", 400, of="s3")]
    fill(book, *two, NEXT, step("2026-01-01", 800, of="s2"))
    rate = of_2025(book).renewals
    assert (rate.due, rate.due_amount) == (2, Fraction(1600))
    assert rate.renewed_amount == 800


def test_a_cut_in_another_currency_is_told_at_the_rate_of_the_day_it_was_due(book: Book) -> None:
    """1,200 USD was due and goes on as 800 EUR, which are 1,000 USD on that day."""
    euros = subscription("2026-01-01", "2026-12-31", id="s2", signed="2025-12-01", currency="EUR")
    rate = Rate(id="r", from_currency="EUR", to_currency="USD", on=day("2025-12-01"), rate=Decimal("1.25"))
    usd = Preference(id=CURRENCY, value="USD")
    fill(book, usd, rate, subscription(), step("2025-01-01", 1200), euros, step("2026-01-01", 800, of="s2"))
    assert of_2025(book).renewals.renewed_amount == 1000


def test_nothing_due_has_no_rate(book: Book) -> None:
    fill(book, monthly("2024-01-01"), step("2024-01-01", 100))
    found = of_2025(book)
    assert (found.renewals.rate_count, found.renewals.rate_amount) == (None, None)


def test_cmrr_adds_what_is_signed_and_takes_off_what_is_notified(book: Book) -> None:
    fill(
        book,
        monthly("2024-01-01", id="s1"),
        step("2024-01-01", 100),
        subscription("2025-06-01", "2026-05-31", id="s2", cancelled="2025-12-01", auto_renew=True),
        step("2025-06-01", 1200 * 3, of="s2"),
        subscription("2026-02-01", "2027-01-31", id="s3", product="p2", signed="2025-12-20"),
        step("2026-02-01", 1200 * 7, of="s3"),
    )
    found = of_2025(book).cmrr
    assert found is not None
    assert found.live == 400
    assert found.signed_not_live == 700
    assert found.notified_loss == 300
    assert found.level == 800


def test_a_cancellation_by_the_month_was_no_notice_of_the_years_before_it(book: Book) -> None:
    """By the month there is no day of notice: what lies ahead is notified, what happened was not known before."""
    fill(book, monthly("2024-01-01", cancelled="2026-01-15"), step("2024-01-01", 100))
    found = [
        numbers(book, day("2025-01-01"), day("2025-11-30"), as_of=day(seen)).cmrr
        for seen in ("2025-12-20", "2026-01-14", "2026-01-15", "2026-12-31")
    ]
    assert [cmrr.notified_loss if cmrr else None for cmrr in found] == [100, 100, 0, 0]


def test_a_lost_renewal_without_a_day_of_its_decision_is_no_notice_of_an_earlier_year(book: Book) -> None:
    fill(
        book,
        subscription("2024-01-01", "2025-12-31"),
        step("2024-01-01", 2400),
        decision("2025-12-31", Outcome.LOST),
    )
    period = day("2024-01-01"), day("2024-12-31")
    found = [numbers(book, *period, as_of=day(seen)).cmrr for seen in ("2024-12-31", "2026-01-31")]
    assert [cmrr.notified_loss if cmrr else None for cmrr in found] == [200, 0]


def test_a_signed_renewal_counts_only_its_difference_in_cmrr(book: Book) -> None:
    fill(
        book,
        subscription(id="s1"),
        step("2025-01-01", 1200),
        subscription("2026-01-01", "2026-12-31", id="s2", signed="2025-12-20"),
        step("2026-01-01", 1800, of="s2"),
    )
    found = of_2025(book).cmrr
    assert found is not None
    assert found.live == 100
    assert found.signed_not_live == 50
    assert found.notified_loss == 0
    assert found.level == 150


def test_a_period_before_amounts_are_known_counts_accounts_and_says_nothing_of_retention(book: Book) -> None:
    fill(book, monthly("2024-01-01"), step("2025-11-24", 100), monthly("2024-01-01", id="s2", account="a2"))
    with book.change(Verb.SET, today=TODAY):
        book.put(step("2024-01-01", 70, of="s2"))
    found = of_2025(book)
    assert (found.opening_accounts, found.closing_accounts, found.unknown) == (2, 2, 1)
    assert (found.nrr, found.grr, found.opening, found.quick_ratio) == (None, None, None, None)
    assert found.closing == 170
    assert found.logo_churn == 0


def test_without_a_rate_a_foreign_line_names_pair_and_day(book: Book) -> None:
    euros = monthly("2025-03-01", id="s2", account="a2", currency="EUR")
    fill(book, monthly("2024-01-01"), euros, step("2025-03-01", 10, of="s2"))
    with pytest.raises(RateMissing) as refused:
        of_2025(book, currency="USD")
    assert refused.value.facts["pair"] == "EUR/USD"
    assert refused.value.facts["day"] == day("2025-12-31")


def test_with_rates_every_figure_is_told_in_the_books_currency(book: Book) -> None:
    fill(
        book,
        Preference(id=CURRENCY, value="USD"),
        *(rate_of("1.00", "2024-01-01"), rate_of("1.50", "2025-07-01")),
        monthly("2024-01-01"),
        step("2024-01-01", 1000),
        subscription("2024-07-01", "2025-06-30", id="s2", account="a2", currency="EUR", auto_renew=True),
        step("2024-07-01", 12_000, of="s2"),
    )
    found = of_2025(book)
    assert (found.currency, found.shown.opening, found.shown.closing) == ("USD", 2000, 2500)
    assert found.shown.fx == 500
    assert found.nrr == 1
    assert found.waterfall.residual == 0
    assert found.renewals.due_amount == 12_000
    assert found.cmrr is not None
    assert found.cmrr.level == 2500
    assert found.converted


def rate_of(text: str, on: str) -> Rate:
    return Rate(id=on, from_currency="EUR", to_currency="USD", on=day(on), rate=Decimal(text))


def test_only_one_currency_leaves_the_others_out_and_counts_them(book: Book) -> None:
    fill(
        book,
        monthly("2024-01-01"),
        step("2024-01-01", 10),
        monthly("2024-01-01", id="s2", currency="EUR"),
        step("2024-01-01", 99, of="s2"),
    )
    found = of_2025(book, currency="EUR", only=True)
    assert found.closing == 99
    assert found.left_out == 1


def test_the_only_currency_there_is_needs_no_question(book: Book) -> None:
    fill(book, Preference(id=CURRENCY, value="USD"), monthly("2024-01-01", currency="EUR"))
    assert of_2025(book).currency == "EUR"


def test_an_empty_book_has_figures_of_nothing(book: Book) -> None:
    found = of_2025(book)
    assert found.opening == 0
    assert found.closing == 0
    assert found.nrr is None
    assert found.currency == "USD"


def test_a_period_that_runs_backwards_is_refused(book: Book) -> None:
    with pytest.raises(PeriodBackwards):
        numbers(book, day("2025-12-31"), day("2025-01-01"), as_of=TODAY)


def test_who_was_renewed_in_place_could_have_left(book: Book) -> None:
    yearly = subscription("2020-07-01", "2027-06-30", term_months=12, auto_renew=True)
    fill(book, yearly, step("2020-07-01", 1200))
    found = of_2025(book)
    assert (found.eligible.could_leave, found.eligible.left) == (1, 0)
    assert (found.renewals.due, found.renewals.fates[Fate.RENEWED]) == (1, 1)
    ahead = numbers(book, day("2026-01-01"), day("2026-12-31"), as_of=TODAY)
    assert (ahead.eligible.could_leave, ahead.renewals.due) == (0, 0)


def test_a_renewal_signed_late_but_inside_the_period_is_renewed(book: Book) -> None:
    late = decision("2025-06-30", Outcome.RENEWED, "2025-08-01")
    fill(book, subscription("2024-07-01", "2025-06-30"), step("2024-07-01", 1200), late)
    assert of_2025(book).renewals.fates[Fate.RENEWED] == 1
    half = numbers(book, day("2025-01-01"), day("2025-06-30"), as_of=TODAY)
    assert half.renewals.fates[Fate.MOVED] == 1


def test_a_line_without_start_is_no_new_account_and_its_history_is_not_known(book: Book) -> None:
    fill(book, subscription(None, None, id="s1"), step("2025-11-14", 70_800))
    found = of_2025(book)
    assert (found.opening_accounts, found.came_or_gone(Movement.NEW), found.closing_accounts) == (1, 0, 1)
    assert (found.unknown, found.nrr, found.grr) == (1, None, None)


def test_a_term_that_was_lost_on_the_first_day_was_due_in_the_period(book: Book) -> None:
    ended = subscription("2024-06-02", "2025-06-01", auto_renew=False)
    fill(book, ended, step("2024-06-02", 12_000), decision("2025-06-01", Outcome.LOST, "2025-05-01"))
    renewals = numbers(book, day("2025-06-01"), day("2025-06-30"), as_of=day("2025-11-24")).renewals
    assert (renewals.due, renewals.fates[Fate.LOST]) == (1, 1)


def test_notice_that_was_given_later_is_not_known_yet(book: Book) -> None:
    line = subscription("2024-06-02", "2025-06-01", auto_renew=True, cancelled="2025-05-20")
    fill(book, line, step("2024-06-02", 12_000))
    closing = [
        numbers(book, day("2025-11-24"), day("2025-11-24"), as_of=day(on)).closing
        for on in ("2025-05-19", "2025-05-20")
    ]
    assert closing == [1_000, 0]


def test_terms_of_a_calendar_year_could_be_left_in_it_though_each_is_a_line_of_its_own(book: Book) -> None:
    for year in ("2024", "2025", "2026"):
        line = subscription(f"{year}-01-01", f"{year}-12-31", id=f"s{year}")
        fill(book, line, step(f"{year}-01-01", 1200, of=f"s{year}"))
    found = of_2025(book)
    assert (found.eligible.could_leave, found.eligible.left) == (1, 0)
    assert found.eligible.could_amount == 100
    assert found.renewals.fates == {Fate.RENEWED: 1, Fate.LOST: 0, Fate.OPEN: 0, Fate.MOVED: 0}


def test_the_next_of_those_terms_that_was_signed_late_has_moved(book: Book) -> None:
    late = subscription("2026-01-01", "2026-12-31", id="s2", signed="2026-01-20")
    fill(book, subscription(), step("2025-01-01", 1200), late, step("2026-01-01", 1200, of="s2"))
    assert of_2025(book).renewals.fates[Fate.MOVED] == 1


def test_who_is_cancelled_to_the_day_after_a_period_leaves_in_the_next_one_and_only_there(book: Book) -> None:
    fill(book, monthly("2024-01-01", cancelled="2026-01-01"), step("2024-01-01", 100))
    this, after = of_2025(book), numbers(book, day("2026-01-01"), day("2026-01-31"), as_of=TODAY)
    assert [(n.eligible.could_leave, n.eligible.left) for n in (this, after)] == [(1, 0), (1, 1)]


def test_a_term_that_is_followed_on_the_day_after_the_period_was_not_left(book: Book) -> None:
    old = subscription("2024-01-01", "2025-12-31")
    fill(book, old, step("2024-01-01", 2400), subscription("2026-01-01", "2026-12-31", id="s2"))
    found = of_2025(book)
    assert (found.eligible.could_leave, found.eligible.left) == (1, 0)


def test_who_begins_with_another_product_as_a_lost_term_ends_has_not_left(book: Book) -> None:
    other = subscription("2026-01-01", "2026-12-31", id="s2", product="p2")
    fill(
        book,
        subscription("2024-01-01", "2025-12-31"),
        step("2024-01-01", 2400),
        decision("2025-12-31", Outcome.LOST),
        other,
        step("2026-01-01", 1200, of="s2"),
    )
    found = of_2025(book)
    assert (found.eligible.could_leave, found.eligible.left, found.renewals.fates[Fate.LOST]) == (1, 0, 1)
    after = numbers(book, day("2026-01-01"), day("2026-01-31"), as_of=TODAY)
    assert (after.came_or_gone(Movement.CHURN), after.shown.churn, after.shown.closing) == (0, 0, 100)


def months_of(book: Book, *months: tuple[str, str]) -> list[tuple[int, int]]:
    found = [numbers(book, day(first), day(last), as_of=TODAY).eligible for first, last in months]
    return [(could.could_leave, could.left) for could in found]


def test_a_term_that_ended_on_the_day_before_a_period_can_be_left_in_it(book: Book) -> None:
    fill(book, subscription("2024-01-01", "2024-12-31"), step("2024-01-01", 1200))
    assert months_of(book, ("2024-12-01", "2024-12-31"), ("2025-01-01", "2025-01-31")) == [(1, 0), (1, 0)]
    assert of_2025(book).eligible.could_leave == 1


ENDED = subscription("2024-01-01", "2024-12-31")
PAST_ITS_END = {
    "lost later": (ENDED, decision("2025-02-28", Outcome.LOST, "2025-02-20")),
    "notice later": (subscription("2024-01-01", "2024-12-31", cancelled="2025-02-28"),),
}
"""A term that ended with 2024, went on without a contract, and was lost at the end of February."""


@pytest.mark.parametrize("gone", PAST_ITS_END.values(), ids=PAST_ITS_END)
def test_who_went_on_without_a_contract_and_was_lost_on_the_last_day_of_a_month_counts_there_alone(
    book: Book, gone: tuple[object, ...]
) -> None:
    fill(book, *gone, step("2024-01-01", 1200))
    january, february, march = (
        ("2025-01-01", "2025-01-31"),
        ("2025-02-01", "2025-02-28"),
        ("2025-03-01", "2025-03-31"),
    )
    assert months_of(book, january, february, march) == [(1, 0), (1, 1), (0, 0)]
    assert (of_2025(book).eligible.could_leave, of_2025(book).eligible.left) == (1, 1)
    told = [numbers(book, day(first), day(last), as_of=TODAY).shown for first, last in (february, march)]
    assert [(s.opening, s.churn, s.closing) for s in told] == [(100, 0, 100), (100, 100, 0)]


def test_whose_next_line_begins_on_the_first_day_is_under_contract_in_the_period(book: Book) -> None:
    late = subscription("2025-02-01", "2026-01-31", id="s2")
    old = subscription("2024-01-01", "2024-12-31")
    fill(book, old, step("2024-01-01", 1200), late, step("2025-02-01", 1200, of="s2"))
    assert months_of(book, ("2025-01-01", "2025-01-31"), ("2025-02-01", "2025-02-28")) == [(1, 0), (0, 0)]


def fates_of_2024(book: Book, as_of: str) -> dict[str, int]:
    told = numbers(book, day("2024-01-01"), day("2024-12-31"), as_of=day(as_of)).renewals.fates
    return {fate.value: n for fate, n in told.items() if n}


@pytest.mark.parametrize(("gone", "told"), [("lost later", "2025-02-20"), ("notice later", "2025-02-28")])
def test_the_renewal_of_what_was_lost_after_its_term_is_open_until_then_and_lost(
    book: Book, gone: str, told: str
) -> None:
    fill(book, *PAST_ITS_END[gone], step("2024-01-01", 1200))
    before = (day(told) - timedelta(days=1)).isoformat()
    assert [fates_of_2024(book, on) for on in (before, told)] == [{"open": 1}, {"lost": 1}]


@pytest.mark.parametrize("gone", PAST_ITS_END.values(), ids=PAST_ITS_END)
def test_who_was_lost_after_the_term_and_came_back_was_not_renewed(
    book: Book, gone: tuple[object, ...]
) -> None:
    again = subscription("2025-06-01", "2026-05-31", id="s2")
    fill(book, *gone, step("2024-01-01", 1200), again, step("2025-06-01", 1200, of="s2"))
    assert fates_of_2024(book, "2025-12-31") == {"lost": 1}
    june = numbers(book, day("2025-06-01"), day("2025-06-30"), as_of=TODAY)
    assert june.shown.won_back == 100


def test_a_loss_of_the_next_term_is_none_of_the_one_that_it_renewed_late(book: Book) -> None:
    again = subscription("2025-02-01", "2026-01-31", id="s2", signed="2025-01-25")
    old = subscription("2024-01-01", "2024-12-31")
    fill(book, old, step("2024-01-01", 1200), again, decision("2025-03-31", Outcome.LOST, "2025-03-31"))
    assert fates_of_2024(book, "2025-12-31") == {"moved": 1}


def test_a_line_without_a_step_has_no_known_amount_and_takes_none_from_the_line_beside_it(book: Book) -> None:
    fill(
        book,
        monthly("2024-01-01", id="s1", account="a1"),
        step("2024-01-01", 100, of="s1"),
        monthly("2024-01-01", id="s2", account="a2"),
        monthly("2024-01-01", id="s3", account="a3"),
        step("2024-01-01", 300, of="s3"),
    )
    lines = recurring_lines(book, as_of=TODAY)
    told = {line.subscription.id: [s.amount for s in line.steps] for line in lines}
    assert told == {"s1": [100], "s2": [], "s3": [300]}
    found = of_2025(book)
    assert found.unknown == 1
    assert found.closing is None
    assert found.closing_accounts == 3
