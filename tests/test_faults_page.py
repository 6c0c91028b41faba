"""The page of faults names tests that there are, and every fault once."""

import re
from pathlib import Path

HERE = Path(__file__).parent
PAGE = (HERE.parent / "docs" / "faults.md").read_text(encoding="utf-8")
_ROW = re.compile(r"^\| (\d+) \| (.+) \| (.+) \| (.+) \|$", re.MULTILINE)
_TEST = re.compile(r"\*([a-z0-9 ]+)\* \(`([^`]+)`\)")


def test_every_fault_stands_there_once_and_in_order() -> None:
    assert [int(n) for n, *_ in _ROW.findall(PAGE)] == list(range(1, 131))


def test_every_test_that_is_named_is_there() -> None:
    for number, _, _, told in _ROW.findall(PAGE):
        named = _TEST.findall(told)
        assert bool(named) != (told == "—"), number
        for sentence, file in named:
            assert f"def test_{sentence.replace(' ', '_')}(" in (HERE / file).read_text(encoding="utf-8"), (
                number
            )


def test_what_was_not_caused_says_so() -> None:
    for number, _, happens, told in _ROW.findall(PAGE):
        if told == "—":
            assert re.search(r"not yet|yet$|there is (no|none)|is used", happens), number


def test_every_rig_that_the_page_runs_is_there() -> None:
    for rig in re.findall(r"python -m tests\.survival\.(\w+)", PAGE):
        assert (HERE / "survival" / f"{rig}.py").is_file()
