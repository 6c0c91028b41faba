"""The sample is recorded week by week, so that it can be seen as it was known on any day."""

from collections.abc import Iterator
from datetime import date

import pytest

from csdesk.domain.accounts import Account, Stage
from csdesk.domain.changes import Verb
from csdesk.domain.hindsight import as_it_was, began_by
from csdesk.domain.nouns import NOUNS
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Touch
from csdesk.services.book.history import history
from csdesk.services.book.knowing import looking_back
from csdesk.services.sample import CLOCK, SampleStopped, write_sample_as_it_came
from csdesk.services.sample.dice import HISTORY_FROM
from csdesk.store.book import Book
from csdesk.store.check import problems_of


@pytest.fixture(scope="module")
def came() -> Iterator[Book]:
    """The sample book, as it came; no test here changes it."""
    with Book.in_memory() as book:
        write_sample_as_it_came(book)
        yield book


def test_in_the_end_the_rows_are_the_same(came: Book, sample: Book) -> None:
    for noun in NOUNS:
        assert sorted(came.all(noun), key=_id) == sorted(sample.all(noun), key=_id)


def _id(row: object) -> str:
    return str(getattr(row, "id", ""))


def test_it_has_an_entry_for_every_week_of_two_years(came: Book) -> None:
    done = history(came, limit=1000)
    assert {o.verb for o in done} == {Verb.DEMO}
    assert 105 <= len(done) <= 160


def test_the_check_finds_nothing_wrong(came: Book) -> None:
    assert problems_of(came, deep=True) == []


@pytest.mark.parametrize("day", [date(2024, 6, 14), date(2025, 6, 27), date(2025, 10, 10)])
def test_on_a_friday_everything_was_known_that_had_happened(came: Book, day: date) -> None:
    with looking_back(came, day, known_on=day) as book:
        for noun in (Ticket, Touch):
            happened = [as_it_was(r, day) for r in came.all(noun) if began_by(r, day)]
            known = {_id(r): r for r in book.all(noun)}
            assert [_id(r) for r in happened if _id(r) not in known] == []
            assert all(known[_id(r)] == r for r in happened)


def test_in_the_middle_of_a_week_what_happened_in_it_is_not_yet_written_down(came: Book) -> None:
    day = date(2025, 10, 8)
    with looking_back(came, day, known_on=day) as book:
        names = {a.id: a.account for a in book.all(Account)}
        late = [
            t.on for t in book.all(Touch) if t.on > date(2025, 10, 3) and names[t.account] != "Financiality"
        ]
    assert late == []


def test_before_the_history_nothing_was_known(came: Book) -> None:
    with looking_back(came, CLOCK, known_on=date.fromordinal(HISTORY_FROM.toordinal() - 1)) as book:
        assert book.all(Account) == []


def test_who_looks_after_it_and_its_stage_are_those_of_the_day(came: Book) -> None:
    for day, said in (
        (date(2025, 9, 4), ("Shannon Jones", Stage.ONBOARDING)),
        (date(2025, 9, 5), ("Mary Harrison", Stage.VALUE_REALIZATION)),
    ):
        with looking_back(came, day) as book:
            (account,) = [a for a in book.all(Account) if a.account == "Financiality"]
            assert (account.csm, account.stage) == said


def test_it_can_be_stopped_while_it_is_written() -> None:
    with Book.in_memory() as book, pytest.raises(SampleStopped):
        write_sample_as_it_came(book, accounts=3, progress=lambda done, total: False)
