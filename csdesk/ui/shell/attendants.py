"""Attendants look after one open book beside its pages; they come after the first paint and go with the desk."""

from typing import TYPE_CHECKING

from csdesk.ui.desk import Desk
from csdesk.ui.shell.asking import Asking
from csdesk.ui.shell.calendar_keeper import CalendarKeeper
from csdesk.ui.shell.keeper import Keeper
from csdesk.ui.shell.ready import Ready
from csdesk.ui.shell.since import SinceYouWereHere
from csdesk.ui.shell.warming import Warming
from csdesk.ui.shell.written import Written

if TYPE_CHECKING:
    from csdesk.ui.window import Window


def attend(window: "Window", desk: Desk) -> None:
    """Give a desk its attendants, once."""
    if desk.findChild(Keeper) is None:
        Keeper(window, desk)
        SinceYouWereHere(window, desk)
        Written(window, desk)
        Ready(desk)
        CalendarKeeper(desk)
        Asking(window, desk)
        Warming(desk)
