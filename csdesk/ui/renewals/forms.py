"""The forms of the page: each reads what it starts from, and then opens over the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from csdesk.domain.renewals import Category, Outcome
from csdesk.domain.revenue.deciding import Offer
from csdesk.domain.subscriptions import Subscription
from csdesk.ui.desk import Desk
from csdesk.ui.renewals.cards import Card
from csdesk.ui.renewals.questions import BriefOf, ContractOf, OfferOf

if TYPE_CHECKING:
    from csdesk.services.accounts.briefs import Brief
    from csdesk.ui.renewals.page import RenewalsPage


class Forms(QObject):
    """Opens the forms of one page; a form is imported when it is first wanted."""

    def __init__(self, page: "RenewalsPage", desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk
        self._asked: Card | None = None
        """The card for which something is being read."""
        self._outcome = Outcome.RENEWED

    def renew(self, card: Card, outcome: Outcome = Outcome.RENEWED) -> None:
        """Ask what became of a renewal; the outcome is where the form begins."""
        if card.key is not None:
            self._asked, self._outcome = card, outcome
            self._desk.read(OfferOf(self._desk, card.key), self._open_renew)

    def show_brief(self) -> None:
        """Show the one page about the chosen renewal, to read, to print, or to keep as PDF."""
        card = self._page.chosen()
        if card is not None and card.key is not None:
            self._desk.read_beside(BriefOf(self._desk, card.key), self._open_brief)

    def _open_brief(self, brief: "Brief") -> None:
        from csdesk.ui.shell.sheets.brief_sheet import BriefSheet

        BriefSheet(self._page.window(), self._desk, brief).open()

    def show_alike(self) -> None:
        """Show customers like the one of the chosen card."""
        from csdesk.ui.shell.sheets.alike_sheet import show_alike

        show_alike(self._page, self._desk, self._page.account())

    def complete(self, card: Card) -> None:
        """Ask for what is not known of a line."""
        self._asked = card
        self._desk.read(ContractOf(card.subscription), self._open_terms)

    def categorise(self, card: Card, category: Category) -> None:
        """Ask why a renewal goes to a category; of what went on past its end and is lost, when it was lost."""
        if card.past_end and category is Category.LOST:
            self.renew(card, Outcome.LOST)
            return
        from csdesk.ui.renewals.category_form import CategoryForm

        CategoryForm(self._page.window(), self._desk, card, category).open()

    def _open_renew(self, offer: Offer) -> None:
        from csdesk.ui.renewals.renew_form import RenewForm

        card = self._taken(offer.line.subscription)
        if card is not None:
            RenewForm(
                self._page.window(),
                self._desk,
                offer,
                card.row.account,
                card.row.product,
                outcome=self._outcome,
            ).open()

    def _open_terms(self, line: Subscription) -> None:
        from csdesk.ui.renewals.terms_form import TermsForm

        card = self._taken(line)
        if card is not None:
            TermsForm(self._page.window(), self._desk, line, card.row.account, card.row.product).open()

    def _taken(self, line: Subscription) -> Card | None:
        """The card that was asked for, once; None where another was asked for since."""
        card, self._asked = self._asked, None
        return card if card is not None and card.subscription == line.id else None
