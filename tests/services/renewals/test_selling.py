"""Selling: a contract with its steps in one change, with what it is worth before it is saved."""

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from csdesk.cli.program import program
from csdesk.domain.changes import Verb
from csdesk.domain.errors import (
    CsdeskError,
    FieldNeeded,
    FieldRefused,
    FigureOutOfRange,
    PerTermOrYear,
    StepOutsideTerm,
    TermBackwards,
)
from csdesk.domain.ids import AccountId, SubscriptionId
from csdesk.domain.products import Product
from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.deciding import RenewalDecision
from csdesk.domain.revenue.movements import Movement
from csdesk.domain.revenue.renewing import Fate
from csdesk.domain.subscriptions import OrderKind, Period, Step, Subscription
from csdesk.services.book.editing import add_row, set_fields
from csdesk.services.book.history import undo
from csdesk.services.numbers.numbers import Numbers
from csdesk.services.renewals.deciding import decide_renewal
from csdesk.services.renewals.selling import PriceStep, Sale, prepare, sell
from csdesk.services.renewals.sold_texts import read_sale
from csdesk.store.book import Book
from tests.conftest import Samples
from tests.domain.revenue.contracts import day, step, subscription
from tests.figures import numbers
from tests.services.numbers.test_numbers import fill

TODAY = day("2025-11-24")
ONE = AccountId("a1")
SALE = Sale("P1", day("2026-01-01"), Decimal(6000))


@pytest.fixture
def book() -> Iterator[Book]:
    with Book.in_memory() as made:
        yield fill(made)


def of(book: Book, first: str, last: str) -> Numbers:
    return numbers(book, day(first), day(last), as_of=day("2030-01-01"))


def test_a_year_is_assumed_and_said_so(book: Book) -> None:
    made = prepare(book, ONE, SALE)
    assert (made.line.subscription.end, made.line.subscription.term_confirmed) == (day("2026-12-31"), False)
    assert made.cautions == ("The last day of the term is assumed: 2026-12-31.",)
    assert made.worth is not None
    assert [made.worth.arr, made.worth.tcv] == [600_000, 600_000]


def test_a_longer_term_is_asked_about_with_both_results_and_nothing_is_guessed(book: Book) -> None:
    long = replace(SALE, months=24, amount=Decimal(2_000_000))
    made = prepare(book, ONE, long)
    assert made.worth is None
    assert {p: w.arr for p, w in made.readings} == {
        Period.TERM: Fraction(100_000_000),
        Period.YEAR: Fraction(200_000_000),
    }
    with pytest.raises(PerTermOrYear):
        sell(book, ONE, long, today=TODAY)
    assert book.all(Subscription) == []
    sell(book, ONE, replace(long, period=Period.TERM), today=TODAY)
    assert of(book, "2026-01-01", "2026-01-31").closing == Fraction(100_000_000, 12)


def test_one_change_with_its_product_and_one_undo(book: Book) -> None:
    sell(book, ONE, replace(SALE, product=" New  product"), today=TODAY)
    assert [p.product for p in book.all(Product)][-1] == "New product"
    undo(book, today=TODAY)
    assert (book.all(Subscription), book.all(Step), len(book.all(Product))) == ([], [], 2)


def test_a_unit_price_with_a_discount_is_rounded_once(book: Book) -> None:
    sale = Sale(
        "P1", day("2026-01-01"), unit_price=Decimal("9.99"), quantity=Decimal(7), discount=Decimal("0.15")
    )
    assert prepare(book, ONE, sale).line.steps[0].amount == 5944  # 59.4405


