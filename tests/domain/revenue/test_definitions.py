"""A definition shows how its figure is made: the steps add up as shown, and rivals are what they say."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.revenue.definitions import Definition, Metric, Unit, definitions
from csdesk.domain.revenue.eligible import Eligible
from csdesk.domain.revenue.movements import Movement, changes_of, moves_of
from csdesk.domain.revenue.renewing import RenewalRate, renewal_rate
from csdesk.domain.revenue.standing import Position, Standing
from csdesk.domain.revenue.waterfall import AccountMoves, Waterfall, shown
from tests.trials import trials

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
NO_RENEWALS: RenewalRate = renewal_rate([], LAST)


def standing(*amounts: Fraction | int) -> Standing:
    return Standing(
        {ProductId(f"p{n}"): Position(*Fraction(a).as_integer_ratio()) for n, a in enumerate(amounts) if a}
    )


def moved(number: int, opening: Standing, closing: Standing, *, before: bool = True) -> AccountMoves:
    account = AccountId(f"a{number}")
    came = Movement.WON_BACK if before else Movement.NEW
    kind = Movement.CHURN if opening.has_revenue else came
    turn = None if opening.has_revenue == closing.has_revenue else kind
    changes = changes_of(opening, closing, turn=turn, after=FIRST)
    return AccountMoves(account, opening, closing, turn, moves_of(account, changes))


def defined(*accounts: AccountMoves) -> dict[Metric, Definition]:
    w = Waterfall(accounts)
    return definitions(w, shown(w), Eligible(4, 1, Fraction(400), Fraction(50)), NO_RENEWALS, FIRST, LAST)


def rival(definition: Definition, name: str) -> Fraction | int | None:
    return next(r.value for r in definition.rivals if r.name == name)


def test_others_count_returned_and_new_customers_as_retention() -> None:
    found = defined(
        moved(1, standing(100), standing(90)),
        moved(2, standing(100), standing()),
        moved(3, standing(), standing(40)),
        moved(4, standing(), standing(60), before=False),
    )
    nrr = found[Metric.NRR]
    assert nrr.value == Fraction(90, 200)
    assert rival(nrr, "With won-back accounts") == Fraction(130, 200)
    assert rival(nrr, "With new accounts") == Fraction(190, 200)
    logos = found[Metric.LOGO_RETENTION]
    assert logos.value == Fraction(1, 2)
    assert rival(logos, "From totals, with the new ones") == Fraction(3, 2)
    assert rival(logos, "1 − lost ÷ average count") == 1 - Fraction(2, 5)


def test_by_product_an_upgrade_does_not_hide_a_downgrade() -> None:
    grr = defined(moved(1, standing(100, 50), standing(140, 20)))[Metric.GRR]
    assert grr.value == 1
    assert rival(grr, "By product line") == Fraction(120, 150)


def test_churn_of_all_accounts_and_by_amount_stand_beside_eligible_churn() -> None:
    eligible = defined(moved(1, standing(100), standing()), moved(2, standing(100), standing(100)))[
        Metric.ELIGIBLE_CHURN
    ]
    assert eligible.value == Fraction(1, 4)
    assert rival(eligible, "By amount") == Fraction(1, 8)
    assert rival(eligible, "Of all accounts") == Fraction(1, 2)


def test_where_an_amount_is_not_known_no_figure_is_made_up() -> None:
    found = defined(moved(1, Standing({}, 1), standing(100)), moved(2, standing(50), standing(50)))
    for metric in (Metric.NRR, Metric.GRR, Metric.QUICK_RATIO):
        assert {s.value for s in found[metric].steps} == {None}
        assert {r.value for r in found[metric].rivals} == {None}


_AMOUNT = st.fractions(0, 1000, max_denominator=12)
_STANDING = st.builds(standing, _AMOUNT, _AMOUNT, _AMOUNT)
_ACCOUNTS = st.lists(st.tuples(_STANDING, _STANDING, st.booleans()), max_size=6)


@trials(40)
@given(_ACCOUNTS)
def test_the_steps_of_money_add_up_as_they_are_shown(rows: list[tuple[Standing, Standing, bool]]) -> None:
    found = defined(*(moved(n, a, b, before=c) for n, (a, b, c) in enumerate(rows)))
    for metric in (Metric.NRR, Metric.GRR, Metric.QUICK_RATIO):
        total = 0
        for step in found[metric].steps:
            if step.subtotal:
                assert step.value == total
                break
            assert step.unit is Unit.MONEY
            assert isinstance(step.value, int)
            total += -step.value if step.words.startswith("−") else step.value


@trials(40)
@given(_ACCOUNTS)
def test_our_gross_retention_is_never_below_that_by_product_nor_above_all(
    rows: list[tuple[Standing, Standing, bool]],
) -> None:
    grr = defined(*(moved(n, a, b, before=c) for n, (a, b, c) in enumerate(rows)))[Metric.GRR]
    by_product = rival(grr, "By product line")
    if grr.value is None:
        assert by_product is None
    else:
        assert by_product is not None
        assert by_product <= grr.value <= 1


def test_every_metric_is_defined_in_its_order() -> None:
    assert list(defined()) == list(Metric)
