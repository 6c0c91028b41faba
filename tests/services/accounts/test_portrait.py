"""A portrait: one account, the same figures as in the list of all."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from csdesk.domain.contacts import Contact
from csdesk.domain.ids import AccountId
from csdesk.services.accounts.accounts import account_rows
from csdesk.services.accounts.portrait import portrait, portrait_of
from csdesk.services.book.which_account import find_account
from csdesk.services.health.sources import sources
from csdesk.store.book import Book
from tests.conftest import Samples


@pytest.fixture(scope="module")
def sample(samples: Samples) -> Iterator[Book]:
    with Book.view(samples()) as made:
        yield made


@pytest.mark.parametrize("back", [0, 47, 200])
def test_every_account_has_the_figures_that_the_list_of_all_has(sample: Book, today: date, back: int) -> None:
    day = today - timedelta(days=back)
    for row in account_rows(sample, as_of=day):
        found = portrait_of(sample, row.id, as_of=day)
        assert found is not None
        assert found.row == replace(row, weeks=())


def test_a_receipt_goes_with_the_score_and_adds_up(sample: Book, today: date) -> None:
    found = portrait(sample, find_account(sample, "Financiality"), as_of=today)
    assert found.receipt is not None
    assert found.receipt.score == found.row.score


def test_the_last_talk_with_a_person_is_the_last_two_way_touch(sample: Book, today: date) -> None:
    found = portrait(sample, find_account(sample, "Financiality"), as_of=today)
    talked = {c.name: found.last_talk(c) for c in found.contacts}
    assert talked["Joe Smith"] == date(2025, 11, 20)
    assert talked["Renee Walsh"] is None
    assert found.last_talk(Contact(id=found.contacts[0].id, account=found.account.id, name="x")) is not None


def test_an_account_that_is_not_there_has_no_portrait(sample: Book, today: date) -> None:
    assert portrait_of(sample, AccountId("nobody"), as_of=today) is None


def test_the_rows_behind_a_line_are_named_with_their_day_and_what_they_say(sample: Book, today: date) -> None:
    found = portrait(sample, find_account(sample, "Financiality"), as_of=today)
    assert found.receipt is not None
    for line in found.receipt.lines:
        rows = sources(sample, line.rows)
        assert len(rows) == len(line.rows)
        assert [r.on for r in rows if r.on] == sorted((r.on for r in rows if r.on), reverse=True)
        assert all(r.title for r in rows if r.word != "step")
    assert sources(sample, ["usage/nothing"]) == []
