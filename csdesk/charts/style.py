"""The style of every figure: the tokens' colours and type, no frame, a quiet grid, the words beside the data."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from csdesk.domain.values import dataclass
from csdesk.tokens import Scheme, tokens

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_PER_INCH = 96
_PT_PER_PX = 0.75


@dataclass(frozen=True, slots=True)
class Look:
    """For what a figure is drawn: the colour scheme, its size in px at 100 %, and how many dots make one of these."""

    scheme: Scheme = "light"
    wide: int = 960
    high: int = 300
    ratio: float = 1.0


def colour(look: Look, role: str) -> str:
    """The colour of a role such as `text.primary` or `good.fill`."""
    return tokens(look.scheme).colour(role)


def points(look: Look, step: str) -> float:
    """The size of a step of the type scale, in points."""
    return tokens(look.scheme).type[step].px * _PT_PER_PX


@contextmanager
def styled() -> Iterator[None]:
    """Everything that is written inside is in the tokens' font."""
    from matplotlib import rc_context

    with rc_context({"font.family": family(), "axes.unicode_minus": True}):
        yield


def weight() -> str:
    """How a title stands out: semibold where the font has it."""
    return "semibold" if family() == tokens().family else "bold"


def empty_figure(look: Look) -> "tuple[Figure, Axes]":
    """A figure with one pair of axes: baseline and grid only."""
    from matplotlib.figure import Figure

    figure = Figure(
        figsize=(look.wide / _PER_INCH, look.high / _PER_INCH),
        dpi=_PER_INCH,
        facecolor=colour(look, "surface.base"),
    )
    axes = figure.add_subplot()
    quieten(axes, look)
    return figure, axes


def quieten(axes: "Axes", look: Look) -> None:
    """Leave of a pair of axes only the baseline and small words."""
    axes.set_facecolor("none")
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(colour(look, "furniture.axis"))
    axes.tick_params(length=0, labelsize=points(look, "small"), labelcolor=colour(look, "furniture.label"))
    axes.set_axisbelow(True)


def png(figure: "Figure", look: Look) -> bytes:
    """The figure as a picture, with as many dots as the screen has."""
    target = io.BytesIO()
    with styled():
        figure.savefig(target, format="png", dpi=_PER_INCH * look.ratio, metadata={"Software": None})
    return target.getvalue()


@lru_cache(maxsize=1)
def family() -> str:
    """The tokens' font where it is installed, else one that is; a missing one would be complained of."""
    from matplotlib import font_manager

    there = set(font_manager.get_font_names())
    return next((name for name in (tokens().family, "Noto Sans", "Segoe UI") if name in there), "DejaVu Sans")
