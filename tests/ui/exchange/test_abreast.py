"""Products side by side in the preview: one row of the sheet is several lines, each told by itself."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.subscriptions import Subscription
from csdesk.ui.exchange.page import ImportPage
from csdesk.ui.exchange.page_parts import State
from csdesk.ui.kit.labels import Label
from csdesk.ui.window import Window
from tests.ui.exchange.imports import answered, plan_of, planned, workbook
from tests.ui.hands import click, press
from tests.ui.windows import all_done, answer_of, settled

HEADS = [
    "Customer",
    "Start",
    "Renewal",
    "CRM seats",
    "CRM price",
    "ERP seats",
    "ERP price",
    "HR seats",
    "HR price",
]
TERM = ["2025-01-01", "2025-12-31"]
ROWS: list[list[Any]] = [
    HEADS,
    ["Marlow", *TERM, 10, 20, 5, 30, 3, 9],
    ["Halden", *TERM, 11, 20, None, None, 3, "abc"],
]


@pytest.fixture
def page(empty: Window, tmp_path: Path) -> ImportPage:
    made = planned(empty, workbook(tmp_path / "products.xlsx", {"List": ROWS}))
    answered(made)
    return made


def shown(page: ImportPage) -> list[tuple[int, str]]:
    return [(r.row, r.result.value) for r in page.preview.shown()]


def test_a_tab_shows_only_the_lines_of_its_result(page: ImportPage) -> None:
    assert shown(page) == [(2, "new"), (2, "changed"), (2, "changed"), (3, "new"), (3, "refused")]
    for result, lines in ((Result.NEW, [2, 3]), (Result.CHANGED, [2, 2]), (Result.REFUSED, [3])):
        page.preview.show_result(result)
        assert shown(page) == [(number, result.value) for number in lines]


def test_the_arrows_go_from_line_to_line_and_space_shows_the_row_of_the_file(page: ImportPage) -> None:
    table = page.preview.table
    table.setFocus()
    table.selectRow(1)
    press(table, Qt.Key.Key_Space)
    settled(page.work.look.isVisible)
    said = {one.text() for one in page.work.look.findChildren(Label)}
    assert {"CRM seats", "ERP price", "30"} <= said
    press(table, Qt.Key.Key_Down)
    assert (table.currentIndex().row(), table.chosen_row()) == (2, plan_of(page).sheets[0].rows[2])


def test_all_lines_come_but_the_refused_one_and_one_undo_takes_them_back(
    empty: Window, page: ImportPage
) -> None:
    desk = empty.desk
    assert desk is not None

    def there() -> tuple[int, int]:
        return answer_of(desk, lambda book: (len(book.all(Account)), len(book.all(Subscription))))

    click(page.apply)
    settled(lambda: page.state is State.DONE)
    assert there() == (2, 4)
    settled(empty.topbar.back.isEnabled)
    click(empty.topbar.back)
    all_done(desk)
    assert there() == (0, 0)
