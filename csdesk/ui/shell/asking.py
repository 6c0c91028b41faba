"""Asking why: when a customer or a product is lost, by whatever way, the reason is asked for at once."""

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from csdesk.domain.accounts import Account, Status
from csdesk.domain.changes import ChangeSet, RowChange, Verb
from csdesk.domain.ids import AccountId
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.subscriptions import Subscription
from csdesk.ui.desk import Desk
from csdesk.ui.shell.band import Band

if TYPE_CHECKING:
    from csdesk.services.renewals.losses import Told
    from csdesk.ui.shell.frame import Frame

SHOW, CLOSE = "show", "close"
_SILENT = frozenset({Verb.UNDO, Verb.REDO, Verb.RECORD_LOSS, Verb.DEMO, Verb.NEW_BOOK})
_MANY = frozenset({Verb.IMPORT, Verb.MERGE_FILE})
"""What may lose many at once: then a strip says how many wait, and nothing is opened over the page."""


class Host(Protocol):
    """What it needs of the window."""

    frame: "Frame"

    def window(self) -> QWidget:
        """The window itself."""

    def open_account(self, account: object) -> None:
        """Show everything of one account."""


class Asking(QObject):
    """Lives as long as the desk."""

    def __init__(self, host: Host, desk: Desk) -> None:
        super().__init__(desk)
        self._host, self._desk = host, desk
        self.band: Band | None = None
        desk.changed.connect(self._changed)

    def _changed(self, changes: ChangeSet) -> None:
        told = self.band is not None and not self.band.isHidden()
        if changes.verb in _SILENT and not told:
            return
        from csdesk.ui.shell.sheets.losses_sheet import LossesQuestion

        if told or changes.verb in _MANY:
            self._desk.read_beside(LossesQuestion(self._desk), self._tell)
        if told or changes.verb in _MANY | _SILENT:
            return
        accounts = {account for row in changes.rows if (account := lost_by(row)) is not None}
        if len(accounts) == 1:
            self._desk.read(LossesQuestion(self._desk, accounts.pop()), self._ask)
        elif accounts:
            self._desk.read_beside(LossesQuestion(self._desk), self._tell)

    def _ask(self, found: "list[Told]") -> None:
        """Open the question about the newest loss of which nobody was asked yet."""
        fresh = [told for told in found if told.loss.record is None]
        if fresh:
            from csdesk.ui.shell.sheets.loss_sheet import LossSheet

            LossSheet(self._host.window(), self._desk, fresh[0]).open()

    def _tell(self, found: "list[Told]") -> None:
        from csdesk.services.renewals.losses import waiting_words

        says = waiting_words(found)
        if not says:
            if self.band is not None:
                self.band.hide()
            return
        if self.band is None:
            self.band = Band()
            self.band.asked.connect(self._asked)
            self._host.frame.put_band(self.band)
            self._desk.destroyed.connect(self.band.deleteLater)
        self.band.say(says, ((SHOW, "Say why"), (CLOSE, "Close")), icon="info")
        self.band.show()

    def _asked(self, offer: str) -> None:
        if self.band is not None:
            self.band.hide()
        if offer == SHOW:
            from csdesk.ui.shell.sheets.losses_sheet import LossesSheet

            sheet = LossesSheet(self._host.window(), self._desk)
            sheet.opening.connect(self._host.open_account)
            sheet.open()


def lost_by(row: RowChange) -> AccountId | None:
    """The account of which a change lost something that it had before."""
    before: Any = row.before
    after: Any = row.after
    if isinstance(after, Renewal):
        lost = after.outcome is Outcome.LOST and (before is None or before.outcome is not Outcome.LOST)
        return after.account if lost else None
    if isinstance(after, Subscription):
        given = after.cancelled_on is not None and (before is None or before.cancelled_on is None)
        return after.account if given else None
    if isinstance(after, Account):
        lost = after.status is Status.LOST and (before is None or before.status is not Status.LOST)
        return after.id if lost else None
    return None
