"""Renders packaging/icons/csdesk.svg into the sizes that Linux, Windows and macOS ask for.

    QT_QPA_PLATFORM=offscreen python packaging/icons.py

Qt draws the PNG files; Pillow, which python-pptx brings, packs them into the `.ico` and the `.icns`.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).parent / "icons"
LINUX = (16, 24, 32, 48, 64, 128, 256, 512)
WINDOWS = (16, 24, 32, 48, 64, 128, 256)
MACOS = 1024


def drawn(size: int) -> bytes:
    """The icon as a PNG file of `size` px."""
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(ICONS / "csdesk.svg")).render(painter, QRectF(0, 0, size, size))
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return held.data()


def main() -> None:
    """Write all of them."""
    app = QGuiApplication(sys.argv)
    for size in LINUX:
        (ICONS / f"csdesk-{size}.png").write_bytes(drawn(size))
    pictures = [Image.open(io.BytesIO(drawn(size))) for size in WINDOWS]
    pictures[-1].save(ICONS / "csdesk.ico", sizes=[(s, s) for s in WINDOWS], append_images=pictures[:-1])
    Image.open(io.BytesIO(drawn(MACOS))).save(ICONS / "csdesk.icns")
    app.quit()


if __name__ == "__main__":
    main()
