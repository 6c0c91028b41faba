"""The desk: the window, its pages, and all that knows Qt."""

from csdesk.ui.none import hold_none

hold_none()
