"""Contracts: saying what is not known of a line."""

from typing import Any

import pytest

from csdesk.domain.errors import CsdeskError, FigureOutOfRange, NoSuchRenewal, TermBackwards
from csdesk.domain.ids import SubscriptionId
from csdesk.domain.subscriptions import Subscription
from csdesk.services.book.history import undo
from csdesk.services.renewals.contracts import Terms, state_terms
from csdesk.services.renewals.renewals import not_placed, renewals_due
from csdesk.store.book import Book
from tests.domain.revenue.contracts import day, step, subscription
from tests.services.renewals.filling import fill
from tests.services.renewals.test_renewals import LATER, TODAY

S1 = SubscriptionId("s1")
WHOLE = Terms(day("2025-12-31"), 30, True)


def test_a_line_whose_terms_are_stated_can_be_placed(book: Book) -> None:
    fill(book, subscription(None, None), step("2025-01-01", 100))
    assert len(not_placed(book, as_of=TODAY)) == 1
    state_terms(book, S1, WHOLE, today=TODAY)
    assert not_placed(book, as_of=TODAY) == []
    (due,) = renewals_due(book, TODAY, LATER, as_of=TODAY)
    assert (due.due_on, due.notice_on) == (day("2025-12-31"), day("2025-12-01"))
    undo(book, today=TODAY)
    assert len(not_placed(book, as_of=TODAY)) == 1


def test_an_assumed_end_is_confirmed_by_saying_it(book: Book) -> None:
    fill(book, subscription(term_confirmed=False), step("2025-01-01", 100))
    state_terms(book, S1, WHOLE, today=TODAY)
    assert book.all(Subscription)[0].term_confirmed


def test_an_end_that_is_not_said_stays_as_it_was(book: Book) -> None:
    fill(book, subscription(term_confirmed=False), step("2025-01-01", 100))
    state_terms(book, S1, Terms(None, 60, None), today=TODAY)
    (line,) = book.all(Subscription)
    assert (line.end, line.term_confirmed, line.notice_days) == (day("2025-12-31"), False, 60)


def test_the_same_again_is_no_change(book: Book) -> None:
    fill(book, subscription())
    assert state_terms(book, S1, WHOLE, today=TODAY) is not None
    assert state_terms(book, S1, WHOLE, today=TODAY) is None


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ((S1, Terms(day("2024-12-31"), 30, True)), TermBackwards),
        ((S1, Terms(None, -1, True)), FigureOutOfRange),
        ((SubscriptionId("none"), WHOLE), NoSuchRenewal),
    ],
)
def test_what_makes_no_sense_is_refused(book: Book, wrong: Any, error: type[CsdeskError]) -> None:
    fill(book, subscription())
    with pytest.raises(error):
        state_terms(book, *wrong, today=TODAY)
    assert book.all(Subscription) == [subscription()]
