"""The source is what the sample book is drawn from: names, sentences and scripted facts under `resources/sample`."""

import csv
import functools
import tomllib
from dataclasses import dataclass
from typing import Any

from csdesk.paths import resource

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """Everything that was written by hand for the sample book."""

    accounts: tuple[dict[str, str], ...]
    lost: tuple[dict[str, str], ...]
    people: Facts
    sentences: Facts
    stories: Facts
    """Scripted facts of several accounts, by noun."""
    financiality: Facts
    """All facts of Financiality, by noun: nothing of it is drawn."""

    def lines(self, *path: str) -> list[Any]:
        """A list of sentences, such as `touch good call`."""
        place: Any = self.sentences
        for name in path:
            place = place[name]
        return list(place["lines"]) if isinstance(place, dict) else list(place)

    def left(self, account: str) -> frozenset[str]:
        """The people of whom a signal says that they left the account."""
        told = self.stories.get("signal", [])
        return frozenset(
            s["contact"] for s in told if s["account"] == account and s["kind"].endswith(" left")
        )


@functools.cache
def source() -> Source:
    """The source as it ships."""
    return Source(
        accounts=_rows("accounts.csv"),
        lost=_rows("lost.csv"),
        people=_facts("people.toml"),
        sentences=_facts("sentences.toml"),
        stories=_facts("stories.toml"),
        financiality=_facts("financiality.toml"),
    )


def _rows(name: str) -> tuple[dict[str, str], ...]:
    with resource("sample", name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _facts(name: str) -> Facts:
    return tomllib.loads(resource("sample", name).read_text(encoding="utf-8"))
