"""Fields of a person's own in the list: columns, filters, an order, and views that keep them; and views of one CSM."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.custom import CustomField, CustomKind, CustomValue
from csdesk.domain.query import Compare
from csdesk.store.book import Book
from csdesk.ui.accounts.filter_form import FilterForm
from csdesk.ui.accounts.page import AccountsPage
from csdesk.ui.formats import money
from csdesk.ui.window import Window
from tests.ui.hands import click
from tests.ui.windows import settled

BUDGET = CustomField(id="own-1", of_noun="account", name="Budget", kind=CustomKind.MONEY, currency="EUR")
OWNER = CustomField(id="own-2", of_noun="account", name="Budget owner")
TRAINED = CustomField(id="own-3", of_noun="account", name="Trained", kind=CustomKind.YES_NO)


def filled(book: Book, *, today: date) -> Any:
    made: list[Any] = [BUDGET, OWNER, TRAINED]
    for number, account in enumerate(book.all(Account)[:6]):
        texts = (str(1000 * number), "Ana" if number % 2 else "Bo", "yes" if number < 2 else "no")
        for field, value in zip((BUDGET, OWNER, TRAINED), texts, strict=True):
            made.append(
                CustomValue(
                    id=f"{field.id}-{number}", field=field.id, account=account.id, row=account.id, value=value
                )
            )
    with book.change(Verb.ADD, label="own fields", today=today) as change:
        book.put_all(made)
    return change.done


@pytest.fixture
def own(page: AccountsPage) -> AccountsPage:
    page.desk.do(filled)
    settled(lambda: "budget" in page.facts)
    page.show_everything()
    return page


def shown(page: AccountsPage) -> list[str]:
    return [page.model.columns[n].header for n in page.table.columns_shown()]


def names(page: AccountsPage) -> list[str]:
    return [r.account for r in page.model.rows]


def test_each_has_a_column_that_sorts_as_what_it_is_and_is_last_where_it_is_empty(own: AccountsPage) -> None:
    own.columns.show(["account", "budget", "budget_owner", "trained"])
    assert shown(own) == ["Account", "Budget", "Budget owner", "Trained"]
    own.table.sort_by(own.model.column_number("budget"), descending=True)
    texts = [own.model.index(n, own.model.column_number("budget")).data() for n in range(7)]
    assert texts == [*(money(n * 100_000, "EUR") for n in (5, 4, 3, 2, 1, 0)), "–"]
    assert own.model.columns[own.model.column_number("trained")].text(own.model.rows[0]) == "No"
    assert not own.grab().isNull()


def test_a_filter_offers_what_they_say_and_its_chip_reads_so(own: AccountsPage) -> None:
    own.bar.add("trained")
    (form,) = own.window().findChildren(FilterForm)
    assert list(form.ticks) == ["yes", "no"]
    click(form.ticks["yes"], QPoint(8, 12))
    click(form.save)
    assert own.bar.filters == (Compare("trained", "=", "yes"),)
    assert len(own.model.rows) == 2
    own.bar.keep(Compare("budget", ">", "500"))
    assert len(own.model.rows) == 1
    assert [chip.text() for chip in own.bar.chips.chips] == ["Trained Yes", "Budget over 500"]


def test_a_view_keeps_them_and_says_so_where_they_are_gone(own: AccountsPage, window: Window) -> None:
    own.columns.show(["account", "budget"])
    own.bar.keep(Compare("budget_owner", "=", "Ana"))
    own.table.sort_by(own.model.column_number("budget"))
    kept = names(own)
    assert len(kept) == 3
    own.keeper._save("Ana's")
    settled(lambda: own.views.label_text() == "Ana's")
    own.views.choose_name("All accounts")
    own.views.choose_name("Ana's")
    assert names(own) == kept
    assert shown(own) == ["Account", "Budget"]
    window.undo()
    settled(lambda: own.views.label_text() == "Renewing next")
    window.undo()
    settled(lambda: "budget" not in own.facts)
    assert "Budget" not in shown(own)
    assert own.model.rows


def test_a_view_of_one_person_is_offered_where_there_are_several(page: AccountsPage, window: Window) -> None:
    page.bar.add()
    (form,) = window.findChildren(FilterForm)
    fields = [form.field.itemText(n) for n in range(form.field.count())]
    assert "CSM" not in fields
    form.close()

    def another(book: Book, *, today: date) -> Any:
        with book.change(Verb.SET, label="hand over", today=today) as change:
            book.put_all([replace(a, csm="Li Wei") for a in book.all(Account)[:4]])
        return change.done

    page.desk.do(another)
    settled(lambda: page.columns.several_people)
    page.show_everything()
    page.bar.add("csm")
    again = next(f for f in window.findChildren(FilterForm) if f.isVisible())
    assert set(again.ticks) == {"Li Wei", "Mary Harrison"}
    click(again.ticks["Li Wei"], QPoint(8, 12))
    click(again.save)
    assert len(page.model.rows) == 4
    page.keeper._save("Li's")
    settled(lambda: page.views.label_text() == "Li's")
    page.views.choose_name("All accounts")
    page.views.choose_name("Li's")
    assert page.bar.filters == (Compare("csm", "=", "Li Wei"),)
    assert len(page.model.rows) == 4
