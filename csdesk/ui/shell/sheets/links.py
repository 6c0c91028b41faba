"""Links are opened in one way: a dialog shows where a link really leads, and a person says yes."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from csdesk import wording
from csdesk.domain.errors import LinkRefused
from csdesk.domain.links import Link, link
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.shell.sheets.sheets import Sheet

_SHOWN = 300


def open_link(window: QWidget, text: str) -> "LinkSheet":
    """Ask whether to open a link, or say why it is not opened. Nothing else in the window opens one."""
    try:
        sheet = LinkSheet(window, text, link(text))
    except LinkRefused as refused:
        sheet = LinkSheet(window, text, None, f"{wording.happened(refused)} {wording.next_step(refused)}")
    sheet.open()
    return sheet


def open_mail(window: QWidget, url: str, address: str) -> "LinkSheet":
    """Ask whether the mail program may open with a mail that csdesk wrote: `url` is of `mailto`, to one address."""
    sheet = LinkSheet(window, address, Link(url, address.rpartition("@")[2]), to=address)
    sheet.open()
    return sheet


class LinkSheet(Sheet):
    """Shows the host as the network sees it, and the whole address; Enter opens, Esc does not."""

    def __init__(self, window: QWidget, text: str, found: Link | None, why: str = "", to: str = "") -> None:
        super().__init__(window, "Open a link", 480)
        self._text, self._link = text, found
        mail = found is not None and found.is_mail
        self.column.addWidget(
            label("Write a mail" if mail else "Open a page" if found else "A link", "title")
        )
        if found is None:
            self.column.addWidget(paragraph(why, "body"))
        else:
            leads = "Your mail program opens, with a mail to" if mail else "Your browser opens"
            self.column.addWidget(paragraph(leads, "body", "text.secondary"))
            self.host = paragraph(to or (text.partition(":")[2] if mail else found.host), "strong")
            self.column.addWidget(self.host)
        if found is not None and found.look_alike:
            said = (
                "This name is written with letters of several alphabets: it may only look like one you know."
            )
            self.column.addWidget(paragraph(said, "body", "watch.text"))
        if not mail:
            whole = found.url if found else " ".join(text.split())
            shown = whole if len(whole) <= _SHOWN else f"{whole[: _SHOWN - 1]}…"
            self.column.addWidget(paragraph(shown, "small", "text.secondary"))
        self.copy = Button("Copy", icon="copy")
        self.copy.clicked.connect(self._copy)
        self.go = Button("Write" if mail else "Open", kind=Kind.PRIMARY, keys=("Enter",))
        self.go.clicked.connect(self._open)
        self.go.setVisible(found is not None)
        self.go.setDefault(found is not None)
        self.end_with(self.copy, self.go)

    def _copy(self) -> None:
        mail = self._link is not None and self._link.is_mail
        copied = self._text.removeprefix("mailto:") if mail or self._link is None else self._link.url
        QGuiApplication.clipboard().setText(copied)
        self.close()

    def _open(self) -> None:
        self.close()
        if self._link is not None:
            QDesktopServices.openUrl(QUrl.fromEncoded(self._link.url.encode("ascii")))
