"""The tokens: readable in both schemes, and complete."""

from dataclasses import fields, is_dataclass

import pytest

from csdesk.tokens import Scheme, Tokens, tokens

SCHEMES: tuple[Scheme, ...] = ("light", "dark")
GROUNDS = ("window", "base", "raised", "sunken", "hover", "selected", "selected_inactive")
TEXTS = tuple(f"text.{name}" for name in ("primary", "secondary", "tertiary")) + tuple(
    f"{name}.text" for name in ("accent", "good", "watch", "bad", "info")
)
OTHER_PAIRS = (
    ("accent.on_fill", "accent.fill"),
    ("accent.on_fill", "accent.fill_hover"),
    ("accent.on_fill", "accent.fill_pressed"),
    ("text.inverse", "surface.tooltip"),
    ("text.inverse", "text.secondary"),
    ("good.text", "good.tint"),
    ("watch.text", "watch.tint"),
    ("bad.text", "bad.tint"),
    ("info.text", "info.tint"),
    ("text.secondary", "surface.pressed"),
    ("text.primary", "info.tint"),
    ("text.primary", "bad.tint"),
)
SHAPES = ("good.fill", "watch.fill", "bad.fill", "info.fill", "border.strong", "accent.focus_ring")


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_text_is_readable_on_every_ground(scheme: Scheme) -> None:
    look = tokens(scheme)
    pairs = [(text, f"surface.{ground}") for text in TEXTS for ground in GROUNDS] + list(OTHER_PAIRS)
    weak = {pair: _contrast(look.colour(pair[0]), look.colour(pair[1])) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_shape_stands_out_from_the_page(scheme: Scheme) -> None:
    look = tokens(scheme)
    ratios = {shape: _contrast(look.colour(shape), look.surface.base) for shape in SHAPES}
    assert {shape: ratio for shape, ratio in ratios.items() if ratio < 3.0} == {}


def test_both_schemes_name_the_same_roles_in_different_colours() -> None:
    def roles(look: Tokens) -> dict[str, str]:
        groups = {f.name: getattr(look, f.name) for f in fields(look)}
        coloured = {name: group for name, group in groups.items() if is_dataclass(group) and name != "deck"}
        return {
            f"{name}.{f.name}": getattr(group, f.name)
            for name, group in coloured.items()
            for f in fields(group)
        }

    light, dark = roles(tokens("light")), roles(tokens("dark"))
    assert light.keys() == dark.keys()
    assert [role for role in light if light[role] == dark[role]] == []


def test_type_has_six_sizes_and_none_under_eleven() -> None:
    sizes = {step.px for step in tokens().type.values()}
    assert sizes == {22, 17, 15, 13, 12, 11}
    assert all(round(13 * step.factor) == step.px for step in tokens().type.values())


def test_the_deck_has_its_own_inks_and_sizes() -> None:
    deck = tokens().deck
    assert (deck.size_in, deck.sizes_pt["title"], deck.margin_in) == ((13.333, 7.5), 24, 0.67)
    assert deck.ink == tokens("light").text.primary


def test_an_unknown_role_is_an_error_and_not_a_colour() -> None:
    with pytest.raises(AttributeError):
        tokens().colour("text.loud")
