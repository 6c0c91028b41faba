"""Links are opened after a dialog that shows where they lead, and only those of pages and mail."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from csdesk.ui.shell.sheets.links import LinkSheet, open_link, open_mail

Opened = list[str]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """What the system was asked to open."""
    found: Opened = []

    def note(url: QUrl) -> bool:
        found.append(bytes(url.toEncoded().data()).decode())
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


def words(sheet: LinkSheet) -> str:
    return "\n".join(lb.text() for lb in sheet.findChildren(QLabel))


def test_nothing_is_opened_before_a_person_says_so(window: QWidget, opened: Opened) -> None:
    sheet = open_link(window, "https://corvid.example/plan?x=1")
    assert opened == []
    assert "corvid.example" in words(sheet)
    sheet.go.click()
    assert opened == ["https://corvid.example/plan?x=1"]


def test_a_look_alike_shows_its_real_host(window: QWidget, opened: Opened) -> None:
    sheet = open_link(window, "https://аррӏе.com/")
    assert "xn--80ak6aa92e.com" in words(sheet)
    assert "other letters" in words(sheet) or "several alphabets" in words(sheet)
    sheet.close()
    assert opened == []


@pytest.mark.parametrize(
    "text",
    [
        "file:///etc/passwd",
        r"\\host\share",
        "javascript:alert(1)",
        "ms-msdt:/id",
        "data:text/html,x",
        "smb://h/s",
    ],
)
def test_what_is_no_page_and_no_address_cannot_be_opened(window: QWidget, opened: Opened, text: str) -> None:
    sheet = open_link(window, text)
    assert not sheet.go.isVisible()
    assert "not opened" in words(sheet)
    sheet.go.click()
    sheet.copy.click()
    assert QApplication.clipboard().text() == text
    assert opened == []


def test_a_mail_goes_to_one_address(window: QWidget, opened: Opened) -> None:
    sheet = open_mail(window, "mailto:ana@corvid.example?subject=Plan%20%26%20bcc%3D", "ana@corvid.example")
    assert "ana@corvid.example" in words(sheet)
    sheet.go.click()
    assert opened == ["mailto:ana@corvid.example?subject=Plan%20%26%20bcc%3D"]
