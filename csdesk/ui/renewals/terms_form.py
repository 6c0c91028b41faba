"""The terms form: what a contract says of its end, so that its line can be placed."""

from PySide6.QtWidgets import QWidget

from csdesk.domain.periods import term_end
from csdesk.domain.subscriptions import Subscription
from csdesk.services.renewals.contracts import Terms, state_terms
from csdesk.ui.desk import Desk
from csdesk.ui.formats import day
from csdesk.ui.kit.choices import Check, Choice
from csdesk.ui.kit.days import DayField
from csdesk.ui.kit.forms import Form
from csdesk.ui.kit.labels import elided
from csdesk.ui.kit.numbers import NotAFigure, typed, whole_of
from csdesk.ui.shell.sheets.notice_fields import NoticeFields
from csdesk.ui.shell.sheets.saving_sheet import SavingSheet

_YEAR = 12


class TermsForm(SavingSheet):
    """Completes one line."""

    def __init__(self, window: QWidget, desk: Desk, line: Subscription, account: str, product: str) -> None:
        super().__init__(window, desk, f"Terms of {account}", 440)
        self._line = line
        begun = day(line.start, today=desk.today, always_year=True) if line.start else "not known"
        self.column.addWidget(elided(f"Terms of {account}", "title"))
        self.column.addWidget(elided(f"{product}, start {begun}", "small", "text.secondary"))
        self._make_fields()
        form = Form()
        form.row("", self.knows_end)
        form.row("Last day", self.end)
        form.row("Notice", self.notice)
        form.row("Renews by itself", self.rolls)
        self.column.addWidget(form)
        self.finish("Save", self.keep)
        self.keep_draft(desk, "terms", f"Terms of {account}, {product}", line=str(line.id))

    def _make_fields(self) -> None:
        line, today = self._line, self._desk.today
        self.knows_end = Check("The last day of the term is known")
        known = line.end if line.term_confirmed else None
        self.knows_end.setChecked(known is not None)
        self.end = DayField(
            line.end or term_end(line.start or today, _YEAR), today=today, name="Last day of the term"
        )
        self.end.setEnabled(known is not None)
        self.knows_end.toggled.connect(self.end.setEnabled)
        self.notice = NoticeFields(typed(line.notice_days), line.notice_counted_in)
        self.rolls = Choice([(None, "Not known"), (True, "Yes"), (False, "No")], name="Renews by itself")
        self.rolls.set_value(line.auto_renew)

    def keep(self) -> None:
        """Save it, or say what is in the way."""
        try:
            days = whole_of(self.notice.days.text())
        except NotAFigure:
            self.notice.days.refuse("Whole days, such as 30")
            return
        end = self.end.day() if self.knows_end.isChecked() else None
        terms = Terms(end, days, self.rolls.value, self.notice.counted)
        self.send(state_terms, self._line.id, terms)
        line = self._line
        stays = end is None or (end == line.end and line.term_confirmed)
        said = (terms.notice_days, terms.auto_renew, terms.notice_counted_in)
        if stays and said == (line.notice_days, line.auto_renew, line.notice_counted_in):
            self.close()