def test_steps_ahead_are_kept_and_a_quantity_costs_its_share(book: Book) -> None:
    ahead = (
        PriceStep(day("2026-07-01"), quantity=Decimal(20)),
        PriceStep(day("2026-10-01"), Decimal(13_000)),
    )
    sell(book, ONE, replace(SALE, quantity=Decimal(10), steps=ahead), today=TODAY)
    assert [(s.amount, s.quantity, s.order_kind) for s in book.all(Step)] == [
        (600_000, Decimal(10), OrderKind.NEW),
        (1_200_000, Decimal(20), OrderKind.UPGRADE),
        (1_300_000, Decimal(20), OrderKind.PRICE),
    ]
    moves = of(book, "2026-06-01", "2026-12-31").waterfall.movements
    assert moves.keys() == {Movement.UPGRADE_QUANTITY, Movement.UPGRADE_PRICE}


def test_a_second_product_is_an_add_on_and_a_fee_brings_no_mrr(book: Book) -> None:
    sell(book, ONE, SALE, today=TODAY)
    sell(book, ONE, replace(SALE, product="P2", start=day("2026-02-01"), end=day("2026-12-31")), today=TODAY)
    assert book.all(Step)[-1].order_kind is OrderKind.ADD_ON
    sell(book, ONE, replace(SALE, product="Setup", recurring=False), today=TODAY)
    found = of(book, "2026-01-01", "2026-12-31")
    assert found.shown.new == 100_000
    assert found.waterfall.residual == 0


def test_a_co_term_ends_with_the_other_line_and_both_renew_on_one_day(book: Book) -> None:
    sell(book, ONE, replace(SALE, end=day("2026-12-31")), today=TODAY)
    sell(
        book,
        ONE,
        replace(SALE, product="P2", start=day("2026-05-10"), end=day("2026-12-31"), amount=Decimal(1200)),
        today=TODAY,
    )
    assert of(book, "2026-12-01", "2026-12-31").renewals.due == 2
    assert of(book, "2026-01-01", "2026-12-31").closing == 60_000


def test_what_is_paid_for_archive_is_an_archive_movement(book: Book) -> None:
    sell(book, ONE, replace(SALE, end=day("2026-12-31")), today=TODAY)
    line = book.all(Subscription)[0].id
    add_row(
        book,
        "step",
        {"subscription": line, "from": "2026-07-01", "amount": "600", "order_kind": "archive"},
        today=TODAY,
    )
    found = of(book, "2026-06-01", "2026-07-31")
    assert [*found.waterfall.movements] == [Movement.ARCHIVE]


def test_who_comes_back_after_a_gap_is_won_back(book: Book) -> None:
    sell(
        book,
        ONE,
        replace(SALE, start=day("2024-01-01"), end=day("2024-12-31"), auto_renew=False),
        today=TODAY,
    )
    line = book.all(Subscription)[0].id
    decide_renewal(book, RenewalDecision(SubscriptionId(line), day("2024-12-31"), Outcome.LOST), today=TODAY)
    sell(book, ONE, SALE, today=TODAY)
    assert of(book, "2026-01-01", "2026-12-31").shown.won_back == 50_000


def test_an_early_renewal_counts_when_it_is_due_and_a_late_one_is_moved(book: Book) -> None:
    for number, (start, ordered) in enumerate((("2025-01-01", "2025-11-01"), ("2024-12-01", "2025-11-20"))):
        id_ = f"s{number}"
        end = {"2025-01-01": "2025-12-31", "2024-12-01": "2025-10-31"}[start]
        with book.change(Verb.ADD, today=TODAY):
            book.put_all(
                [subscription(start, end, id=id_, account=f"a{number + 1}"), step(start, 120_000, of=id_)]
            )
        decide_renewal(
            book, RenewalDecision(SubscriptionId(id_), day(end), ordered_on=day(ordered)), today=TODAY
        )
    due = of(book, "2025-12-01", "2025-12-31").renewals
    assert (due.due, due.fates[Fate.RENEWED], due.fates[Fate.MOVED]) == (1, 1, 0)
    late = of(book, "2025-10-01", "2025-10-31").renewals
    assert (late.due, late.fates[Fate.RENEWED], late.fates[Fate.MOVED]) == (1, 0, 1)


