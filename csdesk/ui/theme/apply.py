"""Putting the look on an application, and following the system's light and dark."""

import sys
from typing import Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication, QToolTip

from csdesk.tokens import Scheme
from csdesk.ui.theme.look import BODY_PX, LOOK, font
from csdesk.ui.theme.palette import palette
from csdesk.ui.theme.sheet import sheet

Choice = Literal["system", "light", "dark"]
STYLE, STYLED = "Fusion", "styled"
"""The style under the sheet; an application that was made with it (`-style`) has the property `styled`.

Setting it later hands the style to Python, and 4 ms go into a type that nobody asks for.
"""
_FOLLOWER = "follower"
_DESKTOPLESS = ("offscreen", "minimal", "vnc")


def application() -> QApplication:
    """A new application in csdesk's style; `apply` gives it the look."""
    app = QApplication([*sys.argv[:1], "-style", STYLE])
    app.setProperty(STYLED, True)
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # it speaks English, whatever the system reads
    return app


def apply(
    app: QApplication, choice: Choice = "system", *, base_px: float | None = None, still: bool = False
) -> None:
    """Give the application csdesk's fonts, palette and style sheet, at once and to every open window.

    `choice`: a scheme, or `system` to take the system's and follow it from now on. `base_px`: the body
    size in px at 100 %; None = the system's. `still`: no motion, whatever the system says.
    """
    follower = _follower(app)
    LOOK.system_family = follower.system_family
    LOOK.base_px = base_px or follower.system_px
    LOOK.still = still or _wants_no_motion(app)
    follower.take(choice)


def scheme() -> Scheme:
    """The scheme in force."""
    return LOOK.scheme


class _Follower(QObject):
    """Hears when the system turns dark or light; a child of the application."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.setProperty(_FOLLOWER, self)
        self._app = app
        self._choice: Choice = "system"
        self.system_family = app.font().family()
        self.system_px = _system_px(app)
        if app.property(STYLED) is None:
            app.setStyle(STYLE)
        app.styleHints().colorSchemeChanged.connect(self._changed)

    def take(self, choice: Choice) -> None:
        self._choice = choice
        wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(
            choice, Qt.ColorScheme.Unknown
        )
        self._app.styleHints().setColorScheme(wanted)
        self._put_on()

    def _changed(self) -> None:
        if self._choice == "system":
            self._put_on()

    def _put_on(self) -> None:
        LOOK.scheme = self._scheme()
        self._app.setFont(font("body"))
        QToolTip.setFont(font("small"))
        self._app.setPalette(palette())
        self._app.setStyleSheet(sheet())

    def _scheme(self) -> Scheme:
        if self._choice != "system":
            return self._choice
        return "dark" if self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def _follower(app: QApplication) -> _Follower:
    found = app.property(_FOLLOWER)  # not `findChild`: it hands every child to Python, the style among them
    return found if isinstance(found, _Follower) else _Follower(app)


def _wants_no_motion(app: QApplication) -> bool:
    hints = app.styleHints()  # kept: what it returns dies with it
    return hints.accessibility().motionPreference() == Qt.MotionPreference.ReducedMotion


def _system_px(app: QApplication) -> float:
    if QGuiApplication.platformName() in _DESKTOPLESS:
        return BODY_PX
    return float(QFontInfo(app.font()).pixelSize())
