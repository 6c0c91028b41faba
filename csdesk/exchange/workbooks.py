"""A workbook is read for its values only: no formula is evaluated, nothing outside the file is touched."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from csdesk.domain.errors import NotAWorkbook, WorkbookProtected, WorkbookTooLarge
from csdesk.domain.imports.cells.grid import Grid
from csdesk.exchange import (
    attachments,
    binary_sheets,
    comments,
    inspection,
    locks,
    old_excel,
    open_document,
    package,
    workbook_styles,
)
from csdesk.exchange.cell_styles import Styles
from csdesk.exchange.cells import text_of
from csdesk.exchange.findings import Findings
from csdesk.exchange.indented import closed_up, is_document
from csdesk.exchange.kinds import OLE, ZIP
from csdesk.exchange.limits import Limits
from csdesk.exchange.package_parts import part_id
from csdesk.exchange.reasons import part_called
from csdesk.exchange.sheet_values import Values
from csdesk.exchange.tabs import Tab, library_errors
from csdesk.exchange.whole import Whole

if TYPE_CHECKING:
    from concurrent.futures import Executor


@dataclass(frozen=True, slots=True)
class _Beside:
    """What another thread finds beside the values: notes on the whole file, findings by the sheet's name or number."""

    other: "Executor"
    notes: tuple[str, ...] = ()
    named: dict[str, Findings] = field(default_factory=dict)
    counted: list[Findings] = field(default_factory=list)
    parts: dict[str, str] = field(default_factory=dict)
    styles: Styles = field(default_factory=dict)
    """The cell styles that say something by their looks."""

    def of(self, whole: Whole, name: str, number: int) -> Findings:
        """What stands on a sheet besides values. Raises: WorkbookDamaged."""
        if name in self.parts:
            part = self.parts[name]
            with package.opened(whole) as parts:
                if part.lower().endswith(".xml"):
                    found = inspection.inspect(parts, part, whole.name, self.styles)
                else:
                    found = binary_sheets.inspect(parts, part, whole.name, self.styles)
                found.filtered |= bool(found.hidden_rows) and _table_filtered(parts, part, whole.name)
                found.comments = comments.cells_of(parts, part, whole.name)
                return found
        if number < len(self.counted):
            return self.counted[number]
        return self.named.get(name) or Findings()


def _table_filtered(parts: Any, part: str, where: str) -> bool:
    """Whether a table on the sheet has a filter of its own."""
    tables = [r.target for r in package.relations(parts, part, where) if r.kind == "table"]
    return any(b"filterColumn" in package.part_bytes(parts, t, where) for t in tables)


def saved_day(whole: Whole) -> date | None:
    """The day on which the workbook itself says that it was saved."""
    if not whole.head(4).startswith(ZIP):
        return None
    with package.opened(whole) as parts:
        return package.saved_on(parts)


