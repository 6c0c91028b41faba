"""The button that leads to the losses says how many of them have no reason yet."""

from csdesk import wording
from csdesk.services.renewals.losses import Told
from csdesk.ui.desk import Desk
from csdesk.ui.kit.buttons import Button
from csdesk.ui.shell.sheets.alike_sheet import Host
from csdesk.ui.shell.sheets.losses_sheet import LossesQuestion, show_losses


class LossesButton(Button):
    """Hidden while nothing was lost."""

    def __init__(self, page: Host, desk: Desk, *, small: bool = False) -> None:
        super().__init__("Losses", small=small, keys=("W",))
        self._page, self._desk = page, desk
        self._csm = ""
        self.setToolTip("What was lost or is going, and why")
        self.hide()
        self.clicked.connect(self.open_list)

    def reload(self, csm: str = "") -> None:
        """Count again, those of the CSM whose accounts are shown; to be called when the page shows what it is for."""
        self._csm = csm
        self._desk.read_beside(LossesQuestion(self._desk, csm=csm), self._show)

    def _show(self, found: list[Told]) -> None:
        waiting = sum(not told.loss.answered for told in found)
        self.set_label(f"{wording.count(waiting, 'loss', 'losses')}: why?" if waiting else "Losses")
        self.setVisible(bool(found))

    def open_list(self) -> None:
        """Open the list."""
        show_losses(self._page, self._desk, self._csm)
