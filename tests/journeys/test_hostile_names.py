"""Hostile names: what a customer is called is only ever text, from the sheet to the deck."""

import csv
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex
from PySide6.QtGui import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QPushButton,
    QTabBar,
    QTextEdit,
    QWidget,
)

from csdesk.__main__ import main
from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.exchange.file_names import safe_name
from csdesk.exchange.tables_out import guarded, unguarded
from csdesk.services.reviews.reviews import write_qbr
from csdesk.services.spreadsheets.exports import export_book
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from csdesk.ui import theme
from csdesk.ui.accounts.page import AccountsPage
from csdesk.ui.exchange.page import ImportPage
from csdesk.ui.kit.labels import ElidedLabel, Paragraph
from csdesk.ui.shell.screens import PAGES
from csdesk.ui.shell.sheets.touch_form import TouchForm
from csdesk.ui.window import Window
from tests.journeys.hostile import DAY, NAMES, bring, hostile_book, plainest, write_csv, write_xlsx
from tests.trials import trials
from tests.ui.windows import all_done, put_away, settled, shown

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile book; no test here changes it."""
    return hostile_book(tmp_path_factory.mktemp("hostile") / "hostile.csdesk")


def names_in(book: Book) -> list[str]:
    return [a.account for a in book.all(Account)]


# import


Write = Callable[[Path], Path]


@pytest.mark.parametrize(("write", "file"), [(write_csv, "x.csv"), (write_xlsx, "x.xlsx")])
def test_every_name_comes_in_as_it_is_but_for_what_nobody_sees(
    write: Write, file: str, book: Book, tmp_path: Path
) -> None:
    bring(book, write(tmp_path / file))
    kept = {plainest(unguarded(n) if file == "x.csv" else n) for n in NAMES}
    assert len(names_in(book)) == len(NAMES)
    assert {plainest(n) for n in names_in(book)} == kept
    assert {plainest(c.name) for c in book.all(Contact)} == kept
    assert not any(CONTROL.search(n) for n in names_in(book))
    assert problems_of(book, deep=True) == []


def test_the_same_names_again_change_nothing(book: Book, tmp_path: Path) -> None:
    bring(book, write_xlsx(tmp_path / "x.xlsx"))
    before = book.all(Account)
    bring(book, write_xlsx(tmp_path / "again.xlsx"))
    assert book.all(Account) == before


# command line


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """The exit code of a verb, its output, its error line."""
    capsys.readouterr()
    code = 0
    try:
        main(list(arguments))
    except SystemExit as left:
        code = int(left.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize(
    "verb",
    [
        ["accounts"],
        ["week", "--start", "2025-11-24"],
        ["renewals", "--from", "2025-11-24", "--to", "2026-03-31"],
        ["history", "--limit", "100"],
        ["health"],
        ["numbers", "--from", "2025-11-01", "--to", "2025-11-30"],
    ],
    ids=lambda v: v[0],
)
def test_every_row_of_the_command_line_is_one_line_without_commands_to_the_terminal(
    verb: list[str], hostile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = said(capsys, *verb, "--book", str(hostile))
    assert (code, err) == (0, "")
    assert "\n" in out
    assert CONTROL.findall(out) == []


def test_the_list_has_one_line_for_each_account(hostile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = said(capsys, "accounts", "--book", str(hostile))
    assert len(out.splitlines()) == len(NAMES) + 4, "two of the header, a blank one, the total"


@pytest.mark.parametrize("name", NAMES, ids=lambda n: ascii(n)[:20])
def test_an_account_is_found_and_shown_by_any_name(
    name: str, hostile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = said(capsys, "show", "--book", str(hostile), "--as-of", "2025-11-24", "--", name)
    assert (code, err) == (0, "")
    assert CONTROL.findall(out) == []
    _, out, _ = said(capsys, "show", "--json", "--book", str(hostile), "--as-of", "2025-11-24", "--", name)
    assert name in _texts(json.loads(out))


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [t for v in value.values() for t in _texts(v)]
    if isinstance(value, list):
        return [t for v in value for t in _texts(v)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("name", ["\x1b[31mnobody\nhere", "<imgx>\u202e", "{name} %s"])
def test_what_is_not_found_is_named_on_one_line(
    name: str, hostile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = said(capsys, "show", name, "--book", str(hostile))
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert CONTROL.findall(err) == []


# export


SIGNS = st.sampled_from("=+-@\t\r＝＋－＠'")
BLANKS = st.text("' \u00a0\u3000\ufeff\u200b\n", max_size=3)


@trials(1000)
@given(st.tuples(BLANKS, SIGNS, st.text(max_size=12)).map("".join))
def test_whatever_looks_like_a_formula_goes_out_guarded_and_comes_back_as_it_was(text: str) -> None:
    out = guarded(text)
    assert unguarded(out) == text
    seen = out.lstrip(" \u00a0\u3000\ufeff\u200b\n")
    assert seen[:1] not in set("=+-@\t\r＝＋－＠")


def test_a_csv_holds_no_formula_and_gives_the_names_back(hostile: Path, tmp_path: Path) -> None:
    with Book.view(hostile) as book:
        export_book(book, tmp_path / "a.csv", today=DAY)
        kept = names_in(book)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [unguarded(r["Account"]) for r in rows] == kept
    cells = [c for r in rows for c in r.values()]
    assert [c for c in cells if c.strip(" \ufeff\u200b")[:1] in set("=+-@\t\r＝＋－＠") - {""} and c] == []


def test_json_gives_the_names_as_they_are(hostile: Path, tmp_path: Path) -> None:
    with Book.view(hostile) as book:
        export_book(book, tmp_path / "a.json", today=DAY)
        kept = names_in(book)
    whole = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert [a["account"] for a in whole["accounts"]] == kept


def test_a_workbook_holds_no_formula_and_no_link(hostile: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    with Book.view(hostile) as book:
        export_book(book, tmp_path / "a.xlsx", today=DAY)
    workbook = load_workbook(tmp_path / "a.xlsx")
    cells = [c for sheet in workbook for row in sheet.iter_rows() for c in row]
    assert [c.coordinate for c in cells if c.data_type == "f" or c.hyperlink] == []
    names = [plainest(re.sub("_x00.._", "", str(c.value))) for c in workbook["Accounts"]["B"][1:]]
    assert names == [plainest(n) for n in NAMES]


def test_what_goes_out_as_csv_comes_in_with_the_same_names(hostile: Path, tmp_path: Path, book: Book) -> None:
    with Book.view(hostile) as view:
        export_book(view, tmp_path / "a.csv", today=DAY)
    bring(book, tmp_path / "a.csv")
    assert sorted(plainest(n) for n in names_in(book)) == sorted(plainest(n) for n in NAMES)


# deck


@pytest.mark.parametrize("name", NAMES, ids=lambda n: ascii(n)[:20])
def test_a_deck_says_the_name_as_text(name: str, hostile: Path, tmp_path: Path) -> None:
    from pptx import Presentation

    path = tmp_path / f"{safe_name(name)}.pptx"
    with Book.view(hostile) as book:
        account = next(a for a in book.all(Account) if a.account == name)
        write_qbr(book, account.id, path, as_of=DAY)
    assert path.parent == tmp_path
    deck = Presentation(str(path))
    texts = [
        p.text for s in deck.slides for sh in s.shapes if sh.has_text_frame for p in sh.text_frame.paragraphs
    ]
    assert plainest(name)[:40] in plainest("".join(texts)).replace("\ufffd", "")
    with zipfile.ZipFile(path) as package:
        links = [
            x for n in package.namelist() if n.endswith(".rels") for x in _external(package.read(n).decode())
        ]
    assert [link for link in links if not link.lower().startswith(("https://", "http://", "mailto:"))] == []


def _external(relations: str) -> list[str]:
    return [
        target
        for entry in re.findall(r"<Relationship [^>]*>", relations)
        if 'TargetMode="External"' in entry
        for target in re.findall(r'Target="([^"]*)"', entry)
    ]


# window


@pytest.fixture
def window(qapp: QApplication, hostile: Path, tmp_path: Path) -> Iterator[Window]:
    """A window on a copy of the hostile book."""
    theme.apply(qapp, "light", still=True)
    copy = tmp_path / "hostile.csdesk"
    copy.write_bytes(hostile.read_bytes())
    made = shown(copy)
    yield made
    put_away(made)


def everything(top: QWidget) -> list[QWidget]:
    return [top, *top.findChildren(QWidget)]


def rich(widget: QWidget) -> Iterator[str]:
    """Why a widget might obey a text: its label, its tool tip, its model's tool tips."""
    if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText and widget.text():
        yield f"label {widget.text()[:40]!r}"
    if isinstance(widget, QTextEdit) and widget.acceptRichText() and not widget.isReadOnly():
        yield "an editor that takes rich text"
    tips = [widget.toolTip(), widget.whatsThis(), widget.statusTip()]
    if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
        tips += [str(model.data(i, Qt.ItemDataRole.ToolTipRole) or "") for i in cells(model)]
    if isinstance(widget, QTabBar):
        tips += [widget.tabToolTip(n) for n in range(widget.count())]
    if isinstance(widget, QComboBox):
        tips += [str(widget.itemData(n, Qt.ItemDataRole.ToolTipRole) or "") for n in range(widget.count())]
    yield from (f"tip {t[:60]!r}" for t in tips if Qt.mightBeRichText(t) and not is_literal(t))
    if isinstance(widget, QAbstractButton) and re.search(r"(?<!&)&(?!&)(?:File|amp| <a)", widget.text()):
        yield f"shortcut in {widget.text()[:40]!r}"
    if isinstance(widget, QGroupBox) and "&" in widget.title():
        yield f"shortcut in {widget.title()[:40]!r}"


