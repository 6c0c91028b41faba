"""What a person's words mean in our vocabularies: known ones are told, unknown ones are asked about, word by word."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from enum import StrEnum
from typing import Any

from csdesk.domain.accounts import Status
from csdesk.domain.fields import Kind
from csdesk.domain.imports.cells.nothing import says_nothing
from csdesk.domain.imports.cells.values import read_choice, read_status
from csdesk.domain.imports.columns.mapping import Column, SheetMapping
from csdesk.domain.imports.reading.records import parts_of
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.questions import EACH, REFUSE, Asking, Choice, Question, counted
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.deals import deals_in
from csdesk.domain.imports.vocabulary.targets import DEAL_STATUS, TARGETS, Target
from csdesk.domain.imports.vocabulary.words import Synonyms, fold
from csdesk.domain.opportunities import OpportunityStage
from csdesk.domain.phrases import first_of
from csdesk.domain.values import dataclass

EMPTY, STATUS, STAGE = "empty", "account.status", "opportunity.stage"
_ASKED_AS_ONE = frozenset({STATUS, STAGE})
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
    """By header, what unknown words mean as a person said it (None: nothing); and what to tell of known ones.

    Unknown words of the csdesk workbook are not asked about: they refuse their rows.
    """
    found: Meanings = {}
    notes: list[str] = []
    for column in mapping.columns:
        target = TARGETS.get(column.target or "")
        if target is None or target.choices is None or column.custom:
            continue
        words = _words(table, column, target, synonyms)
        if mapping.own:
            notes += _told(column, target, words, synonyms)
            continue
        read = {f: _read(w, target, synonyms) for f, w in words.items()}
        unknown = {f: w for f, w in words.items() if read[f] is None and not says_nothing(w, synonyms)}
        in_words = target.name in _IN_WORDS
        told = {f: w for f, w in unknown.items() if in_words and len(w.split()) >= _SENTENCE}
        asked = {f: w for f, w in unknown.items() if f not in told}
        if unknown:
            known = {said for said in read.values() if said is not None}
            meant = (
                dict(_asked(table, mapping, column, target, asked, known, asking, synonyms)) if asked else {}
            )
            empty = [f for f, m in meant.items() if m is None and in_words]
            found[column.header] = meant | {f: Untold(unknown[f]) for f in (*told, *empty)}
        if target.name == STAGE and (
            bare := {f: read[f] for f, w in words.items() if read[f] and _BRACKETS.search(w)}
        ):
            found[column.header] = found.get(column.header, {}) | bare
        if target.name == STATUS and (deals := deals_in(words, synonyms)):
            found[column.header] = found.get(column.header, {}) | deals
        notes += _told(column, target, {f: w for f, w in words.items() if f not in unknown}, synonyms)
    return found, notes


def _read(word: str, target: Target, synonyms: Synonyms) -> StrEnum | None:
    assert target.choices is not None
    if target.name == STATUS:
        return read_status(word, synonyms)
    bare = _BRACKETS.sub("", word) if target.name == STAGE else word
    return read_choice(bare, target.choices, synonyms, target.vocabulary)


_BRACKETS = re.compile(r"\s*\([^()]*\)$")
"""The pipeline that stands behind a stage."""


def _words(table: Table, column: Column, target: Target, synonyms: Synonyms) -> dict[str, str]:
    """The different words of a column, folded, each as it was typed first."""
    cells = [c for c in dict.fromkeys(table.cells(column.index)) if isinstance(c, str) and not blank(c)]
    if target.kind is Kind.CHOICES:
        words = [w for c in cells if not says_nothing(c, synonyms) for w in parts_of(c)]
    else:
        words = [c.strip() for c in cells]
    return {fold(w): w for w in reversed(words) if fold(w)}


def _asked(
    table: Table,
    mapping: SheetMapping,
    column: Column,
    target: Target,
    unknown: dict[str, str],
    known: Set[StrEnum],
    asking: Asking,
    synonyms: Synonyms,
) -> Iterator[tuple[str, Any]]:
    assert target.choices is not None
    rows = _rows(table, column, target, unknown.keys())
    everywhere = sorted({row for some in rows.values() for row in some})
    lean = _lean(table, mapping, everywhere, known) if target.name == STATUS else None
    if len(unknown) > (1 if target.name in _ASKED_AS_ONE else _MOST):
        question = _many(table.sheet, column, list(unknown.values()), everywhere)
        if target.name == STAGE:
            question = _of_stages(question, ends_told=mapping.at(DEAL_STATUS) is not None or known >= _ENDS)
        answer = asking.said(_of_standing(question, lean) if target.name == STATUS else question)
        if answer != EACH:
            yield from ((folded, meant) for folded in unknown for meant in _meant(answer, target))
            return
    for folded, word in sorted(unknown.items()):
        question = _question(table.sheet, column, target.choices, word, rows[folded])
        noticed = target.name == STATUS and synonyms.value("noticed", word) is not None
        if noticed and _tell(table, mapping, rows[folded], _ENDS_OF):
            question = replace(question, default=Status.LOST.value, evidence=_NOTICED)
        elif lean:
            question = replace(question, default=lean[0], evidence=lean[1])
        yield from ((folded, meant) for meant in _meant(asking.said(question), target))


def _meant(answer: str | None, target: Target) -> Iterator[Any]:
    """What was answered; nothing where nobody did, or where the word is a mistake."""
    if answer == EMPTY:
        yield None
    elif answer not in {None, REFUSE}:
        assert target.choices is not None
        yield target.choices(answer)


def _lean(
    table: Table, mapping: SheetMapping, rows: Sequence[int], known: Set[StrEnum]
) -> tuple[str, str] | None:
    """What unknown words of a status are by all else in the sheet, and why; None where nothing speaks for it."""
    if known == {Status.PROSPECT}:
        return Status.PROSPECT.value, "All other words of the column are of prospects."
    if _tell(table, mapping, rows, _CONTRACT):
        return Status.CUSTOMER.value, "Each of these rows tells of a contract."
    return None


def _tell(table: Table, mapping: SheetMapping, rows: Sequence[int], targets: Set[str]) -> bool:
    """Whether each of some rows says one of these."""
    told = [c.index for c in mapping.columns if (c.target or "") in targets]
    cells = {r.number: r for r in table.rows} if told else {}
    return bool(told) and all(any(not blank(cells[row].cell(i)) for i in told) for row in rows)


_CONTRACT = frozenset({f"subscription.{k}" for k in ("mrr", "arr", "amount", "renewal_date", "end", "start")})
"""What a contract costs, or how long it runs."""
_ENDS_OF = frozenset({"subscription.renewal_date", "subscription.end"})
_NOTICED = "Notice was given: such a customer leaves at the end of the term."


def _of_standing(question: Question, lean: tuple[str, str] | None) -> Question:
    """The question about several words in a column that says who is a customer."""
    choices = (
        Choice(Status.CUSTOMER.value, "They are all customers"),
        Choice(Status.PROSPECT.value, "They are all prospects: no customers yet"),
        Choice(Status.LOST.value, "They are all lost"),
        Choice(EACH, "Ask me about each word"),
    )
    default, why = lean or (None, "")
    evidence = f"{question.evidence} {why}".strip()
    return replace(question, choices=(*choices, *question.choices), default=default, evidence=evidence)


_ENDS = frozenset({OpportunityStage.WON, OpportunityStage.LOST})


def _of_stages(question: Question, *, ends_told: bool) -> Question:
    """The question about several stages of a pipeline that nobody else has; `ends_told`: won and lost are known."""
    choices = (
        Choice(OpportunityStage.DISCUSSED.value, "All are on the way: discussed"),
        Choice(EACH, "Ask me about each word"),
    )
    why = " What was won and what was lost is told by other words." if ends_told else ""
    return replace(
        question,
        choices=(*choices, *question.choices),
        default=OpportunityStage.DISCUSSED.value if ends_told else None,
        evidence=question.evidence + why,
    )


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
    read = {w: _read(w, target, synonyms) for w in words.values()}
    other = [f"“{w}” is {c.value}" for w, c in read.items() if c is not None and fold(w) != fold(c.value)]
    if other:
        yield f"In “{column.header}”: {first_of(other[:_TOLD], len(other))}."
