"""The design tokens: colours by meaning, type, spaces and sizes, read once from resources/tokens.json."""

import json
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal

from csdesk.domain.values import dataclass
from csdesk.paths import resource

Scheme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Surface:
    """What things lie on."""

    window: str
    base: str
    raised: str
    sunken: str
    hover: str
    pressed: str
    selected: str
    selected_inactive: str
    tooltip: str
    scrim: str  # #RRGGBBAA


@dataclass(frozen=True, slots=True)
class Text:
    """The inks of words."""

    primary: str
    secondary: str
    tertiary: str
    disabled: str
    inverse: str


@dataclass(frozen=True, slots=True)
class Border:
    """Lines: between rows, around controls, around fields."""

    subtle: str
    default: str
    strong: str


@dataclass(frozen=True, slots=True)
class Accent:
    """Where I am, what I chose, what a click does, and progress."""

    text: str
    fill: str
    fill_hover: str
    fill_pressed: str
    on_fill: str
    tint: str
    focus_ring: str


@dataclass(frozen=True, slots=True)
class Tone:
    """One meaning in three strengths: for words, for shapes, behind words."""

    text: str
    fill: str
    tint: str


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands around a chart's data."""

    grid: str
    axis: str
    label: str
    neutral_bar: str
    series_muted: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the type scale. `factor` is of the body size; `px` and `line` are at 100 %."""

    name: str
    px: int
    factor: float
    weight: int
    line: int


@dataclass(frozen=True, slots=True)
class Deck:
    """The slide's measures, for csdesk's own template. Inches and points."""

    size_in: tuple[float, float]
    sizes_pt: Mapping[str, int]
    margin_in: float
    ink: str
    ink2: str
    rule: str
    accent: str
    muted_series: str
    background: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """Everything a screen, a chart or a slide needs, in one colour scheme.

    Colours are `#RRGGBB` (the scrim alone is `#RRGGBBAA`); spaces, heights and widths are px at 100 %.
    """

    scheme: Scheme
    surface: Surface
    text: Text
    border: Border
    accent: Accent
    good: Tone
    watch: Tone
    bad: Tone
    info: Tone
    chart: tuple[str, ...]
    furniture: Furniture
    chart_dash: tuple[tuple[int, ...], ...]
    type: Mapping[str, Step]
    space: Mapping[str, int]
    radius: Mapping[str, int]
    border_width: Mapping[str, int]
    height: Mapping[str, int]
    width: Mapping[str, int]
    motion_ms: int
    family: str
    icon_stroke: float
    deck: Deck

    def colour(self, role: str) -> str:
        """The colour of a role such as `text.primary`, `good.fill`, `furniture.axis`, `chart.0`.

        Raises: AttributeError or IndexError when there is no such role.
        """
        group, _, name = role.partition(".")
        if group == "chart":
            return self.chart[int(name)]
        return str(getattr(getattr(self, group), name))


@lru_cache(maxsize=2)
def tokens(scheme: Scheme = "light") -> Tokens:
    """The tokens of one colour scheme. The file is read once for each."""
    raw = json.loads(resource("tokens.json").read_text(encoding="utf-8"))
    return Tokens(scheme=scheme, **_colours(raw[scheme]), **_measures(raw))


def _colours(raw: dict[str, Any]) -> dict[str, Any]:
    tones = {name: Tone(**raw[name]) for name in ("good", "watch", "bad", "info")}
    return {
        "surface": Surface(**raw["surface"]),
        "text": Text(**raw["text"]),
        "border": Border(**raw["border"]),
        "accent": Accent(**raw["accent"]),
        "chart": tuple(raw["chart"]),
        "furniture": Furniture(**raw["chart_furniture"]),
        **tones,
    }


def _measures(raw: dict[str, Any]) -> dict[str, Any]:
    numbers = {
        name: _whole_numbers(raw[name]) for name in ("space", "radius", "border_width", "height", "width")
    }
    return {
        "chart_dash": tuple(tuple(dash) for dash in raw["chart_dash"]),
        "type": _type_scale(raw["type"]),
        "motion_ms": int(raw["motion"]["toast_ms"]),
        "family": raw["font"]["family"],
        "icon_stroke": float(raw["icon"]["stroke"]),
        "deck": _deck(raw["deck"]),
        **numbers,
    }


def _whole_numbers(raw: dict[str, Any]) -> Mapping[str, int]:
    return MappingProxyType({name: value for name, value in raw.items() if isinstance(value, int)})


def _type_scale(raw: list[dict[str, Any]]) -> Mapping[str, Step]:
    body = next(step["px"] for step in raw if step["name"] == "body")
    steps = (
        Step(step["name"], step["px"], step.get("factor", step["px"] / body), step["weight"], step["line"])
        for step in raw
    )
    return MappingProxyType({step.name: step for step in steps})


def _deck(raw: dict[str, Any]) -> Deck:
    colours = {name: raw[name] for name in ("ink", "ink2", "rule", "accent", "muted_series", "background")}
    width, height = raw["size_in"]
    sizes = MappingProxyType(dict(raw["sizes_pt"]))
    return Deck(size_in=(width, height), sizes_pt=sizes, margin_in=raw["margin_in"], **colours)
