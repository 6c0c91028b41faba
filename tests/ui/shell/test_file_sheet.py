"""A file that an account names is opened after its path was shown; programs and other computers never are."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from csdesk.domain.places import is_address, why_not_opened
from csdesk.ui.shell.sheets.file_sheet import FileSheet, open_place
from csdesk.ui.shell.sheets.links import LinkSheet

Opened = list[str]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """What the system was asked to open."""
    found: Opened = []

    def note(url: QUrl) -> bool:
        found.append(url.toLocalFile() or url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    return found


@pytest.fixture
def window(qapp: QApplication) -> QWidget:
    del qapp
    made = QWidget()
    made.resize(800, 600)
    made.show()
    return made


def asked(window: QWidget, place: str) -> FileSheet:
    sheet = open_place(window, place)
    assert isinstance(sheet, FileSheet)
    return sheet


def words(sheet: FileSheet) -> str:
    return "\n".join(lb.text() for lb in sheet.findChildren(QLabel))


def test_a_file_is_opened_once_its_path_was_shown(window: QWidget, opened: Opened, tmp_path: Path) -> None:
    deck = tmp_path / "review of 8 Dec.pptx"
    deck.write_bytes(b"deck")
    sheet = asked(window, str(deck))
    assert opened == []
    assert str(deck) in words(sheet)
    sheet.go.click()
    assert opened == [str(deck)]


def test_what_is_not_there_any_more_is_said(window: QWidget, opened: Opened, tmp_path: Path) -> None:
    sheet = asked(window, str(tmp_path / "gone.pdf"))
    sheet.go.click()
    assert opened == []
    assert "nothing at this place" in words(sheet)
    sheet.copy.click()
    assert QGuiApplication.clipboard().text() == str(tmp_path / "gone.pdf")


@pytest.mark.parametrize(
    "place",
    [
        r"\\host\share\plan.docx", "//host/share/plan.docx", "/home/mary/plan.docx.exe", "/home/mary/plan.desktop",
        r"C:\Users\mary\setup.lnk", r"C:\Users\mary\run.bat. ", "plan.docx", "../plan.docx", "/home/mary/\u202efdp.exe",
        "/home/mary/a\nb.pdf",
    ],
)  # fmt: skip
def test_programs_other_computers_and_half_paths_are_not_opened(
    window: QWidget, opened: Opened, place: str
) -> None:
    sheet = asked(window, place)
    assert sheet.go.isHidden()
    assert why_not_opened(place)
    assert opened == []
    sheet.close()


@pytest.mark.parametrize(
    "place", ["/home/mary/plan.docx", "~/plan.docx", r"C:\plans\plan.docx", "/home/mary"]
)
def test_a_path_on_this_computer_may_be_opened(place: str) -> None:
    assert why_not_opened(place) == ""
    assert not is_address(place)


@pytest.mark.parametrize(
    "place", ["https://corvid.example/plan", "mailto:ana@corvid.example", "file:///etc/passwd"]
)
def test_an_address_is_opened_as_every_link(window: QWidget, opened: Opened, place: str) -> None:
    sheet = open_place(window, place)
    assert isinstance(sheet, LinkSheet)
    assert opened == []
    sheet.close()
