"""The renew form: what became of a renewal, with the old and the new amount as they are typed."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from PySide6.QtWidgets import QWidget

from csdesk import wording
from csdesk.domain.errors import CsdeskError
from csdesk.domain.ids import SubscriptionId
from csdesk.domain.money import digits, half_up
from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.deciding import NextTerm, Offer, RenewalDecision, last_day_of, next_term
from csdesk.domain.revenue.lines import Line as DomainLine
from csdesk.domain.revenue.worth import worth_of
from csdesk.services.renewals.deciding import decide_renewal
from csdesk.ui.desk import Desk
from csdesk.ui.formats import day, figure, money, to_qdate
from csdesk.ui.kit.choices import Choice
from csdesk.ui.kit.days import DayField
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.forms import Form
from csdesk.ui.kit.labels import elided, paragraph
from csdesk.ui.kit.ledger import Ledger, Line
from csdesk.ui.kit.numbers import NotAFigure, figure_of, typed, whole_of
from csdesk.ui.kit.panels import Hairline
from csdesk.ui.renewals.figures import price_label, price_text
from csdesk.ui.shell.sheets.notice_fields import NoticeFields
from csdesk.ui.shell.sheets.saving_sheet import SavingSheet

_ONE = timedelta(days=1)
_NO_NUMBER = "A number, such as {example}"


class RenewForm(SavingSheet):
    """Decides one renewal."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        offer: Offer,
        account: str,
        product: str,
        *,
        outcome: Outcome = Outcome.RENEWED,
    ) -> None:
        super().__init__(window, desk, f"Renew {account}", 480)
        self._offer, self._account = offer, account
        self._past_end = offer.without_contract(desk.today)
        self._price_before, self._quantity_before = price_text(offer), typed(offer.quantity)
        ends = self._day(offer.due_on)
        self.column.addWidget(elided(f"Renew {account}", "title"))
        self.column.addWidget(elided(f"{product}, last day of the term {ends}", "small", "text.secondary"))
        self._make_fields()
        self.column.addWidget(self._laid_out())
        self.column.addWidget(Hairline(subtle=True))
        self.amounts = Ledger(name="Old and new amount", ruled=False, wide_total=True)
        self.column.addWidget(self.amounts)
        self.worth = paragraph("", "small", "text.secondary")
        self.column.addWidget(self.worth)
        self.finish("Renew", self.decide, keys=("Ctrl", "Enter"))
        self.outcome.set_value(outcome)
        self._connect()
        self._outcome_chosen()
        self.keep_draft(desk, "renew", f"Renew {account}, {product}", line=str(offer.line.subscription.id))

    def _make_fields(self) -> None:
        offer, sub = self._offer, self._offer.line.subscription
        choices = [(Outcome.RENEWED, "Renewed")]
        choices += [(Outcome.AUTO, "Renewed by itself")] if sub.auto_renew else []
        self.outcome = Choice([*choices, (Outcome.LOST, "Lost")], name="Outcome")
        self.ordered = DayField(self._desk.today, today=self._desk.today, name="Decided on")
        self.ordered.setMaximumDate(to_qdate(self._desk.today))
        self.last = DayField(offer.due_on, today=self._desk.today, name="Last day paid for")
        self.last.setMinimumDate(to_qdate(offer.due_on))
        self.end = DayField(offer.end, today=self._desk.today, name="New end")
        self.quantity = Field(self._quantity_before, name="Quantity", hint="Not known")
        self.price = Field(self._price_before, name="Price", hint="Not known")
        self.uplift = Field(name="Uplift", hint="0 %")
        self.notice = NoticeFields(typed(sub.notice_days), sub.notice_counted_in)
        self.reason = Field(name="Reason")
        self.note = Field(name="What came of it", hint="For the touch; leave empty for a plain line")

    def _laid_out(self) -> Form:
        form = Form()
        form.row("Outcome", self.outcome)
        form.row("Decided on", self.ordered)
        if self._past_end:
            form.row("Last day paid for", self.last)
        form.row("New end", self.end)
        form.row("Quantity", self.quantity)
        form.row(price_label(self._offer), self.price)
        form.row("Uplift, %", self.uplift)
        form.row("Notice", self.notice)
        form.row("Reason", self.reason)
        form.row("What came of it", self.note)
        return form

    def _connect(self) -> None:
        for field in (self.quantity, self.price, self.uplift, self.notice):
            field.changed.connect(self.show_amounts)
        self.end.dateChanged.connect(self.show_amounts)
        self.ordered.dateChanged.connect(self.show_amounts)
        self.last.dateChanged.connect(self.show_amounts)
        self.outcome.chosen.connect(self._outcome_chosen)

    def _outcome_chosen(self) -> None:
        lost = self._lost
        for field in (self.end, self.quantity, self.price, self.uplift, self.notice):
            field.setEnabled(not lost)
        self.last.setEnabled(lost)
        self.reason.edit.setPlaceholderText(
            "Why; leave empty if it is not known yet" if lost else "Why more or less, if anything"
        )
        self.save.set_label("Record the loss" if lost else "Renew")
        self.show_amounts()

    def show_amounts(self) -> None:
        """Show what it brings a year until now and from the next term on, and the difference."""
        offer, currency = self._offer, self._offer.line.subscription.currency
        before, after = offer.arr_before, self._arr_after()
        start = self._day(self._last_day() + _ONE if self._lost else offer.start)
        lines = [Line("ARR until now", money(before, currency, cents=True))]
        known = before is not None and after is not None
        if before is not None and after is not None:
            lines.append(Line(*_change(before, after, currency)))
        new = Line(f"ARR from {start}", money(after, currency, cents=True), strong=True, total=known)
        self.amounts.show_lines([*lines, new])
        self.worth.setText(self._after_its_end() if self._lost else self._beside(currency))

    def _beside(self, currency: str) -> str:
        """MRR and TCV of the next term."""
        made = self._next_term()
        worth = worth_of(DomainLine(made.subscription, (made.step,))) if made else None
        if worth is None or worth.mrr is None:
            return ""
        mrr, tcv = (money(amount, currency, cents=True) for amount in (worth.mrr, worth.tcv))
        return f"MRR {mrr}, TCV {tcv} over {wording.count(worth.months or 0, 'month')}."

    @property
    def _lost(self) -> bool:
        return self.outcome.value is Outcome.LOST

    def _last_day(self) -> date:
        """The last day that is paid for of a loss, as it counts."""
        return last_day_of(self._offer.due_on, self.last.day() if self._past_end else None)

    def _after_its_end(self) -> str:
        """How many days a line went on without a contract until it is lost."""
        if not self._past_end:
            return ""
        ended, last = self._offer.due_on, self._last_day()
        if last > ended:
            gone_on = wording.count((last - ended).days, "day")
            return f"It went on without a contract from {self._day(self._offer.start)}: {gone_on}."
        since = wording.count((self._desk.today - ended).days, "day")
        week = "" if self.last.day() == ended else " Within a week of it a loss counts at the end."
        return f"Lost with its term; the {since} since then, told as revenue until now, no longer are.{week}"

    def _day(self, value: date) -> str:
        return day(value, today=self._desk.today, always_year=True)

    def _arr_after(self) -> Fraction | None:
        """What the next term brings a year as the form stands; None where it cannot be said yet."""
        if self._lost:
            return Fraction(0)
        made = self._next_term()
        return made.arr if made else None

    def _next_term(self) -> NextTerm | None:
        """The next term as the form stands; None where it is lost, or cannot be said yet."""
        if self._lost:
            return None
        try:
            return next_term(
                self._offer,
                self._decision(),
                id_=SubscriptionId("new"),
                step_id="new",
                today=self._desk.today,
            )
        except (CsdeskError, NotAFigure):
            return None

    def _decision(self) -> RenewalDecision:
        """What the form says; what was left as it was stays exactly as it was. Raises: NotAFigure."""
        sub = self._offer.line.subscription
        outcome, reason, note = self.outcome.value, self.reason.text(), self.note.text()
        ordered, due = self.ordered.day(), self._offer.due_on
        if self._lost:
            last = self._last_day()
            return RenewalDecision(sub.id, due, outcome, ordered, reason=reason, note=note, last_day=last)
        return RenewalDecision(
            subscription=sub.id,
            due_on=due,
            outcome=outcome,
            ordered_on=ordered,
            end=self.end.day(),
            quantity=self._changed(self.quantity, self._quantity_before),
            price=self._price(),
            uplift=self._figure(self.uplift, "3.5") or Decimal(0),
            notice_days=self._days(),
            notice_counted_in=self.notice.counted,
            reason=reason,
            note=note,
        )

    def _changed(self, field: Field, before: str) -> Decimal | None:
        return None if field.text().strip() == before else self._figure(field, "40")

    def _price(self) -> Fraction | None:
        price = self._changed(self.price, self._price_before)
        places = digits(self._offer.line.subscription.currency)
        return None if price is None else Fraction(price) * 10**places

    def _days(self) -> int | None:
        try:
            return whole_of(self.notice.days.text())
        except NotAFigure:
            self.notice.days.refuse("Whole days, such as 30")
            raise

    def _figure(self, field: Field, example: str) -> Decimal | None:
        try:
            return figure_of(field.text())
        except NotAFigure:
            field.refuse(_NO_NUMBER.format(example=example))
            raise

    def decide(self) -> None:
        """Record the decision, or say what is in the way."""
        try:
            decision = self._decision()
        except NotAFigure:
            return
        lost, kept = f"lost after {self._day(self._last_day())}", f"renewed to {self._day(self.end.day())}"
        self.send(decide_renewal, decision, say=f"{self._account}: {lost if self._lost else kept}")


def _change(before: Fraction, after: Fraction, currency: str) -> tuple[str, str]:
    """The change as an amount, with its share of the old one in words."""
    amount = half_up(after) - half_up(before)
    share = f", {figure(f'{float(100 * Fraction(amount) / before):+.2f} %')}" if before and amount else ""
    shown = money(Fraction(amount), currency, cents=True)
    return f"Change{share}", f"+{shown}" if amount > 0 else shown
