"""Search: the words are found wherever they were written, the near ones first, then the newest."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact
from csdesk.domain.custom import CustomField, CustomValue
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.signals import Signal
from csdesk.domain.surveys import Survey
from csdesk.domain.tasks import Task
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Touch
from csdesk.services.book.knowing import looking_back
from csdesk.services.book.search import FACTS, SNIPPET, Among, Hit, search, snippet
from csdesk.store.book import Book
from csdesk.store.search import COUNTED
from tests.trials import trials

DAY = date(2025, 11, 24)
CORVID, ROWAN = AccountId("corvid"), AccountId("rowan")
ANA = ContactId("ana")


def touch(id_: str, summary: str, days_ago: int = 0) -> Touch:
    return Touch(id=id_, account=CORVID, on=DAY - timedelta(days=days_ago), summary=summary)


@pytest.fixture(scope="module")
def kept() -> Iterator[Book]:
    """A book with a little of everything that can be searched."""
    opened = datetime(2025, 11, 3, 9, tzinfo=UTC)
    with Book.in_memory() as book:
        with book.change(Verb.ADD, today=DAY):
            book.put(
                Account(
                    id=CORVID, account="Corvid Analytics", domain="corvid.example", notes="Likes réglement"
                )
            )
            book.put(
                Account(id=ROWAN, account="Rowan & Elder", required_outcome="Filings without a second review")
            )
            book.put(
                Contact(
                    id=ANA, account=CORVID, name="Ana Duarte", email="ana@corvid.example", notes="Left-handed"
                )
            )
            book.put_all([
                touch("old", "steering committee agreed the roadmap", 300),
                touch("apart", "the committee met; the steering wheel is new", 2),
                touch("new", "committee of steering and planning", 1),
                touch("long", "word " * 60 + "needle " + "hay " * 60, 5),
                touch("tomorrow", "kites", -3),
            ])  # fmt: skip
            book.put(
                Ticket(id="k", account=ROWAN, external_id="TCK-88", subject="Export fails", opened_at=opened)
            )
            book.put(Task(id="t", account=ROWAN, title="Send the price list"))
            book.put(Survey(id="v", account=ROWAN, answered_on=DAY, comment="Slow but honest"))
            book.put(CustomField(id="f", of_noun="account", name="Tier"))
            book.put(CustomValue(id="w", field="f", account=ROWAN, row=ROWAN, value="Gold standard"))
            book.put(Signal(id="s", account=CORVID, on=DAY, note="Competitor honest too"))
        yield book


def hits(book: Book, text: str, *among: Among, as_of: date = DAY, most: int = 10) -> list[Hit]:
    return [
        h
        for part in search(book, text, as_of=as_of, among=among or tuple(Among), most=most)
        for h in part.first
    ]


def ids(book: Book, text: str, *among: Among) -> list[str]:
    return [hit.id for hit in hits(book, text, *among)]


@pytest.mark.parametrize(
    ("text", "among", "id_"),
    [
        ("analytics", Among.ACCOUNTS, "corvid"),
        ("corvid.example", Among.ACCOUNTS, "corvid"),
        ("duarte", Among.CONTACTS, "ana"),
        ("roadmap", Among.TOUCHES, "old"),
        ("export", Among.TICKETS, "k"),
        ("tck-88", Among.TICKETS, "k"),
        ("price list", Among.TASKS, "t"),
        ("second review", Among.NOTES, "rowan"),
        ("handed", Among.NOTES, "ana"),
        ("slow", Among.NOTES, "v"),
        ("competitor", Among.NOTES, "s"),
        ("gold standard", Among.NOTES, "w"),
    ],
)
def test_every_text_is_found_among_its_own_kind_with_its_account(
    kept: Book, text: str, among: Among, id_: str
) -> None:
    found = search(kept, text, as_of=DAY)
    assert [h.id for part in found if part.among is among for h in part.first] == [id_]
    (hit,) = hits(kept, text, among)
    assert hit.account_name in {"Corvid Analytics", "Rowan & Elder"}


def test_accents_and_case_do_not_matter_and_what_was_typed_is_marked(kept: Book) -> None:
    (hit,) = hits(kept, "REGLÉM")
    assert [hit.text[a:b] for a, b in hit.marked] == ["réglem"]
    assert (hit.noun, hit.field, hit.day) == ("account", "notes", None)


def test_a_hit_says_of_whom_it_is_and_what_kind_of_touch(kept: Book) -> None:
    assert [h.whose for h in hits(kept, "gold")] == ["Tier"]
    assert [h.whose for h in hits(kept, "left", Among.NOTES)] == ["Ana Duarte"]
    assert [(h.whose, h.kind) for h in hits(kept, "roadmap")] == [("", "call")]


def test_the_last_word_is_a_beginning_until_a_space_follows_it(kept: Book) -> None:
    assert ids(kept, "roadm") == ["old"]
    assert ids(kept, "roadm ") == []
    assert ids(kept, "roadmap ") == ["old"]
    assert ids(kept, "oadmap") == []


def test_words_beside_each_other_come_first_then_the_newest(kept: Book) -> None:
    assert ids(kept, "steering committee") == ["old", "new", "apart"]
    assert ids(kept, "committee steering") == ["new", "apart", "old"]


def test_a_whole_word_comes_before_one_that_begins_with_it() -> None:
    with Book.in_memory() as book:
        with book.change(Verb.ADD, today=DAY):
            book.put(Account(id=CORVID, account="Corvid"))
            book.put_all(
                [touch("longer", "calls", 0), touch("whole", "call", 9), touch("latest", "calling", 0)]
            )
        assert ids(book, "call")[0] == "whole"


def test_what_happened_after_the_day_is_not_found(kept: Book) -> None:
    assert hits(kept, "kites") == []
    assert [h.id for h in hits(kept, "kites", as_of=DAY + timedelta(days=3))] == ["tomorrow"]
    assert [h.id for h in hits(kept, "committee", as_of=DAY - timedelta(days=100))] == ["old"]


def test_a_long_text_is_told_around_the_word(kept: Book) -> None:
    (hit,) = hits(kept, "needle")
    assert len(hit.text) <= SNIPPET + 2
    assert hit.text[0] == hit.text[-1] == "…"
    assert [hit.text[a:b] for a, b in hit.marked] == ["needle"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "*",
        '"',
        "🎉",
        "\u200f",
        "(",
        "NEAR(",
        '"""',
        "\0",
        "' OR 1=1 --",
        "^",
        "+",
        "a AND",
        "NOT",
        "{x}:",
        ":",
    ],
)
def test_signs_have_no_meaning(kept: Book, text: str) -> None:
    alone = search(kept, text, as_of=DAY)
    beside = search(kept, f"roadmap {text} ", as_of=DAY)
    assert isinstance(alone, tuple)
    if not any(c.isalnum() for c in text):
        assert alone == ()
        assert [h.id for part in beside for h in part.first] == ["old"]


