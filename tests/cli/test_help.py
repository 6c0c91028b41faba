"""The help of a verb is whole, in words, and a number that an option does not take is refused in one sentence."""

import re

import click
import pytest
from click.testing import CliRunner

from csdesk.cli.program import HIDDEN, VERBS, program
from csdesk.cli.ranges import Range

SHOWN = [verb for verb in VERBS if verb not in HIDDEN]


def test_the_list_of_verbs_says_each_in_a_whole_sentence() -> None:
    listed = CliRunner().invoke(program, ["--help"]).output.split("Commands:\n")[1].splitlines()
    assert [line.split()[0] for line in listed] == SHOWN
    assert [line for line in listed if not line.endswith(".") or line.endswith("..")] == []


@pytest.mark.parametrize("verb", SHOWN)
def test_the_help_of_a_verb_names_what_an_option_takes(verb: str) -> None:
    help_ = CliRunner().invoke(program, [verb, "--help"]).output
    assert re.findall(r"-[a-z]+ (?:TEXT|PATH|FILENAME|INTEGER|FLOAT|NUMBER)\b", help_) == []
    assert help_.count("Example:") == 1


@pytest.mark.parametrize("given", ["0", "31", "x", "", "2.5", "nan", "9" * 400])
def test_a_number_out_of_its_range_is_refused_with_the_range(given: str) -> None:
    with pytest.raises(click.BadParameter) as refused:
        Range(1, 30).convert(given, None, None)
    assert refused.value.message == f"“{given}” is not a whole number from 1 to 30."


@pytest.mark.parametrize("given", ["-1", "24.5", "nan", "inf", "many"])
def test_hours_that_no_day_has_are_refused(given: str) -> None:
    with pytest.raises(click.BadParameter, match=r"is not a number from 0 to 24\.$"):
        Range(0, 24, whole=False).convert(given, None, None)


def test_a_number_within_its_range_is_taken() -> None:
    assert [Range(1, 30).convert(n, None, None) for n in ("1", "30", 7)] == [1, 30, 7]
    assert Range(0, 24, whole=False).convert("7.5", None, None) == 7.5
    assert Range(1).convert("1000000", None, None) == 1_000_000
