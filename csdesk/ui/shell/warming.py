"""Warming is importing what the next click will need, beside everything else, after the first page is painted."""

import importlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from csdesk.ui.desk import Desk

if TYPE_CHECKING:
    from csdesk.store.book import Book

_NEXT = (
    "csdesk.services.accounts.portrait",
    "csdesk.services.health.health",
    "csdesk.ui.account.page",
    "csdesk.services.accounts.cells",
)


class Warming(QObject):
    """Imports it once on the thread for long questions."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        desk.read_beside(_import, self._ready)

    def _ready(self, done: None) -> None:
        del done


def _import(book: "Book") -> None:
    del book
    for name in _NEXT:
        importlib.import_module(name)
