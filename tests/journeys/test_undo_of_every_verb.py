"""Undo of every verb gives back an equal book, redo what was there after it, across restarts too."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.churn import Reason
from csdesk.domain.contacts import Contact, Role
from csdesk.domain.errors import NothingToRedo, NothingToUndo
from csdesk.domain.files import File, FileKind
from csdesk.domain.imports.sheets.around import Options
from csdesk.domain.leaks.findings import Finding, Leak
from csdesk.domain.leaks.profiles import Profile
from csdesk.domain.looks import SHIPPED
from csdesk.domain.nouns import NOUNS
from csdesk.domain.passes import Pass
from csdesk.domain.preferences import CURRENCY, HOURS, Preference
from csdesk.domain.promises import Promise, PromiseStatus
from csdesk.domain.renewals import Category, Outcome
from csdesk.domain.revenue.deciding import RenewalDecision
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.domain.touches import Touch
from csdesk.domain.week.candidates import Candidate
from csdesk.services.accounts.bulk import edit_many
from csdesk.services.accounts.merging import merge
from csdesk.services.accounts.newcomers import AccountDraft, add_account
from csdesk.services.accounts.promises import move_promise, settle_promise
from csdesk.services.accounts.touches import TouchDraft, log_touch
from csdesk.services.book.editing import add_row, remove_row, set_fields
from csdesk.services.book.history import redo, undo
from csdesk.services.book.preferences import prefer
from csdesk.services.book.views import remove_view, save_view, views_of
from csdesk.services.outgoing.files import WrittenFile, keep_written
from csdesk.services.outgoing.leak_guard import let_pass
from csdesk.services.renewals.deciding import RenewalKey, decide_renewal, set_category
from csdesk.services.renewals.losses import Answer, losses, record_loss
from csdesk.services.renewals.renewals import renewals_due
from csdesk.services.sample import write_sample
from csdesk.services.spreadsheets.exports import export_book
from csdesk.services.spreadsheets.imports import apply_import, plan_import, read_files
from csdesk.services.spreadsheets.rounds import apply_merge
from csdesk.services.week.week import drop, finish, move, plan_week, snooze
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from tests.services.round_trip import add, edited, planned, write
from tests.trials import trials

DAY = date(2025, 11, 24)
Deed = Callable[[Book, Path], ChangeSet | None]


def content(book: Book) -> list[list[Any]]:
    rows: list[list[Any]] = [book.all(noun) for noun in NOUNS]
    return [sorted(some, key=lambda v: str(v.id)) for some in rows]


def first(book: Book) -> Account | None:
    return min(book.all(Account), key=lambda a: a.account, default=None)


def item(book: Book) -> Candidate | None:
    plan = plan_week(book, start=DAY)
    return next(
        (r.candidate for r in (*(p.item for p in plan.plan), *(n.item for n in plan.not_doing))), None
    )


def unused(book: Book, word: str) -> str:
    """A name no account has, however many were merged away: an added account must be a new one."""
    taken = {a.account.rstrip("!") for a in book.all(Account)}
    return next(name for n in count() if (name := f"{word} {n}") not in taken)


def touching(book: Book, _: Path) -> ChangeSet | None:
    account = first(book)
    if account is None:
        return None
    people = ["Ana Duarte", "Béla Őry"]
    draft = TouchDraft(
        account.id, "Agreed", DAY, people=people, next_step="Send it", next_on=DAY, promise="A guide"
    )
    return log_touch(book, draft, today=DAY)


def adding(book: Book, _: Path) -> ChangeSet | None:
    draft = AccountDraft(unused(book, "Yarrow"), "yarrow.example", Decimal(1200), DAY + timedelta(days=12))
    return add_account(book, draft, today=DAY)


def importing(book: Book, folder: Path) -> ChangeSet | None:
    """New rows beside changed ones, contacts and lines with them."""
    sheet = folder / "customers.csv"
    account = first(book)
    known = account.account.replace('"', '""') if account else "Osier"
    name = unused(book, "Quince")
    domain = name.lower().replace(" ", "")
    rows = [f'"{known}",100,ana@known.example,Ana', f'"{name}",250,eve@{domain}.example,Eve']
    sheet.write_text("Customer,MRR,Email,Contact\n" + "\n".join(rows) + "\n", encoding="utf-8")
    sources, options = read_files([sheet], day=DAY), Options(decide="new")
    asked = plan_import(book, sources, {}, today=DAY, options=options)
    chosen = {q.key: q.default or q.choices[0].value for q in asked.open}
    plan = plan_import(book, sources, chosen, today=DAY, options=options)
    return apply_import(book, plan, today=DAY, valid_only=True)


def done(book: Book, _: Path) -> ChangeSet | None:
    return finish(book, found, today=DAY) if (found := item(book)) else None


def snoozing(book: Book, _: Path) -> ChangeSet | None:
    return snooze(book, found, DAY + timedelta(days=9), today=DAY) if (found := item(book)) else None


def dropping(book: Book, _: Path) -> ChangeSet | None:
    found = item(book)
    task = next((t for t in book.all(Task) if t.status is TaskStatus.OPEN), None)
    return drop(book, [replace(found, task=task.id)], today=DAY) if found and task else None


def planning(book: Book, _: Path) -> ChangeSet | None:
    return move(book, found, DAY + timedelta(days=2), today=DAY) if (found := item(book)) else None


def changing(book: Book, _: Path) -> ChangeSet | None:
    """Many rows of several nouns, one of them twice."""
    account = first(book)
    if account is None:
        return None
    with book.change(Verb.SET, label=account.account, today=DAY) as change:
        book.put(replace(account, account=f"{account.account}!", notes="once"))
        book.put(replace(account, account=f"{account.account}!", notes="twice"))
        book.put_all(replace(c, roles=(Role.SPONSOR, Role.USER)) for c in book.all(Contact))
    return change.done


def removing(book: Book, _: Path) -> ChangeSet | None:
    """Every touch, and one that was new in the same change."""
    with book.change(Verb.REMOVE, label="touches", today=DAY) as change:
        for touch in book.all(Touch):
            book.drop(touch)
        fleeting = Preference(id="fleeting", value="not for long")
        book.put(fleeting)
        book.drop(fleeting)
    return change.done


def preferring(book: Book, _: Path) -> ChangeSet | None:
    return prefer(book, HOURS, str(4 + len(book.all(Touch)) % 3), today=DAY)


def beginning(book: Book, _: Path) -> ChangeSet | None:
    with book.change(Verb.NEW_BOOK, label="new", today=DAY) as change:
        book.put(Preference(id=CURRENCY, value="EUR"))
    return change.done


def sampling(book: Book, _: Path) -> ChangeSet | None:
    return write_sample(book, accounts=3)


def changing_many(book: Book, _: Path) -> ChangeSet | None:
    accounts = [a.id for a in book.all(Account)]
    return edit_many(book, accounts, "segment", unused(book, "Segment"), today=DAY) if accounts else None


def saving_a_view(book: Book, _: Path) -> ChangeSet | None:
    taken = {v.name for v in views_of(book)}
    name = next(name for n in count() if (name := f"View {n}") not in taken)
    return save_view(book, name, SHIPPED[1].look, today=DAY)


def removing_a_view(book: Book, _: Path) -> ChangeSet | None:
    views = views_of(book)
    return remove_view(book, views[0].id, today=DAY) if views else None


def typing_a_row(book: Book, _: Path) -> ChangeSet | None:
    account = first(book)
    if account is None:
        return None
    facts = {"account": account.id, "title": f"Task {len(book.all(Task))}", "due_on": "2025-12-01"}
    return add_row(book, "task", facts, today=DAY)


def moving_a_promise(book: Book, _: Path) -> ChangeSet | None:
    promise = next((p for p in book.all(Promise) if p.status is PromiseStatus.OPEN), None)
    return move_promise(book, promise.id, DAY + timedelta(days=20), today=DAY) if promise else None


def settling_a_promise(book: Book, _: Path) -> ChangeSet | None:
    promise = next((p for p in book.all(Promise) if p.status is PromiseStatus.OPEN), None)
    return settle_promise(book, promise.id, PromiseStatus.KEPT, today=DAY) if promise else None


def keeping_a_deck(book: Book, _: Path) -> ChangeSet | None:
    account = first(book)
    if account is None:
        return None
    sha = f"{len(book.all(File)):064}"
    deck = WrittenFile("review.pptx", sha, FileKind.DECK, Profile.CUSTOMER, account.id, DAY)
    return keep_written(book, deck, today=DAY)


def typing_fields(book: Book, _: Path) -> ChangeSet | None:
    account = first(book)
    if account is None:
        return None
    facts = {"notes": f"{account.notes or ''}+", "segment": "Large", "csm": "Ana Duarte"}
    return set_fields(book, "account", account.id, facts, today=DAY)


def removing_a_row(book: Book, _: Path) -> ChangeSet | None:
    touch = next(iter(book.all(Touch)), None)
    return remove_row(book, "touch", touch.id, today=DAY) if touch else None


def renewing(book: Book, _: Path) -> ChangeSet | None:
    """The next term of a line, on other terms, with what was said."""
    return _decided(book, Outcome.RENEWED, quantity=Decimal(7), uplift=Decimal(3), note="Agreed on the phone")


def losing(book: Book, _: Path) -> ChangeSet | None:
    return _decided(book, Outcome.LOST, reason="price", note="They told us")


def saying_why(book: Book, _: Path) -> ChangeSet | None:
    """Say why the first loss that has no reason was lost."""
    found = [told for told in losses(book, as_of=DAY) if not told.loss.answered]
    return record_loss(book, found[0].loss, Answer(Reason.PRICE), today=DAY) if found else None


def _decided(book: Book, outcome: Outcome, **terms: Any) -> ChangeSet | None:
    """Decide the first renewal of the next three months that is open."""
    due = [
        r for r in renewals_due(book, DAY, DAY + timedelta(days=90), as_of=DAY) if r.outcome is Outcome.OPEN
    ]
    if not due or due[0].amount is None:
        return None
    decision = RenewalDecision(due[0].subscription_id, due[0].due_on, outcome, **terms)
    return decide_renewal(book, decision, today=DAY)


def categorising(book: Book, _: Path) -> ChangeSet | None:
    due = [
        r for r in renewals_due(book, DAY, DAY + timedelta(days=90), as_of=DAY) if r.outcome is Outcome.OPEN
    ]
    if not due:
        return None
    key = RenewalKey(due[0].subscription_id, due[0].due_on)
    return set_category(book, key, Category.AT_RISK, "budget cut", today=DAY)


def merging(book: Book, _: Path) -> ChangeSet | None:
    """Two accounts that are one."""
    two = sorted(book.all(Account), key=lambda a: a.account)[:2]
    if len(two) < 2:
        return None
    return merge(book, "account", two[0].id, two[1].id, {}, today=DAY)


def merging_a_workbook(book: Book, folder: Path) -> ChangeSet | None:
    """A colleague's sheet: a changed row, a new one, one that was taken out."""
    account = first(book)
    if account is None:
        return None
    path = folder / "shared.xlsx"
    export_book(book, path, nouns=["account", "task"], today=DAY)

    def edit(workbook: Any) -> None:
        write(workbook["Accounts"], account.id, "Segment", unused(book, "Segment"))
        add(workbook["Accounts"], Account=unused(book, "Zinnia"))
        if book.all(Task):
            workbook["Tasks"].delete_rows(2)

    plan = planned(book, edited(path, edit))
    answers = {q.key: "remove" for q in plan.open}
    return apply_merge(book, planned(book, path, answers), today=DAY)


