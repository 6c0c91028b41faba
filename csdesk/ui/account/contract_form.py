"""The contract form: what is sold, for how long and for how much, and what that is worth before it is saved."""

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from csdesk import wording
from csdesk.domain.errors import CsdeskError
from csdesk.domain.ids import AccountId
from csdesk.domain.periods import add_months
from csdesk.domain.revenue.worth import Worth
from csdesk.domain.subscriptions import Period
from csdesk.services.renewals.selling import Prepared, Sale, prepare, sell
from csdesk.services.renewals.sold_texts import read_sale, read_step
from csdesk.ui.desk import Desk
from csdesk.ui.formats import ABSENT, day, figure, money
from csdesk.ui.kit.choices import Check, Choice
from csdesk.ui.kit.days import DayField
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.forms import Form
from csdesk.ui.kit.labels import Label, elided, label, paragraph
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.kit.ledger import Ledger, Line
from csdesk.ui.kit.numbers import decimal_mark
from csdesk.ui.kit.panels import Hairline
from csdesk.ui.shell.sheets.notice_fields import NoticeFields
from csdesk.ui.shell.sheets.saving_sheet import SavingSheet
from csdesk.ui.theme import height

if TYPE_CHECKING:
    from csdesk.store.book import Book

_ALL, _ONE = "amount", "unit_price"
_MONTHS, _DAY, _OPEN = "months", "day", "open"
_PER = ((None, "Not said"), (Period.MONTH, "A month"), (Period.QUARTER, "A quarter"), (Period.YEAR, "A year"),
        (Period.TERM, "The whole term"))  # fmt: skip
_FIGURES = ("MRR", "ARR", "TCV")


