"""The look in force: which tokens, how large, and whether things may move."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont

from csdesk.tokens import Scheme, Tokens, tokens

BODY_PX = 13


@dataclass(slots=True)
class Look:
    """What every painter asks. There is one, because there is one application."""

    scheme: Scheme = "light"
    base_px: float = BODY_PX
    system_family: str = ""
    still: bool = False


LOOK = Look()
_INKS: dict[tuple[Scheme, str], QColor] = {}
_FONTS: dict[tuple[str, float, str, bool, int | None], QFont] = {}


def current() -> Tokens:
    """The tokens of the scheme in force."""
    return tokens(LOOK.scheme)


def ink(role: str) -> QColor:
    """The colour of a role (`text.primary`, `chart.0`) in the scheme in force; not to be changed."""
    key = (LOOK.scheme, role)
    found = _INKS.get(key)
    if found is None:
        found = _INKS[key] = _colour(current().colour(role))
    return found


def px(size: float) -> int:
    """A size given in px at 100 %, in the px of the person's font size; at least 1."""
    return max(1, round(size * LOOK.base_px / BODY_PX))


def height(name: str) -> int:
    """A named height (`table_row`, `control`, `topbar` …) in px."""
    return px(current().height[name])


def width(name: str) -> int:
    """A named width (`sidebar`, `inspector`, `toast` …) in px."""
    return px(current().width[name])


def motion_ms() -> int:
    """How long an inspector or a toast takes to come; 0 where motion is reduced."""
    return 0 if LOOK.still else current().motion_ms


def font(step: str = "body", *, tabular: bool = False, weight: int | None = None) -> QFont:
    """The font of a step of the type scale. `tabular` is for number columns, figures, times and axes only."""
    key = (step, LOOK.base_px, LOOK.system_family, tabular, weight)
    found = _FONTS.get(key)
    if found is None:
        found = _FONTS[key] = _font(step, tabular, weight)
    return found


def _font(step: str, tabular: bool, weight: int | None) -> QFont:
    tokens_ = current()
    rung = tokens_.type[step]
    made = QFont()
    made.setFamilies([name for name in (tokens_.family, LOOK.system_family) if name])
    made.setPixelSize(max(1, round(LOOK.base_px * rung.factor)))
    made.setWeight(QFont.Weight(weight or rung.weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def _colour(text: str) -> QColor:
    if len(text) == len("#RRGGBBAA"):
        text = f"#{text[7:]}{text[1:7]}"
    return QColor(text)