def is_literal(text: str) -> bool:
    """A tool tip as the kit makes it: one paragraph, whatever is inside escaped."""
    inside = re.fullmatch(r'<p style="white-space: pre-wrap">(.*)</p>', text, re.DOTALL)
    return inside is not None and "<" not in inside[1]


def cells(model: QAbstractItemModel) -> list[QModelIndex]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    return [model.index(row, column) for row in range(model.rowCount()) for column in range(columns)]


def outside(top: QWidget) -> list[str]:
    """Visible widgets that stick out of their parent, and one-line labels cut without a sign."""
    found = []
    for widget in top.findChildren(QWidget):
        parent = widget.parentWidget()
        if not widget.isVisible() or parent is None or widget.isWindow() or _scrolls(widget):
            continue
        if not parent.rect().contains(widget.geometry()):
            found.append(f"{_called(widget)} {widget.geometry()} in {_called(parent)} {parent.rect()}")
        if (
            isinstance(widget, QLabel)
            and not isinstance(widget, ElidedLabel | Paragraph)
            and not widget.wordWrap()
        ):
            wanted = widget.fontMetrics().horizontalAdvance(widget.text())
            if wanted > widget.width() + 2:
                found.append(f"cut: {widget.text()[:40]!r} {wanted} in {widget.width()}")
    return found


