"""What is typed into the cells of a list: own and custom fields, one account or many, in one step or not at all."""

from datetime import date
from decimal import Decimal

import pytest

from csdesk.domain.accounts import Account, Stage
from csdesk.domain.changes import Verb
from csdesk.domain.custom import CustomField, CustomKind, custom_keys
from csdesk.domain.errors import AccountExists, EditStopped, FieldNeeded, FieldRefused, NoSuchField
from csdesk.domain.ids import AccountId
from csdesk.domain.query import parsed
from csdesk.services.accounts.account_facts import FIELDS
from csdesk.services.accounts.accounts import account_rows
from csdesk.services.accounts.bulk import edit_many
from csdesk.services.accounts.cells import type_cells
from csdesk.services.accounts.own_facts import facts_of, own_keys
from csdesk.services.book.custom import custom_of, custom_values
from csdesk.services.book.history import undo
from csdesk.store.book import Book

NAMES = ("Corvid", "Halden", "Opal")


@pytest.fixture
def ids(book: Book, today: date) -> list[AccountId]:
    made = [Account(id=AccountId(name[0]), account=name) for name in NAMES]
    fields = [
        CustomField(id="f1", of_noun="account", name="Go-live owner"),
        CustomField(id="f2", of_noun="account", name="Budget", kind=CustomKind.MONEY, currency="EUR"),
        CustomField(id="f3", of_noun="account", name="Signed off", kind=CustomKind.YES_NO),
        CustomField(id="f4", of_noun="account", name="Kick-off", kind=CustomKind.DAY),
        CustomField(id="f5", of_noun="account", name="Segment"),
    ]
    with book.change(Verb.ADD, today=today):
        book.put_all([*made, *fields])
    return [a.id for a in made]


def said(book: Book, name: str) -> dict[str, str]:
    return custom_values(book, "account")[name]


def test_one_account_takes_own_and_custom_fields_in_one_step(
    book: Book, ids: list[AccountId], today: date
) -> None:
    done = type_cells(book, ids[:1], {"stage": "loyalty", "go_live_owner": "Ana"}, today=today)
    assert done is not None
    assert done.label == "Corvid"
    assert book.all(Account)[0].stage is Stage.LOYALTY
    assert [c.text for c in custom_of(book, ids[0])] == ["Ana"]
    undo(book, today=today)
    assert book.all(Account)[0].stage is None
    assert custom_of(book, ids[0]) == []


def test_a_value_goes_into_many_accounts_and_one_undo_takes_it_back(
    book: Book, ids: list[AccountId], today: date
) -> None:
    type_cells(book, ids[:1], {"budget": "12,5"}, today=today)
    done = type_cells(book, ids, {"budget": "1.234,50"}, today=today)
    assert done is not None
    assert done.label == "Budget of 3 accounts"
    assert set(said(book, "Budget").values()) == {"1234.50"}
    undo(book, today=today)
    assert said(book, "Budget") == {"C": "12.5"}


def test_an_empty_text_makes_many_not_known_and_is_undone(
    book: Book, ids: list[AccountId], today: date
) -> None:
    type_cells(book, ids, {"signed_off": "Yes", "region": "North"}, today=today)
    done = type_cells(book, ids, {"signed_off": "", "region": ""}, today=today)
    assert done is not None
    assert done.label == "2 fields of 3 accounts"
    assert said(book, "Signed off") == {}
    assert [a.region for a in book.all(Account)] == [None, None, None]
    undo(book, today=today)
    assert said(book, "Signed off") == dict.fromkeys("CHO", "yes")


def test_nothing_is_written_where_all_is_so_already(book: Book, ids: list[AccountId], today: date) -> None:
    assert type_cells(book, ids, {"region": "", "budget": ""}, today=today) is None
    type_cells(book, ids, {"region": "North"}, today=today)
    assert type_cells(book, ids, {"region": "North"}, today=today) is None
    changed = type_cells(book, ids[:2], {"region": "North", "go_live_owner": "Bo"}, today=today)
    assert changed is not None
    assert {r.noun.__name__ for r in changed.rows} == {"CustomValue"}


