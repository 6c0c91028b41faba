"""A saved mapping is a file that says where columns go and what was answered: TOML, or JSON as an import prints it."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from csdesk.domain.errors import FileMissing, MappingUnreadable
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Source
from csdesk.domain.imports.columns.mapping import DECIDED, Column
from csdesk.domain.imports.tables.questions import COLUMN_KINDS, ERASING, Question, column_key
from csdesk.domain.imports.vocabulary.targets import CUSTOM, OMIT, TARGETS, joined, joins

ANY = "*"
_LARGEST = 1 << 20


def mapping_answers(path: Path, sources: Iterable[Source]) -> dict[str, str]:
    """The answers that a saved mapping gives about the sheets of some files; what it says of others is left out.

    Raises: FileMissing, MappingUnreadable.
    """
    told = _read(path)
    names = [g.name for s in sources for g in s.grids]
    found: dict[str, str] = {}
    for sheet, columns in _sheets(told, path).items():
        meant = names if sheet == ANY else [n for n in names if n == sheet]
        found |= {column_key(n, header): target for n in meant for header, target in columns.items()}
    answers = {**_texts(told.get("answered", {}), path), **_texts(told.get("answers", {}), path)}
    return found | {k: v for k, v in answers.items() if _of(k, names)}


def write_mapping(plan: Plan, path: Path) -> None:
    """Write where the columns of a plan's sheets go, and what was answered about them, as TOML.

    What was answered about single rows is left out: it says nothing of another file.
    Raises: NoPermission, NotWritten, PathUnusable.
    """
    from csdesk.exchange.atomic import atomic_write

    data = mapping_text(plan).encode("utf-8")
    atomic_write(path, lambda file: file.write(data))


def mapping_text(plan: Plan) -> str:
    """The saved mapping of a plan; where it has one sheet, it holds for a sheet of any name."""
    lines = [
        "# Where the columns of a sheet go, and what was answered about them. csdesk import --map reads it."
    ]
    for sheet in plan.sheets:
        lines += ["", f"[sheets.{_quoted(ANY if len(plan.sheets) == 1 else sheet.sheet)}]"]
        lines += [f"{_quoted(c.header)} = {_quoted(_goes_to(c))}" for c in sheet.columns if _said(c)]
    answered = [q for q in plan.questions if q.answer is not None and _is_kept(q)]
    lines += ["", "[answers]", *(f"{_quoted(q.key)} = {_quoted(q.answer or '')}" for q in answered)]
    return "\n".join(lines) + "\n"


def _is_kept(question: Question) -> bool:
    """Whether an answer holds for other files: about columns, or that empty cells erase, which somebody chose."""
    return question.kind in COLUMN_KINDS or (question.kind == ERASING and question.answer != question.default)


def _said(column: Column) -> bool:
    return column.target is not None or column.because == DECIDED


def _goes_to(column: Column) -> str:
    if column.field:
        return joined(column.field)
    return CUSTOM if column.custom else column.target or OMIT


def _quoted(text: str) -> str:
    """A basic string of TOML: as JSON writes one, and DEL, which TOML wants escaped, too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _of(key: str, names: list[str]) -> bool:
    rest = key.partition(":")[2]
    return any(rest.startswith(f"{name}:") for name in names)


def _read(path: Path) -> Mapping[str, Any]:
    try:
        text = path.read_bytes()[:_LARGEST].decode("utf-8-sig")
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as gone:
        raise FileMissing(where=str(path)) from gone
    except (OSError, UnicodeDecodeError) as unreadable:
        raise MappingUnreadable(file=path.name, why="it cannot be read as text") from unreadable
    try:
        told = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except (ValueError, RecursionError) as wrong:
        said = str(wrong).splitlines()[0]
        raise MappingUnreadable(file=path.name, why=f"it is neither TOML nor JSON ({said})") from wrong
    if not isinstance(told, dict) or not {"sheets", "answers"} & set(told):
        raise MappingUnreadable(file=path.name, why="it has neither sheets nor answers")
    return told


def _sheets(told: Mapping[str, Any], path: Path) -> dict[str, dict[str, str]]:
    """Where the columns of each sheet go, of either form."""
    sheets = told.get("sheets", {})
    if isinstance(sheets, list):
        listed = [s for s in sheets if isinstance(s, dict)]
        sheets = {str(s.get("sheet")): s.get("columns", {}) for s in listed}
    if not isinstance(sheets, dict):
        raise MappingUnreadable(file=path.name, why="its sheets are not named")
    return {name: _targets(_texts(columns, path), path) for name, columns in sheets.items()}


def _targets(columns: dict[str, str], path: Path) -> dict[str, str]:
    found = {header: _of_any_noun(t) for header, t in columns.items()}
    for header, target in found.items():
        if target not in TARGETS and joins(target)[0] not in {CUSTOM, OMIT}:
            raise MappingUnreadable(file=path.name, why=f"“{header}” goes to “{target}”, which is no field")
    return found


def _of_any_noun(target: str) -> str:
    """A target without the noun of a field of one's own: whose row it is follows from the sheet."""
    bare, name = joins(target)
    custom = joined(name) if name else CUSTOM
    return custom if bare.endswith(f".{CUSTOM}") else target


def _texts(table: object, path: Path) -> dict[str, str]:
    if not isinstance(table, dict) or not all(isinstance(v, str) for v in table.values()):
        raise MappingUnreadable(file=path.name, why="it holds something other than names and words")
    return {str(k): str(v) for k, v in table.items()}
