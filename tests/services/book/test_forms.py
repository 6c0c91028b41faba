"""The form of a row: its fields in the order in which a person fills them."""

from datetime import date

import pytest

from csdesk.domain.custom import CustomField, CustomKind
from csdesk.domain.errors import DayBothWays, FieldRefused
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.cells.values import Mark
from csdesk.services.book.custom import custom_of
from csdesk.services.book.editing import add_row, set_fields
from csdesk.services.book.forms import form_of, new_form
from csdesk.store.book import Book
from tests.services.health_books import ago, contract, objective, put

NOW = date(2025, 11, 24)


def test_whether_a_milestone_is_achieved_stands_beside_the_day_on_which_it_was(
    book: Book, corvid: AccountId
) -> None:
    keys = [field.key for field in new_form(book, "milestone", corvid).fields]
    assert keys.index("achieved") == keys.index("achieved_on") + 1


def test_what_the_program_keeps_of_a_file_and_the_number_of_another_program_do_not_come_first(
    book: Book, corvid: AccountId
) -> None:
    file = [field.key for field in new_form(book, "file", corvid).fields]
    assert file[:2] == ["title", "place"]
    assert not {"sha256", "profile"} & set(file)
    ticket = [field.key for field in new_form(book, "ticket", corvid).fields]
    assert ticket == ["subject", "severity", "opened_at", "closed_at", "escalated", "external_id"]


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


def test_a_form_ends_with_the_fields_of_ones_own_and_an_accounts_have_their_own_place(
    book: Book, corvid: AccountId
) -> None:
    product, line, first = contract(corvid, ago(100), (ago(100), 2_900_000))
    fields = [
        CustomField(id=f"{noun}{kind}", of_noun=noun, name=f"My {kind}", kind=kind)
        for noun in ("product", "step", "account")
        for kind in (CustomKind.TEXT, CustomKind.DAY, CustomKind.NUMBER, CustomKind.YES_NO)
    ]
    put(book, product, line, first, *fields)
    set_fields(book, "product", product.id, {"my_text": "red", "my_day": "24 Nov 2025"}, today=NOW)
    form = form_of(book, "product", product.id)
    assert [f.header for f in form.fields[-4:]] == ["My day", "My number", "My text", "My yes or no"]
    assert (form.texts["my_text"], form.texts["my_day"], form.texts["my_number"]) == ("red", "2025-11-24", "")
    assert new_form(book, "step", corvid).fields[-4].header == "My day"
    assert not [f for f in form_of(book, "account", corvid).fields if f.header.startswith("My ")]


def test_what_is_typed_there_is_read_as_in_every_other_field(book: Book, corvid: AccountId) -> None:
    del corvid
    kinds = (CustomKind.DAY, CustomKind.NUMBER)
    put(book, *(CustomField(id=kind, of_noun="product", name=kind, kind=kind) for kind in kinds))
    team = add_row(book, "product", {"product": "Team"}, today=NOW).rows[0].id
    set_fields(book, "product", team, {"number": "1,234", "day": "24 Nov 2025"}, today=NOW, mark=Mark.COMMA)
    assert [c.value for c in custom_of(book, team)] == ["2025-11-24", "1.234"]
    set_fields(book, "product", team, {"number": "1,234"}, today=NOW)
    assert [c.value for c in custom_of(book, team)][1] == "1234"
    with pytest.raises(DayBothWays):
        set_fields(book, "product", team, {"day": "03/04/2025"}, today=NOW)
    with pytest.raises(FieldRefused):
        set_fields(book, "product", team, {"day": "soon"}, today=NOW)
