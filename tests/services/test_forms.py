"""The form of a row: its fields in the order in which a person fills them."""

from csdesk.domain.ids import AccountId
from csdesk.services.forms import form_of, new_form
from csdesk.store.book import Book
from tests.services.health_books import ago, contract, objective, put


def test_whether_a_milestone_is_achieved_stands_beside_the_day_on_which_it_was(
    book: Book, corvid: AccountId
) -> None:
    keys = [field.key for field in new_form(book, "milestone", corvid).fields]
    assert keys.index("achieved") == keys.index("achieved_on") + 1


def test_a_row_without_an_account_of_its_own_offers_what_its_account_has(
    book: Book, corvid: AccountId
) -> None:
    product, line, first = contract(corvid, ago(100), (ago(100), 2_900_000))
    aim, reading = objective(corvid, 45)
    put(book, product, line, first, aim, reading)
    step, read = form_of(book, "step", first.id), form_of(book, "reading", reading.id)
    assert dict(step.options["subscription"]) == {line.id: f"Platform, {line.start}"}
    assert dict(read.options["objective"]) == {aim.id: "Certify advisers"}
    assert step.account == read.account == corvid
