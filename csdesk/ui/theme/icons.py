"""Icons: our own SVGs, drawn in any role's colour, kept per colour and device pixel ratio."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from csdesk.paths import resource
from csdesk.ui.theme.look import ink, px


@lru_cache(maxsize=128)
def drawing(name: str) -> str:
    """The SVG text of an icon. Raises: FileNotFoundError when there is none of that name."""
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, role: str = "text.secondary", size: int = 16, dpr: float = 1.0) -> QPixmap:
    """The icon as a picture of `size` px at 100 %, in the colour of `role`."""
    colour, side = ink(role).name(), px(size)
    key = f"icon/{name}/{colour}/{side}/{dpr}"
    found = QPixmap()
    if not QPixmapCache.find(key, found):
        found = _draw(name, colour, side, dpr)
        QPixmapCache.insert(key, found)
    return found


def icon(name: str) -> QIcon:
    """The icon for a QAction or a foreign widget, at 100 and 200 %. Ask again when the scheme changes."""
    made = QIcon()
    for dpr in (1.0, 2.0):
        made.addPixmap(pixmap(name, "text.secondary", 16, dpr))
        made.addPixmap(pixmap(name, "text.disabled", 16, dpr), QIcon.Mode.Disabled)
    return made


def paint_icon(
    painter: QPainter, box: QRectF, name: str, role: str = "text.secondary", size: int = 16
) -> None:
    """Draw the icon in the middle of `box`."""
    picture = pixmap(name, role, size, painter.device().devicePixelRatio())
    side = px(size)
    left = round(box.x() + (box.width() - side) / 2)
    top = round(box.y() + (box.height() - side) / 2)
    painter.drawPixmap(left, top, picture)


def empty_picture(wide: int, tall: int, dpr: float) -> QPixmap:
    """A picture with nothing on it, `wide` × `tall` px at a device pixel ratio."""
    picture = QPixmap(round(wide * dpr), round(tall * dpr))
    picture.setDevicePixelRatio(dpr)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


def _draw(name: str, colour: str, side: int, dpr: float) -> QPixmap:
    picture = QPixmap(round(side * dpr), round(side * dpr))
    picture.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(drawing(name).replace("currentColor", colour).encode()))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, side * dpr, side * dpr))
    painter.end()
    picture.setDevicePixelRatio(dpr)
    return picture