def grids(whole: Whole, limits: Limits, password: str | None = None) -> Iterator[Grid]:
    """The sheets of a workbook in the order of their tabs, one at a time. Raises: as `tabs`."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as other:
        for tab in tabs(whole, limits, password, other):
            yield tab.grid(tuple(row for block in tab.blocks() for row in block.rows()))


def tabs(whole: Whole, limits: Limits, password: str | None, other: "Executor") -> Iterator[Tab]:
    """The same, each still to be read block by block, before the next one; `other` is a thread of their own.

    Raises: WorkbookProtected, WrongPassword, EncryptionUnknown, WorkbookDamaged, WorkbookTooLarge,
    WorkbookUnsafe, NotAWorkbook.
    """
    zipped = whole.head(4).startswith(ZIP)
    if zipped:
        package.check_directory(whole, limits)
        package.check_parts(whole, limits)
        beside = _beside(whole, other)
    else:
        old = old_excel.look(whole)
        if old.locked and whole.inside is None:
            whole = locks.opened(whole, password)
            old = old_excel.look(whole)
        beside = _Beside(other, attachments.notes_of_old(old), counted=old.findings)
    book = _loaded(whole)
    taken: set[str] = set()
    for number, meta in enumerate(book.sheets_metadata):
        if _is_table(meta):
            yield _tab(whole, book, meta, beside, number, limits, _free(meta.name, number, taken))


def _free(name: str, number: int, taken: set[str]) -> str:
    """The name on the tab; no two sheets have the same one, and none has none."""
    bare = text_of(name) or f"Sheet {number + 1}"
    free = next(n for n in chain([bare], (f"{bare} ({k})" for k in count(2))) if n not in taken)
    taken.add(free)
    return free


def _beside(whole: Whole, other: "Executor") -> _Beside:
    with package.opened(whole) as parts:
        notes = attachments.notes_of_package(parts, whole.name)
        if "content.xml" in parts.namelist() and "xl/workbook.xml" not in parts.namelist():
            return _Beside(other, notes, named=open_document.inspect(parts, whole.name))
        book = package.main_part(parts, whole.name)
        if book is None:
            return _Beside(other, notes)
        styles = workbook_styles.styles_of(parts, book, whole.name)
        return _Beside(other, notes, parts=_sheet_parts(parts, book, whole.name), styles=styles)


def _sheet_parts(parts: Any, book: str, where: str) -> dict[str, str]:
    """Which part holds which sheet: the name on the tab to the path in the package."""
    targets = {r.id: r.target for r in package.relations(parts, book, where)}
    if book.endswith(".bin"):
        ids = binary_sheets.sheet_ids(parts, book, where)
    else:
        with parts.open(book) as part:
            root = package.parse(part, where)
        ids = {str(s.get("name")): part_id(s) for s in root.iter("{*}sheet")}
    names = set(parts.namelist())
    return {name: targets[at] for name, at in ids.items() if targets.get(at) in names}


def _loaded(whole: Whole) -> Any:
    import python_calamine as calamine

    with library_errors(whole.name):
        try:
            return calamine.load_workbook(_source(whole))
        except calamine.CalamineError as error:
            if "found 'Text(" in str(error) and is_document(whole):
                return calamine.load_workbook(closed_up(whole))
            if isinstance(error, calamine.PasswordError) or "assword" in str(error):
                raise WorkbookProtected(where=whole.name) from error
            if "Cannot detect file format" in str(error) and not whole.head(8).startswith((OLE, *ZIP)):
                raise NotAWorkbook(where=whole.name, reason="it is not a workbook") from error
            raise


def _source(whole: Whole) -> str | io.BytesIO:
    """The path, where its ending is true: the library believes it. Else the bytes, to be looked at."""
    if whole.inside is None and whole.ending in _endings(whole):
        return str(whole.path)
    with whole.open() as file:
        return io.BytesIO(file.read())


def _endings(whole: Whole) -> tuple[str, ...]:
    """The endings of the kind that the file is."""
    head = whole.head(8)
    if head.startswith(OLE):
        return (".xls",)
    if not head.startswith(ZIP):
        return ()
    with package.opened(whole) as parts:
        names = set(parts.namelist())
    kinds = {"xl/workbook.xml": (".xlsx", ".xlsm"), "xl/workbook.bin": (".xlsb",), "content.xml": (".ods",)}
    return next((endings for part, endings in kinds.items() if part in names), ())


def _is_table(meta: Any) -> bool:
    return str(meta.typ).rpartition(".")[2] == "WorkSheet"


def _tab(whole: Whole, book: Any, meta: Any, beside: _Beside, number: int, limits: Limits, name: str) -> Tab:
    where = f"{whole.name}, sheet {part_called(name)}"
    with library_errors(where):
        sheet, found = _sheet(whole, book, meta.name, beside, number)
    if sheet.end is not None and sheet.end[0] >= limits.rows:
        raise WorkbookTooLarge(where=where, reason=f"it has {sheet.end[0] + 1:,} rows")
    found.merged = found.merged or _merged(sheet)
    shown = str(meta.visible).rpartition(".")[2]
    notes = (
        (*beside.notes, "very hidden: Excel does not even list this sheet")
        if shown == "VeryHidden"
        else beside.notes
    )
    return Tab(name, where, shown != "Visible", notes, found, Values(sheet, found, limits))


def _sheet(whole: Whole, book: Any, name: str, beside: _Beside, number: int) -> tuple[Any, Findings]:
    """A sheet, and what is found beside its values meanwhile: the library works outside of Python."""
    looking = beside.other.submit(beside.of, whole, name, number)
    try:
        return book.get_sheet_by_index(number), looking.result()
    except BaseException:
        looking.result()
        raise


def _merged(sheet: Any) -> list[tuple[int, int, int, int]]:
    ranges: Sequence[Any] = getattr(sheet, "merged_cell_ranges", None) or ()
    return [(a[0], a[1], b[0], b[1]) for a, b in ranges]