@pytest.mark.parametrize(
    ("texts", "refusal"),
    [
        ({"stage": "happy"}, FieldRefused),
        ({"budget": "a lot"}, FieldRefused),
        ({"kick_off": "soon"}, FieldRefused),
        ({"region": "North", "signed_off": "perhaps"}, FieldRefused),
        ({"account": ""}, FieldNeeded),
        ({"domain": "corvid.example"}, FieldRefused),
        ({"arr": "3"}, NoSuchField),
    ],
)
def test_a_text_that_no_account_can_have_changes_none(
    book: Book, ids: list[AccountId], today: date, texts: dict[str, str], refusal: type[Exception]
) -> None:
    before = book.all(Account)
    with pytest.raises(refusal):
        type_cells(book, ids, texts, today=today)
    assert book.all(Account) == before
    assert not any(custom_values(book, "account").values())


def test_a_name_that_another_account_has_is_refused(book: Book, ids: list[AccountId], today: date) -> None:
    with pytest.raises(AccountExists):
        type_cells(book, ids[:1], {"account": "OPAL"}, today=today)


def test_a_change_of_many_that_is_stopped_changes_none(book: Book, ids: list[AccountId], today: date) -> None:
    told = []

    def stop(done: int, total: int) -> bool:
        told.append((done, total))
        return done < total

    with pytest.raises(EditStopped):
        type_cells(book, ids, {"region": "North"}, today=today, progress=stop)
    with pytest.raises(EditStopped):
        edit_many(book, ids, "region", "North", today=today, progress=stop)
    assert told == [(0, 3), (3, 3)] * 2
    assert [a.region for a in book.all(Account)] == [None] * 3


def test_custom_fields_are_listed_filtered_and_sorted_as_what_they_are(
    book: Book, ids: list[AccountId], today: date
) -> None:
    type_cells(book, ids[:1], {"budget": "900", "kick_off": "2025-03-01", "segment_2": "Own"}, today=today)
    type_cells(book, ids[1:2], {"budget": "1,200", "signed_off": "yes"}, today=today)
    facts, rows = facts_of(book), account_rows(book, as_of=today)
    assert facts.keys == (*FIELDS, "budget", "go_live_owner", "kick_off", "segment_2", "signed_off")
    told = [{f.key: f.read(r, today) for f in facts.every} for r in rows]
    assert [t["budget"] for t in told] == [Decimal(900), Decimal(1200), None]

    def held(query: str) -> list[str]:
        wanted = parsed(query, facts.keys, facts.values_on(today))
        return [t["account"] for t in told if wanted.holds(t)]

    assert held("budget > '1,000'") == ["Halden"]
    assert held("'Kick-off' < 2025-04-01") == ["Corvid"]
    assert held("signed_off = yes or segment_2 contains ow") == ["Corvid", "Halden"]
    assert held("'Go-live owner' is null") == list(NAMES)


def test_keys_of_custom_fields_are_never_two_and_never_those_of_csdesk() -> None:
    names = ["A b", "a-B", "A.B", "Segment", "???", "!!!", "Größe (cm)"]
    fields = [CustomField(id=str(n), of_noun="account", name=name) for n, name in enumerate(names)]
    keys = custom_keys(fields, FIELDS)
    assert len(keys) == len(fields)
    assert not keys.keys() & set(FIELDS)
    assert {"a_b", "a_b_2", "a_b_3", "segment_2", "own", "own_2", "grösse_cm"} == set(keys)


def test_a_book_without_custom_fields_has_the_facts_that_every_book_has(book: Book) -> None:
    assert own_keys(book) == {}
    assert facts_of(book).keys == FIELDS
