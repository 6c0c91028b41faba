"""The desk: the window, out of the same services as the command line."""

from csdesk.ui.none import hold_none

hold_none()