class ContractForm(SavingSheet):
    """Adds one contract to an account."""

    def __init__(
        self, window: QWidget, desk: Desk, account: AccountId, called: str, products: list[str]
    ) -> None:
        super().__init__(window, desk, "New contract", 560)
        self._account = account
        self.made: Prepared | CsdeskError | None = None
        self.column.addWidget(elided(f"New contract, {called}", "title"))
        self._make_fields(products)
        self.column.addWidget(self._laid_out())
        self.column.addWidget(Hairline(subtle=True))
        self.worth = Ledger(name="What it is worth", ruled=False)
        self.says = paragraph("", "small", "text.secondary")
        self.column.addWidget(self.worth)
        self.column.addWidget(self.says)
        self.finish("Add", self.keep, keys=("Ctrl", "Enter"))
        self._connect()
        self.keep_draft(desk, "contract", f"New contract, {called}", account=str(account))
        self._ends_chosen()
        self.product.setFocus()

    def _make_fields(self, products: list[str]) -> None:
        today = self._desk.today
        hint = ", ".join(products[:3]) or "What it is called"
        self.product = Field(products[0] if len(products) == 1 else "", name="Product", hint=hint)
        self.one_time = Check("One-time: it brings no MRR")
        self.figure = Field(name="Amount", hint=figure("29,000"))
        self.of = Choice([(_ALL, "for all, after discount"), (_ONE, "for one, before it")],
                         name="Of what the amount is")  # fmt: skip
        self.per = Choice(_PER, name="For which time")
        self.quantity = Field(name="Quantity", hint="Not known")
        self.discount = Field(name="Discount", hint="0 %")
        self.start = DayField(today, today=today, name="Start")
        self.ends = Choice([(_MONTHS, "after so many months"), (_DAY, "on a day"), (_OPEN, "by the month, no end")],
                           name="Ends")  # fmt: skip
        self.months = Field("12", name="Months", hint="12")
        self.end = DayField(add_months(today, 12), today=today, name="Last day of the term")
        self.knows_signed = Check("on a known day")
        self.signed = DayField(today, today=today, name="Signed on")
        self.rolls = Choice([(None, "Not known"), (True, "Yes"), (False, "No")], name="Renews by itself")
        self.notice = NoticeFields("", None)
        self.ahead = Field(name="Steps ahead", hint=f"2027-01-01 = {figure('6,300')}; 2028-01-01 = 60 seats")
        self._fields = {
            "product": self.product, "amount": self.figure, "unit price": self.figure, "quantity": self.quantity,
            "discount": self.discount, "months": self.months, "term": self.months,
        }  # fmt: skip
        """By what a refusal calls them."""

    def _laid_out(self) -> Form:
        form = Form()
        form.row("Product", self.product)
        form.row("", self.one_time)
        form.row("Amount", _beside(self.figure, self.of))
        form.row("For", self.per)
        form.row(
            "Quantity", _beside(self.quantity, label("Discount", "body", "text.secondary"), self.discount)
        )
        form.row("Start", self.start)
        form.row("Ends", _beside(self.ends, self.months, self.end))
        form.row("Signed", _beside(self.knows_signed, self.signed))
        form.row("Renews by itself", self.rolls)
        form.row("Notice", self.notice)
        form.row("Steps ahead", self.ahead)
        return form

    def _connect(self) -> None:
        for field in (
            self.product,
            self.figure,
            self.quantity,
            self.discount,
            self.months,
            self.notice,
            self.ahead,
        ):
            field.changed.connect(self.reckon)
        for days in (self.start, self.end, self.signed):
            days.dateChanged.connect(self.reckon)
        for choice in (self.of, self.per, self.rolls):
            choice.chosen.connect(self.reckon)
        self.ends.chosen.connect(self._ends_chosen)
        for check in (self.one_time, self.knows_signed):
            check.toggled.connect(self._ends_chosen)

    def _ends_chosen(self) -> None:
        """Show what is asked of the end that was chosen; a one-time line has none."""
        recurring = not self.one_time.isChecked()
        for widget in (self.ends, self.per, self.rolls, self.notice, self.ahead):
            widget.setEnabled(recurring)
        self.months.setVisible(self.ends.value == _MONTHS)
        self.months.setEnabled(recurring)
        self.end.setVisible(self.ends.value == _DAY)
        self.end.setEnabled(recurring)
        self.signed.setVisible(self.knows_signed.isChecked())
        if recurring and self.ends.value == _OPEN and self.per.value in {None, Period.TERM}:
            self.per.set_value(Period.MONTH)
        self.reckon()

    def texts(self) -> dict[str, str]:
        """What was typed, by field."""
        recurring, ends = not self.one_time.isChecked(), self.ends.value
        found = {
            "product": self.product.text(),
            self.of.value: self.figure.text(),
            "quantity": self.quantity.text(),
            "discount": _percent(self.discount.text()),
            "start": self.start.day().isoformat(),
            "signed_on": self.signed.day().isoformat() if self.knows_signed.isChecked() else "",
            "recurring": "yes" if recurring else "no",
        }
        if recurring:
            found |= {
                "period": self.per.value.value if self.per.value else "",
                "months": self.months.text() if ends == _MONTHS else "",
                "end": self.end.day().isoformat() if ends == _DAY else "",
                "month_to_month": "yes" if ends == _OPEN else "",
                "auto_renew": "" if self.rolls.value is None else "yes" if self.rolls.value else "no",
                "notice_days": self.notice.days.text(),
                "notice_counted_in": self.notice.counted or "",
            }
        return found

    def _ahead(self) -> list[str]:
        recurring = not self.one_time.isChecked()
        return [s for part in self.ahead.text().split(";") if recurring and (s := part.strip())]

    def reckon(self) -> None:
        """Reckon what it would be worth as it stands."""
        self._desk.read(SaleQuestion(self._desk, self._account, self.texts(), self._ahead()), self._show)

    def _show(self, made: Prepared | CsdeskError) -> None:
        self.made = made
        if isinstance(made, CsdeskError):
            self.worth.show_lines([Line(word, ABSENT) for word in _FIGURES])
            said = f"{wording.sentence(made)} {wording.next_step(made)}"
            self.says.setText(said if self.figure.text().strip() else "")
            return
        currency = made.line.subscription.currency
        if made.readings:
            self._show_readings(made, currency)
            return
        self.worth.show_lines(worth_lines(made.worth, currency))
        self.says.setText(" ".join([*self._months(made), *made.cautions]))

    def _show_readings(self, made: Prepared, currency: str) -> None:
        """Both results of an amount that could be for the term or for a year."""
        (_, term), (_, year) = made.readings
        both = [Line("", "For the whole term", "For a year", strong=True, second_ink="text.primary")]
        for word, one, other in zip(_FIGURES, amounts(term), amounts(year), strict=True):
            left, right = (ABSENT if a is None else money(a, currency, cents=True) for a in (one, other))
            both.append(Line(word, left, right, second_ink="text.primary"))
        self.worth.show_lines(both)
        self.says.setText(
            f"The term is {term.months} months long. For the term, or per year? Choose it at For."
        )

    def _months(self, made: Prepared) -> list[str]:
        worth, today = made.worth, self._desk.today
        if worth is None or worth.months is None:
            return []
        sub = made.line.subscription
        last = day(sub.end, today=today, always_year=True)
        currency = sub.currency
        changes = [
            f"MRR {money(mrr, currency, cents=True)} from {day(on, today=today, always_year=True)}"
            for on, mrr in worth.changes
        ]
        return [f"{wording.count(worth.months, 'month')} to {last}{''.join(f', {c}' for c in changes)}."]

    def show_refusal(self, error: CsdeskError) -> None:
        """Say why beside the field that it is about, and keep what was typed."""
        about = str(error.facts.get("field") or error.facts.get("what") or "")
        field = self._fields.get(about.removeprefix("The ").lower())
        if field is None:
            super().show_refusal(error)
            return
        self.says.setText("")
        field.refuse(wording.sentence(error))
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fit()

    def keep(self) -> None:
        """Add it, or say what is in the way."""
        try:
            sale = _sale(self._desk.today, self.texts(), self._ahead())
        except CsdeskError as refused:
            self.show_refusal(refused)
            return
        self.send(sell, self._account, sale, say=f"New contract: {sale.product}")


