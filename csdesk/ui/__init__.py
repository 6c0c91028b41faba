"""The desk: the window, out of the same services as the command line."""

from csdesk.ui.binding import load
from csdesk.ui.none import hold_none

load()
hold_none()
