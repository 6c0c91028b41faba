"""Since you were last here: what came into the book without you, and what the days brought."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from csdesk import settings
from csdesk.domain.changes import Operation, Verb
from csdesk.domain.health.score import Score
from csdesk.domain.ids import AccountId
from csdesk.domain.renewals import Outcome
from csdesk.domain.tasks import Party, Task, TaskStatus
from csdesk.services.book.which_account import named_accounts
from csdesk.services.health.health import scores
from csdesk.services.renewals.renewals import DueRenewal, renewal_board
from csdesk.store.book import Book
from csdesk.store.history import newest_number, operations_after
from csdesk.store.identity import uid_of
from csdesk.wording import count, operation

SOON = 14
"""A notice deadline is near from so many days on."""
_FURTHEST = 400
"""No notice is given longer before the end of a term."""
_OWN = frozenset({Verb.UNDO, Verb.REDO, Verb.WRITE_FILE})
_FILES = frozenset({Verb.IMPORT, Verb.MERGE_FILE})


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know: the account that it is about, if any, and what it says, in words."""

    says: str
    account: AccountId | None = None
    name: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """What happened since a day. `came`: changes by files and other programs; `renewals` came due; `notices`
    are near now and were not; `bands` changed; `tasks` became overdue."""

    last: date
    came: tuple[Fact, ...] = ()
    clock_back: bool = False
    """Whether the last visit lies in the future: the clock was wrong then, or is now."""
    renewals: tuple[Fact, ...] = ()
    notices: tuple[Fact, ...] = ()
    bands: tuple[Fact, ...] = ()
    tasks: tuple[Fact, ...] = ()

    @property
    def is_news(self) -> bool:
        """Whether there is anything to tell."""
        return self.clock_back or bool(self.parts)

    @property
    def parts(self) -> tuple[tuple[str, tuple[Fact, ...]], ...]:
        """The parts that say something, with their headings, in the order in which they are read."""
        every = (
            ("Came into the book", self.came),
            ("Renewals that came due", self.renewals),
            (f"Notice deadlines within {SOON} days", self.notices),
            ("Health bands that changed", self.bands),
            ("Tasks that became overdue", self.tasks),
        )
        return tuple((title, facts) for title, facts in every if facts)


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a visit ends: which book it was, and the number of its last change."""

    book: str
    n: int


def mark_of(book: Book) -> Mark:
    """The mark of the book as it is now."""
    return Mark(uid_of(book), newest_number(book))


def news(path: Path, today: date) -> tuple[Mark, Since | None]:
    """The mark of a book, read beside everything else, and what is new since its last visit here, if there was one.

    Raises: as `Book.view`.
    """
    with Book.view(path) as book:
        mark = mark_of(book)
        visit = settings.last_visit(mark.book)
        return mark, since(book, last=visit.day, n=visit.n, today=today) if visit else None


def since(book: Book, *, last: date, n: int, today: date) -> Since:
    """What happened after the day `last` and the change `n`, up to `today`; nothing else is in it.

    A clock that was set back makes no news: then only what came into the book is told.
    """
    came = tuple(_came(operations_after(book, n)))
    if last >= today:
        return Since(last, came, clock_back=last > today)
    names = dict(named_accounts(book))
    board = renewal_board(book, last + timedelta(days=1), today + timedelta(days=_FURTHEST), as_of=today)
    still = [r for r in board.renewals if r.outcome is Outcome.OPEN]
    return Since(
        last,
        came,
        renewals=tuple(_renewal(r) for r in still if last < r.due_on <= today),
        notices=tuple(_notice(r) for r in still if _is_near(r, last, today)),
        bands=_bands(book, last, today, names),
        tasks=_tasks(book, last, today, names),
    )


def _came(found: list[Operation]) -> list[Fact]:
    """Files one by one, everything else as a count: of these the history has the list."""
    done = [op for op in found if not op.undone and op.verb not in _OWN]
    files = [op for op in done if op.verb in _FILES]
    others = len(done) - len(files)
    facts = [Fact(f"{operation(op.verb, op.label)}: {count(op.rows, 'row')}") for op in files]
    if others:
        facts.append(Fact(f"{count(others, 'change')} by another program"))
    return facts


def _renewal(r: DueRenewal) -> Fact:
    return Fact(r.product, r.account_id, r.account, r.due_on)


def _is_near(r: DueRenewal, last: date, today: date) -> bool:
    if r.notice is None:
        return False
    soon = timedelta(days=SOON)
    return max(today, last + soon + timedelta(days=1)) <= r.notice.on <= today + soon


def _notice(r: DueRenewal) -> Fact:
    assert r.notice is not None
    return Fact(r.product, r.account_id, r.account, r.notice.on)


def _bands(book: Book, last: date, today: date, names: dict[AccountId, str]) -> tuple[Fact, ...]:
    """Whose band is another one now; who was not scored then or is not scored now has not moved."""
    before, after = scores(book, as_of=last), scores(book, as_of=today)
    moved = [
        (id_, before[id_], after[id_]) for id_ in after if id_ in before and _moved(before[id_], after[id_])
    ]
    facts = [Fact(_move(old, new), id_, names.get(id_, "")) for id_, old, new in moved]
    return tuple(sorted(facts, key=lambda f: (f.says.endswith("healthy"), f.name.casefold(), str(f.account))))


def _moved(old: Score, new: Score) -> bool:
    return old.band is not None and new.band is not None and old.band is not new.band


def _move(old: Score, new: Score) -> str:
    assert old.band is not None
    assert new.band is not None
    return f"from {old.band.value} to {new.band.value}"


def _tasks(book: Book, last: date, today: date, names: dict[AccountId, str]) -> tuple[Fact, ...]:
    late = [
        t
        for t in book.all(Task, status=TaskStatus.OPEN.value)
        if t.party is Party.US and t.due_on is not None and last <= t.due_on < today
    ]
    late.sort(key=lambda t: (t.due_on or last, names.get(t.account, "").casefold(), t.title, t.id))
    return tuple(Fact(t.title, t.account, names.get(t.account, ""), t.due_on) for t in late)
