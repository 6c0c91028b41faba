"""The examples of the normal run are the same ones every time, whatever ran before in the same process."""

import sys
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

NUMBERS = list(range(700_000, 700_400))


def drawn() -> list[int]:
    found: list[int] = []

    @given(number=st.integers())
    @settings(max_examples=200, database=None, derandomize=True)
    def draw(number: int) -> None:
        found.append(number)

    draw()
    return found


def test_examples_do_not_depend_on_what_else_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = drawn()
    (tmp_path / "full_of_numbers.py").write_text(f"KNOWN = {NUMBERS}\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(sys.modules, "full_of_numbers", import_module("full_of_numbers"))
    assert drawn() == before
