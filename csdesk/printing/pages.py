"""A page is text set for A4 and written as PDF."""

import sys
from pathlib import Path

from csdesk.domain.errors import NotWritten

_MARGIN = 18
_SHEET = """
body { font-family: Inter, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif; font-size: 10pt; }
h1 { font-size: 16pt; font-weight: 600; margin-bottom: 4pt; }
h2 { font-size: 11pt; font-weight: 600; margin-top: 12pt; margin-bottom: 2pt; }
td { padding: 1pt 8pt 2pt 0; vertical-align: top; }
"""


def write_pdf(html: str, path: Path, *, title: str) -> None:
    """Write a page of simple HTML as PDF, all or nothing. Margins are millimetres. Raises: NotWritten."""
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
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    page = QTextDocument()
    page.setDefaultStyleSheet(_SHEET)
    page.setHtml(html)
    page.print_(writer)
    del writer, alive
    if not file.commit():
        raise NotWritten(why=file.errorString(), where=str(path))
