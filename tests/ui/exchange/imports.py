"""An Import page with files in it, for tests that use it as a person would."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from csdesk.domain.imports.bench.plan import Plan
from csdesk.ui.exchange.page import ImportPage
from csdesk.ui.exchange.page_parts import State
from csdesk.ui.window import Window
from tests.ui.windows import settled


def workbook(path: Path, sheets: Mapping[str, list[list[Any]]], hidden: tuple[str, ...] = ()) -> Path:
    """An .xlsx file of these sheets."""
    import openpyxl

    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
        if name in hidden:
            page.sheet_state = "hidden"
    book.save(path)
    return path


def page_of(window: Window) -> ImportPage:
    page = window.page("import")
    assert isinstance(page, ImportPage)
    return page


def plan_of(page: ImportPage) -> Plan:
    assert page.plan is not None
    return page.plan


def planned(window: Window, *files: Path) -> ImportPage:
    """The page, with what the files would do."""
    window.import_files(list(files))
    page = page_of(window)
    settled(lambda: page.state is State.PLANNED)
    return page


def current(page: ImportPage) -> None:
    """Wait until the plan that is shown is the newest."""
    settled(lambda: not page.waits)


def answered(page: ImportPage) -> None:
    """Answer everything with what is proposed, or else with the first choice; what cannot be read refuses its row."""
    for _ in range(9):
        current(page)
        for question in plan_of(page).open:
            refuses = "refuse" if question.kind == "unread" else None
            page.answer(question.key, refuses or question.default or question.choices[0].value)
        current(page)
        if not plan_of(page).open:
            return
    raise AssertionError("questions without end")
