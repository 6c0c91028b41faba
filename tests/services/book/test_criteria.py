"""What a criterion can ask: what rows say themselves; what is computed is refused in one sentence."""

import pytest

from csdesk import wording
from csdesk.domain.errors import CriterionComputed, NoSuchField
from csdesk.domain.health.cards import Choice, Order
from csdesk.services.accounts.account_facts import FIELDS
from csdesk.services.book.criteria import check_criterion
from csdesk.services.health.scorecards import DEFAULT, keep_order
from csdesk.store.book import Book
from tests.services.health_books import DAY, add_account


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("health < 50", "health: it is what a scorecard computes"),
        ("'Days in band' > 90 or employees > 5", "days_in_band: it is what a scorecard computes"),
        ("scorecard = DEAR", "scorecard: it is what a scorecard computes"),
        ("arr > 20000", "arr: it is counted from other rows"),
        ("not renewal_on > today", "renewal_on: it is counted from other rows"),
    ],
)
def test_a_scorecard_cannot_be_chosen_by_what_is_computed(book: Book, asked: str, why: str) -> None:
    add_account(book, "Corvid")
    with pytest.raises(CriterionComputed) as refused:
        keep_order(book, Order((Choice("DEAR", where=asked),), DEFAULT), today=DAY)
    assert wording.sentence(refused.value) == f"A criterion cannot ask {why}."
    assert "segment, touch_model" in wording.next_step(refused.value)


def test_a_field_that_nothing_has_is_no_field(book: Book) -> None:
    with pytest.raises(NoSuchField):
        check_criterion(book, "accounts", "nowhere = 1", DAY)


def test_whatever_the_list_of_accounts_asks_is_a_criterion_or_is_refused_with_the_reason(book: Book) -> None:
    refused = set()
    for field in {*FIELDS} - {"id", "parent"}:  # which row it is, and of which
        try:
            check_criterion(book, "accounts", f"{field} is null", DAY)
        except CriterionComputed:
            refused.add(field)
    assert {"segment", "tags", "employees", "status", "judgement"}.isdisjoint(refused)
    assert {"arr", "mrr", "health", "standing", "days_in_band", "renews_in", "silent_for"} <= refused
