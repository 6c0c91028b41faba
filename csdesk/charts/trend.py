"""The trend of revenue: what was kept month by month as lines, over what each month brought and lost as columns."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import ceil, nan
from typing import TYPE_CHECKING

from csdesk.charts.saying import say
from csdesk.charts.style import Look, colour, empty_figure, points, quieten, styled
from csdesk.domain.day_words import month_spelled, short_month
from csdesk.domain.money import digits
from csdesk.domain.pictures import Amount, Trend

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.ticker import Locator

_LEFT, _RIGHT, _NAMES, _BETWEEN = 52, 132, 20, 26
"""The margins in px, that of the months' names, and what parts lines from columns."""
_SHARE = 0.45
"""How much of the height the lines have."""
_LEAST_PX = 46
"""So wide is the name of a month."""
_SHORT = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k"))
_LEAST_SPAN = 4.0
"""The lines span so many points at least: noise stays flat."""


def trend(picture: Trend, look: Look) -> "Figure":
    """The figure. Months that are not known are gaps; where none is known, a line says what is missing."""
    with styled():
        return _drawn(picture, look)


def month_at(picture: Trend, look: Look, across: float) -> int | None:
    """Which of the months stands at so many px from the left; None beside them."""
    room = look.wide - _LEFT - _RIGHT
    number = int((across - _LEFT) / room * len(picture.months)) if room > 0 else -1
    return number if across >= _LEFT and 0 <= number < len(picture.months) else None


def _drawn(picture: Trend, look: Look) -> "Figure":
    figure, kept = empty_figure(look)
    above, below = say(figure, look, picture.title, picture.foot)
    foot = below + _NAMES
    left, wide = _LEFT / look.wide, 1 - (_LEFT + _RIGHT) / look.wide
    room = max(1, look.high - above - foot - _BETWEEN)
    low, tall = (1 - _SHARE) * room, _SHARE * room
    kept.set_position((left, (foot + low + _BETWEEN) / look.high, wide, tall / look.high))
    moved = figure.add_axes((left, foot / look.high, wide, low / look.high))
    quieten(moved, look)
    for axes in (kept, moved):
        axes.set_xlim(-0.5, max(1, len(picture.months)) - 0.5)
        axes.grid(axis="y", color=colour(look, "border.subtle"), linewidth=0.8)
    _say_months(kept, moved, picture, look)
    if any(rate is not None for rate in picture.grr):
        _draw_kept(kept, picture, look, tall)
    else:
        kept.set_axis_off()
    if any(picture.gains) or any(picture.losses):
        _draw_moved(moved, picture, look)
    else:
        moved.set_yticks([])
    if not kept.axison and not any(picture.gains):
        _say_nothing(figure, moved, picture, look)
    return figure


def _say_nothing(figure: "Figure", moved: "Axes", picture: Trend, look: Look) -> None:
    moved.set_axis_off()
    known = any(amount is not None for amount in picture.gains)
    said = (
        "Nothing was sold in the months that are known; "
        if known
        else "Not every amount of these months is known; "
    )
    figure.text(
        0.5, 0.5, f"{said}an amount is known from the day of the file that brought it.",
        ha="center", fontsize=points(look, "body"), color=colour(look, "text.secondary"),
    )  # fmt: skip


def _draw_kept(axes: "Axes", picture: Trend, look: Look, tall: float) -> None:
    known = [float(x * 100) for x in (*picture.nrr, *picture.grr) if x is not None]
    low, high = min([*known, 100.0]), max([*known, 100.0])
    spare = max(0.1 * (high - low), (_LEAST_SPAN - (high - low)) / 2)
    axes.set_ylim(low - spare, high + spare)
    axes.yaxis.set_major_locator(_few(4))
    axes.yaxis.set_major_formatter(_percent_text)
    axes.spines["bottom"].set_visible(False)
    axes.axhline(100, color=colour(look, "furniture.axis"), linewidth=0.8, zorder=1)
    for role, dash, rates in (("chart.0", "-", picture.nrr), ("chart.1", (0, (4, 2)), picture.grr)):
        axes.plot(
            range(len(rates)), [nan if x is None else float(x * 100) for x in rates],
            color=colour(look, role), linewidth=2, linestyle=dash, marker="o", markersize=4, zorder=3,
        )  # fmt: skip
    _name_ends(axes, picture, look, tall)


