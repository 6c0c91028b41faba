"""A field of several names with commas between; the names that the book holds are offered for the last one."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QStringListModel
from PySide6.QtWidgets import QCompleter, QLineEdit

from csdesk.domain.name_list import last_begins, names_of, names_text, quoted
from csdesk.ui.kit.fields import Field, complete_by
from csdesk.ui.kit.literal import tip


class NamesField(Field):
    """Names; one that has a comma stands in double quotes, unless it stands alone and is offered."""

    def __init__(self, name: str, *, hint: str) -> None:
        super().__init__(name=name, hint=hint)
        self._offered: tuple[str, ...] = ()
        self.setToolTip(tip('A name that has a comma stands in double quotes: "Retail, food".'))

    def names(self) -> tuple[str, ...]:
        """The names as they stand."""
        alone = self.text().strip()
        return (alone,) if alone in self._offered else names_of(alone)

    def show_names(self, names: Sequence[str]) -> None:
        """Show other names."""
        self.set_text(names_text(names))
        self.edit.setCursorPosition(0)

    def offer(self, names: Sequence[str]) -> None:
        """Offer these for the name that is being typed."""
        self._offered = tuple(names)
        complete_by(self.edit, _Last(QStringListModel(list(names), self.edit), self.edit))


class _Last(QCompleter):
    """Completes the last name of a text, and leaves those before it."""

    def __init__(self, names: QAbstractItemModel, field: QLineEdit) -> None:
        super().__init__(names, field)
        self._before = ""

    def splitPath(self, path: str) -> list[str]:
        """What is looked for."""
        self._before = path[: last_begins(path)]
        return [path[len(self._before) :].lstrip('"')]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The whole text with the name that was chosen."""
        return self._before + quoted(super().pathFromIndex(index))
