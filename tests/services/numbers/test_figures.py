"""Figures: each is computed from the accounts of a small book, with its definition and the list behind it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.churn import Churn, Reason
from csdesk.domain.figures.figure import Figure, Group
from csdesk.domain.figures.lifetime import HORIZON
from csdesk.domain.ids import AccountId, ObjectiveId, SubscriptionId
from csdesk.domain.milestones import Milestone
from csdesk.domain.objectives import Objective
from csdesk.domain.preferences import CAC, FISCAL_YEAR, GROSS_MARGIN, Preference
from csdesk.domain.rates import Rate
from csdesk.domain.renewals import Category, Outcome
from csdesk.domain.risks import Risk, RiskCause
from csdesk.domain.signals import Effect, Signal, SignalKind
from csdesk.domain.subscriptions import Period, Step, Subscription
from csdesk.domain.surveys import Survey, SurveyKind
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.domain.touches import Direction, Touch, TouchKind
from csdesk.services.book.editing import set_fields
from csdesk.services.book.history import undo
from csdesk.services.book.knowing import looking_back
from csdesk.services.numbers.cohorts import cohorts
from csdesk.services.numbers.figures import figures, figures_by
from csdesk.store.book import Book
from tests.domain.revenue.contracts import day, decision, monthly, step, subscription
from tests.services.numbers.test_numbers import TODAY, fill
from tests.services.parted import numbers_by

FIRST, LAST = day("2025-01-01"), day("2025-12-31")


def of(book: Book, *, as_of: date = TODAY) -> dict[str, Figure]:
    return {f.key: f for f in figures(book, FIRST, LAST, as_of=as_of)[1]}


def put(book: Book, *values: object) -> None:
    with book.change(Verb.DEMO, today=TODAY):
        book.put_all(list(values))


def prefer(book: Book, *, margin: str = "80", cac: str = "") -> None:
    put(book, Preference(id=GROSS_MARGIN, value=margin))
    if cac:
        put(book, Preference(id=CAC, value=cac))


def losses(book: Book, of_all: int, lost: int, mrr: int = 10_000) -> None:
    """Monthly customers of so much, some of whom left in the middle of the year."""
    values: list[object] = []
    for i in range(1, of_all + 1):
        gone = "2025-07-01" if i <= lost else None
        values += [
            monthly("2023-01-01", cancelled=gone, id=f"s{i}", account=f"a{i}"),
            step("2023-01-01", mrr, of=f"s{i}"),
        ]
    fill(book, *values, accounts=of_all)


def test_every_figure_has_a_definition_and_rests_on_its_list(book: Book) -> None:
    losses(book, 20, 10)
    found = of(book)
    assert {figure.group for figure in found.values()} == {*Group}
    for figure in found.values():
        assert figure.says.endswith(".")
        assert not figure.steps or figure.steps[-1].total, figure.key
        assert not figure.steps or figure.steps[-1].value == figure.value, figure.key


def test_what_is_kept_after_a_year_waits_for_ten_losses_and_is_parted_by_quarter(book: Book) -> None:
    """Ten of eleven that began with 100 left in the first year; the one that stayed pays 150. One is too young."""
    values: list[object] = []
    for i in range(1, 13):
        gone = "2023-09-01" if i <= 9 else "2024-08-01" if i == 10 else None
        start = "2023-01-15" if i <= 9 else "2024-05-01" if i <= 11 else "2025-06-01"
        values += [
            monthly(start, cancelled=gone, id=f"s{i}", account=f"a{i}"),
            step(start, 10_000, of=f"s{i}"),
        ]
    fill(book, *values, step("2024-06-01", 15_000, of="s11"), accounts=12)
    kept = of(book)["kept_a_year"]
    assert (kept.value, kept.n, kept.said) == (Fraction(15_000, 110_000), 11, "")
    assert [(r.name, r.value) for r in kept.rivals] == [("Accounts instead of MRR", Fraction(1, 11))]
    assert kept.chart is not None
    parts = [(p.name, p.value, p.n) for p in kept.chart.parts]
    assert parts == [("2023-Q1", 0, 9), ("2024-Q2", Fraction(15_000, 20_000), 2)]
    assert [(b.name, b.value) for b in kept.chart.parts[1].behind] == [
        ("Account 10", 0),
        ("Account 11", Fraction(3, 2)),
    ]
    put(book, replace(book.all(Subscription)[0], cancelled_on=None))
    kept = of(book)["kept_a_year"]
    assert (kept.value, kept.said, kept.chart) == (None, "needs 10 losses: 9 so far", None)


def test_an_empty_book_tells_nothing_and_says_why(book: Book) -> None:
    found = of(book)
    assert {figure.group for figure in found.values()} == {*Group}
    for figure in found.values():
        assert figure.value in {None, 0}, figure.key
        assert figure.said or figure.value is not None, figure.key
        assert figure.behind == (), figure.key


def test_lifetime_value_is_arpa_times_margin_by_monthly_churn(book: Book) -> None:
    losses(book, 120, 12)
    prefer(book)
    found = of(book)["ltv"]
    rate = 1 - (1 - 0.1) ** (1 / 12)
    assert float(found.value or 0) == pytest.approx(10_000 * 0.8 * min(60, 1 / rate))
    assert len(found.behind) == found.n == 12


def test_a_life_is_counted_for_sixty_months_at_most(book: Book) -> None:
    losses(book, 1000, 10)
    prefer(book)
    found = of(book)["ltv"]
    assert found.value == 10_000 * Fraction(4, 5) * HORIZON
    rival = {r.name: r.value for r in found.rivals}
    assert (rival["Without the horizon"] or 0) > found.value


@pytest.mark.parametrize(
    ("lost", "said"), [(0, "not finite"), (1, "too few to tell"), (9, "too few to tell")]
)
def test_lifetime_value_is_not_told_from_few_losses(book: Book, lost: int, said: str) -> None:
    losses(book, 20, lost)
    prefer(book)
    found = of(book)["ltv"]
    assert found.value is None
    assert said in found.said


def test_margin_and_cost_are_asked_for_and_never_assumed(book: Book) -> None:
    losses(book, 20, 10)
    found = of(book)
    assert [found[k].value for k in ("ltv", "realised", "cac_payback")] == [None, None, None]
    assert "gross margin" in found["ltv"].said
    assert "cost of an account" in found["cac_payback"].said


def test_realised_to_date_is_what_customers_brought_while_they_were_there(book: Book) -> None:
    line = subscription("2024-01-01", "2025-12-31", period=Period.YEAR)
    fill(book, replace(line), step("2024-01-01", 120_000), step("2025-01-01", 240_000))
    prefer(book, margin="50")
    found = of(book)["realised"]
    days = Fraction(366 * 10_000 + 365 * 20_000) * Fraction(48, 1461)
    assert found.value == days / 2
    assert found.n == 1


def test_a_years_churn_is_the_years_and_a_months_is_compounded_never_times_twelve(book: Book) -> None:
    losses(book, 10, 1)
    assert of(book)["annualised_churn"].value == Fraction(1, 10)
    july = {f.key: f for f in figures(book, day("2025-07-01"), day("2025-07-31"), as_of=TODAY)[1]}[
        "annualised_churn"
    ]
    assert july.value == 1 - Fraction(9, 10) ** 12
    assert july.rivals[0].value == Fraction(12, 10)


def test_payback_is_the_cost_by_what_a_new_account_leaves_a_month(book: Book) -> None:
    fill(
        book,
        *(monthly("2025-03-01"), step("2025-03-01", 10_000)),
        *(monthly("2025-04-01", id="s2", account="a2"), step("2025-04-01", 30_000, of="s2")),
    )
    prefer(book, margin="50", cac="1500")
    found = of(book)["cac_payback"]
    assert found.value == Fraction(150_000, 10_000)
    assert [(b.account, b.value, b.what) for b in found.behind] == [
        ("a1", 30, "after renewal 2"),
        ("a2", 10, "before its first renewal"),
    ]


def reached(
    account: str, on: str, *, by: str | None = "Zoe", name: str = "First value", first: bool = True
) -> Milestone:
    return Milestone(
        id=f"{account}{name}", account=AccountId(account), milestone=name, first_value=first,
        achieved_on=day(on), confirmed_by=by,
    )  # fmt: skip


def customers(book: Book, *signed: str) -> None:
    values: list[object] = []
    for i, on in enumerate(signed, 1):
        values += [monthly(on, id=f"s{i}", account=f"a{i}"), step(on, 1000, of=f"s{i}")]
    fill(book, *values, accounts=len(signed))


def test_time_to_first_value_runs_from_the_signature_to_the_customers_word(book: Book) -> None:
    customers(book, "2024-12-01", "2025-01-01", "2025-02-01", "2025-03-01", "2026-02-01")
    put(
        book,
        reached("a1", "2025-01-30"),
        reached("a2", "2025-04-11"),
        reached("a3", "2025-03-03", by=None),
        reached("a4", "2026-03-01"),
    )
    found = of(book)["ttfv"]
    assert found.value == Fraction(60 + 100, 2)
    assert found.steps[1].words == "Still waiting"
    assert found.steps[1].value == 2, "a3 has not said so, a4 did after the period; a5 signed after it"
    assert found.steps[2].value == 100
    assert {r.name: r.value for r in found.rivals}["Without the customer's word"] == 60


def test_the_two_other_clocks_begin_or_end_elsewhere(book: Book) -> None:
    customers(book, "2025-01-01")
    put(
        book,
        reached("a1", "2025-04-11"),
        reached("a1", "2025-01-21", name="Potential seen", first=False),
        Objective(
            id=ObjectiveId("o1"), account=AccountId("a1"), objective="Less waste", agreed_on=day("2025-04-01")
        ),
    )
    found = of(book)
    assert [found[k].value for k in ("ttfv", "ttfv_potential", "ttfv_measures")] == [100, 20, 10]


def answer(
    account: str,
    score: float,
    *,
    kind: SurveyKind = SurveyKind.NPS,
    scale: tuple[int, int] = (0, 10),
    n: int = 0,
) -> Survey:
    return Survey(
        id=f"{account}{score}{kind}{n}", account=AccountId(account), kind=kind, sent_on=day("2025-05-01"),
        answered_on=day("2025-05-03"), score=score, scale_min=float(scale[0]), scale_max=float(scale[1]),
    )  # fmt: skip


def test_a_published_example_of_nps_comes_out(book: Book) -> None:
    """bigfunctions: 9, 10, 6, 8 is 25."""
    customers(book, "2024-01-01")
    put(book, *(answer("a1", s) for s in (9, 10, 6, 8)))
    assert of(book)["nps"].value == 25


def test_answers_on_another_scale_are_left_out_with_a_note_and_few_have_an_interval(book: Book) -> None:
    customers(book, "2024-01-01", "2024-01-01")
    put(book, *(answer("a1", 10, n=i) for i in range(3)), answer("a2", 0), answer("a2", 5, scale=(1, 5)))
    found = of(book)
    nps = found["nps"]
    assert (nps.n, nps.value) == (4, 50)
    assert nps.said == "between −34 and 91, with 95 % confidence; 1 answer on another scale left out"
    assert found["nps_accounts"].value == 0, "one account of +100, one of −100"
    assert {s.words: s.value for s in nps.steps}["Of the revenue"] == 1


def test_the_response_rate_is_of_what_was_asked_in_the_period(book: Book) -> None:
    customers(book, "2024-01-01", "2024-01-01")
    silent = [replace(answer("a2", 1, n=i), score=None, answered_on=None, id=f"silent{i}") for i in range(3)]
    put(book, answer("a1", 9), *silent)
    steps = {s.words: s.value for s in of(book)["nps"].steps}
    assert steps["Response rate"] == Fraction(1, 4)
    assert steps["Of the revenue"] == Fraction(1, 2)


def test_csat_is_the_top_two_of_five(book: Book) -> None:
    customers(book, "2024-01-01")
    scores = (5, 5, 4, 3)
    put(book, *(answer("a1", s, kind=SurveyKind.CSAT, scale=(1, 5), n=i) for i, s in enumerate(scores)))
    put(book, answer("a1", 9, kind=SurveyKind.CSAT, scale=(0, 10)))
    found = of(book)["csat"]
    assert found.value == Fraction(3, 4)
    assert {r.name: r.value for r in found.rivals} == {
        "Top box": Fraction(1, 2),
        "Mean answer": Fraction(17, 4),
    }
    assert "1 answer on another scale" in found.said


def test_early_churn_is_within_ninety_days_of_signing_by_cause(book: Book) -> None:
    fill(
        book,
        *(monthly("2025-01-01", cancelled="2025-04-01"), step("2025-01-01", 1)),
        *(
            monthly("2025-01-01", cancelled="2025-04-02", id="s2", account="a2"),
            step("2025-01-01", 1, of="s2"),
        ),
        *(monthly("2025-12-01", id="s3", account="a3"), step("2025-12-01", 1, of="s3")),
        Churn(id="c1", account=AccountId("a1"), lost_on=day("2025-04-01"), reason=Reason.WRONG_FIT),
    )
    found = of(book)["early_churn"]
    assert found.value == Fraction(1, 3)
    assert [(b.account, b.what, b.value) for b in found.behind] == [("a1", "wrong fit at the sale", 90)]
    assert found.said == "1 still in their first 90 days"


def of_half(book: Book) -> dict[str, Figure]:
    return {f.key: f for f in figures(book, FIRST, day("2025-06-30"), as_of=TODAY)[1]}


def test_a_loss_of_a_period_stays_one_when_the_customer_comes_back_after_it(book: Book) -> None:
    fill(
        book,
        *(monthly("2024-01-01", cancelled="2025-03-01"), step("2024-01-01", 1)),
        *(monthly("2025-09-01", id="s2"), step("2025-09-01", 1, of="s2")),
        *(
            monthly("2025-01-05", cancelled="2025-03-01", id="s3", account="a2"),
            step("2025-01-05", 1, of="s3"),
        ),
        *(monthly("2025-09-01", id="s4", account="a2"), step("2025-09-01", 1, of="s4")),
    )
    found = of_half(book)
    assert [(b.account, b.on) for b in found["risk_lead"].behind] == [
        ("a1", day("2025-03-01")),
        ("a2", day("2025-03-01")),
    ]
    assert (found["early_churn"].value, found["early_churn"].n) == (1, 1)
    assert of(book)["early_churn"].value == 1


def test_a_loss_before_the_signature_is_no_early_churn(book: Book) -> None:
    fill(
        book,
        *(monthly("2022-01-01", cancelled="2023-01-01"), step("2022-01-01", 1)),
        *(monthly("2025-02-01", id="s2"), step("2025-02-01", 1, of="s2")),
    )
    put(book, Account(id=AccountId("a1"), account="Again", signed_on=day("2025-02-01")))
    found = of(book)["early_churn"]
    assert (found.value, found.n) == (0, 1)


def test_the_cause_of_a_loss_is_of_its_own_record_and_not_of_a_product_lost_before(book: Book) -> None:
    fill(
        book,
        *(monthly("2025-01-05", cancelled="2025-03-01"), step("2025-01-05", 1)),
        *(monthly("2025-01-05", cancelled="2025-02-01", id="s2", product="p2"), step("2025-01-05", 1, of="s2")),
        Churn(
            id="c", account=AccountId("a1"), subscription=SubscriptionId("s2"), lost_on=day("2025-02-01"),
            reason=Reason.PRICE,
        ),
    )  # fmt: skip
    assert [b.what for b in of(book)["early_churn"].behind] == ["not known yet"]


def test_a_reason_that_was_typed_after_the_period_is_its_cause(book: Book) -> None:
    for i in (1, 2):
        fill(
            book,
            monthly("2025-01-05", cancelled="2025-03-01", id=f"s{i}", account=f"a{i}"),
            step("2025-01-05", 1, of=f"s{i}"),
        )
    put(book, Churn(id="c", account=AccountId("a1"), lost_on=day("2025-03-01"), reason=Reason.PRICE))
    set_fields(book, "account", "a2", {"lost_reason": "Price"}, today=TODAY)
    assert [(s.words, s.value) for s in of_half(book)["early_churn"].steps][:1] == [("Price", 2)]


def test_who_signed_without_a_contract_is_not_counted_as_kept(book: Book) -> None:
    customers(book, "2025-01-05")
    put(book, Account(id=AccountId("a9"), account="No contract", signed_on=day("2025-02-01")))
    assert of(book)["early_churn"].n == 1


def saved_book(book: Book) -> None:
    fill(
        book,
        *(subscription("2024-09-01", "2025-08-31", auto_renew=True), step("2024-09-01", 12_000)),
        decision("2025-08-31", Outcome.RENEWED, "2025-08-15", category=Category.AT_RISK),
        *(
            subscription("2025-01-01", "2026-12-31", id="s2", account="a2"),
            step("2025-01-01", 12_000, of="s2"),
        ),
    )


def test_a_renewal_at_risk_that_renewed_is_watched_for_six_months(book: Book) -> None:
    saved_book(book)
    found = of(book)["saved_watch"]
    assert found.value == 1
    assert [(b.account, b.what, b.on) for b in found.behind] == [("a1", "renewal at risk", day("2026-02-15"))]
    later = {f.key: f for f in figures(book, day("2026-01-01"), day("2026-03-31"), as_of=TODAY)[1]}[
        "saved_watch"
    ]
    assert later.value == 0
    assert {r.name: r.value for r in later.rivals}["Held through the watch"] == 1


def test_a_notified_loss_that_was_taken_back_is_watched_and_an_undone_one_was_none(book: Book) -> None:
    saved_book(book)
    set_fields(book, "subscription", "s2", {"cancelled_on": "2025-10-01"}, today=day("2025-10-01"))
    assert of(book)["saved_watch"].value == 1
    back = set_fields(book, "subscription", "s2", {"cancelled_on": ""}, today=day("2025-11-01"))
    found = of(book)["saved_watch"]
    assert ("a2", "notice taken back", day("2026-05-01")) in [(b.account, b.what, b.on) for b in found.behind]
    assert back is not None
    undo(book, today=day("2025-11-02"))
    assert of(book)["saved_watch"].value == 1


@pytest.mark.parametrize(("gone", "on_watch", "lost"), [("2025-08-15", 1, 0), ("2025-08-16", 0, 1)])
def test_a_loss_on_the_very_day_of_saving_is_what_was_saved_and_one_on_the_next_is_lost_on_the_watch(
    book: Book, gone: str, on_watch: int, lost: int
) -> None:
    left = (monthly("2024-01-01", cancelled=gone), step("2024-01-01", 10_000))
    fill(book, *left, decision("2025-08-31", Outcome.RENEWED, "2025-08-15", category=Category.AT_RISK))
    found = of(book)["saved_watch"]
    assert (found.value, found.steps[1].value) == (on_watch, lost)


def test_what_was_not_known_on_a_day_was_not_taken_back_yet(book: Book) -> None:
    def clock() -> datetime:
        return noon

    noon = datetime(2025, 3, 1, 12, tzinfo=UTC)
    with Book.in_memory(clock=clock) as known:
        fill(known, monthly("2024-01-01", cancelled="2025-12-01"), step("2024-01-01", 10_000))
        noon = datetime(2025, 9, 1, 12, tzinfo=UTC)
        set_fields(known, "subscription", "s1", {"cancelled_on": ""}, today=day("2025-09-01"))
        assert of(known)["saved_watch"].n == 1
        with looking_back(known, LAST, known_on=day("2025-06-01")) as seen:
            assert of(seen)["saved_watch"].n == 0


def test_on_a_day_inside_the_period_nothing_has_happened_later(book: Book) -> None:
    customers(book, "2024-01-01", "2025-01-10")
    early, late = day("2025-05-01"), day("2025-09-01")
    for on in (early, late):
        put(
            book,
            Touch(id=f"t{on}", account=AccountId("a1"), on=on, kind=TouchKind.REVIEW),
            replace(answer("a1", 10), id=f"n{on}", sent_on=on, answered_on=on),
            reached("a1" if on == early else "a2", on.isoformat()),
            Signal(id=f"g{on}", account=AccountId("a1"), on=on, kind=SignalKind.OTHER, effect=Effect.BAD),
            Task(id=f"k{on}", account=AccountId("a1"), title="Call", cause=f"silence:{on}", created_on=on),
        )
    put(book, replace(answer("a2", 0), id="waiting", sent_on=early, answered_on=late))
    found = of(book, as_of=day("2025-06-01"))
    keys = ("touches", "reviews", "milestones", "plays")
    assert {k: found[k].value for k in keys} == dict.fromkeys(keys, 1)
    assert (found["nps"].n, found["nps"].value) == (1, 100)
    assert found["response"].steps[0].value == 1
    assert found["ttfv"].n == 1
    assert [(b.account, b.value) for b in found["ttfv"].behind if b.what == "still waiting"] == [
        ("a2", (day("2025-06-01") - day("2025-01-10")).days)
    ]


def test_on_a_day_inside_the_period_customers_brought_and_stayed_so_far(book: Book) -> None:
    losses(book, 20, 10)
    prefer(book, margin="100")
    found = of(book, as_of=day("2025-06-30"))
    assert found["realised"].value == Fraction(912 * 10_000 * 48, 1461), "912 days from 1 January 2023 on"
    assert (found["survival"].said, found["risk_lead"].said) == (
        "needs 10 losses: 0 so far",
        "nobody was lost",
    )


def test_concentration_is_the_fewest_accounts_that_make_eighty_percent(book: Book) -> None:
    amounts = (50, 30, 10, 5, 3, 2)
    values: list[object] = []
    for i, amount in enumerate(amounts, 1):
        values += [monthly("2024-01-01", id=f"s{i}", account=f"a{i}"), step("2024-01-01", amount, of=f"s{i}")]
    fill(book, *values, accounts=6)
    found = of(book)
    assert found["concentration"].value == 2
    assert [b.account for b in found["concentration"].behind] == ["a1", "a2"]
    assert found["top_five"].value == Fraction(98, 100)


def test_concentration_names_the_accounts_of_which_no_amount_is_known(book: Book) -> None:
    lines = [monthly("2024-01-01", id=f"s{i}", account=f"a{i}") for i in range(1, 5)]
    second = monthly("2024-01-01", id="s5", account="a2")
    steps = [step("2024-01-01", amount, of=f"s{i}") for i, amount in ((1, 50), (2, 30), (3, 1))]
    found = of(fill(book, *lines, second, *steps, accounts=4))
    for key in ("concentration", "top_five"):
        assert [(b.account, b.what) for b in found[key].behind if b.what] == [
            ("a2", "part not known"),
            ("a4", "amount not known"),
        ]
    assert (found["concentration"].value, found["concentration"].said) == (
        2,
        "of 3 accounts; 2 without a known amount",
    )
    assert found["top_five"].said == "2 without a known amount"
    chart = found["concentration"].chart
    assert chart is not None
    assert chart.title == "2 accounts of 3 bring 80 % of the ARR that is known"


def test_renewals_are_counted_by_the_quarters_after_the_period(book: Book) -> None:
    fill(
        book,
        *(subscription("2025-02-01", "2026-01-31"), step("2025-02-01", 300)),
        *(subscription("2025-04-01", "2026-03-31", id="s2", account="a2"), step("2025-04-01", 300, of="s2")),
        *(subscription("2025-06-01", "2026-05-31", id="s3", account="a3"), step("2025-06-01", 400, of="s3")),
        *(subscription("2025-06-01", "2027-05-31", id="s4", account="a3"), step("2025-06-01", 999, of="s4")),
    )
    found = of(book, as_of=LAST)["renewals_by_quarter"]
    assert (found.value, found.said, found.n) == (Fraction(6, 10), "2026-Q1", 3)
    assert [s.words for s in found.steps][:2] == ["2026-Q1, 2 due", "2026-Q2, 1 due"]


def test_the_quarters_are_those_of_the_fiscal_year(book: Book) -> None:
    fill(
        book,
        *(subscription("2025-02-01", "2026-01-31"), step("2025-02-01", 300)),
        *(subscription("2025-04-01", "2026-03-31", id="s2", account="a2"), step("2025-04-01", 400, of="s2")),
        *(subscription("2024-11-01", "2026-10-31", id="s3", account="a3"), step("2024-11-01", 500, of="s3")),
        Preference(id=FISCAL_YEAR, value="2"),
    )
    found = of(book, as_of=LAST)["renewals_by_quarter"]
    assert (found.said, found.n) == ("2026-08 to 2026-10", 3)
    assert [s.words for s in found.steps][:2] == ["2025-11 to 2026-01, 1 due", "2026-02 to 2026-04, 1 due"]
    assert [c.quarter for c in cohorts(book, as_of=LAST).cohorts] == [
        "2024-11 to 2025-01",
        "2025-02 to 2025-04",
    ]
    assert [v for v, _ in numbers_by(book, FIRST, LAST, "cohort", as_of=LAST)] == [
        "2024-11 to 2025-01", "2025-02 to 2025-04",
    ]  # fmt: skip


def test_activity_counts_touches_plays_reviews_and_milestones(book: Book) -> None:
    customers(book, "2024-01-01", "2024-01-01")
    kinds = (TouchKind.CALL, TouchKind.CALL, TouchKind.REVIEW)
    put(
        book,
        *(Touch(id=f"t{i}", account=AccountId("a1"), on=day("2025-05-01"), kind=k) for i, k in enumerate(kinds)),
        Touch(id="before", account=AccountId("a1"), on=day("2024-12-31")),
        Task(id="k1", account=AccountId("a2"), title="Brief", cause="renewal:s1:2025", created_on=day("2025-03-01"),
             status=TaskStatus.DONE, done_on=day("2025-03-05")),
        Task(id="k2", account=AccountId("a2"), title="Own", created_on=day("2025-03-01")),
        reached("a1", "2025-06-01"),
    )  # fmt: skip
    found = of(book)
    assert {k: found[k].value for k in ("touches", "reviews", "plays", "milestones")} == {
        "touches": 3, "reviews": 1, "plays": 1, "milestones": 1,
    }  # fmt: skip
    assert {s.words: s.value for s in found["touches"].steps} == {"Call": 2, "Review": 1, "Touches": 3}
    assert found["plays"].steps[0].words == "Renewal, 1 closed"


def test_only_what_a_rule_of_the_week_proposed_is_a_play(book: Book) -> None:
    customers(book, "2024-01-01")
    causes = (
        "silence:a1:never",
        "severe ticket:k",
        "churn:c1",
        "promise:p",
        "promise to us:p",
        "milestone:m",
    )
    put(
        book,
        *(
            Task(id=cause, account=AccountId("a1"), title="Do", cause=cause, created_on=day("2025-03-01"))
            for cause in causes
        ),
    )
    found = of(book)["plays"]
    assert found.value == 2
    assert [s.words for s in found.steps] == ["Severe ticket, 0 closed", "Silence, 0 closed", "Started"]


def test_response_is_the_median_of_days_to_our_next_touch(book: Book) -> None:
    customers(book, "2024-01-01", "2024-01-01")
    bad = [
        Signal(id=f"g{i}", account=AccountId(a), on=day(on), kind=SignalKind.OTHER, effect=e)
        for i, (a, on, e) in enumerate(
            [
                ("a1", "2025-05-01", Effect.BAD),
                ("a2", "2025-05-01", Effect.BAD),
                ("a1", "2025-06-01", Effect.GOOD),
            ]
        )
    ]
    touches = [
        Touch(id="in", account=AccountId("a1"), on=day("2025-05-02"), direction=Direction.INBOUND),
        Touch(id="out", account=AccountId("a1"), on=day("2025-05-08")),
    ]
    put(book, *bad, *touches)
    found = of(book)["response"]
    assert (found.value, found.n, found.said) == (7, 1, "1 not answered yet")


def test_a_risk_is_counted_from_its_first_day_to_the_loss(book: Book) -> None:
    losses(book, 3, 2)
    put(
        book, Risk(id="r", account=AccountId("a1"), cause=RiskCause.LOW_ADOPTION, opened_on=day("2025-05-01"))
    )
    found = of(book)["risk_lead"]
    assert (found.value, found.said) == (61, "1 of 2 losses without one")


def test_who_grew_leaves_rates_out(book: Book) -> None:
    euro = [
        Rate(id=on, from_currency="EUR", to_currency="USD", on=day(on), rate=Decimal(r))
        for on, r in (("2024-01-01", "1"), ("2025-06-01", "2"))
    ]
    fill(
        book,
        *euro,
        Preference(id="currency", value="USD"),
        *(monthly("2024-01-01"), step("2024-01-01", 100), step("2025-03-01", 150)),
        *(monthly("2024-01-01", id="s2", account="a2", currency="EUR"), step("2024-01-01", 100, of="s2")),
    )
    found = of(book)["grew"]
    assert (found.value, found.n) == (Fraction(1, 2), 2)
    assert [(b.account, b.value) for b in found.behind] == [("a1", 50)]
    assert found.said == "50.00 % of 2 accounts grew: 1"


def test_the_industry_that_churned_most_has_at_least_five_accounts(book: Book) -> None:
    losses(book, 9, 3)
    for i in range(1, 10):
        industry = "tiny" if i == 1 else "retail" if i in {2, 4, 5, 6, 7} else "health"
        put(book, Account(id=AccountId(f"a{i}"), account=f"Account {i}", industry=industry))
    found = of(book)["worst_industry"]
    assert (found.value, found.n) == (Fraction(1, 5), 5)
    assert found.said == "retail: 1 of 5 accounts left, 20.00 %"
    assert [b.account for b in found.behind] == ["a2"]


def test_products_are_kept_and_grown_apart(book: Book) -> None:
    fill(
        book,
        *(monthly("2024-01-01"), step("2024-01-01", 100), step("2025-03-01", 150)),
        *(
            monthly("2024-01-01", id="s2", product="p2"),
            step("2024-01-01", 100, of="s2"),
            step("2025-03-01", 60, of="s2"),
        ),
    )
    found = of(book)["products"]
    assert found.said == "P1 kept most, 100.00 %; P1 grew most, to 150.00 %"
    assert {s.words: s.value for s in found.steps}["P2, kept"] == Fraction(3, 5)


def discounted(start: str, share: str, *, of: str = "s1") -> Step:
    return replace(step(start, 1000, of=of), discount=Decimal(share))


def test_the_discount_changes_at_the_first_renewal_of_a_contract(book: Book) -> None:
    fill(
        book,
        subscription("2023-01-01", "2023-12-31", auto_renew=True),
        discounted("2023-01-01", "0.20"),
        discounted("2024-01-01", "0.10"),
        discounted("2025-01-01", "0.50"),
        subscription("2024-01-01", "2024-12-31", id="s2", account="a2"),
        discounted("2024-01-01", "0.10", of="s2"),
        subscription("2025-01-01", "2025-12-31", id="s3", account="a2"),
        discounted("2025-01-01", "0.14", of="s3"),
        *(
            subscription("2023-01-01", "2023-12-31", id="s4", account="a3", auto_renew=True),
            step("2023-01-01", 9, of="s4"),
        ),
    )
    found = of(book)["discount_change"]
    assert (found.value, found.n) == (Fraction(-3, 100), 2)
    assert found.said == "3.00 points less at the first renewal, on average of 2"


def test_old_customers_are_held_against_their_first_contract(book: Book) -> None:
    fill(
        book,
        *(monthly("2022-01-01"), step("2022-01-01", 100), step("2024-01-01", 250)),
        *(monthly("2024-01-01", id="s2", account="a2"), step("2024-01-01", 100, of="s2")),
    )
    found = of(book)["contract_change"]
    assert (found.value, found.n) == (Fraction(5, 2), 1)
    assert found.said == "1 customer of more than 3 years pay 250.00 % of what they began with"


def test_the_median_account_is_exact(book: Book) -> None:
    fill(book, monthly("2020-01-01"), step("2020-01-01", 30_000), step("2023-01-01", 40_000))
    assert [r.value for r in of(book)["contract_change"].rivals] == [Fraction(4, 3)]


def euro(rate: str, on: str = "2024-01-01", *, into: str = "USD") -> Rate:
    return Rate(id=f"EUR{into}{on}", from_currency="EUR", to_currency=into, on=day(on), rate=Decimal(rate))


def test_the_cost_of_an_account_is_an_amount_of_the_books_currency(book: Book) -> None:
    fill(
        book,
        euro("0.5", into="JPY"),
        euro("2"),
        monthly("2025-02-01", currency="USD"),
        step("2025-02-01", 10_000),
    )
    put(book, Preference(id="currency", value="USD"))
    prefer(book, margin="100", cac="1000")

    def told(currency: str) -> Figure:
        asked = figures(book, FIRST, LAST, as_of=TODAY, currency=currency)[1]
        return next(f for f in asked if f.key == "cac_payback")

    assert [(told(c).value, told(c).steps[0].value) for c in ("USD", "EUR")] == [(10, 100_000), (10, 50_000)]


def test_without_a_rate_the_cost_of_an_account_is_not_told_in_another_currency(book: Book) -> None:
    fill(book, monthly("2025-02-01", currency="EUR"), step("2025-02-01", 10_000))
    put(book, Preference(id="currency", value="USD"))
    prefer(book, margin="100", cac="1000")
    found = of(book)["cac_payback"]
    assert (found.value, found.said) == (None, "needs a rate USD/EUR for the cost of an account")


def test_a_line_that_ended_long_ago_asks_for_no_rate_and_is_said_where_it_is_left_out(book: Book) -> None:
    fill(
        book,
        *(monthly("2019-01-01", cancelled="2020-01-01", currency="EUR"), step("2019-01-01", 10_000)),
        *(monthly("2024-01-01", id="s2", account="a2", currency="USD"), step("2024-01-01", 10_000, of="s2")),
        *(
            monthly("2019-01-01", cancelled="2020-01-01", id="s3", account="a3", currency="EUR"),
            step("2019-01-01", 1, of="s3"),
        ),
        *(monthly("2020-01-01", id="s4", account="a3", currency="USD"), step("2020-01-01", 10_000, of="s4")),
    )
    put(book, Preference(id="currency", value="USD"))
    prefer(book)
    found = of(book)
    assert found["survival"].n == 3
    assert (found["realised"].n, found["realised"].said) == (
        1,
        "2 accounts left out: an amount or a rate is not known",
    )
    assert found["contract_change"].said == (
        "no customers of more than 3 years; 1 account left out: no rate for the first contract"
    )


def test_who_has_no_contract_is_in_its_part_too(book: Book) -> None:
    customers(book, "2024-01-01")
    for i, segment in ((1, "big"), (2, "big"), (3, "small")):
        put(
            book,
            Account(id=AccountId(f"a{i}"), account=f"Account {i}", segment=segment),
            Touch(id=f"t{i}", account=AccountId(f"a{i}"), on=day("2025-03-01")),
        )
    counted = {
        by: [
            (v, f.value)
            for v, some in figures_by(book, FIRST, LAST, by, as_of=TODAY)[1]
            for f in some
            if f.key == "touches"
        ]
        for by in ("segment", "product")
    }
    assert counted == {"segment": [("big", 2), ("small", 1)], "product": [("P1", 1), (None, 2)]}


def test_by_a_dimension_the_parts_are_those_of_the_numbers(book: Book) -> None:
    losses(book, 6, 2)
    for i in range(1, 7):
        put(book, Account(id=AccountId(f"a{i}"), account=f"Account {i}", segment="big" if i % 2 else "small"))
    parts = figures_by(book, FIRST, LAST, "segment", as_of=TODAY)[1]
    assert [value for value, _ in parts] == [
        value for value, _ in numbers_by(book, FIRST, LAST, "segment", as_of=TODAY)
    ]
    whole = of(book)
    for key in ("touches", "milestones", "arpa"):
        assert sum(f.n for _, some in parts for f in some if f.key == key) == whole[key].n


@pytest.mark.parametrize(("signed", "young"), [("2025-10-02", 0), ("2025-10-03", 1)])
def test_the_first_ninety_days_of_who_signed_on_2_october_are_over_with_the_year(
    book: Book, signed: str, young: int
) -> None:
    fill(book, monthly(signed), step(signed, 1))
    put(book, Account(id=AccountId("a1"), account="One", signed_on=day(signed)))
    assert of(book)["early_churn"].said == ("1 still in their first 90 days" if young else "")


def test_an_answer_beyond_its_own_scale_is_none_on_it(book: Book) -> None:
    fill(book)
    put(book, answer("a1", 10), answer("a2", 11, n=1))
    nps = of(book)["nps"]
    assert (nps.n, nps.value) == (1, 100)
    assert "1 answer on another scale left out" in nps.said


@pytest.mark.parametrize(("many", "sure"), [(29, False), (30, True)])
def test_from_thirty_answers_the_figure_stands_without_its_interval(
    book: Book, many: int, sure: bool
) -> None:
    """29 promoters: 29 ÷ 32 ± 1.96 × √(0.131836 ÷ 32), which is 0.78 to 1.03."""
    fill(book)
    put(book, *(answer("a1", 9, n=i) for i in range(many)))
    assert of(book)["nps"].said == ("" if sure else "between 78 and 100, with 95 % confidence")


def test_who_answered_after_the_period_had_not_responded_in_it(book: Book) -> None:
    """Two were asked in May, one answered in May and one in January."""
    fill(book)
    late = replace(answer("a2", 9), answered_on=day("2026-01-05"))
    put(book, answer("a1", 9), late)
    nps = of(book, as_of=day("2026-02-01"))["nps"]
    assert {s.words: s.value for s in nps.steps}["Response rate"] == Fraction(1, 2)
    assert nps.n == 1
