"""Small sheets for tests: rows as a person would type them, planned against an empty or a given book."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from csdesk import paths
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan, Result, RowPlan
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.imports.sheets.around import Options
from csdesk.domain.imports.vocabulary.words import Synonyms

TODAY = date(2025, 11, 24)
SAVED = date(2025, 11, 20)
EMPTY = Known()


@cache
def synonyms() -> Synonyms:
    return Synonyms.of(tomllib.loads(paths.resource("synonyms.toml").read_text("utf-8")))


def grid(rows: Sequence[Sequence[Value]], name: str = "List", *, hidden: bool = False) -> Grid:
    return Grid(name, tuple(tuple(row) for row in rows), hidden)


def source(*grids: Grid, file: str = "list.xlsx", on: date = SAVED, sha: str = "a") -> Source:
    return Source(file, sha, on, grids)


def plan(
    *rows: Sequence[Value],
    answers: Mapping[str, str] | None = None,
    known: Known = EMPTY,
    name: str = "List",
    options: Options | None = None,
) -> Plan:
    made = source(grid(rows, name))
    return plan_files((made,), known, answers or {}, synonyms(), today=TODAY, options=options)


def of(made: Plan, noun: type) -> list[Any]:
    return [v for v in made.values if type(v) is noun]


def waiting(made: Plan) -> list[RowPlan]:
    """The rows that wait for an answer."""
    return [r for s in made.sheets for r in s.rows if r.result is Result.WAITING]


def asked(made: Plan) -> list[str]:
    """What has to be answered; what is only offered needs no answer."""
    return [q.key for q in made.questions if not q.offered]
