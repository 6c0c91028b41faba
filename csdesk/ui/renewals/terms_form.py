"""The terms form: what a contract says of its end, so that its line can be placed."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.errors import CsdeskError
from csdesk.domain.periods import term_end
from csdesk.domain.subscriptions import Subscription
from csdesk.services.contracts import Terms, state_terms
from csdesk.ui.desk import Desk
from csdesk.ui.formats import day
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.choices import Check, Choice
from csdesk.ui.kit.days import DayField
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.forms import Form
from csdesk.ui.kit.labels import elided, paragraph
from csdesk.ui.renewals.figures import NotAFigure, typed, whole_of
from csdesk.ui.shell.sheets import Sheet
from csdesk.ui.theme import px

_YEAR = 12


class TermsForm(Sheet):
    """Completes one line."""

    def __init__(self, window: QWidget, desk: Desk, line: Subscription, account: str, product: str) -> None:
        super().__init__(window, f"Terms of {account}", 440)
        self._desk, self._line, self._sent = desk, line, False
        begun = day(line.start, today=desk.today, always_year=True) if line.start else "not known"
        self.column.addWidget(elided(f"Terms of {account}", "title"))
        self.column.addWidget(elided(f"{product}, start {begun}", "small", "text.secondary"))
        self._make_fields()
        form = Form()
        form.row("", self.knows_end)
        form.row("Last day", self.end)
        form.row("Notice, days", self.notice)
        form.row("Renews by itself", self.rolls)
        self.column.addWidget(form)
        self._refusal = paragraph("", "small", "bad.text")
        self._refusal.hide()
        self.column.addWidget(self._refusal)
        self.column.addLayout(self._buttons())
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.save)
        desk.changed.connect(self._saved)
        desk.refused.connect(self._refused)
        self.keep_draft(desk, "terms", f"Terms of {account}, {product}", line=str(line.id))

    def _make_fields(self) -> None:
        line, today = self._line, self._desk.today
        self.knows_end = Check("The last day of the term is known")
        known = line.end if line.term_confirmed else None
        self.knows_end.setChecked(known is not None)
        self.end = DayField(line.end or term_end(line.start or today, _YEAR), name="Last day of the term")
        self.end.setEnabled(known is not None)
        self.knows_end.toggled.connect(self.end.setEnabled)
        self.notice = Field(typed(line.notice_days), name="Notice, days", hint="Not known")
        self.rolls = Choice([(None, "Not known"), (True, "Yes"), (False, "No")], name="Renews by itself")
        self.rolls.set_value(line.auto_renew)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addStretch(1)
        cancel = Button("Cancel", keys=("Esc",))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.close)
        self.done_button = Button("Save", kind=Kind.PRIMARY, keys=("Enter",))
        self.done_button.setDefault(True)
        self.done_button.clicked.connect(self.save)
        row.addWidget(cancel)
        row.addWidget(self.done_button)
        return row

    def save(self) -> None:
        """Save it, or say what is in the way."""
        self._refusal.hide()
        try:
            days = whole_of(self.notice.text())
        except NotAFigure:
            self.notice.refuse("Whole days, such as 30")
            return
        end = self.end.day() if self.knows_end.isChecked() else None
        terms = Terms(end, days, self.rolls.value)
        self._sent = True
        self._desk.do(state_terms, self._line.id, terms)
        stays = end is None or (end == self._line.end and self._line.term_confirmed)
        if stays and (days, self.rolls.value) == (self._line.notice_days, self._line.auto_renew):
            self.close()

    def _saved(self) -> None:
        if self._sent:
            self.close()

    def _refused(self, error: CsdeskError) -> None:
        """Say why, and keep what was typed."""
        if self._sent:
            self._sent = False
            self._refusal.setText(f"{wording.sentence(error)} {wording.next_step(error)}")
            self._refusal.show()
