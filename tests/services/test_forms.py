"""The form of a row: its fields in the order in which a person fills them."""

from csdesk.domain.ids import AccountId
from csdesk.services.forms import new_form
from csdesk.store.book import Book


def test_whether_a_milestone_is_achieved_stands_beside_the_day_on_which_it_was(
    book: Book, corvid: AccountId
) -> None:
    keys = [field.key for field in new_form(book, "milestone", corvid).fields]
    assert keys.index("achieved") == keys.index("achieved_on") + 1
