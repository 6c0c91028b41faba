"""The story of a score: what lies between two days adds up exactly, and the title says how it moved."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.ids import AccountId
from csdesk.services.book.which_account import find_account
from csdesk.services.health.glances import BACK, glance
from csdesk.services.health.health_story import health_story
from csdesk.store.book import Book
from tests.conftest import Samples
from tests.services.health_books import DAY, add_account


@pytest.fixture(scope="module")
def sample(samples: Samples) -> Iterator[Book]:
    with Book.view(samples()) as made:
        yield made


@pytest.mark.parametrize("back", [0, 60, 150])
def test_the_parts_add_up_exactly_for_any_account(sample: Book, today: date, back: int) -> None:
    day, told = today - timedelta(days=back), 0
    for account in sample.all(Account)[back // 60 :: 4]:
        story = health_story(sample, account.id, as_of=day)
        if story.change.then is not None and story.change.now is not None:
            assert story.change.then + sum(p.change for p in story.change.parts) == story.change.now
            assert all(p.change for p in story.change.parts)
            told += 1
    assert told > 5


def test_the_title_is_the_finding_and_the_events_stand_on_their_days(sample: Book, today: date) -> None:
    story = health_story(sample, find_account(sample, "Halden Freight").id, as_of=today)
    assert story.history.title.startswith("Health down from ")
    assert {"Champion left", "Risk: low adoption"} <= {e.words for e in story.history.events}
    assert story.change.since == today - BACK
    assert all(story.history.weeks[0][0] <= e.on <= today for e in story.history.events)


def test_a_young_account_is_compared_with_its_first_score(sample: Book, today: date) -> None:
    story = health_story(sample, find_account(sample, "Financiality").id, as_of=date(2025, 10, 1))
    first = next(day for day, score in story.history.weeks if score is not None)
    assert story.change.since == first
    assert len(story.history.weeks) < 53


def test_an_account_that_was_never_scored_has_a_story_without_parts(book: Book) -> None:
    account: AccountId = add_account(book, "Bare")
    story = health_story(book, account, as_of=DAY)
    assert (story.change.then, story.change.now, story.change.parts) == (None, None, ())
    assert "too few scored weeks" in story.history.title


def test_it_begins_on_the_day_that_the_glance_beside_the_list_begins_on(sample: Book, today: date) -> None:
    account = find_account(sample, "Halden Freight").id
    story = health_story(sample, account, as_of=today)
    seen = glance(sample, account, renewal_on=None, as_of=today)
    assert (story.change.since, story.change.then, story.change.parts) == (seen.since, seen.then, seen.parts)
