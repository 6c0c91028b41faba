"""The figure of a trend: lines over columns, from values; it states its finding and says what is missing."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from csdesk.charts.style import Look, png
from csdesk.charts.trend import month_at, trend
from csdesk.domain.periods import Each, each_in
from csdesk.domain.pictures import Trend
from csdesk.tokens import Scheme

LOOK = Look(wide=700, high=260)


def picture(*months: tuple[int | None, int | None, Fraction | None, Fraction | None]) -> Trend:
    days = tuple(each_in(date(2025, 1, 1), date(2025, 12, 31), Each.MONTH))[: len(months)]
    gains, losses, nrr, grr = zip(*months, strict=True)
    return Trend(
        "NRR at 100 % or above in 1 of 2 months", days, gains, losses, nrr, grr, "USD", "Each month by itself"
    )


KEPT = picture(
    (500_000, 0, Fraction(101, 100), Fraction(1)),
    (100_000, 300_000, Fraction(98, 100), Fraction(97, 100)),
)


def said(made: Trend, look: Look = LOOK) -> list[str]:
    figure = trend(made, look)
    return [t.get_text() for t in (*figure.texts, *(t for axes in figure.axes for t in axes.texts))]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_figure_is_a_picture_as_large_as_it_is_wanted(scheme: Scheme) -> None:
    look = Look(scheme, 700, 260, 2.0)
    content = png(trend(KEPT, look), look)
    assert [int.from_bytes(content[at : at + 4]) for at in (16, 20)] == [1400, 520]
    assert content == png(trend(KEPT, look), look)


def test_it_says_the_finding_both_last_rates_what_columns_are_and_the_source() -> None:
    words = said(KEPT)
    assert words[:2] == ["NRR at 100 % or above in 1 of 2 months", "Each month by itself"]
    assert {"NRR 98.0 %", "GRR 97.0 %", "New, won back,\nexpansion", "Contraction,\nchurn"} <= set(words)


def test_gains_stand_above_the_line_and_losses_below() -> None:
    columns = trend(KEPT, LOOK).axes[1].patches
    assert [round(p.get_height()) for p in columns] == [5000, 1000, 0, -3000]  # type: ignore[attr-defined]


def test_the_amounts_of_a_large_book_fit_beside_the_axis() -> None:
    made = trend(picture((2_000_000_000_000, 1_000_000_000_000, Fraction(1), Fraction(1))), LOOK)
    made.canvas.draw()
    assert {"−10B", "0", "10B", "20B"} <= {t.get_text() for t in made.axes[1].get_yticklabels()}


def test_a_month_that_is_not_known_is_a_gap() -> None:
    line = trend(picture((0, 0, Fraction(1), Fraction(1)), (None, None, None, None)), LOOK).axes[0].lines[1]
    up = [float(y) for y in line.get_ydata()]  # type: ignore[union-attr,arg-type]
    assert up[0] == 100
    assert up[1] != up[1]


def test_without_any_amount_it_says_what_is_missing() -> None:
    words = said(picture((None, None, None, None)))
    assert any(w.startswith("Not every amount of these months is known") for w in words)
    words = said(picture((0, 0, None, None), (None, None, None, None)))
    assert any(w.startswith("Nothing was sold in the months that are known") for w in words)


def test_a_place_in_the_figure_is_the_month_that_stands_there() -> None:
    columns = trend(KEPT, LOOK).axes[1]
    centres = [columns.transData.transform((at, 0))[0] for at in range(2)]
    assert [month_at(KEPT, LOOK, x) for x in centres] == [0, 1]
    assert month_at(KEPT, LOOK, 5) is None
    assert month_at(KEPT, LOOK, 690) is None


def test_names_of_months_have_room() -> None:
    year = picture(*[(100, 100, Fraction(1), Fraction(1))] * 12)
    for wide, most in ((1200, 12), (300, 3)):
        names = trend(year, Look(wide=wide, high=260)).axes[1].get_xticklabels()
        assert len(names) <= most
        assert names[0].get_text() == "Jan 2025"


def test_the_finding_and_the_definition_are_whole_at_every_width() -> None:
    months = ((100, 100, Fraction(1), Fraction(99, 100)),) * 12
    long = "NRR at 100 % or above in 9 of 12 months; most was lost in April 2025: GRR 98.19 %"
    made = replace(
        picture(*months), title=long, foot="Each month by itself: closing MRR of its opening accounts"
    )
    for wide in (300, 480, 1100):
        look = Look(wide=wide, high=260)
        figure = trend(made, look)
        boxes = [t.get_window_extent() for t in figure.texts]
        assert " ".join(t.get_text() for t in figure.texts) == f"{long} {made.foot}"
        assert all(b.x0 >= 0 and b.x1 <= wide + 1 and b.y0 >= 0 and b.y1 <= 261 for b in boxes), wide
        upper, lower = (axes.get_window_extent() for axes in figure.axes)
        assert upper.y0 > lower.y1 > lower.y0 > 0