def _scrolls(widget: QWidget) -> bool:
    """Whether a widget lies in something that may be scrolled: there it may be larger."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return isinstance(widget, QAbstractScrollArea)


def _called(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()[:20]!r}"


def looked_at(window: Window) -> None:
    """Nothing in the window obeys a text, and nothing is pushed out of its place by one."""
    QApplication.processEvents()
    assert [why for w in everything(window) for why in rich(w)] == []
    assert (window.width(), window.height()) == (1280, 800)
    assert outside(window) == []


def test_the_week_shows_names_as_text(window: Window) -> None:
    settled(lambda: bool(window.topbar.day.text()))
    looked_at(window)


def test_the_accounts_show_names_as_text(window: Window) -> None:
    page = accounts_page(window)
    for row in list(page.model.rows):
        page.table.choose(row.id)
        page.inspector.show()
        page.inspector.show_row(row)
        looked_at(window)


def accounts_page(window: Window) -> AccountsPage:
    window.go("accounts")
    page = window.page("accounts")
    assert isinstance(page, AccountsPage)
    settled(lambda: bool(page.model.rows))
    assert window.desk is not None
    all_done(window.desk)
    return page


def test_the_import_shows_names_as_text(window: Window, tmp_path: Path) -> None:
    window.go("import")
    page = window.page("import")
    assert isinstance(page, ImportPage)
    page.take_files([write_csv(tmp_path / "<img src=x> &File.csv")])
    settled(lambda: page.plan is not None)
    looked_at(window)


def test_the_walk_would_notice_a_text_that_is_obeyed(window: Window) -> None:
    label, button = QLabel("<b>x</b>", window), QPushButton("&File", window)
    button.setToolTip("<img src=x>")
    assert len([why for w in everything(window) for why in rich(w)]) == 3
    label.setGeometry(1270, 10, 100, 20)
    label.show()
    assert len(outside(window)) == 1


def test_what_undo_and_redo_would_do_is_said_as_text(window: Window) -> None:
    desk = window.desk
    assert desk is not None
    for _ in range(6):
        before = desk.way
        window.undo()
        settled(lambda b=before: desk.way != b)  # type: ignore[misc]
        looked_at(window)


def test_a_touch_form_shows_names_as_text(window: Window) -> None:
    page = accounts_page(window)
    for name in NAMES[:4]:
        row = next(r for r in page.model.rows if r.account == name)
        window.touch_with(row.id)
        settled(lambda: bool(window.findChildren(TouchForm)))
        looked_at(window)
        put_away(*window.findChildren(TouchForm))


def test_a_toast_is_text(window: Window) -> None:
    assert window.desk is not None
    for name in NAMES:
        window.desk.told.emit(name, True)
        looked_at(window)


@pytest.mark.parametrize("id_", list(PAGES))
def test_every_page_shows_names_as_text(id_: str, window: Window) -> None:
    window.go(id_)
    assert window.desk is not None
    for _ in range(3):
        all_done(window.desk)
        QApplication.processEvents()
    page = window.page(id_)
    assert page is not None
    assert page.isVisible()
    looked_at(window)