class SaleQuestion:
    """What a sale would be; a refusal is an answer too, because the form is still being filled in."""

    def __init__(self, desk: Desk, account: AccountId, texts: dict[str, str], ahead: list[str]) -> None:
        self._today, self._account, self._texts, self._ahead = desk.today, account, texts, ahead

    def __call__(self, book: "Book") -> Prepared | CsdeskError:
        try:
            return prepare(book, self._account, _sale(self._today, self._texts, self._ahead))
        except CsdeskError as refused:
            return refused


def _sale(today: date, texts: dict[str, str], ahead: list[str]) -> Sale:
    """What was typed, with numbers as the locale writes them. Raises: FieldRefused, DayBothWays."""
    mark = decimal_mark()
    steps = tuple(read_step(text, today=today, mark=mark) for text in ahead)
    return Sale(**read_sale(texts, today=today, mark=mark), steps=steps)


def _beside(*widgets: QWidget) -> QWidget:
    """Widgets of one row, the fields as wide as there is room."""
    made = QWidget()
    row = in_row(on=made, gap=8)
    for widget in widgets:
        widget.setMinimumHeight(height("control"))
        row.addWidget(widget, 0 if isinstance(widget, Check | Label) else 1, Qt.AlignmentFlag.AlignTop)
    made.setFocusProxy(widgets[0])
    return made


def _percent(text: str) -> str:
    """A discount is typed in per cent."""
    bare = text.strip()
    return f"{bare}%" if bare[-1:].isdecimal() else bare


def amounts(worth: Worth) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
    """MRR, ARR and TCV."""
    return worth.mrr, worth.arr, worth.tcv


def worth_lines(worth: Worth | None, currency: str) -> list[Line]:
    """MRR, ARR and TCV as lines."""
    if worth is None:
        return [Line(word, ABSENT) for word in _FIGURES]
    none = "by the month" if worth.mrr is not None else ABSENT
    shown = [none if a is None and word == "TCV" else money(a, currency, cents=True)
             for word, a in zip(_FIGURES, amounts(worth), strict=True)]  # fmt: skip
    return [Line(word, text, strong=word == "TCV") for word, text in zip(_FIGURES, shown, strict=True)]