def test_overlapping_terms_of_one_product_are_named_and_kept(book: Book) -> None:
    sell(book, ONE, replace(SALE, end=day("2026-12-31")), today=TODAY)
    made = prepare(book, ONE, replace(SALE, start=day("2026-12-31"), end=day("2027-12-30")))
    assert made.cautions == (
        "Account 1 has P1 from 2026-01-01 to 2026-12-31 already: both lines would count.",
    )
    assert prepare(book, ONE, replace(SALE, start=day("2027-01-01"), end=day("2027-12-31"))).cautions == ()
    assert prepare(book, AccountId("a2"), replace(SALE, end=day("2026-12-31"))).cautions == ()


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"quantity": Decimal(-1)}, FigureOutOfRange),
        ({"quantity": Decimal(0)}, FigureOutOfRange),
        ({"amount": Decimal(-5)}, FigureOutOfRange),
        ({"discount": Decimal(2)}, FigureOutOfRange),
        ({"months": 0}, FigureOutOfRange),
        ({"end": day("2025-12-31")}, TermBackwards),
        ({"amount": None}, FieldNeeded),
        ({"start": None}, FieldNeeded),
        ({"product": "  "}, FieldNeeded),
        ({"steps": (PriceStep(day("2025-12-01"), Decimal(1)),)}, StepOutsideTerm),
        ({"steps": (PriceStep(day("2027-01-01"), Decimal(1)),)}, StepOutsideTerm),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_written(
    book: Book, changed: dict[str, Any], refusal: type[CsdeskError]
) -> None:
    with pytest.raises(refusal):
        sell(book, ONE, replace(SALE, **changed), today=TODAY)
    assert book.all(Subscription) == []


def test_a_term_of_one_day_is_one(book: Book) -> None:
    made = prepare(book, ONE, replace(SALE, end=SALE.start))
    assert made.line.subscription.end == SALE.start


def test_notice_on_a_line_whose_renewal_is_renewed_is_refused_in_a_sentence(book: Book) -> None:
    fill_line = [subscription(), step("2025-01-01", 120_000)]
    with book.change(Verb.ADD, today=TODAY):
        book.put_all(fill_line)
    decide_renewal(book, RenewalDecision(SubscriptionId("s1"), day("2025-12-31")), today=TODAY)
    with pytest.raises(FieldRefused, match="renewed"):
        set_fields(book, "subscription", "s1", {"cancelled_on": "2025-11-20"}, today=TODAY)
    undo(book, today=TODAY)
    set_fields(book, "subscription", "s1", {"cancelled_on": "2025-11-20"}, today=TODAY)


@pytest.mark.parametrize("fields", [{"quantity": "-1"}, {"amount": "-1"}])
def test_a_step_below_nothing_is_refused(book: Book, fields: dict[str, str]) -> None:
    with book.change(Verb.ADD, today=TODAY):
        book.put_all([subscription(), step("2025-01-01", 120_000)])
    given = {"subscription": "s1", "from": "2025-02-01", "amount": "5", **fields}
    with pytest.raises(FieldRefused, match="0 or more"):
        add_row(book, "step", given, today=TODAY)


@pytest.fixture(scope="module")
def sample(samples: Samples) -> Path:
    return samples(8)


