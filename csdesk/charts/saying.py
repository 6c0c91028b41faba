"""What a figure says in words: its finding above and its definition below, on as many lines as its width needs."""

from typing import TYPE_CHECKING

from csdesk.charts.style import Look, colour, family, points, weight
from csdesk.tokens import tokens

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_TITLE, _FOOT = "section", "micro"
_UNDER, _ABOVE, _EDGE = 20, 8, 2
"""Px between the finding and the axes, between the axes' names and the foot, and below the foot."""


def say(figure: "Figure", look: Look, title: str, foot: str) -> tuple[int, int]:
    """Write both. Returns how many px of the height they take, above and below."""
    above = broken(title, look, _TITLE, weight())
    below = broken(foot, look, _FOOT, "normal")
    _write(figure, look, above, _TITLE, "text.primary", weight(), look.high)
    _write(figure, look, below, _FOOT, "text.tertiary", "normal", len(below) * _line(_FOOT) + _EDGE)
    return len(above) * _line(_TITLE) + _UNDER, len(below) * _line(_FOOT) + _ABOVE + _EDGE


def _write(
    figure: "Figure", look: Look, lines: list[str], step: str, role: str, heavy: str, top: int
) -> None:
    """Line below line, the first one ending at its line's height under `top`, px from the foot."""
    for number, words in enumerate(lines):
        up = (top - (number + 0.5) * _line(step)) / look.high
        figure.text(
            0, up, words, va="center_baseline", fontsize=points(look, step), fontweight=heavy,
            color=colour(look, role),
        )  # fmt: skip


def broken(words: str, look: Look, step: str, heavy: str) -> list[str]:
    """The words in lines that are no wider than the figure; a word that is wider by itself has its own."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    face = FontProperties(family=[family()], size=tokens(look.scheme).type[step].px, weight=heavy)
    lines: list[str] = []
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        wide = text_to_path.get_text_width_height_descent(longer, face, ismath=False)[0]
        if lines and wide <= look.wide:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _line(step: str) -> int:
    return tokens().type[step].line
