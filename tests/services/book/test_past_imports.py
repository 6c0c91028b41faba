"""Past imports: what came when, and taking one back while what was edited since stays and is named."""

from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact
from csdesk.domain.errors import NoSuchChange
from csdesk.domain.products import Product
from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.deciding import RenewalDecision
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.touches import Direction, Touch, TouchKind
from csdesk.services.book.editing import set_fields
from csdesk.services.book.history import redo
from csdesk.services.book.past_imports import past_imports, undo_import
from csdesk.services.renewals.deciding import decide_renewal
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from csdesk.store.revenue import arr_by_account
from tests.services.spreadsheets.test_imports import ROWS, TODAY, brought, changed, source


def test_an_import_is_listed_with_its_file_and_counts(book: Book) -> None:
    done = brought(book, [*ROWS, ["Total", None, 30, 350, None, None, None]])
    one = past_imports(book)[0]
    assert (one.n, one.names, one.undone) == (done.n, ("list.xlsx",), False)
    keys = ("rows", "new", "changed", "left_out", "refused")
    assert [one.count(key) for key in keys] == [3, 3, 0, 1, 0]


def test_the_newest_comes_first(book: Book) -> None:
    first = brought(book, ROWS)
    second = brought(book, changed(1, 2, 99), {"changed:List:MRR": "correction"})
    assert [i.n for i in past_imports(book)] == [second.n, first.n]
    assert past_imports(book)[0].count("changed") == 1
    assert len(past_imports(book, limit=1)) == 1


def test_an_undone_import_stays_in_the_list_and_says_so(book: Book) -> None:
    done = brought(book, ROWS)
    undo_import(book, done.n, today=TODAY)
    assert [(i.n, i.undone) for i in past_imports(book)] == [(done.n, True)]
    redo(book, today=TODAY)
    assert [(i.n, i.undone) for i in past_imports(book)] == [(done.n, False)]
    undo_import(book, done.n, today=TODAY)
    with pytest.raises(NoSuchChange):
        undo_import(book, done.n, today=TODAY)


def test_rows_that_were_edited_since_stay_and_are_named(book: Book) -> None:
    done = brought(book, ROWS)
    pinder = next(a for a in book.all(Account) if a.account == "Pinder Glass")
    set_fields(book, "account", pinder.id, {"notes": "call Ana"}, today=TODAY)
    undone = undo_import(book, done.n, today=TODAY)
    assert undone.kept == ("account Pinder Glass",)
    assert [a.account for a in book.all(Account)] == ["Pinder Glass"]


def test_an_account_with_a_touch_of_ours_stays_and_is_named(book: Book) -> None:
    done = brought(book, ROWS)
    halden = next(a for a in book.all(Account) if a.account == "Halden Freight")
    with book.change(Verb.LOG_TOUCH, today=TODAY):
        book.put(
            Touch(
                id=book.new_id(), account=halden.id, on=date(2025, 11, 21), kind=TouchKind.CALL,
                direction=Direction.TWO_WAY,
            )
        )  # fmt: skip
    assert undo_import(book, done.n, today=TODAY).kept == ("account Halden Freight",)


def test_an_account_with_a_contract_renewed_since_stays_with_all_that_it_cannot_do_without(
    book: Book,
) -> None:
    done = brought(book, ROWS)
    halden = next(a for a in book.all(Account) if a.account == "Halden Freight")
    line = book.all(Subscription, account=halden.id)[0]
    decide_renewal(book, RenewalDecision(line.id, date(2026, 3, 31), Outcome.RENEWED), today=TODAY)
    before = arr_by_account(book, TODAY)
    undo_import(book, done.n, today=TODAY)
    assert problems_of(book, deep=True) == []
    assert [a.account for a in book.all(Account)] == ["Halden Freight"]
    assert arr_by_account(book, TODAY) == {halden.id: before[halden.id]}
    assert [c.name for c in book.all(Contact, account=halden.id)] == ["Zoe Lopez"]
    assert [p.product for p in book.all(Product)] == ["Team"]


def test_an_account_that_was_edited_since_keeps_its_contract(book: Book) -> None:
    done = brought(book, ROWS)
    before = arr_by_account(book, TODAY)
    halden = next(a for a in book.all(Account) if a.account == "Halden Freight")
    set_fields(book, "account", halden.id, {"notes": "call Zoe"}, today=TODAY)
    undo_import(book, done.n, today=TODAY)
    assert problems_of(book, deep=True) == []
    assert arr_by_account(book, TODAY) == {halden.id: before[halden.id]}


def test_what_has_no_name_is_named_by_its_account(book: Book) -> None:
    done = brought(book, ROWS)
    line = book.all(Subscription)[0]
    set_fields(book, "subscription", line.id, {"notice_days": "45"}, today=TODAY)
    assert "subscription of Halden Freight" in undo_import(book, done.n, today=TODAY).kept


def test_the_same_file_again_says_when_it_came_and_changes_nothing(book: Book) -> None:
    brought(book, ROWS)
    again = plan_import(book, [source(ROWS)], {}, today=TODAY)
    assert (again.files[0].before, again.values) == (TODAY, ())
    assert apply_import(book, again, today=TODAY) is None
    assert len(past_imports(book)) == 1