@trials(200)
@given(text=st.text(max_size=30))
def test_any_text_is_only_words(kept: Book, text: str) -> None:
    for part in search(kept, text, as_of=DAY):
        for hit in part.first:
            assert all(0 <= a < b <= len(hit.text) for a, b in hit.marked)


@trials(200)
@given(text=st.text(st.sampled_from("ab é\n…ß"), max_size=400), word=st.sampled_from(["a", "b", "ss", "e"]))
def test_a_snippet_is_one_line_of_the_text(text: str, word: str) -> None:
    told = snippet(text, [word])
    assert "\n" not in told
    assert len(told) <= SNIPPET + 2
    line = " ".join(text.split())
    assert told == line or told.strip("…").strip() in line


def test_many_are_counted_up_to_a_number_and_then_only_said_to_be_more() -> None:
    with Book.in_memory() as book:
        with book.change(Verb.ADD, today=DAY):
            book.put(Account(id=CORVID, account="Corvid"))
            book.put_all(touch(f"t{n}", "weekly call", n % 50) for n in range(COUNTED + 5))
        (many,) = search(book, "call", as_of=DAY, among=FACTS)
        assert (many.count, many.more, len(many.first)) == (COUNTED, True, 3)
        assert [h.day for h in many.first] == [DAY, DAY, DAY]
        (all_,) = search(book, "call", as_of=DAY, among=[Among.TOUCHES], most=COUNTED + 5)
        assert (len(all_.first), all_.count, all_.more) == (COUNTED + 5, COUNTED, True)


