"""Undo of every verb gives back an equal book, redo what was there after it, across restarts too."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.contacts import Contact, Role
from csdesk.domain.errors import NothingToRedo, NothingToUndo
from csdesk.domain.imports.sheets import Options
from csdesk.domain.nouns import NOUNS
from csdesk.domain.preferences import CURRENCY, HOURS, Preference
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.touches import Touch
from csdesk.domain.week.candidates import Candidate
from csdesk.services.history import redo, undo
from csdesk.services.imports import apply_import, plan_import, read_files
from csdesk.services.newcomers import AccountDraft, add_account
from csdesk.services.sample import write_sample
from csdesk.services.touches import TouchDraft, log_touch
from csdesk.services.week import finish, move, plan_week, snooze
from csdesk.store.book import Book
from csdesk.store.check import problems_of

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


def touching(book: Book, _: Path) -> ChangeSet | None:
    account = first(book)
    if account is None:
        return None
    people = ["Ana Duarte", "Béla Őry"]
    draft = TouchDraft(account.id, "Agreed", DAY, people=people, next_step="Send it", next_on=DAY)
    return log_touch(book, draft, today=DAY)


def adding(book: Book, _: Path) -> ChangeSet | None:
    name = f"Yarrow {len(book.all(Account))}"
    draft = AccountDraft(name, "yarrow.example", Decimal(1200), DAY + timedelta(days=12))
    return add_account(book, draft, today=DAY)


def importing(book: Book, folder: Path) -> ChangeSet | None:
    """New rows beside changed ones, contacts and lines with them."""
    sheet = folder / "customers.csv"
    account = first(book)
    known = account.account.replace('"', '""') if account else "Osier"
    count = len(book.all(Account))
    rows = [f'"{known}",100,ana@known.example,Ana', f'"Quince {count}",250,eve@quince{count}.example,Eve']
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


def deciding(book: Book, _: Path) -> ChangeSet | None:
    line = next(iter(book.all(Subscription)), None)
    if line is None:
        return None
    decision = Renewal(
        id=book.new_id(), account=line.account, subscription=line.id, due_on=DAY, outcome=Outcome.LOST
    )
    with book.change(Verb.DECIDE_RENEWAL, label="x", today=DAY) as change:
        book.put(decision)
    return change.done


def preferring(book: Book, _: Path) -> ChangeSet | None:
    with book.change(Verb.PREFER, label="hours", today=DAY) as change:
        book.put(Preference(id=HOURS, value=str(4 + len(book.all(Touch)) % 3)))
    return change.done


def beginning(book: Book, _: Path) -> ChangeSet | None:
    with book.change(Verb.NEW_BOOK, label="new", today=DAY) as change:
        book.put(Preference(id=CURRENCY, value="EUR"))
    return change.done


def sampling(book: Book, _: Path) -> ChangeSet | None:
    return write_sample(book, accounts=3)


DEEDS: dict[Verb, Deed] = {
    Verb.NEW_BOOK: beginning,
    Verb.IMPORT: importing,
    Verb.LOG_TOUCH: touching,
    Verb.ADD: adding,
    Verb.SET: changing,
    Verb.REMOVE: removing,
    Verb.PLAN: planning,
    Verb.DONE: done,
    Verb.SNOOZE: snoozing,
    Verb.DECIDE_RENEWAL: deciding,
    Verb.PREFER: preferring,
    Verb.DEMO: sampling,
}
ON_AN_EMPTY_BOOK = {Verb.NEW_BOOK, Verb.DEMO}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample book of eight accounts, to be copied."""
    path = tmp_path_factory.mktemp("sample") / "sample.csdesk"
    with Book.create(path) as book:
        write_sample(book, accounts=8)
    return path


@pytest.fixture
def start(sample: Path, tmp_path: Path) -> Callable[[Verb], Path]:
    """A book of one's own for a verb: the sample, or an empty one."""

    def made(verb: Verb) -> Path:
        path = tmp_path / "a.csdesk"
        if verb in ON_AN_EMPTY_BOOK:
            Book.create(path).close()
        else:
            path.write_bytes(sample.read_bytes())
        return path

    return made


def test_every_verb_has_a_deed_here() -> None:
    assert set(DEEDS) == set(Verb) - {Verb.UNDO, Verb.REDO}


@pytest.mark.parametrize("verb", list(DEEDS), ids=str)
def test_undo_gives_back_an_equal_book_and_redo_what_was_after(
    verb: Verb, start: Callable[[Verb], Path], tmp_path: Path
) -> None:
    path = start(verb)
    with Book.open(path) as book:
        before = content(book)
        change = DEEDS[verb](book, tmp_path)
        assert change is not None
        assert change.verb is verb
        after = content(book)
    assert after != before
    with Book.open(path) as book:
        undo(book, today=DAY)
        assert content(book) == before
        assert problems_of(book, deep=True) == []
    with Book.open(path) as book:
        redo(book, today=DAY)
        assert content(book) == after
        assert problems_of(book, deep=True) == []
    with Book.open(path) as book:
        undo(book, today=DAY)
        assert content(book) == before


STEPS = ["undo", "undo", "redo", *(v for v in DEEDS if v not in ON_AN_EMPTY_BOOK)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where sheets are written."""
    return tmp_path_factory.mktemp("sheets")


class Walk:
    """A book, and the states that undo and redo must lead through."""

    def __init__(self, book: Book, folder: Path) -> None:
        self.book, self.folder = book, folder
        self.states, self.at = [content(book)], 0

    def take(self, step: str) -> None:
        """One step, and the book must be as the states say."""
        if step == "undo":
            self._back()
        elif step == "redo":
            self._forward()
        elif DEEDS[Verb(step)](self.book, self.folder) is not None:
            self.states[self.at + 1 :] = [content(self.book)]
            self.at += 1
        assert content(self.book) == self.states[self.at]

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


@settings(max_examples=30, deadline=None)
@given(steps=st.lists(st.sampled_from(STEPS), min_size=2, max_size=14))
def test_any_walk_back_and_forth_leads_through_the_same_states(folder: Path, steps: list[str]) -> None:
    with Book.in_memory() as book:
        walk = Walk(book, folder)
        for step in [Verb.ADD, Verb.ADD, *steps]:
            walk.take(step)
        while walk.at:
            walk.take("undo")
        while walk.at < len(walk.states) - 1:
            walk.take("redo")
        assert problems_of(book, deep=True) == []
