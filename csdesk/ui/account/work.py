"""What can be done with the account that is shown: its sheets, its deck, a tick on its plan."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from csdesk import wording
from csdesk.domain.contacts import Contact
from csdesk.domain.fields import noun_of
from csdesk.domain.files import File
from csdesk.domain.gaps import Gap
from csdesk.domain.ids import AccountId
from csdesk.domain.milestones import Milestone
from csdesk.domain.objectives import Objective
from csdesk.domain.promises import Promise, PromiseStatus
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.domain.timeline import Entry
from csdesk.services.health.sources import Source
from csdesk.ui.account.questions import Named, OthersQuestion, word_of
from csdesk.ui.desk import Desk
from csdesk.ui.page import Page

if TYPE_CHECKING:
    from csdesk.services.accounts.briefs import Brief
    from csdesk.services.book.custom import Custom
    from csdesk.services.book.forms import FormFacts
    from csdesk.services.renewals.losses import Told
    from csdesk.ui.account.behind import Behind
    from csdesk.ui.shell.deck import DeckWriter


class Work(QObject):
    """Does it over a page; `account` is the one that is shown."""

    def __init__(self, page: Page, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk
        self.account: AccountId | None = None
        self._focus = ""
        self._decks: DeckWriter | None = None

    def edit_account(self, key: object = "") -> None:
        """Edit the account's own fields, beginning with one of them."""
        if self.account is not None and self._desk.writable:
            self.edit("account", self.account, key if isinstance(key, str) else "")

    def edit_value(self, value: Any) -> None:
        """Edit a row."""
        self.edit(noun_of(type(value)).word, value.id)

    def date_objective(self, objective: Objective) -> None:
        """Say since when an objective is agreed, or by when it is to be reached."""
        self.edit("objective", objective.id, "agreed_on" if objective.agreed_on is None else "due_on")

    def edit_entry(self, entry: Entry) -> None:
        """Edit the row behind an entry of the timeline."""
        word = word_of(entry)
        if word:
            self.edit(word, entry.id)

    def edit_source(self, source: Source) -> None:
        """Edit a row behind a line of the receipt."""
        self.edit(source.word, source.id)

    def edit(self, noun: str, id_: str, focus: str = "") -> None:
        """Open the form of a row."""
        from csdesk.ui.account.edit_sheet import FormQuestion

        if self.account is not None:
            self._focus = focus
            self._desk.read(FormQuestion(noun, id_, self.account), self._show_form)

    def add(self, noun: str) -> None:
        """Open the form of a new row of the account."""
        from csdesk.ui.shell.sheets.losses_sheet import LossesQuestion

        if self.account is None or not self._desk.writable:
            return
        if noun == "churn":
            self._desk.read(LossesQuestion(self._desk, self.account), self._ask_why)
            return
        self._form_of_new(noun)

    def _form_of_new(self, noun: str) -> None:
        from csdesk.ui.account.edit_sheet import FormQuestion

        assert self.account is not None
        self._focus = ""
        self._desk.read(FormQuestion(noun, None, self.account), self._show_form)

    def _ask_why(self, found: "list[Told]") -> None:
        """Ask about the loss that has no reason; where there is none, one that the contracts do not tell."""
        from csdesk.ui.shell.sheets.loss_sheet import LossSheet

        waiting = [told for told in found if not told.loss.answered]
        if waiting:
            LossSheet(self._page.window(), self._desk, waiting[0]).open()
        else:
            self._form_of_new("churn")

    def _show_form(self, facts: "FormFacts") -> None:
        from csdesk.ui.account.edit_sheet import EditSheet

        if facts.id is None and facts.noun.word == "subscription" and facts.account is not None:
            self._sell(facts.account, facts)
            return

        sheet = EditSheet(self._page.window(), self._desk, facts, self._focus)
        sheet.merging.connect(self._merge)
        sheet.open()

    def _sell(self, account: AccountId, facts: "FormFacts") -> None:
        from csdesk.ui.account.contract_form import ContractForm

        products = [name for _, name in facts.options.get("product", ())]
        ContractForm(self._page.window(), self._desk, account, facts.called, products).open()

    def type_own(self, own: "Custom") -> None:
        """Type what the account says in a field of the person's own."""
        from csdesk.ui.account.own_sheet import OwnSheet

        if self.account is not None and self._desk.writable:
            OwnSheet(self._page.window(), self._desk, self.account, own).open()

    def merge_account(self) -> None:
        """Merge the account with another."""
        if self.account is not None and self._desk.writable:
            self._desk.read(OthersQuestion("account", self.account), self._show_merge)

    def _merge(self, facts: "FormFacts") -> None:
        if facts.id is not None:
            self._desk.read(OthersQuestion(facts.noun.word, facts.id), self._show_merge)

    def _show_merge(self, found: "tuple[str, tuple[str, str], Named]") -> None:
        from csdesk.ui.account.merge_sheet import MergeSheet

        MergeSheet(self._page.window(), self._desk, *found).open()

    def reach(self, milestone: Milestone) -> None:
        """Say that a milestone was reached today, or that it was not."""
        from csdesk.services.book.editing import reach

        on = None if milestone.reached else self._desk.today
        said = "Reached" if on else "Not reached yet"
        self._desk.do(reach, milestone.id, on, say=f"{said}: {milestone.milestone}")

    def tick(self, task: Task) -> None:
        """Say that a task is done, or open again."""
        from csdesk.services.book.editing import finish_task

        done = task.status is not TaskStatus.DONE
        self._desk.do(
            finish_task, task.id, done=done, say=f"{'Done' if done else 'Open again'}: {task.title}"
        )

    def keep_promise(self, promise: Promise) -> None:
        """Say that a promise was kept today, or that it is open again."""
        kept = promise.status is not PromiseStatus.KEPT
        self._settle(promise, PromiseStatus.KEPT if kept else PromiseStatus.OPEN)

    def bridge(self, gap: Gap) -> None:
        """Say that a gap was bridged today, or that it is there again."""
        from csdesk.services.accounts.promises import bridge_gap

        on = self._desk.today if gap.bridged_on is None else None
        said = "Bridged" if on else "There again"
        self._desk.do(bridge_gap, gap.id, on, say=f"{said}: {gap.gap}")

    def act(self, word: str, value: Any) -> None:
        """Do what a button beside a table says with a row of it."""
        if word == "copy" and isinstance(value, File):
            self.copy_place(value)
        elif word == "open" and isinstance(value, File):
            self.open_file(value)
        elif word == "mail" and isinstance(value, Contact):
            self.write_mail(value)
        elif word == "address" and isinstance(value, Contact):
            self.open_address(value)
        elif not self._desk.writable:
            return
        elif word == "bridged" and isinstance(value, Gap):
            self.bridge(value)
        elif word == "moved" and isinstance(value, Promise):
            from csdesk.ui.account.promise_sheet import PromiseDaySheet

            PromiseDaySheet(self._page.window(), self._desk, value).open()
        elif isinstance(value, Promise):
            self._settle(value, PromiseStatus(word))

    def _settle(self, promise: Promise, status: PromiseStatus) -> None:
        from csdesk.services.accounts.promises import settle_promise

        said = "Open again" if status is PromiseStatus.OPEN else wording.choice(status)
        self._desk.do(settle_promise, promise.id, status, say=f"{said}: {promise.promise}")

    def open_file(self, file: File) -> None:
        """Ask whether to open what a file names."""
        from csdesk.ui.shell.sheets.file_sheet import open_place

        open_place(self._page.window(), file.place)

    def copy_place(self, file: File) -> None:
        """Put the place of a file on the clipboard."""
        QGuiApplication.clipboard().setText(file.place)
        self._desk.told.emit(f"Copied: where {file.title} lies.", False)

    def write_mail(self, person: Contact | None = None) -> None:
        """Write a mail to somebody of the account, or to whom it concerns most."""
        from csdesk.ui.shell.sheets.mail_sheet import MailSheet

        if self.account is not None:
            to = str(person.id) if person else ""
            MailSheet(self._page.window(), self._desk, self.account, to).open()

    def open_address(self, person: Contact) -> None:
        """Ask whether the mail program may open with a person's address."""
        from csdesk.ui.shell.sheets.links import open_link

        if person.email:
            open_link(self._page.window(), f"mailto:{person.email.strip()}")
        else:
            self._desk.told.emit(f"The address of {person.name} is not known.", False)

    def show_source(self, behind: "Behind") -> None:
        """Show the rows behind a line of the receipt."""
        from csdesk.ui.account.source_sheet import SourceQuestion

        self._desk.read(SourceQuestion(behind), self._show_source)

    def _show_source(self, found: "tuple[Behind, list[Source]]") -> None:
        from csdesk.ui.account.source_sheet import SourceSheet

        sheet = SourceSheet(self._page.window(), *found, self._desk.today)
        sheet.opened.connect(self.edit_source)
        sheet.opened.connect(sheet.close)
        sheet.open()

    def show_alike(self) -> None:
        """Show customers like this one."""
        from csdesk.ui.shell.sheets.alike_sheet import show_alike

        show_alike(self._page, self._desk, self.account)

    def show_brief(self) -> None:
        """Show the one page to read before a call."""
        from csdesk.ui.shell.sheets.brief_sheet import BriefQuestion

        if self.account is not None:
            self._desk.read(BriefQuestion(self._desk, self.account), self._show_brief)

    def _show_brief(self, brief: "Brief") -> None:
        from csdesk.ui.shell.sheets.brief_sheet import BriefSheet

        BriefSheet(self._page.window(), self._desk, brief).open()

    def export_for_customer(self, called: str) -> None:
        """Ask for a file, and write what is the customer's as a workbook."""
        from csdesk.ui.shell.customer_file import CustomerFile

        if self.account is not None:
            CustomerFile(self._page, self._desk).ask(self.account, called)

    def write_deck(self, called: str) -> None:
        """Ask for a file, and write the QBR deck."""
        from csdesk.ui.shell.deck import DeckWriter

        if self.account is not None:
            self._decks = self._decks or DeckWriter(self._page, self._desk)
            self._decks.ask(self.account, called)
