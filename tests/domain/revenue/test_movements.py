"""A movement is a change of recurring revenue between two days, per account and product."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.ids import AccountId
from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.archives import ArchiveAs
from csdesk.domain.revenue.lines import Line
from csdesk.domain.revenue.movements import Movement
from csdesk.domain.revenue.retention import grr, logo_churn, nrr
from csdesk.domain.revenue.timeline import lived
from csdesk.domain.revenue.waterfall import Waterfall, shares, shown, waterfall
from csdesk.domain.subscriptions import OrderKind, Period
from tests.domain.revenue.books import DAYS, Drawn, contracts, lines_of
from tests.domain.revenue.contracts import day, decision, line, monthly, step, subscription
from tests.trials import trials


def year(*lines: Line) -> Waterfall:
    return waterfall(lived(lines), day("2025-01-01"), day("2025-12-31"))


def moves(*lines: Line) -> dict[Movement, Fraction]:
    found = year(*lines)
    assert found.residual == 0
    return {m.kind: m.amount for a in found.accounts for m in a.moves}


def test_a_line_that_starts_on_the_first_day_is_new() -> None:
    started = line(monthly("2025-01-01"), step("2025-01-01", 100))
    assert moves(started) == {Movement.NEW: 100}


def test_opening_is_what_was_live_on_the_day_before() -> None:
    before = line(monthly("2024-12-31"), step("2024-12-31", 100))
    assert year(before).opening == 100
    assert moves(before) == {}


def test_an_account_that_had_revenue_once_is_won_back() -> None:
    once = line(monthly("2023-01-01", cancelled="2024-01-01"), step("2023-01-01", 100))
    again = line(monthly("2025-03-01", id="s2"), step("2025-03-01", 150, of="s2"))
    assert moves(once, again) == {Movement.WON_BACK: 150}
    assert year(once, again).count(Movement.WON_BACK) == 1


def test_a_product_given_for_nothing_is_no_revenue_so_its_account_comes_new() -> None:
    free = line(monthly("2023-01-01"), step("2023-01-01", 0), step("2025-03-01", 150))
    assert moves(free) == {Movement.NEW: 150}


def test_an_account_that_came_and_went_inside_the_period_does_not_appear() -> None:
    short = line(monthly("2025-02-01", cancelled="2025-08-01"), step("2025-02-01", 100))
    assert year(short).accounts == ()


def test_a_lost_term_that_ends_on_the_last_day_is_churn_of_the_next_period() -> None:
    lost = line(
        subscription("2024-01-01", "2025-12-31"),
        step("2024-01-01", 1200),
        decisions=(decision("2025-12-31", Outcome.LOST),),
    )
    assert moves(lost) == {}
    after = waterfall(lived([lost]), day("2026-01-01"), day("2026-01-31"))
    assert after.count(Movement.CHURN) == 1
    assert after.total([Movement.CHURN]) == 100


def test_another_product_is_an_add_on_and_losing_one_of_two_is_contraction() -> None:
    kept = line(monthly("2024-01-01"), step("2024-01-01", 100))
    gone = line(
        monthly("2024-01-01", cancelled="2025-06-01", id="s2", product="p2"), step("2024-01-01", 40, of="s2")
    )
    more = line(monthly("2025-06-01", id="s3", product="p3"), step("2025-06-01", 30, of="s3"))
    assert moves(kept, gone, more) == {Movement.LOST_PRODUCT: 40, Movement.ADD_ON: 30}


def test_quantity_moves_first_at_the_old_price_then_price_at_the_new_quantity() -> None:
    grown = line(monthly("2024-01-01"), step("2024-01-01", 1000, "10"), step("2025-06-01", 1350, "15"))
    assert moves(grown) == {Movement.UPGRADE_QUANTITY: 500, Movement.DOWNGRADE_PRICE: 150}


def test_without_a_quantity_a_changed_amount_is_a_changed_price() -> None:
    dearer = line(monthly("2024-01-01"), step("2024-01-01", 1000), step("2025-06-01", 1350))
    assert moves(dearer) == {Movement.UPGRADE_PRICE: 350}


def test_a_third_of_a_seat_price_stays_exact() -> None:
    seats = line(monthly("2024-01-01"), step("2024-01-01", 1000, "3"), step("2025-06-01", 1700, "5"))
    assert moves(seats) == {
        Movement.UPGRADE_QUANTITY: Fraction(2000, 3),
        Movement.UPGRADE_PRICE: Fraction(100, 3),
    }


def test_two_lines_of_one_product_are_summed_before_they_are_compared() -> None:
    first = line(monthly("2024-01-01", cancelled="2025-06-01"), step("2024-01-01", 500, "5"))
    second = line(monthly("2025-06-01", id="s2"), step("2025-06-01", 700, "7", of="s2"))
    assert moves(first, second) == {Movement.UPGRADE_QUANTITY: 200}


def test_moving_to_a_read_only_product_is_an_archive() -> None:
    left = line(monthly("2024-01-01", cancelled="2025-06-01"), step("2024-01-01", 100))
    kept = line(
        monthly("2025-06-01", id="s2", product="read-only"),
        step("2025-06-01", 20, of="s2", kind=OrderKind.ARCHIVE),
    )
    assert moves(left, kept) == {Movement.ARCHIVE: 80}


def test_a_two_year_term_counts_by_its_months() -> None:
    term = line(subscription("2025-04-01", "2027-03-31", period=Period.TERM), step("2025-04-01", 2_400_000))
    assert moves(term) == {Movement.NEW: 100_000}


def test_an_amount_that_is_not_known_at_the_opening_leaves_retention_open() -> None:
    late = line(monthly("2024-01-01"), step("2025-11-24", 100))
    found = year(late)
    assert (found.unknown, len(found.cohort), nrr(found), grr(found)) == (1, 1, None, None)
    assert logo_churn(found) == 0


def test_growth_of_one_account_never_offsets_the_loss_of_another() -> None:
    grown = line(monthly("2024-01-01"), step("2024-01-01", 100), step("2025-06-01", 300))
    shrunk = line(monthly("2024-01-01", id="s2", account="a2"), step("2024-01-01", 100, of="s2"))
    lost = line(
        monthly("2024-01-01", cancelled="2025-02-01", id="s3", account="a3"), step("2024-01-01", 200, of="s3")
    )
    found = year(grown, shrunk, lost)
    assert nrr(found) == Fraction(400, 400)
    assert grr(found) == Fraction(200, 400)
    assert logo_churn(found) == Fraction(1, 3)


def test_a_book_without_a_cohort_has_no_ratio() -> None:
    assert (nrr(year()), grr(year()), logo_churn(year())) == (None, None, None)


@given(drawn=contracts(), days=st.tuples(DAYS, DAYS))
@trials(50)
def test_no_revenue_moves_unexplained(drawn: Drawn, days: tuple[date, date]) -> None:
    first, last = sorted(days)
    found = waterfall(lived(lines_of(drawn)), first, last)
    if found.unknown:
        assert nrr(found) is None
        return
    assert found.residual == 0
    opened, closed = len(found.cohort), sum(a.closing.has_revenue for a in found.accounts)
    came = found.count(Movement.NEW) + found.count(Movement.WON_BACK)
    assert opened + came - found.count(Movement.CHURN) == closed
    kept, net = grr(found), nrr(found)
    if kept is not None and net is not None:
        assert 0 <= kept <= 1
        assert kept <= net or any(a.closing.mrr < 0 for a in found.cohort)


@given(drawn=contracts(), days=st.tuples(DAYS, DAYS), archive=st.sampled_from(ArchiveAs))
@trials(30)
def test_shown_parts_add_up_to_shown_totals(
    drawn: Drawn, days: tuple[date, date], archive: ArchiveAs
) -> None:
    first, last = sorted(days)
    found = waterfall(lived(lines_of(drawn)), first, last)
    if found.unknown:
        return
    s = shown(found, archive)
    assert s.opening + s.new + s.won_back + s.expansion - s.contraction - s.churn == s.closing
    ups = sum(s.detail[k] for k in (Movement.ADD_ON, Movement.UPGRADE_QUANTITY, Movement.UPGRADE_PRICE))
    assert ups == s.expansion
    assert sum(s.detail[k] for k in archive.contraction) == s.contraction
    assert sum(s.detail[k] for k in archive.churn) == s.churn
    assert sum(s.detail.values()) == ups + s.contraction + s.churn
    for kind, amount in s.detail.items():
        assert abs(amount - found.total([kind])) < 2


@given(drawn=contracts(), days=st.lists(DAYS, min_size=3, max_size=4, unique=True))
@trials(50)
def test_a_chain_of_periods_closes_where_the_next_one_opens(drawn: Drawn, days: list[date]) -> None:
    lines = lived(lines_of(drawn))
    chain = [waterfall(lines, one + timedelta(days=1), two) for one, two in pairwise(sorted(days))]
    for one, two in pairwise(chain):
        assert one.closing == two.opening


@given(parts=st.lists(st.fractions(-1000, 1000, max_denominator=36), min_size=1, max_size=6))
def test_shares_are_whole_and_within_one_of_their_parts(parts: list[Fraction]) -> None:
    whole = sum(parts, Fraction(0)).__floor__()
    out = shares(parts, whole)
    assert sum(out) == whole
    assert all(abs(a - b) < 1 for a, b in zip(out, parts, strict=True))


def test_nobody_is_given_a_cent_who_has_nothing() -> None:
    assert shares([Fraction(0), Fraction(1, 3), Fraction(2, 3)], 1) == [0, 0, 1]


def test_movements_are_counted_for_the_account_that_they_belong_to() -> None:
    lines = lived([line(monthly("2025-03-01", account="b"), step("2025-03-01", 5))])
    found = waterfall(lines, day("2025-01-01"), day("2025-12-31"))
    assert [a.account for a in found.accounts] == [AccountId("b")]


def test_quantity_and_price_are_parted_exactly_where_another_line_is_paid_by_another_period() -> None:
    by_month = line(monthly("2024-01-01", cancelled="2025-03-01"), step("2024-01-01", 100, "10"))
    by_quarter = line(
        subscription("2025-03-01", "2026-02-28", id="s2", period=Period.QUARTER),
        step("2025-03-01", 500, "7", of="s2"),
    )
    found = moves(by_month, by_quarter)
    assert found == {
        Movement.DOWNGRADE_QUANTITY: 30,
        Movement.UPGRADE_PRICE: Fraction(500, 3) - 70,
    }
