"""A colour is taken for red, amber or green as a person sees it; any other says nothing."""

import pytest
from lxml import etree

from csdesk.exchange.hues import OFFICE, hue_of, theme_of


@pytest.mark.parametrize(
    ("hue", "colours"),
    [
        ("red", "FF0000 C00000 FFC7CE 9C0006 800000 F2DCDB FF5050 FA8072 E6B8B7 DA9694 EA4335 F4CCCC"),
        ("amber", "FFFF00 FFC000 ED7D31 FFEB9C FFF2CC FCE4D6 F8CBAD FF6600 FFFFCC FBBC04 FCE5CD"),
        ("green", "00B050 92D050 C6EFCE 006100 70AD47 E2EFDA 008000 00FF00 EBF1DE D8E4BC 34A853 D9EAD3"),
    ],
)  # fmt: skip
def test_the_reds_ambers_and_greens_of_excel_and_of_google_are_told(hue: str, colours: str) -> None:
    assert {rgb: hue_of(f"FF{rgb}") for rgb in colours.split()} == dict.fromkeys(colours.split(), hue)


@pytest.mark.parametrize(
    "colours",
    [
        "FFFFFF 000000 F2F2F2 D9D9D9 808080 404040",
        "4472C4 DDEBF7 1F497D 00B0F0 00FFFF 4BACC6 B7DEE8",
        "7030A0 E4DFEC FF00FF FF99CC CC0066",
        "DDD9C4 EEECE1 974706 7F6000 FDFFFD",
        "red FF00 GGGGGG FF0000FF00",
    ],
)
def test_grey_blue_purple_pink_beige_brown_and_what_is_no_colour_say_nothing(colours: str) -> None:
    assert {rgb: hue_of(rgb) for rgb in colours.split()} == dict.fromkeys(colours.split())


def test_a_tint_makes_a_colour_lighter_and_darker_and_never_another() -> None:
    assert {hue_of("70AD47", tint / 10) for tint in range(-5, 9)} == {"green"}
    assert {hue_of("70AD47", tint) for tint in (-1, 1, float("nan"), float("inf"))} == {None}


def test_the_colours_of_a_theme_stand_in_another_order_than_they_are_counted_in() -> None:
    said = "".join(
        f'<a:n{n}><a:srgbClr val="{colour}"/></a:n{n}>' for n, colour in enumerate(("AA", "BB", "CC", "DD"))
    )
    said += '<a:s><a:sysClr val="window" lastClr="EE"/></a:s>' + '<a:n><a:srgbClr val="FF"/></a:n>' * 5
    scheme = f'<a:theme xmlns:a="urn:a"><a:clrScheme>{said}</a:clrScheme></a:theme>'
    assert theme_of(etree.fromstring(scheme)) == ("BB", "AA", "DD", "CC", "EE", *["FF"] * 5)
    assert theme_of(etree.fromstring('<a:theme xmlns:a="urn:a"/>')) == OFFICE
