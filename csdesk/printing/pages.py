"""A page is text set for A4 and written as PDF."""

import sys
from pathlib import Path

from csdesk.domain.errors import NotWritten

_SHEET = """
body { font-family: Inter, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif; font-size: 10pt; }
h1 { font-size: 16pt; font-weight: 600; margin-bottom: 6px; }
h2 { font-size: 11pt; font-weight: 600; margin-top: 14px; margin-bottom: 3px; }
td { padding: 1pt 8pt 2pt 0; vertical-align: top; }
"""


def write_pdf(html: str, path: Path, *, title: str) -> None:
    """Write a page of simple HTML as PDF, all or nothing. Raises: NotWritten."""
    from PySide6.QtCore import QMarginsF, QSaveFile
    from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPdfWriter, QTextDocument

    alive = QGuiApplication.instance() or QGuiApplication([*sys.argv[:1], "-platform", "offscreen"])
    file = QSaveFile(str(path))
    if not file.open(QSaveFile.OpenModeFlag.WriteOnly):
        raise NotWritten(why=file.errorString(), where=str(path))
    writer = QPdfWriter(file)
    writer.setTitle(title)
    writer.setCreator("csdesk")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(
        QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter
    )  # the text brings 2 cm of its own
    page = QTextDocument()
    page.setDefaultStyleSheet(_SHEET)
    page.setHtml(html)
    page.print_(writer)
    del writer, alive
    if not file.commit():
        raise NotWritten(why=file.errorString(), where=str(path))
