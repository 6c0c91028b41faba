"""A text on a slide is measured before it is set, and cut where it does not fit."""

import pytest

from csdesk.decks import fitting


def test_a_word_too_long_for_a_line_is_broken() -> None:
    lines = fitting.wrapped("W" * 50, 2.0, 15)
    assert len(lines) > 3
    assert all(fitting.width(line, 15) <= 2.0 for line in lines)


def test_a_text_that_does_not_fit_ends_with_an_ellipsis_and_then_fits() -> None:
    text = fitting.fitted("one two three four five six seven eight nine ten", 1.5, 15, 2)
    assert text.endswith("…")
    assert len(fitting.wrapped(text, 1.5, 15)) == 2


def test_chinese_words_go_on_on_the_next_line_and_no_line_begins_with_a_full_stop() -> None:
    name = "株式会社東京国際総合物流情報システム研究開発機構日本支社営業本部"
    lines = fitting.wrapped(f"3 {name}。{name}", 2.0, 15)
    assert lines[0].startswith("3 株式会社")
    assert "".join(lines) == f"3 {name}。{name}"
    assert not any(line.startswith("。") for line in lines)
    assert fitting.fitted(name, 2.0, 15, 2).endswith("…")
    assert len(fitting.fitted(name, 2.0, 15, 2)) > 15, "both lines are used"


def test_measured_widths_are_those_of_the_face() -> None:
    from PIL import ImageFont

    words = "Days to certify an adviser: 38, from 45 (Łódź, Ωmega, Привет) “100 %” − 24 €"
    for bold, file in ((False, "LiberationSans-Regular.ttf"), (True, "LiberationSans-Bold.ttf")):
        try:
            face = ImageFont.truetype(file, 1000)
        except OSError:
            pytest.skip("Liberation Sans is not installed")
        inches = face.getlength(words) / 1000 * 15 / 72
        assert fitting.width(words, 15, bold=bold) == pytest.approx(inches * fitting.SAFETY, rel=0.01)