def test_a_text_that_was_emptied_while_it_was_searched_is_no_fault(tmp_path: Path) -> None:
    with Book.create(tmp_path / "a.csdesk") as book, book.change(Verb.ADD, today=DAY):
        book.put(Account(id=CORVID, account="Corvid Analytics", notes="Likes kites"))
    with closing(sqlite3.connect(tmp_path / "a.csdesk")) as other, other:
        other.execute("UPDATE accounts SET notes = NULL")
    with Book.view(tmp_path / "a.csdesk") as view:
        assert [h.text for h in hits(view, "kites")] == [""]


def test_a_common_whole_word_is_found_without_asking_for_beginnings_and_rare_ones_with_them() -> None:
    with Book.in_memory() as book:
        with book.change(Verb.ADD, today=DAY):
            book.put(Account(id=CORVID, account="Corvid"))
            book.put_all(touch(f"t{n}", "weekly budget call", 1 + n % 50) for n in range(COUNTED + 5))
            book.put_all([touch("b", "budgets moved"), touch("c", "calls agreed"), touch("k", "kitesurfing")])
        (many,) = search(book, "budget", as_of=DAY, among=[Among.TOUCHES])
        assert (many.count, many.more) == (COUNTED, True)
        assert all("budget call" in h.text for h in many.first)
        assert [h.id for h in search(book, "budgets", as_of=DAY)[0].first] == ["b"]
        assert [h.id for h in search(book, "kite", as_of=DAY)[0].first] == ["k"]
        assert [h.id for h in search(book, "calls ag", as_of=DAY)[0].first] == ["c"]


class Then:
    """A book in which things are written on chosen days of September."""

    def __init__(self) -> None:
        self.day = 1
        self.book = Book.in_memory(clock=lambda: datetime(2025, 9, self.day, 12).astimezone(UTC))

    def write(self, day: int, *values: object) -> None:
        self.day = day
        with self.book.change(Verb.SET, today=date(2025, 9, day)):
            self.book.put_all(values)

    def found(self, text: str, day: int, known_on: int | None = None) -> set[str]:
        known = date(2025, 9, known_on) if known_on else None
        at = date(2025, 9, day)
        with looking_back(self.book, at, known_on=known) as seen:
            parts = search(seen, text, as_of=at, then=seen is not self.book)
            return {hit.id for part in parts for hit in part.first}


def test_looking_back_finds_what_was_there_then_and_as_known_only_what_was_written() -> None:
    then = Then()
    with then.book:
        then.write(1, Account(id=CORVID, account="Corvid", notes="likes kites"))
        then.write(3, Touch(id="early", account=CORVID, on=date(2025, 9, 2), summary="kites were sold"))
        then.write(9, Touch(id="late", account=CORVID, on=date(2025, 9, 2), summary="kites came up"))
        then.write(9, Touch(id="after", account=CORVID, on=date(2025, 9, 8), summary="kites again"))
        then.write(9, Account(id=CORVID, account="Corvid", notes="likes dragons"))
        then.write(10, Touch(id="early", account=CORVID, on=date(2025, 9, 2), summary="dragons were sold"))
        assert then.found("kites", 11) == {"late", "after"}
        assert then.found("kites", 5) == {"late"}
        assert then.found("dragons", 5) == {"early"}  # a text is as it stands now; its day is its own
        assert then.found("kites", 5, known_on=5) == set()
        assert then.found("dragons", 5, known_on=5) == set()
        assert then.found("kites", 9, known_on=9) == {"late", "after"}
        assert then.found("dragons", 11, known_on=11) == {"early", "corvid"}
