"""The theme: tokens made into fonts, palette, style sheet and icons. No colour is written anywhere else."""

from csdesk.ui.none import hold_none
from csdesk.ui.theme.apply import Choice, application, apply, scheme
from csdesk.ui.theme.icons import empty_picture, icon, paint_icon, pixmap
from csdesk.ui.theme.look import current, font, height, ink, motion_ms, px, width

__all__ = [
    "Choice",
    "application",
    "apply",
    "current",
    "empty_picture",
    "font",
    "height",
    "icon",
    "ink",
    "motion_ms",
    "paint_icon",
    "pixmap",
    "px",
    "scheme",
    "width",
]

hold_none()  # every window has a theme, and none may be the one that stops the program
