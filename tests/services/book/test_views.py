"""Views: a list's filters, order and columns are kept in the book, and every change of one can be undone."""

from datetime import date

import pytest

from csdesk.domain.changes import Verb
from csdesk.domain.errors import CsdeskError, FieldNeeded, FieldRefused, NoSuchRow
from csdesk.domain.looks import SHIPPED, Look, look_of
from csdesk.domain.query import Compare, Not, OneOf
from csdesk.domain.query_tree import fields_of, read_with
from csdesk.domain.views import View
from csdesk.services.accounts.account_facts import FIELDS, STANDARD
from csdesk.services.book.history import undo
from csdesk.services.book.views import remove_view, rename_view, save_view, views_of
from csdesk.store.book import Book

MINE = Look(
    (Compare("arr", ">", "20000"), Not(OneOf("stage", ("onboarding", "loyalty")))),
    (("renewal_on", False), ("arr", True)),
    ("account", "arr", "sponsor"),
)


def names(book: Book) -> list[str]:
    return [v.name for v in views_of(book)]


def test_a_view_comes_back_as_it_was_kept(book: Book, today: date) -> None:
    done = save_view(book, "  Large and \n settled ", MINE, today=today)
    assert done is not None
    assert (done.verb, done.label) == (Verb.ADD, "view Large and settled")
    assert look_of(views_of(book)[0], FIELDS) == (MINE, 0)


def test_a_view_is_kept_in_the_place_of_another(book: Book, today: date) -> None:
    save_view(book, "Mine", MINE, today=today)
    first = views_of(book)[0]
    assert save_view(book, "Mine", MINE, today=today, view=first.id) is None
    changed = save_view(book, "Mine", Look(), today=today, view=first.id)
    assert changed is not None
    assert changed.verb is Verb.SET
    assert [look_of(v, FIELDS)[0] for v in views_of(book)] == [Look()]
    undo(book, today=today)
    assert look_of(views_of(book)[0], FIELDS) == (MINE, 0)


def test_a_view_is_renamed_and_removed_and_both_can_be_undone(book: Book, today: date) -> None:
    save_view(book, "Mine", MINE, today=today)
    id_ = views_of(book)[0].id
    rename_view(book, id_, "Ours", today=today)
    assert names(book) == ["Ours"]
    remove_view(book, id_, today=today)
    assert names(book) == []
    undo(book, today=today)
    undo(book, today=today)
    assert names(book) == ["Mine"]


@pytest.mark.parametrize("name", ["", "  ", "MINE", "my risks", "x" * 61])
def test_a_view_needs_a_name_of_its_own(book: Book, today: date, name: str) -> None:
    save_view(book, "Mine", MINE, today=today)
    with pytest.raises((FieldNeeded, FieldRefused)):
        save_view(book, name, Look(), today=today)
    assert names(book) == ["Mine"]


def test_a_view_that_is_gone_cannot_be_changed(book: Book, today: date) -> None:
    with pytest.raises(NoSuchRow):
        remove_view(book, "x", today=today)
    with pytest.raises(NoSuchRow):
        rename_view(book, "x", "y", today=today)


@pytest.mark.parametrize(
    ("filters", "lost"),
    [("", 1), ("{}", 1), ("[" * 10_000, 1), ('[["=","colour","red"],["null","arr"]]', 1), ("[]", 0)],
)
def test_filters_that_cannot_be_read_are_left_out_and_counted(filters: str, lost: int) -> None:
    look, missing = look_of(View(id="1", name="x", filters=filters), FIELDS)
    assert missing == lost
    assert len(look.filters) == int("null" in filters)


def test_every_view_that_is_shipped_asks_only_for_what_there_is(today: date) -> None:
    assert len({s.id for s in SHIPPED}) == len(SHIPPED)
    for shipped in SHIPPED:
        for condition in shipped.look.filters:
            assert set(fields_of(condition)) <= set(FIELDS)
            read_with(condition, STANDARD.values_on(today))
        assert {key for key, _ in shipped.look.sort} <= set(FIELDS)


def test_a_day_that_is_none_is_refused_in_words(today: date) -> None:
    with pytest.raises(CsdeskError):
        read_with(Compare("renewal_on", "<", "soon"), STANDARD.values_on(today))