def letting_pass(book: Book, _: Path) -> ChangeSet | None:
    """A word that stood in a file for a customer, with the reason."""
    account = first(book)
    if account is None:
        return None
    found = Finding(Leak.JUDGEMENT, "churn", "slide 2", f"We talked about churn, {len(book.all(Pass))}")
    reasons = {found.key: "They brought it up"}
    return let_pass(book, [found], reasons, file="a.pptx", account=account.id, today=DAY)


DEEDS: dict[str, tuple[Verb, Deed]] = {
    "new book": (Verb.NEW_BOOK, beginning),
    "import": (Verb.IMPORT, importing),
    "log touch": (Verb.LOG_TOUCH, touching),
    "add an account": (Verb.ADD, adding),
    "add a row": (Verb.ADD, typing_a_row),
    "set many rows": (Verb.SET, changing),
    "set fields": (Verb.SET, typing_fields),
    "move a promise": (Verb.SET, moving_a_promise),
    "keep a promise": (Verb.SET, settling_a_promise),
    "keep a deck": (Verb.WRITE_FILE, keeping_a_deck),
    "set a field of many": (Verb.SET, changing_many),
    "save a view": (Verb.ADD, saving_a_view),
    "set a category": (Verb.SET, categorising),
    "remove many rows": (Verb.REMOVE, removing),
    "remove a row": (Verb.REMOVE, removing_a_row),
    "remove a view": (Verb.REMOVE, removing_a_view),
    "plan": (Verb.PLAN, planning),
    "done": (Verb.DONE, done),
    "snooze": (Verb.SNOOZE, snoozing),
    "drop": (Verb.DROP, dropping),
    "renew": (Verb.DECIDE_RENEWAL, renewing),
    "lose": (Verb.DECIDE_RENEWAL, losing),
    "say why it was lost": (Verb.RECORD_LOSS, saying_why),
    "merge": (Verb.MERGE, merging),
    "merge a workbook": (Verb.MERGE_FILE, merging_a_workbook),
    "prefer": (Verb.PREFER, preferring),
    "let pass": (Verb.LET_PASS, letting_pass),
    "demo": (Verb.DEMO, sampling),
}
"""What a person can do, each with the verb that its change must have."""
ON_AN_EMPTY_BOOK = {"new book", "demo"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample book of three accounts, to be copied."""
    path = tmp_path_factory.mktemp("sample") / "sample.csdesk"
    with Book.create(path) as book:
        write_sample(book, accounts=3)
        save_view(book, "Mine", SHIPPED[0].look, today=DAY)
    return path


@pytest.fixture
def start(sample: Path, tmp_path: Path) -> Callable[[str], Path]:
    """A book of one's own for a deed: the sample, or an empty one."""

    def made(deed: str) -> Path:
        path = tmp_path / "a.csdesk"
        if deed in ON_AN_EMPTY_BOOK:
            Book.create(path).close()
        else:
            path.write_bytes(sample.read_bytes())
        return path

    return made


def test_every_verb_has_a_deed_here() -> None:
    assert {verb for verb, _ in DEEDS.values()} == set(Verb) - {Verb.UNDO, Verb.REDO}


@pytest.mark.parametrize("deed", list(DEEDS))
def test_undo_gives_back_an_equal_book_and_redo_what_was_after(
    deed: str, start: Callable[[str], Path], tmp_path: Path
) -> None:
    path, (verb, work) = start(deed), DEEDS[deed]
    with Book.open(path) as book:
        before = content(book)
        change = work(book, tmp_path)
        assert change is not None
        assert change.verb is verb
        after = content(book)
    assert after != before
    with Book.open(path) as book:
        undo(book, change.n, today=DAY)
        assert content(book) == before
        assert problems_of(book, deep=True) == []
    with Book.open(path) as book:
        redo(book, today=DAY)
        assert content(book) == after
        assert problems_of(book, deep=True) == []
    with Book.open(path) as book:
        undo(book, change.n, today=DAY)
        assert content(book) == before


STEPS = ["undo", "undo", "redo", *(v for v in DEEDS if v not in ON_AN_EMPTY_BOOK)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where sheets are written."""
    return tmp_path_factory.mktemp("sheets")


class Walk:
    """A book, and the states that undo and redo must lead through; that a deck was written is none of them."""

    def __init__(self, book: Book, folder: Path) -> None:
        self.book, self.folder = book, folder
        self.states, self.at = [self.content()], 0

    def content(self) -> list[list[Any]]:
        """The rows but for the export log."""
        return [[v for v in rows if not (isinstance(v, File) and v.sha256)] for rows in content(self.book)]

    def take(self, step: str) -> None:
        """One step, and the book must be as the states say."""
        if step == "undo":
            self._back()
        elif step == "redo":
            self._forward()
        elif (done := DEEDS[step][1](self.book, self.folder)) and done.verb is not Verb.WRITE_FILE:
            self.states[self.at + 1 :] = [self.content()]
            self.at += 1
        assert self.content() == self.states[self.at]

    def _back(self) -> None:
        if self.at == 0:
            with pytest.raises(NothingToUndo):
                undo(self.book, today=DAY)
        else:
            undo(self.book, today=DAY)
            self.at -= 1

    def _forward(self) -> None:
        if self.at == len(self.states) - 1:
            with pytest.raises(NothingToRedo):
                redo(self.book, today=DAY)
        else:
            redo(self.book, today=DAY)
            self.at += 1


@trials(30)
@given(steps=st.lists(st.sampled_from(STEPS), min_size=2, max_size=14))
def test_any_walk_back_and_forth_leads_through_the_same_states(folder: Path, steps: list[str]) -> None:
    with Book.in_memory() as book:
        walk = Walk(book, folder)
        for step in ["add an account", "add an account", *steps]:
            walk.take(step)
        while walk.at:
            walk.take("undo")
        while walk.at < len(walk.states) - 1:
            walk.take("redo")
        assert problems_of(book, deep=True) == []
