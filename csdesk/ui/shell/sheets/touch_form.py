"""The touch form: with whom, how, when, what came of it, the next step, and what was promised."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from csdesk import wording
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.errors import AmbiguousContact, CsdeskError, FieldNeeded, TouchInFuture, TouchWithoutText
from csdesk.domain.ids import AccountId
from csdesk.domain.tasks import Party
from csdesk.domain.touches import DEFAULT_MINUTES, MINUTES, Direction, TouchKind
from csdesk.services.accounts.touches import TouchDraft, log_touch, people_there
from csdesk.services.book.drafts import Draft
from csdesk.ui.desk import Desk
from csdesk.ui.formats import to_qdate
from csdesk.ui.kit.amounts import MinutesField
from csdesk.ui.kit.choices import Check, Choice
from csdesk.ui.kit.days import DayField
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.forms import Form
from csdesk.ui.kit.names_field import NamesField
from csdesk.ui.kit.typed import type_into
from csdesk.ui.shell.sheets.entry_sheet import EntrySheet, Typed, side_by_side
from csdesk.ui.theme import px

if TYPE_CHECKING:
    from csdesk.domain.week.candidates import Candidate
    from csdesk.services.correspondence.mail_in import MailTouch
    from csdesk.store.book import Book


_USUAL = "usual"
_PROMISED = {Party.US: "Promised by us", Party.CUSTOMER: "By the customer", Party.PARTNER: "By the partner"}


class TouchForm(EntrySheet):
    """Logs one touch, or several in a row; opened on a card of the week it offers to have that done, too."""

    TITLE: ClassVar[str] = "Log touch"
    AGAIN: ClassVar[str] = "Log, and another"
    LOST: ClassVar[str] = "The touch was not logged."

    def __init__(self, window: QWidget, desk: Desk, about: "AccountId | Candidate | None") -> None:
        card = None if about is None or isinstance(about, str) else about
        account = card.account if card else cast("AccountId | None", about)
        super().__init__(window, desk, account)
        self._about = about
        self._card = card
        self._usual: Mapping[TouchKind, int] = MINUTES
        self._mail: MailTouch | None = None
        self._there: tuple[str, ...] = ()
        self._asked: AccountId | None = None
        self.adding: Check | None = None
        self._make_fields()
        self.who.edit.textChanged.connect(self._who_typed)
        self.compose(self._laid_out())
        desk.read(_minutes_of_kinds, self._learn_minutes)
        self.keep_draft(desk, "touch", "Touch", account=str(account or ""))

    def typed(self) -> Typed:
        """The words that stand in it."""
        words = ("" if self._proposed() else self.people.text(), self.next_step.text(), self.promise.text())
        return self.who.text(), self.text.toPlainText(), *words

    def show_typed(self, typed: Typed) -> None:
        """Show words that were typed before."""
        who, text, people, next_step, promise = typed
        self.who.set_text(who)
        self.text.setPlainText(text)
        self.people.set_text(people)
        self.next_step.set_text(next_step)
        self.promise.set_text(promise)
        self.text.setFocus()

    def first_words(self) -> QWidget:
        """What came of it."""
        return self.text

    def _make_fields(self) -> None:
        today = self._desk.today
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("What came of it")
        self.text.setPlaceholderText("What came of it")
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(px(84))
        self.kind = Choice([(k, wording.choice(k)) for k in TouchKind])
        self.kind.chosen.connect(self._kind_chosen)
        self.direction = Choice([(d, wording.choice(d)) for d in Direction])
        self.day = DayField(today, today=today, name="Day")
        self.day.setMaximumDate(to_qdate(today))
        self.minutes = MinutesField(MINUTES[TouchKind.CALL])
        self.minutes.propose(MINUTES[TouchKind.CALL], _USUAL)
        self.people = NamesField("With", hint="Names, with commas between")
        self.next_step = Field(name="Next step", hint="What to do next, if anything")
        self.next_on = DayField(today + timedelta(days=7), today=today, name="Day of the next step")
        self.next_on.setEnabled(False)
        self.next_step.edit.textChanged.connect(self._next_step_typed)
        self.promise = Field(name="Promise", hint="What was promised, if anything")
        self.promise_on = DayField(today + timedelta(days=14), today=today, name="Day of the promise")
        self.promised_by = Choice([(p, _PROMISED[p]) for p in Party])
        self.promise.edit.textChanged.connect(self._promise_typed)
        self._promise_typed("")
        self.over = Check(self._card.title if self._card else "")
        self.direction.chosen.connect(self._propose_done)
        self._propose_done()

    def show_mail(self, touch: "MailTouch") -> None:
        """Show what a mail says; it is the person who logs it."""
        self._mail = touch
        self.kind.set_value(TouchKind.MAIL)
        self._kind_chosen(TouchKind.MAIL)
        if touch.direction is not None:
            self.direction.set_value(touch.direction)
        else:
            ways = [(None, "Which way did it go?"), *((d, wording.choice(d)) for d in Direction)]
            self.direction.set_options(ways)
        if touch.on is not None:
            self.day.setDate(to_qdate(touch.on))
        self.text.setPlainText(touch.summary)
        self.people.show_names([p.name for p in touch.people])
        if touch.newcomers:
            named = ", ".join(p.name or p.address for p in touch.newcomers)
            self.adding = Check(f"Add to the account’s people: {named}")
            self.column.insertWidget(2, self.adding)

    def _laid_out(self) -> Form:
        form = Form()
        form.row("Account", self.who)
        form.row("What came of it", self.text)
        form.row("Kind", side_by_side(self.kind, self.direction))
        form.row("Day", side_by_side(self.day, self.minutes))
        form.row("With", self.people)
        form.row("Next step", self.next_step)
        form.row("By", self.next_on)
        form.row("Promise", self.promise)
        form.row("Kept by", side_by_side(self.promise_on, self.promised_by))
        if self._card is not None:
            self.over.setAccessibleName(f"Done: {self._card.title}")
            form.row("Done", self.over)
        self.kind.setAccessibleName("Kind")
        self.direction.setAccessibleName("Direction")
        self.minutes.setAccessibleName("Minutes")
        self.promised_by.setAccessibleName("Who promised it")
        return form

    def _offer(self, named: list[tuple[AccountId, str]]) -> None:
        super()._offer(named)
        self._who_typed()

    def _who_typed(self) -> None:
        account = self.account()
        if self._card is not None:
            self._form.show_row(self.over, shown=account in (None, self._card.account))
        if account is not None and account != self._asked:
            self._asked = account
            self._desk.read(_People(account), self._learn_people)

    def _learn_people(self, found: tuple[AccountId, tuple[str, ...]]) -> None:
        """Offer who is there, where it is still the account that is meant."""
        if found[0] != self._asked:
            return
        untouched = self._proposed() or not self.people.text()
        self._there = found[1]
        self.people.offer(self._there)
        if untouched and self._mail is None and not self.people.edit.isModified():
            self._propose()

    def _propose(self) -> None:
        """The only one who is there; of several nobody."""
        self.people.show_names(self._there if len(self._there) == 1 else ())

    def _proposed(self) -> bool:
        """Whether nobody but the form says with whom it was."""
        return (
            len(self._there) == 1 and self.people.names() == self._there and not self.people.edit.isModified()
        )

    def _next_step_typed(self, text: str) -> None:
        self.next_on.setEnabled(bool(text.strip()))

    def _promise_typed(self, text: str) -> None:
        for field in (self.promise_on, self.promised_by):
            field.setEnabled(bool(text.strip()))

    def _propose_done(self) -> None:
        """What a card asks for is done with a talk; a message that waits for its answer leaves it open."""
        talk = self._card is not None and self._card.kind is not TouchKind.OTHER
        self.over.setChecked(talk and self.direction.value is Direction.TWO_WAY)

    def _learn_minutes(self, usual: Mapping[TouchKind, int]) -> None:
        self._usual = usual
        self._kind_chosen(self.kind.value)

    def _kind_chosen(self, kind: object) -> None:
        if not self.minutes.given:
            self.minutes.propose(self._usual.get(cast(TouchKind, kind), DEFAULT_MINUTES), _USUAL)

    def send(self, account: AccountId) -> None:
        """Log it; which way a mail went is not guessed."""
        if self.direction.value is None:
            self._refused(FieldNeeded(field="Which way the mail went"))
            return
        self._desk.do(log_touch, self._draft(account))

    def is_mine(self, changes: ChangeSet) -> bool:
        """A touch was logged."""
        return changes.verb is Verb.LOG_TOUCH

    def _draft(self, account: AccountId) -> TouchDraft:
        return TouchDraft(
            account=account,
            summary=self.text.toPlainText(),
            on=self.day.day(),
            kind=self.kind.value,
            direction=self.direction.value,
            people=self.people.names(),
            minutes=self.minutes.said(),
            next_step=self.next_step.text(),
            next_on=self.next_on.day() if self.next_step.text().strip() else None,
            promise=self.promise.text(),
            promise_on=self.promise_on.day() if self.promise.text().strip() else None,
            promised_by=self.promised_by.value,
            external_id=self._mail.external_id if self._mail else None,
            newcomers=self._newcomers(),
            done=self._card if self.over.isChecked() else None,
        )

    def _newcomers(self) -> list[tuple[str, str]]:
        """People of the mail whom the account lacks, where they are to be added."""
        wanted = self._mail is not None and self.adding is not None and self.adding.isChecked()
        return [(p.name, p.address) for p in self._mail.newcomers] if self._mail and wanted else []

    def clear(self) -> None:
        """Empty the words; day, kind and minutes stay for the next one."""
        self._mail = None
        if self.adding is not None:
            self.adding.hide()
        self._close_card()
        self.text.clear()
        self._propose()
        self.next_step.set_text("")
        self.promise.set_text("")

    def _close_card(self) -> None:
        """The next touch is not about the card."""
        if self._card is not None:
            self._form.show_row(self.over, shown=False)
            self._card = None

    def field_of(self, error: CsdeskError) -> QWidget | None:
        """The day, the words, the names or the direction."""
        return {
            TouchInFuture: self.day,
            TouchWithoutText: self.text,
            AmbiguousContact: self.people,
            FieldNeeded: self.direction,
        }.get(type(error))


def _minutes_of_kinds(book: "Book") -> Mapping[TouchKind, int]:
    from csdesk.services.book.preferences import usual_minutes

    return usual_minutes(book)


class _People:
    """Asks who is there, and says of which account that is."""

    def __init__(self, account: AccountId) -> None:
        self._account = account

    def __call__(self, book: "Book") -> tuple[AccountId, tuple[str, ...]]:
        return self._account, people_there(book, self._account)


def reopen(window: QWidget, desk: Desk, draft: Draft) -> None:
    """Show a draft in the form again."""
    form = TouchForm.open_over(window, desk, draft.about.get("account") or None)
    type_into(form, draft.texts)
    form.text.setFocus()
