"""What a person's words mean in our vocabularies: known ones are told, unknown ones are asked about, word by word."""

from collections.abc import Iterable, Iterator, Set
from enum import StrEnum
from typing import Any

from csdesk.domain.fields import Kind
from csdesk.domain.imports.mapping import Column, SheetMapping
from csdesk.domain.imports.nothing import says_nothing
from csdesk.domain.imports.questions import REFUSE, Asking, Choice, Question, counted
from csdesk.domain.imports.records import parts_of
from csdesk.domain.imports.tables import Table, blank
from csdesk.domain.imports.targets import TARGETS, Target
from csdesk.domain.imports.values import read_choice
from csdesk.domain.imports.words import Synonyms, fold
from csdesk.domain.values import dataclass

EMPTY = "empty"
_IN_WORDS = frozenset({"churn.reason"})
"""Targets whose unknown words are kept beside them, as they were written."""
_SENTENCE = 4
"""From how many words on a text is told in one's own, and is not asked about."""
_MOST, _TOLD = 4, 6
"""How many unknown words of a column are asked about one by one, and how many known ones are told."""
Meanings = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Untold:
    """What a cell says in words that no vocabulary has, kept as a text."""

    text: str


def meanings_of(
    table: Table, mapping: SheetMapping, synonyms: Synonyms, asking: Asking
) -> tuple[Meanings, list[str]]:
    """By header, what unknown words mean as a person said it (None: nothing); and what to tell of known ones."""
    found: Meanings = {}
    notes: list[str] = []
    if mapping.own:
        return found, notes
    for column in mapping.columns:
        target = TARGETS.get(column.target or "")
        if target is None or target.choices is None or column.custom:
            continue
        words = _words(table, column, target, synonyms)
        read = {f: read_choice(w, target.choices, synonyms, target.vocabulary) for f, w in words.items()}
        unknown = {f: w for f, w in words.items() if read[f] is None and not says_nothing(w, synonyms)}
        in_words = target.name in _IN_WORDS
        told = {f: w for f, w in unknown.items() if in_words and len(w.split()) >= _SENTENCE}
        asked = {f: w for f, w in unknown.items() if f not in told}
        if unknown:
            meant = dict(_asked(table, column, target, asked, asking)) if asked else {}
            empty = [f for f, m in meant.items() if m is None and in_words]
            found[column.header] = meant | {f: Untold(unknown[f]) for f in (*told, *empty)}
        notes += _told(column, target, {f: w for f, w in words.items() if f not in unknown}, synonyms)
    return found, notes


def _words(table: Table, column: Column, target: Target, synonyms: Synonyms) -> dict[str, str]:
    """The different words of a column, folded, each as it was typed first."""
    cells = [c for c in dict.fromkeys(table.cells(column.index)) if isinstance(c, str) and not blank(c)]
    if target.kind is Kind.CHOICES:
        words = [w for c in cells if not says_nothing(c, synonyms) for w in parts_of(c)]
    else:
        words = [c.strip() for c in cells]
    return {fold(w): w for w in reversed(words) if fold(w)}


def _asked(
    table: Table, column: Column, target: Target, unknown: dict[str, str], asking: Asking
) -> Iterator[tuple[str, Any]]:
    assert target.choices is not None
    rows = _rows(table, column, target, unknown.keys())
    if len(unknown) > _MOST:
        everywhere = sorted({row for some in rows.values() for row in some})
        if asking.said(_many(table.sheet, column, list(unknown.values()), everywhere)) == EMPTY:
            yield from dict.fromkeys(unknown).items()
        return
    for folded, word in sorted(unknown.items()):
        answer = asking.said(_question(table.sheet, column, target.choices, word, rows[folded]))
        if answer == EMPTY:
            yield folded, None
        elif answer not in {None, REFUSE}:
            yield folded, target.choices(answer)


def _rows(table: Table, column: Column, target: Target, words: Set[str]) -> dict[str, list[int]]:
    """The rows in which each of some folded words stands, top down."""
    found: dict[str, list[int]] = {word: [] for word in words}
    for row in table.rows:
        cell = row.cell(column.index)
        if isinstance(cell, str):
            said = parts_of(cell) if target.kind is Kind.CHOICES else [cell]
            for word in words & {*map(fold, said)}:
                found[word].append(row.number)
    return found


def _question(sheet: str, column: Column, choices: type[StrEnum], word: str, rows: Iterable[int]) -> Question:
    return Question(
        key=f"value:{sheet}:{column.header}: {word}",
        sheet=sheet,
        rows=tuple(rows),
        seen=(word,),
        choices=(
            *(Choice(c.value, c.value) for c in choices),
            Choice(EMPTY, "None of them: leave it empty"),
            Choice(REFUSE, "A mistake: refuse these rows"),
        ),
        default=None,
        text=f"What does “{word}” mean in “{column.header}”?",
        evidence="csdesk has no such word there.",
    )


def _many(sheet: str, column: Column, words: list[str], rows: Iterable[int]) -> Question:
    return Question(
        key=f"value:{sheet}:{column.header}",
        sheet=sheet,
        rows=tuple(rows),
        seen=tuple(words[:8]),
        choices=(Choice(EMPTY, "Leave them empty"), Choice(REFUSE, "Refuse these rows")),
        default=None,
        text=f"{counted(len(words), 'word')} in “{column.header}” are none of csdesk's. What becomes of them?",
        evidence=f"Such as {', '.join(f'“{w}”' for w in words[:4])}.",
    )


def _told(column: Column, target: Target, words: dict[str, str], synonyms: Synonyms) -> Iterator[str]:
    """The words that were read as others of ours."""
    assert target.choices is not None
    if not target.vocabulary:
        return
    read = {w: read_choice(w, target.choices, synonyms, target.vocabulary) for w in words.values()}
    other = [f"“{w}” is {c.value}" for w, c in read.items() if c is not None and fold(w) != fold(c.value)]
    if other:
        more = f" and {len(other) - _TOLD:,} more" if len(other) > _TOLD else ""
        yield f"In “{column.header}”: {', '.join(other[:_TOLD])}{more}."
