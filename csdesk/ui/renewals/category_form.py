"""The category form: how sure a renewal is, why, and what it is expected to bring."""

from decimal import Decimal

from PySide6.QtWidgets import QWidget

from csdesk.domain.money import digits, to_minor
from csdesk.domain.renewals import Category
from csdesk.services.renewals.deciding import judge_renewal
from csdesk.services.renewals.renewals import DueRenewal
from csdesk.ui.desk import Desk
from csdesk.ui.formats import day, figure
from csdesk.ui.kit.choices import Choice
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.forms import Form
from csdesk.ui.kit.labels import elided
from csdesk.ui.kit.numbers import NotAFigure, figure_of, typed
from csdesk.ui.renewals.cards import Card
from csdesk.ui.renewals.words import CATEGORIES
from csdesk.ui.shell.sheets.saving_sheet import SavingSheet


class CategoryForm(SavingSheet):
    """Moves one renewal to another category, with a reason if there is one."""

    def __init__(self, window: QWidget, desk: Desk, card: Card, category: Category) -> None:
        super().__init__(window, desk, "Category", 440)
        self._card = card
        assert isinstance(card.row, DueRenewal)
        self._row = card.row
        due = day(card.row.due_on, today=desk.today, always_year=True)
        self.column.addWidget(elided(card.row.account, "title"))
        self.column.addWidget(
            elided(f"{card.row.product}, {card.amount} due on {due}", "small", "text.secondary")
        )
        offered = [c for c in CATEGORIES.items() if not (card.past_end and c[0] is Category.LOST)]
        self.category = Choice(offered, name="Category")
        self.category.set_value(category)
        self.reason = Field(card.row.reason or "", name="Reason", hint="Why, if there is something to say")
        self.forecast = Field(self._forecast_text(), name="Forecast", hint=f"{card.amount}, as it is due")
        form = Form()
        form.row("Category", self.category)
        form.row("Reason", self.reason)
        form.row("Forecast, a year", self.forecast)
        self.column.addWidget(form)
        self.finish("Save", self.keep)
        self.keep_draft(
            desk,
            "category",
            f"Category of {card.row.account}, {card.row.product}",
            account=card.row.account,
            product=card.row.product,
        )
        self.reason.edit.selectAll()
        self.reason.setFocus()

    def _forecast_text(self) -> str:
        said = self._row.forecast
        return "" if said is None else typed(Decimal(said).scaleb(-digits(self._row.currency)))

    def keep(self) -> None:
        """Save it, or say what is in the way."""
        try:
            amount = figure_of(self.forecast.text())
        except NotAFigure:
            self.forecast.refuse(f"A number, such as {figure('29,000')}")
            return
        if amount is not None and amount < 0:
            self.forecast.refuse("0 or more")
            return
        key = self._card.key
        assert key is not None
        forecast = None if amount is None else to_minor(amount, self._row.currency)
        said = f"{self._row.account}: {CATEGORIES[self.category.value]}"
        self.send(judge_renewal, key, self.category.value, self.reason.text(), forecast, say=said)
        if self._same(forecast):
            self.close()

    def _same(self, forecast: int | None) -> bool:
        """Whether nothing was changed, and so nothing will be saved."""
        row = self._row
        return (row.category, row.reason or "", row.forecast) == (
            self.category.value,
            self.reason.text().strip(),
            forecast,
        )
