"""What every sheet of an import is understood with: what was said beside the files, and what is known."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.cells.days import Order
from csdesk.domain.imports.cells.values import Mark
from csdesk.domain.imports.tables.questions import Asking
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """What was said beside the file: which sheets, which noun, which order of days, which decimal mark."""

    sheets: tuple[str, ...] = ()
    out: frozenset[str] = frozenset()
    """Sheets, and tables of a sheet, that a person left out; the others come as without a word."""
    also: frozenset[str] = frozenset()
    """Sheets that a person takes, though nobody would without a word: hidden ones, and such as name no customer."""
    noun: str | None = None
    dates: Order | None = None
    decimal: Mark | None = None
    decide: str = "ask"
    day: date | None = None
    """From which day undated values are known, where a person said it."""
    valid_only: bool = False
    """Whether rows that cannot be read are refused without a question: the others come."""


@dataclass(frozen=True, slots=True)
class Around:
    """What every sheet is understood with."""

    synonyms: Synonyms
    asking: Asking
    answers: Mapping[str, str]
    options: Options
    known: Known
    today: date
    beside: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By file, its sheets."""
