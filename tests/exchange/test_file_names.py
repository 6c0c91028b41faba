"""File names from data: whatever an account is called, its file is safe on every system."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.exchange.file_names import safe_name
from tests.trials import trials

WILD = st.one_of(
    st.text(),
    st.text(alphabet='. -~_/\\:*?"<>|\u202e\u200d\u200b\ufeff\x00\n\té😀conaux1¹', max_size=30),
    st.text(alphabet="😀é字\u0301", min_size=60, max_size=400),
)
DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
DEVICES |= {f"{d}{n}" for d in ("com", "lpt") for n in "0123456789¹²³"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Corvid Analytics", "Corvid Analytics"),
        ("Müller & Söhne GmbH", "Müller & Söhne GmbH"),
        ("Crème 🦊 Ltd.", "Crème 🦊 Ltd"),
        ("", "unnamed"),
        ("...", "unnamed"),
        ("\u202e\u200b", "unnamed"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Users\\x", "C-Users-x"),
        ("a／b：c", "a-b-c"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("COM¹", "_COM¹"),
        ("Console", "Console"),
        ("-rf", "rf"),
        ("Acme\u202excod.exe", "Acmexcod.exe"),
        ("line\nbreak\ttab", "line break tab"),
        ("<img src=x>", "img src=x"),
    ],
)
def test_known_traps(text: str, name: str) -> None:
    assert safe_name(text) == name


@trials(500)
@given(WILD)
def test_a_name_is_never_a_path_a_device_an_option_or_invisible(text: str) -> None:
    name = safe_name(text)
    assert name == name.strip(" .")
    assert not set(name) & set('<>:"/\\|?*\x00')
    assert name.partition(".")[0].strip().casefold() not in DEVICES
    assert name[0] not in "-~."
    assert 0 < len(name.encode()) <= 180
    shown = [c for c in name if c != "\u200d"]
    assert not [c for c in shown if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}]
    assert Path(name).name == name


@trials(300)
@given(WILD)
def test_a_safe_name_is_as_near_to_itself_as_can_be(text: str) -> None:
    assert safe_name(safe_name(text)) == safe_name(text)


@given(st.lists(WILD, max_size=8))
def test_no_two_names_are_one_file_in_any_case(texts: list[str]) -> None:
    taken: list[str] = []
    for text in [*texts, "Acme", "ACME", "acme"]:
        taken.append(safe_name(text, taken=taken))
    assert len({unicodedata.normalize("NFC", n.casefold()) for n in taken}) == len(taken)
    assert max(len(n.encode()) for n in taken) <= 180


def test_a_collision_gets_a_number() -> None:
    assert safe_name("Acme", taken=["acme", "Acme (2)"]) == "Acme (3)"


def test_a_long_name_can_be_written(tmp_path: Path) -> None:
    from csdesk.exchange.atomic import atomic_write

    path = tmp_path / f"{safe_name('字' * 300)} — QBR.pptx"
    atomic_write(path, lambda file: file.write(b"x"))
    assert path.read_bytes() == b"x"
