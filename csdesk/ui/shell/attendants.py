"""Attendants look after one open book beside its pages; they come after the first paint and go with the desk."""

from typing import Protocol

from csdesk.ui.desk import Desk
from csdesk.ui.shell import asking, keeper, since, written
from csdesk.ui.shell.calendar_keeper import CalendarKeeper
from csdesk.ui.shell.ready import Ready
from csdesk.ui.shell.warming import Warming


class Host(asking.Host, keeper.Host, since.Host, written.Host, Protocol):
    """What they need of the window."""


def attend(host: Host, desk: Desk) -> None:
    """Give a desk its attendants, once."""
    if desk.findChild(keeper.Keeper) is None:
        keeper.Keeper(host, desk)
        since.SinceYouWereHere(host, desk)
        written.Written(host, desk)
        Ready(desk)
        CalendarKeeper(desk)
        asking.Asking(host, desk)
        Warming(desk)
