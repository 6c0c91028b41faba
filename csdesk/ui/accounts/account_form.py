"""The account form: one new account by hand."""

from decimal import Decimal

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from csdesk import wording
from csdesk.domain.errors import CsdeskError
from csdesk.domain.periods import add_months
from csdesk.services.accounts.newcomers import AccountDraft, add_account
from csdesk.services.book.drafts import Draft
from csdesk.ui.desk import Desk
from csdesk.ui.formats import figure
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.choices import Check
from csdesk.ui.kit.days import DayField
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.forms import Form
from csdesk.ui.kit.labels import label
from csdesk.ui.kit.numbers import NotAFigure, figure_of
from csdesk.ui.kit.typed import type_into
from csdesk.ui.shell.sheets.sheets import Sheet


class AccountForm(Sheet):
    """Adds one account."""

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window, "New account", 480)
        self._desk = desk
        self.column.addWidget(label("New account", "title"))
        self.account = Field(name="Account", hint="Name of the company")
        self.domain = Field(name="Domain", hint="example.com")
        self.arr = Field(name="ARR", hint=f"{figure('29,000')}; leave empty if not known")
        self.outcome = Field(name="Required outcome", hint="What they must achieve")
        self.knows_renewal = Check("Renewal known, last day of the term")
        self.renewal = DayField(add_months(desk.today, 12), today=desk.today, name="Renewal")
        self.renewal.setEnabled(False)
        self.knows_renewal.toggled.connect(self.renewal.setEnabled)
        self.column.addWidget(self._laid_out())
        self.save = Button("Add account", kind=Kind.PRIMARY, keys=("Ctrl", "Enter"))
        self.save.clicked.connect(self.add)
        self.end_with(self.save)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.add)
        desk.changed.connect(self.close)
        desk.refused.connect(self._refused)
        self.keep_draft(desk, "account", "New account")

    def _laid_out(self) -> Form:
        form = Form()
        form.row("Account", self.account)
        form.row("Domain", self.domain)
        form.row("Required outcome", self.outcome)
        form.row("ARR", self.arr)
        form.row("", self.knows_renewal)
        form.row("Renewal", self.renewal)
        return form

    def add(self) -> None:
        """Add the account, or say what is in the way."""
        try:
            arr = figure_of(self.arr.text())
        except NotAFigure:
            arr = Decimal(-1)
        if arr is not None and arr < 0:
            self.arr.refuse(f"A number, such as {figure('29,000')}")
            return
        known = self.knows_renewal.isChecked()
        draft = AccountDraft(
            self.account.text(),
            self.domain.text(),
            arr,
            self.renewal.day() if known else None,
            self.outcome.text(),
        )
        self._desk.do(add_account, draft)

    def _refused(self, error: CsdeskError) -> None:
        self.account.refuse(f"{wording.sentence(error)} {wording.next_step(error)}")


def reopen(window: QWidget, desk: Desk, draft: Draft) -> None:
    """Show a draft in the form again."""
    form = AccountForm(window, desk)
    type_into(form, draft.texts)
    form.open()
