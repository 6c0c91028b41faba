"""A ruler measures text in one font; it measures each word once, because the same words come again and again."""

from bisect import bisect_right

from PySide6.QtGui import QFont, QFontMetricsF

_RULERS: dict[str, "Ruler"] = {}
_MOST_FONTS, _MOST_WORDS = 64, 20_000


class Ruler:
    """Widths in px. A text is as wide as its words and the spaces between them."""

    def __init__(self, font: QFont) -> None:
        self._metrics = QFontMetricsF(font)
        self._space = self._metrics.horizontalAdvance(" ")
        self._words: dict[str, float] = {}

    def width(self, text: str) -> float:
        """The width of a text of one line."""
        known, words = self._words, text.split(" ")
        total = self._space * (len(words) - 1)
        for word in words:
            wide = known.get(word)
            total += self._measured(word) if wide is None else wide
        return total

    def _measured(self, word: str) -> float:
        if len(self._words) >= _MOST_WORDS:
            self._words.clear()
        wide = self._words[word] = self._metrics.horizontalAdvance(word)
        return wide

    def fitting(self, word: str, width: float) -> int:
        """How many of a word's first letters fit; at least one."""
        ends = range(1, len(word))
        return max(1, bisect_right(ends, width, key=lambda end: self._metrics.horizontalAdvance(word[:end])))


def ruler(font: QFont) -> Ruler:
    """The ruler of a font; not of tabular figures, whose widths are others."""
    key = font.key()
    if key not in _RULERS:
        if len(_RULERS) >= _MOST_FONTS:
            _RULERS.clear()
        _RULERS[key] = Ruler(font)
    return _RULERS[key]