def run(sample: Path, *words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(program, ["sell", "Halden Freight", *words, "--book", str(sample)])
    return done.exit_code, done.stdout, done.stderr


def test_the_command_line_says_what_it_is_worth_and_writes_only_when_it_is_told_to(sample: Path) -> None:
    words = ("product=Archive", "amount=6,000", "start=2026-01-01", "months=24", "period=year")
    code, out, _ = run(sample, *words, "--step", "2027-01-01=6,300", "--dry-run", "--json")
    said = json.loads(out)
    assert (code, said["mrr"], said["arr"], said["tcv"], said["undo"]) == (
        0,
        "500.00",
        "6000.00",
        "12300.00",
        None,
    )
    _, out, _ = run(sample, *words, "--json")
    assert json.loads(out)["undo"] is not None
    with Book.view(sample) as book:
        assert book.find(Subscription, json.loads(out)["id"]) is not None
    assert "both lines would count" in run(sample, *words, "--dry-run")[1]


def test_the_command_line_groups_the_amounts_of_a_sale_and_spells_its_days(sample: Path) -> None:
    words = ("product=Archive", "amount=6,000", "start=2026-01-01", "months=24", "period=year", "--dry-run")
    _, out, _ = run(sample, *words, "--step", "2027-01-01=6,300")
    assert "  MRR 500.00, ARR 6,000.00, TCV 12,300.00 USD over 24 months; MRR 525.00 from 1 Jan 2027\n" in out


def test_the_command_line_asks_for_the_term_or_a_year_in_one_sentence(sample: Path) -> None:
    words = ("product=Archive", "amount=2,000,000", "start=2028-01-01", "months=24")
    code, out, err = run(sample, *words)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert "for all of it or for a year" in err
    _, out, _ = run(sample, *words, "--dry-run", "--json")
    readings = json.loads(out)["readings"]
    assert (readings["term"]["arr"], readings["year"]["arr"]) == ("1000000.00", "2000000.00")


@pytest.mark.parametrize("period", [Period.YEAR, Period.QUARTER])
def test_what_has_no_end_may_be_paid_by_the_year_and_its_amount_comes_back_as_it_was_typed(
    book: Book, period: Period
) -> None:
    sale = replace(SALE, amount=Decimal("12500.50"), period=period, month_to_month=True)
    made = prepare(book, ONE, sale)
    sub, worth = made.line.subscription, made.worth
    assert (sub.end, sub.month_to_month, sub.term_confirmed, made.cautions) == (None, True, True, ())
    assert worth is not None
    assert worth.arr == 1_250_050 * (4 if period is Period.QUARTER else 1)
    assert (worth.tcv, worth.months) == (None, None)


def test_by_the_month_is_paid_by_the_month_where_nobody_says_otherwise(book: Book) -> None:
    made = prepare(book, ONE, replace(SALE, month_to_month=True))
    assert (made.line.subscription.period, made.line.subscription.end) == (Period.MONTH, None)


@pytest.mark.parametrize("term", [{"months": 12}, {"end": day("2026-12-31")}, {"period": Period.TERM}])
def test_what_runs_by_the_month_has_no_term(book: Book, term: dict[str, Any]) -> None:
    with pytest.raises(FieldRefused):
        prepare(book, ONE, replace(SALE, month_to_month=True, **term))


def test_the_command_line_sells_by_the_month_what_is_paid_by_the_year(sample: Path) -> None:
    words = ("product=Care", "amount=12,500.50", "start=2026-01-01", "period=year", "month_to_month=yes")
    code, out, _ = run(sample, *words, "--dry-run", "--json")
    said = json.loads(out)
    assert (code, said["arr"], said["end"], said["tcv"]) == (0, "12500.50", None, None)


@pytest.mark.parametrize("text", ["20", "20 %", "20%", "0.2"])
def test_a_discount_is_typed_as_a_number_of_hundredths_or_as_a_share(text: str) -> None:
    assert read_sale({"discount": text}, today=TODAY)["discount"] == Decimal("0.2")


@pytest.mark.parametrize("text", ["120", "120 %", "-5", "much"])
def test_what_no_discount_can_be_is_refused_with_what_is_allowed(text: str) -> None:
    with pytest.raises(FieldRefused) as refused:
        read_sale({"discount": text}, today=TODAY)
    assert refused.value.facts["field"] == "Discount"
    assert "0 to 100 %" in str(refused.value.facts["wanted"])
