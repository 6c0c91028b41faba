"""A cell of the cohorts says what is kept, in colour what was lost or won, and both together in its tip."""

from fractions import Fraction

from pytestqt.qtbot import QtBot

from csdesk.domain.revenue.cohorts import MONTHS, Cohort, Kept
from csdesk.ui.kit.columns import Column
from csdesk.ui.numbers.cohort_columns import ACCOUNTS, MRR, cohort_columns
from csdesk.ui.numbers.curves import Curves, Run

# Four accounts began with 800 together; after a year three are there and pay 900: 900 ÷ 800 = 112.5 %.
YEAR = Kept(12, 3, 4, Fraction(9, 8))
NOBODY = [Kept(months, 0, 0, None) for months in MONTHS]
COHORT = Cohort("2024-Q1", 4, (*NOBODY[:3], YEAR, *NOBODY[4:]))


def column(tells: str, key: str = "m12") -> Column[Cohort]:
    return next(c for c in cohort_columns(tells) if c.key == key)


def ground(tells: str, kept: Kept) -> tuple[str, float]:
    of = column(tells).ground
    assert of is not None
    return of(Cohort("2024-Q1", kept.of, (*NOBODY[:3], kept, *NOBODY[4:]))) or ("", 0.0)


def test_a_cell_tells_the_mrr_or_the_accounts_and_its_tip_both() -> None:
    assert (column(MRR).text(COHORT), column(ACCOUNTS).text(COHORT)) == ("113 %", "3 of 4")
    tip = column(MRR).tooltip
    assert tip is not None
    assert tip(COHORT) == (
        "After 12 months 3 of 4 accounts that are so old are there; their MRR is 113 % of what they began with."
    )
    assert (column(MRR, "m24").text(COHORT), column(ACCOUNTS, "m24").text(COHORT)) == ("", "")


def test_what_grew_is_green_what_shrank_red_and_the_more_the_further_it_moved() -> None:
    assert ground(MRR, YEAR)[0] == "good.fill"
    assert ground(ACCOUNTS, YEAR)[0] == "bad.fill"
    half, tenth = (ground(MRR, Kept(12, 4, 4, share))[1] for share in (Fraction(1, 2), Fraction(9, 10)))
    assert half > tenth > 0
    assert ground(MRR, Kept(12, 4, 4, Fraction(1))) == ("", 0.0)
    assert ground(MRR, Kept(12, 4, 4, None)) == ("", 0.0)


def test_a_cohort_that_began_with_next_to_nothing_does_not_press_the_other_curves_flat(qtbot: QtBot) -> None:
    curves = Curves("MRR kept")
    qtbot.addWidget(curves)
    tiny, usual = Run("2024-Q1", ((0, 1), (12, 5000))), Run("2024-Q2", ((0, 1), (12, 0.5)))
    curves.show_runs([tiny, usual], Run("All", ((0, 1), (12, 1.2))))
    curves.resize(500, 190)
    top, all_of_it, nothing = (curves._at(12, share).y() for share in (3, 1, 0))
    assert (top, 3 * (nothing - all_of_it)) == (curves._box().top(), nothing - top)
