"""The history of one score: the weeks as a line over the bands, with what happened marked on it."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from csdesk.charts.saying import say
from csdesk.charts.style import Look, colour, empty_figure, points, styled, weight
from csdesk.domain.day_words import month_spelled, short_month
from csdesk.domain.values import dataclass

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_EVENTS = 8
_LEVELS = 3
_TOP, _LINE = 104, 11
"""The bands end at 100; above them stand the words of events, on lines so high."""
_PX_PER_LETTER = 6.2
_NAMES = 20
"""Px of the months' names."""
_BESIDE, _MONTH = 154, 66
"""How many px stand beside the weeks, and how many the name of a month with its year needs."""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened on a day, in a few words of csdesk's own. `tone` is good, watch, bad, or empty."""

    on: date
    words: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """Scores 0 to 100 by day, oldest first; None is a gap. `healthy` and `watch` are the bands' lower edges."""

    title: str
    weeks: tuple[tuple[date, float | None], ...]
    events: tuple[Event, ...] = ()
    foot: str = ""
    healthy: float = 70
    watch: float = 40


def health_history(history: History, look: Look) -> "Figure":
    """The figure. A history without a score has bands, and a line that says what is missing."""
    with styled():
        return _drawn(history, look)


def _drawn(history: History, look: Look) -> "Figure":
    figure, axes = empty_figure(look)
    days = [day for day, _ in history.weeks]
    marks = placed(history, look.wide)
    axes.set_ylim(0, _TOP + _LINE * max((level + 1 for _, level in marks), default=0))
    if days:
        axes.set_xlim(_number(days[0]), _number(days[-1]) + max(1, len(days) // 8))
    _draw_bands(axes, history, look)
    _draw_line(axes, history, look)
    _draw_events(axes, marks, look)
    _say_months(axes, days, look.wide)
    above, below = say(figure, look, history.title, history.foot)
    figure.subplots_adjust(
        left=34 / look.wide,
        right=1 - 120 / look.wide,
        top=1 - above / look.high,
        bottom=(below + _NAMES) / look.high,
    )
    return figure


def _draw_bands(axes: "Axes", history: History, look: Look) -> None:
    edges = ((history.healthy, 100.0, "good", "Healthy"), (history.watch, history.healthy, "watch", "Watch"))
    for low, high, tone, word in (*edges, (0.0, history.watch, "bad", "At risk")):
        axes.axhspan(low, high, color=colour(look, f"{tone}.tint"), linewidth=0, zorder=0)
        said = f"{word}, from {low:g}" if low else f"{word}, below {high:g}"
        axes.annotate(
            said, (1, (low + high) / 2), (8, 0), xycoords=("axes fraction", "data"),
            textcoords="offset points", va="center", fontsize=points(look, "small"),
            color=colour(look, f"{tone}.text"),
        )  # fmt: skip
    axes.set_yticks([0, history.watch, history.healthy, 100])
    axes.grid(axis="y", color=colour(look, "border.subtle"), linewidth=0.8)


def _draw_line(axes: "Axes", history: History, look: Look) -> None:
    known = [(day, score) for day, score in history.weeks if score is not None]
    if not known:
        axes.text(
            0.5, 0.5, "Not scored in these weeks", transform=axes.transAxes, ha="center", va="center",
            fontsize=points(look, "body"), color=colour(look, "text.secondary"),
        )  # fmt: skip
        return
    across = [_number(day) for day, _ in history.weeks]
    up = [float("nan") if score is None else score for _, score in history.weeks]
    axes.plot(across, up, color=colour(look, "chart.0"), linewidth=2, solid_capstyle="round", zorder=3)
    last, score = known[-1]
    axes.plot([_number(last)], [score], "o", color=colour(look, "chart.0"), markersize=6, zorder=4)
    axes.annotate(
        f"{score:.1f}", (_number(last), score), (0, 8), textcoords="offset points", ha="center",
        fontsize=points(look, "body"), fontweight=weight(), color=colour(look, "text.primary"),
    )  # fmt: skip


def _draw_events(axes: "Axes", marks: Sequence[tuple[Event, int]], look: Look) -> None:
    top = axes.get_ylim()[1]
    for event, level in marks:
        across = _number(event.on)
        role = f"{event.tone}.text" if event.tone else "text.secondary"
        high = _TOP + _LINE * (level + 0.4)
        axes.axvline(across, 0, high / top, color=colour(look, role), linewidth=0.8, alpha=0.7)
        axes.annotate(
            event.words, (across, high), (3, 0), textcoords="offset points", va="center",
            fontsize=points(look, "micro"), color=colour(look, role),
        )  # fmt: skip


def placed(history: History, wide: int) -> list[tuple[Event, int]]:
    """The newest events that have room, each with the line from above on which its words stand."""
    if len(history.weeks) < 2:
        return []
    first, last = history.weeks[0][0], history.weeks[-1][0]
    per_day = (wide - _BESIDE) / max(1, (last - first).days)
    taken: list[list[tuple[float, float]]] = [[] for _ in range(_LEVELS)]
    found: list[tuple[Event, int]] = []
    for event in sorted(history.events, key=lambda e: (e.on, e.words), reverse=True):
        left = (event.on - first).days * per_day
        right = left + len(event.words) * _PX_PER_LETTER + 8
        free = (n for n in range(_LEVELS) if _is_free(taken, n, left, right))
        level = next(free, None)
        if level is None or not first <= event.on <= last or len(found) == _EVENTS:
            continue
        taken[level].append((left, right))
        found.append((event, level))
    return found


def _is_free(taken: Sequence[Sequence[tuple[float, float]]], level: int, left: float, right: float) -> bool:
    """Whether words have room on a line: none beside them, no mark of a higher line across them, none below."""
    beside = all(right < a or left > b for a, b in taken[level])
    above = all(not left < a < right for line in taken[level + 1 :] for a, _ in line)
    below = all(not a < left < b for line in taken[:level] for a, b in line)
    return beside and above and below


def _say_months(axes: "Axes", days: Sequence[date], wide: int) -> None:
    months = sorted({date(d.year, d.month, 1) for d in days if date(d.year, d.month, 1) >= days[0]})
    shown = months[:: 1 + len(months) * _MONTH // max(_MONTH, wide - _BESIDE)]
    years = [0, *(m.year for m in shown)]
    names = [
        month_spelled(m) if m.year != before else short_month(m)
        for m, before in zip(shown, years[:-1], strict=True)
    ]
    axes.set_xticks([_number(m) for m in shown], names, ha="left")


def _number(day: date) -> int:
    return day.toordinal()
