"""The answers in JSON: every verb gives on the sample book what its example on the page shows."""

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from csdesk.__main__ import main
from csdesk.cli.program import HIDDEN, VERBS

DOCS = Path(__file__).parents[1] / "docs"
EXAMPLE = re.compile(r"```sh\ncsdesk (.+?)\n```\n\n```json\n(.+?)\n```", re.DOTALL)
BY_NAME = {"columns", "confidence", "means", "answered", "more"}
"""Objects whose keys are names of columns, questions, choices and further figures: any key and value."""
SOMETIMES = {"undo"}
"""Keys that stand only where something was written."""


def examples() -> list[tuple[str, str]]:
    return EXAMPLE.findall((DOCS / "json.md").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """What the examples answer, one after the other, in a folder of their own."""
    home = tmp_path_factory.mktemp("mary")
    shutil.copy(DOCS / "guide" / "customers.csv", home)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        patch.setenv("CSDESK_BOOK", "wingtip.csdesk")
        patch.setenv("XDG_DATA_HOME", str(home / "data"))
        commands = [command for command, _ in examples()]
        commands.sort(key=lambda c: c.split()[0] not in {"new", "demo"})
        yield {command: answer(command) for command in commands}


def answer(command: str) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        said: list[str] = []
        patch.setattr("click.echo", lambda text="", **_: said.append(str(text)))
        with suppress(SystemExit):
            main([*shlex.split(command), "--json"])
    return json.loads("".join(said))


def differences(shown: Any, got: Any, where: str = "") -> list[str]:
    """In what an answer has another shape than the page shows; null stands for a value of any kind."""
    if shown is None or got is None:
        return []
    if isinstance(shown, dict) and isinstance(got, dict):
        return object_differences(shown, got, where)
    if isinstance(shown, list) and isinstance(got, list):
        return list_differences(shown, got, where)
    if kind(shown) != kind(got):
        return [f"{where}: {kind(shown)} on the page, {kind(got)} in the answer"]
    if (
        isinstance(shown, str)
        and re.fullmatch(r"-?\d+\.\d\d", shown)
        and not re.fullmatch(r"-?\d+\.\d\d", got)
    ):
        return [f"{where}: an amount on the page, {got!r} in the answer"]
    return []


def object_differences(shown: dict[str, Any], got: dict[str, Any], where: str) -> list[str]:
    if where.rpartition(".")[2] in BY_NAME:
        return []
    if [k for k in shown if k not in SOMETIMES] != [k for k in got if k not in SOMETIMES]:
        return [f"{where}: {list(shown)} on the page, {list(got)} in the answer"]
    return [d for k in shown if k in got for d in differences(shown[k], got[k], f"{where}.{k}")]


def list_differences(shown: list[Any], got: list[Any], where: str) -> list[str]:
    """Every entry of the answer is like one of the page; what the page shows is there at all."""
    if shown and isinstance(shown[0], dict) and not got:
        return [f"{where}: empty in the answer"]
    if not shown:
        return [f"{where}: objects that the page does not show"] if got and isinstance(got[0], dict) else []
    found = []
    for entry in got:
        tries = sorted((differences(like, entry, where) for like in shown), key=len)
        found += tries[0]
    return found[:3]


def kind(value: Any) -> str:
    if isinstance(value, bool):
        return "yes or no"
    return "number" if isinstance(value, int | float) else type(value).__name__


@pytest.mark.parametrize(("command", "shown"), examples(), ids=[c for c, _ in examples()])
def test_an_answer_has_the_shape_of_its_example(command: str, shown: str, answers: dict[str, Any]) -> None:
    assert differences(json.loads(shown), answers[command]) == []


def test_every_verb_has_an_example_in_json() -> None:
    shown = {command.split()[0] for command, _ in examples()}
    assert shown == {v for v in VERBS if v not in HIDDEN}


@pytest.mark.parametrize(
    ("shown", "got"),
    [
        ({"a": 1}, {"b": 1}),
        ({"a": 1}, {"a": "1"}),
        ({"a": True}, {"a": 1}),
        ({"a": "5.00"}, {"a": "5"}),
        ({"a": [{"b": 1}]}, {"a": []}),
        ({"a": []}, {"a": [{"b": 1}]}),
        ({"a": [{"b": 1}]}, {"a": [{"b": 1}, {"c": 1}]}),
    ],
)
def test_another_shape_is_seen(shown: object, got: object) -> None:
    assert differences(shown, got)
