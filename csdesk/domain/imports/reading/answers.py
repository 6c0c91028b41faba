"""An answer is a mark on a scale: which question it answers and how far it reaches, where no column says that."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from csdesk.domain.imports.columns.mapping import Column, SheetMapping
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.vocabulary.targets import CSAT
from csdesk.domain.imports.vocabulary.words import Synonyms, fold
from csdesk.domain.surveys import SurveyKind

_SCORE, _KIND, _LOW, _HIGH = (f"survey.{key}" for key in ("score", "kind", "scale_min", "scale_max"))
_SPAN = re.compile(r"\b([01])\s*(?:-|–|—|to|bis|a|à)\s*(5|7|10|100)\b")
_TOPS = ((1.0, 5.0), (1.0, 7.0), (0.0, 10.0), (0.0, 100.0))
_FEW = 3
"""Under how many answers marks up to 5 say nothing of their scale."""


def with_scale(
    sheet: str, mapping: SheetMapping, records: Sequence[Record], synonyms: Synonyms
) -> tuple[Sequence[Record], tuple[str, ...]]:
    """The answers with their question and scale, and what to tell of it; NPS reaches from 0 to 10."""
    if mapping.noun == "account" and not mapping.own and (csat := mapping.at(CSAT)):
        return _of_customers(csat, records)
    column = mapping.at(_SCORE)
    if column is None or mapping.noun != "survey" or mapping.own or mapping.at(_HIGH):
        return records, ()
    span = _span(column.header)
    said = question_said(column.header, synonyms) or question_said(sheet, synonyms)
    records = _in_hundredths(column.header, records, _SCORE)
    kind = said or _by_marks(list(_marks(records, _SCORE)), span)
    told = SurveyKind.NPS if mapping.at(_KIND) else kind
    scales = {k: span or _scale([r for r in records if (r.get(_KIND) or kind) is k], k) for k in SurveyKind}
    whole = [_with(r, kind, scales) for r in records]
    if told is SurveyKind.NPS:
        return whole, ()
    low, high = scales[kind]
    return whole, (f"“{column.header}” is read as {kind.value}, on a scale from {low:.0f} to {high:.0f}.",)


def _of_customers(column: Column, records: Sequence[Record]) -> tuple[Sequence[Record], tuple[str, ...]]:
    """The rows of a list of customers with the scale of their CSAT."""
    records = _in_hundredths(column.header, records, CSAT)
    low, high = _span(column.header) or _up_to(max(_marks(records, CSAT), default=5.0))
    scale = {_LOW: low, _HIGH: high}
    told = f"“{column.header}” is read as CSAT, on a scale from {low:.0f} to {high:.0f}."
    return [replace(r, values={**r.values, **scale}) if r.get(CSAT) is not None else r for r in records], (
        told,
    )


def _span(header: str) -> tuple[float, float] | None:
    found = _SPAN.search(header.lower())
    return (float(found[1]), float(found[2])) if found else None


def _in_hundredths(header: str, records: Sequence[Record], score: str) -> Sequence[Record]:
    """The answers, in which shares under a header that says so (*CSAT %*) reach up to 100."""
    if "%" not in header or any(mark > 1 for mark in _marks(records, score)):
        return records
    return [
        replace(r, values={**r.values, score: round(r.values[score] * 100, 6)})
        if r.get(score) is not None
        else r
        for r in records
    ]


def question_said(text: str, synonyms: Synonyms) -> SurveyKind | None:
    """The question that a header, or the name of a sheet, speaks of."""
    words = f" {fold(text)} "
    for kind in SurveyKind:
        if f" {kind.value.lower()} " in words:
            return kind
    named = synonyms.values["survey_kind"].items()
    return next((SurveyKind(kind) for word, kind in named if f" {word} " in words), None)


def _by_marks(marks: Sequence[float], span: tuple[float, float] | None) -> SurveyKind:
    top = span[1] if span else max(marks, default=10.0) if len(marks) >= _FEW else 10.0
    return SurveyKind.CSAT if top <= _TOPS[0][1] else SurveyKind.NPS


def _scale(records: Sequence[Record], kind: SurveyKind) -> tuple[float, float]:
    if kind is SurveyKind.NPS:
        return _TOPS[2]
    return _up_to(max(_marks(records, _SCORE), default=5.0))


def _up_to(top: float) -> tuple[float, float]:
    return next((span for span in _TOPS if top <= span[1]), (0.0, top))


def _marks(records: Sequence[Record], score: str) -> Iterator[float]:
    return (float(r.values[score]) for r in records if r.get(score) is not None)


def _with(record: Record, kind: SurveyKind, scales: dict[SurveyKind, tuple[float, float]]) -> Record:
    if record.get(_SCORE) is None:
        return record
    asked = record.get(_KIND) or kind
    low, high = scales[asked]
    return replace(record, values={**record.values, _KIND: asked, _LOW: low, _HIGH: high})
