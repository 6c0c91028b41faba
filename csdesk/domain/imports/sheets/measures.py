"""Several measures may stand side by side, by month (*Jan 2025 Logins*) or in columns: each is a table of its own."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from csdesk.domain.imports.columns.named import WHOM, known_by_words
from csdesk.domain.imports.columns.row_nouns import noun_of_table
from csdesk.domain.imports.sheets.joins import Draft
from csdesk.domain.imports.sheets.timed_headers import week_of
from csdesk.domain.imports.tables.header_months import months_of
from csdesk.domain.imports.tables.headers import Header, blank, header_word
from csdesk.domain.imports.tables.tables import Row, Table
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.targets import NOW
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.usage import LICENCES
from csdesk.domain.values import dataclass

_GAP = re.compile(r"[\s:–—_/()|-]+")
_SIGNS = " :–—_/()|-"
_FEWEST = 2
_READ = frozenset({0, 1, 3})
"""How many months the times are that are read: weeks, months and quarters."""
_WHOSE = WHOM | {"account.domain"}


@dataclass(frozen=True, slots=True)
class _Timed:
    """A column that says a measure of a time: the words of both, the day, and how many months it is."""

    header: Header
    time: str
    words: str
    day: date
    every: int


def in_measures(draft: Draft, synonyms: Synonyms) -> list[Draft]:
    """The table without such columns, and one for each measure that is known; who a row is about stands in each.

    Where two are called what csdesk knows as one (*Logins* beside *Active users*), the other keeps its own name.
    Measures that nobody knows stay where they are.
    """
    table = draft.table
    whose = [h for h in table.headers if synonyms.columns.get(header_word(h.text)) in _WHOSE]
    if draft.export is not None or not whose or table.measure:
        return [draft]
    timed = _named(_timed_of(table, synonyms), synonyms)
    if not timed:
        return _in_columns(draft, synonyms)
    taken = {t.header.index for said in timed.values() for t in said}
    made = [_of_measure(draft, measure, said, whose) for measure, said in timed.items()]
    kept = [h for h in table.headers if h.index not in taken]
    if all(h in whose or all(map(blank, table.cells(h.index))) for h in kept):
        told = {key: getattr(table, key) for key in _OF_THE_SHEET}
        first = replace(made[0].table, **told, notes=(*table.notes, *made[0].table.notes))
        return [replace(made[0], table=first), *made[1:]]
    return [replace(draft, table=replace(table, headers=tuple(kept))), *made]


def _in_columns(draft: Draft, synonyms: Synonyms) -> list[Draft]:
    """A table of readings with a day in each row and several measures in columns, as one for each.

    How many are licensed is read beside any other measure.
    """
    table = draft.table
    measures = {h.index: _measure(h.text, synonyms) for h in table.headers}
    said = {index: m for index, m in measures.items() if m and m != LICENCES}
    if len(said) < _FEWEST or noun_of_table(table, synonyms)[0] != "usage":
        return [draft]
    known = [known_by_words(header_word(h.text), synonyms, "usage") for h in table.headers]
    targets = {found[0][0] for found in known if found}
    if "usage.on" not in targets or "usage.measure" in targets:
        return [draft]
    names = {h.index: h for h in table.headers}
    called = _own_names({i: names[i].text for i in said}, said)
    made = []
    for index, measure in called.items():
        header = names[index]
        headers = tuple(h for h in table.headers if h is header or h.index not in said)
        note = f"“{header.text}” is read as readings of {measure}."
        alone = replace(
            table,
            sheet=f"{table.sheet}: {header.text}",
            headers=headers,
            measure=measure,
            notes=(*table.notes, note),
        )
        made.append(
            replace(draft, table=alone, brought={**(draft.brought or {}), header.text: "usage.value"})
        )
    return made


def _own_names(texts: Mapping[int, str], measures: Mapping[int, str]) -> dict[int, str]:
    """What each of several is a measure of: the known one, or its own name where another is called so."""
    found: dict[int, str] = {}
    for index in sorted(measures, key=lambda i: fold(texts[i]) != measures[i]):
        taken = measures[index] in found.values()
        found[index] = texts[index].lower() if taken else measures[index]
    return {index: found[index] for index in measures}


_OF_THE_SHEET = ("left_out", "headings", "titles", "asks")
"""What is told of the sheet, once."""


def _timed_of(table: Table, synonyms: Synonyms) -> Iterator[_Timed]:
    """The columns whose headers say a measure of a time; a month without a year is of the one that the sheet names."""
    years = {y for text in (table.sheet, *table.titles) for y in re.findall(r"\b20\d\d\b", text)}
    year = years.pop() if len(years) == 1 else ""
    for header in table.headers:
        if (year or any(map(str.isdigit, header.text))) and (found := _timed(header, year, synonyms)):
            yield found


def _timed(header: Header, year: str, synonyms: Synonyms) -> _Timed | None:
    """What a header says before or behind a time, where that is a measure."""
    for gap in _GAP.finditer(header.text):
        before, behind = header.text[: gap.start()].strip(_SIGNS), header.text[gap.end() :].strip(_SIGNS)
        for time, words in ((before, behind), (behind, before)):
            if not time or not words or _measure(words, synonyms) is None:
                continue
            for text in (time, f"{time} {year}") if year else (time,):
                week = week_of(text)
                found = (week, 0) if week else months_of(Header(header.index, text))
                if found and found[1] in _READ:
                    return _Timed(header, text, words, *found)
    return None


def _measure(words: str, synonyms: Synonyms) -> str | None:
    known = synonyms.value("measure", words)
    return known or NOW.get(synonyms.columns.get(header_word(words), ""))


def _named(timed: Iterable[_Timed], synonyms: Synonyms) -> dict[str, list[_Timed]]:
    """The columns of each measure, where these are several times, and each of them once."""
    groups: dict[str, list[_Timed]] = {}
    for one in timed:
        groups.setdefault(fold(one.words), []).append(one)
    several = [
        said
        for said in groups.values()
        if len({t.day for t in said}) == len(said) >= _FEWEST and len({t.every for t in said}) == 1
    ]
    texts = {n: said[0].words for n, said in enumerate(several)}
    names = _own_names(texts, {n: _measure(text, synonyms) or text for n, text in texts.items()})
    return {names[n]: said for n, said in enumerate(several)}


def _of_measure(draft: Draft, measure: str, said: Sequence[_Timed], whose: Sequence[Header]) -> Draft:
    table = draft.table
    times = (replace(t.header, text=t.time, day=t.day, every=t.every) for t in said)
    note = f"“{said[0].header.text}” … “{said[-1].header.text}” are readings of {measure}."
    alone = replace(
        table,
        sheet=f"{table.sheet}: {said[0].words}",
        headers=tuple(sorted((*whose, *times), key=lambda h: h.index)),
        rows=tuple(_rows(table, [t.header.index for t in said])),
        left_out=(),
        headings=(),
        notes=(note,),
        asks=(),
        shown=(),
        measure=measure,
    )
    return replace(draft, table=alone, brought=None)


def _rows(table: Table, at: Sequence[int]) -> Iterator[Row]:
    """The rows that say anything of a measure."""
    for row in table.rows:
        if any(not blank(row.cell(index)) for index in at):
            yield replace(row, heading=None)