def _name_ends(axes: "Axes", picture: Trend, look: Look, tall: float) -> None:
    """The last known rates beside the ends of their lines, `tall` px high; the two never stand on each other."""
    nrr, grr = (
        float(next(x for x in reversed(rates) if x is not None) * 100) for rates in (picture.nrr, picture.grr)
    )
    low, high = axes.get_ylim()
    per_px = (high - low) / tall
    apart = 7 if abs(nrr - grr) < 16 * per_px else 0
    for name, rate, role, shift in (("NRR", nrr, "chart.0", apart), ("GRR", grr, "chart.1", -apart)):
        axes.annotate(
            f"{name} {rate:.1f} %", (1, rate), (8, shift), xycoords=("axes fraction", "data"),
            textcoords="offset points", va="center", fontsize=points(look, "small"), color=colour(look, role),
        )  # fmt: skip


def _draw_moved(axes: "Axes", picture: Trend, look: Look) -> None:
    gains, losses = (_units(some, picture.currency) for some in (picture.gains, picture.losses))
    down = [-x for x in losses]
    across = range(len(gains))
    axes.bar(across, gains, width=0.6, color=colour(look, "good.fill"), zorder=2)
    axes.bar(across, down, width=0.6, color=colour(look, "bad.fill"), zorder=2)
    high, low = max([*gains, 0.0]), min([*down, 0.0])
    spare = 0.08 * (high - low) or 1.0
    axes.set_ylim(low - spare, high + spare)
    axes.yaxis.set_major_locator(_few(4))
    axes.yaxis.set_major_formatter(_short_text)
    axes.spines["bottom"].set_visible(False)
    axes.axhline(0, color=colour(look, "furniture.axis"), linewidth=0.8, zorder=3)
    for words, role, up in (
        ("New, won back,\nexpansion", "good.text", high),
        ("Contraction,\nchurn", "bad.text", low),
    ):
        if up:
            axes.annotate(
                words, (1, float(up > 0)), (8, 0), xycoords="axes fraction", textcoords="offset points",
                va="top" if up > 0 else "bottom", fontsize=points(look, "small"), color=colour(look, role),
            )  # fmt: skip


def _units(amounts: Sequence[Amount | None], currency: str) -> list[float]:
    return [float(Fraction(x or 0) / 10 ** digits(currency)) for x in amounts]


def _few(most: int) -> "Locator":
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(most, steps=[1, 2, 5, 10])


def _percent_text(value: float, place: float) -> str:
    del place
    return f"{value:g} %"


def _short_text(value: float, place: float) -> str:
    """An amount on the axis: 12k, 1.5M, 20B, 3T, with a true minus."""
    del place
    size = abs(value)
    unit, sign = next(((u, s) for u, s in _SHORT if size >= u), (1.0, ""))
    said = f"{size / unit:g}{sign}"
    return f"−{said}" if value < 0 else said


def _say_months(kept: "Axes", moved: "Axes", picture: Trend, look: Look) -> None:
    months = picture.months
    room = (look.wide - _LEFT - _RIGHT) / max(1, len(months))
    every = max(1, ceil(_LEAST_PX / room)) if room > 0 else 1
    places = list(range(len(months)))[::every]
    kept.set_xticks(places, [""] * len(places))
    moved.set_xticks(places, [_name(months[at][0], first=at == places[0]) for at in places])


def _name(day: date, *, first: bool) -> str:
    return month_spelled(day) if first or day.month == 1 else short_month(day)
