"""The loss sheet: why a customer or a product was lost, how that is known, and the call after it."""

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from csdesk import wording
from csdesk.domain.churn import CALL_TO, ROOTS, Ground, Reason, Root, call_window, reason_in
from csdesk.domain.phrases import upper
from csdesk.services.renewals.losses import Answer, Told, begun, call_day, record_loss
from csdesk.ui.desk import Desk
from csdesk.ui.formats import day, long_span, money, to_qdate
from csdesk.ui.kit.choices import Check, Choice
from csdesk.ui.kit.days import DayField
from csdesk.ui.kit.fields import Field, TextArea
from csdesk.ui.kit.forms import Form
from csdesk.ui.kit.labels import elided, paragraph
from csdesk.ui.shell.sheets.saving_sheet import SavingSheet

_UNKNOWN = "Not known yet"
_YES_NO = ((None, "Not known"), (True, "Yes"), (False, "No"))


class LossSheet(SavingSheet):
    """Asks for the reason of one loss; *not known yet* is an answer that stays listed."""

    def __init__(self, window: QWidget, desk: Desk, told: Told) -> None:
        super().__init__(window, desk, "Why was it lost", 560)
        self._told, self._loss = told, told.loss
        self._before = begun(told.loss, today=desk.today)
        self.column.addWidget(elided(title_of(told, desk.today), "title"))
        self.column.addWidget(paragraph(self._facts(), "small", "text.secondary"))
        self._make_fields()
        self.column.addWidget(self._laid_out())
        self.proposal = paragraph("", "small", "info.text")
        self.column.addWidget(self.proposal)
        self.finish("Record", self.keep, keys=("Ctrl", "Enter"))
        self.root.chosen.connect(self._root_chosen)
        self._fill()
        self.keep_draft(desk, "loss", f"Why {told.loss.name} was lost", account=str(told.loss.account))
        self.root.setFocus()

    def _facts(self) -> str:
        loss, today = self._loss, self._desk.today
        said = [self._told.product] if self._told.product else []
        if loss.lost_on is None:
            said.append("nobody said on which day")
        else:
            ahead = "will be lost on" if loss.notified(today) else "lost on"
            said.append(
                f"{ahead} {day(loss.lost_on, today=today, always_year=True)}, the first day without revenue"
            )
        if loss.amount is not None:
            said.append(f"{money(loss.amount, loss.currency)} a year")
        told = f" Told on {day(loss.told_on, today=today, always_year=True)}." if loss.told_on else ""
        counted = (
            " Its contracts are still counted: no decision or cancellation ends them." if loss.goes_on else ""
        )
        line = ", ".join(said)
        return f"{upper(line)}.{told}{counted}"

    def _make_fields(self) -> None:
        given, today = self._before, self._desk.today
        self.root = Choice([(None, _UNKNOWN), *((r, wording.choice(r)) for r in Root)], name="Where it lies")
        self.reason = Choice([(Reason.NOT_KNOWN, _UNKNOWN)], name="Reason")
        self.ground = Choice(
            [(None, "Not known"), *((g, wording.choice(g)) for g in Ground)], name="How it is known"
        )
        self.detail = TextArea(given.detail, name="In words", lines=2)
        self.avoidable = Choice(_YES_NO, name="Avoidable")
        self.evidence = Field(
            given.evidence, name="Evidence", hint="Needed where nobody could have avoided it"
        )
        self.involuntary = Choice(_YES_NO, name="Involuntary")
        self.knowable = Choice(_YES_NO, name="Knowable at the sale")
        self.criterion = Field(
            given.criterion, name="By which criterion", hint="What should have been asked then"
        )
        self.calls = Check("By phone, on")
        self.call = DayField(given.call_on or today, today=today, name="Day of the call")
        self.lost = DayField(self._loss.lost_on or today, today=today, name="Lost on")
        self.knows_day = Check("The first day without revenue is known")
        self.lost.setEnabled(False)
        self.knows_day.toggled.connect(self.lost.setEnabled)
        self.lost.setMaximumDate(to_qdate(today + timedelta(days=3653)))

    def _laid_out(self) -> Form:
        form = Form()
        if self._loss.lost_on is None:
            form.row("", self.knows_day)
            form.row("Lost on", self.lost)
        form.row("Where it lies", self.root)
        form.row("Reason", self.reason)
        form.row("How it is known", self.ground)
        form.row("In words", self.detail)
        form.row("Avoidable", self.avoidable)
        form.row("Evidence", self.evidence)
        form.row("Involuntary", self.involuntary)
        form.row("Knowable at the sale", self.knowable)
        form.row("By which criterion", self.criterion)
        form.row("A call after it", self.calls)
        form.row("", self.call, self._window())
        return form

    def _window(self) -> str:
        lost = self._loss.lost_on
        if lost is None:
            return f"2 to {CALL_TO.days} days after the loss. No mail, and no survey."
        first, _, last = call_window(lost)
        if last < self._desk.today:
            return f"Its window, {long_span(first, last)}, is over. No survey goes to who was lost."
        return f"Within {long_span(first, last)}. No mail, and no survey."

    def _fill(self) -> None:
        given = self._before
        reason, record = given.reason, self._loss.record
        proposed = reason_in(given.detail) if record is None or reason is Reason.NOT_KNOWN else None
        reason = proposed or reason
        self.proposal.setText(
            f"Proposed from the words of the book: {reason.value}. It counts when you record it."
            if proposed
            else ""
        )
        self.proposal.setVisible(proposed is not None)
        self.root.set_value(ROOTS.get(reason))
        self._root_chosen()
        self.reason.set_value(reason)
        self.ground.set_value(given.ground)
        self.avoidable.set_value(given.avoidable)
        self.involuntary.set_value(given.involuntary)
        self.knowable.set_value(given.knowable_at_sale)
        self._fill_call()

    def _fill_call(self) -> None:
        """The call lies in its window; once that is over none can be planned."""
        lost, today = self._loss.lost_on, self._desk.today
        self.calls.setChecked(self._before.call_on is not None)
        self.call.setEnabled(self.calls.isChecked())
        self.calls.toggled.connect(self.call.setEnabled)
        if lost is None:
            return
        first, _, last = call_window(lost)
        self.call.setDateRange(to_qdate(first), to_qdate(last))
        self.call.setDate(to_qdate(self._before.call_on or call_day(self._loss, today=today) or last))
        self.calls.setEnabled(last >= today or self._before.call_on is not None)

    def _root_chosen(self) -> None:
        root = self.root.value
        reasons = [r for r, of in ROOTS.items() if of is root]
        named = (
            [(r, "No more is known" if r.value == root.value else wording.choice(r)) for r in reasons]
            if root
            else []
        )
        self.reason.set_options(named or [(Reason.NOT_KNOWN, _UNKNOWN)])
        self.reason.setEnabled(root is not None)
        self.save.set_label("Record" if root else "Keep as not known yet")

    def answer(self) -> Answer:
        """What the sheet says."""
        said = self.lost.day() if self.knows_day.isChecked() else None
        return Answer(
            reason=self.reason.value,
            ground=self.ground.value,
            detail=self.detail.toPlainText(),
            evidence=self.evidence.text(),
            avoidable=self.avoidable.value,
            involuntary=self.involuntary.value,
            knowable_at_sale=self.knowable.value,
            criterion=self.criterion.text(),
            lost_on=said or self._before.lost_on,
            call_on=self.call.day() if self.calls.isChecked() else None,
        )

    def keep(self) -> None:
        """Record it; what is recorded so already stays."""
        answer = self.answer()
        if self._loss.record is not None and answer == self._before:
            self.close()
            return
        said = answer.reason.value if answer.reason is not Reason.NOT_KNOWN else "why is not known yet"
        self.send(record_loss, self._loss, answer, say=f"{self._loss.name}: {said}")


def title_of(told: Told, today: date) -> str:
    """The question, of what went or of what is going."""
    what = told.loss.name if told.loss.whole or not told.product else f"{told.product} of {told.loss.name}"
    return f"Why is {what} leaving?" if told.loss.notified(today) else f"Why was {what} lost?"
