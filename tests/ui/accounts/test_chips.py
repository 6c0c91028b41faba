"""Chips: each filter stands in the bar as what it filters and which values, and is added, changed and taken off."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from csdesk.domain.looks import CUSTOMERS
from csdesk.domain.query import Compare, Condition, IsNull, Joined, Not, OneOf, parsed
from csdesk.services.accounts.account_facts import FIELDS
from csdesk.ui.accounts.filter_form import FilterForm
from csdesk.ui.accounts.menus import cell_filters
from csdesk.ui.accounts.page import AccountsPage
from csdesk.ui.accounts.saying import chip_words, query_text
from csdesk.ui.kit.menus import Menu
from tests.ui.hands import click, press, type_in
from tests.ui.windows import settled

TODAY = date(2025, 11, 24)
HOSTILE = "<b>&co</b> '; DROP TABLE accounts; -- \u202e\n(a+)+$"


def form_of(page: AccountsPage) -> FilterForm:
    """The filter form that is open."""
    found: list[FilterForm] = []

    def seen() -> bool:
        found[:] = [w for w in page.window().findChildren(FilterForm) if w.isVisible()]
        return bool(found)

    settled(seen)
    return found[0]


def words(page: AccountsPage) -> list[str]:
    return [chip.accessibleName() for chip in page.bar.chips.chips]


def test_the_page_begins_with_customers_by_their_renewal(page: AccountsPage) -> None:
    assert words(page) == ["Status Customer"]
    assert page.views.label_text() == "Renewing next"
    assert [by.key for by in page.model.order] == ["renewal_on"]


def test_tab_goes_from_the_field_through_the_chips_to_the_list(page: AccountsPage) -> None:
    page.bar.words.edit.setFocus()
    stood = []
    for _ in range(4):
        here = QApplication.focusWidget()
        assert here is not None
        press(here, Qt.Key.Key_Tab)
        stood.append(QApplication.focusWidget())
    assert stood == [*page.bar.chips.chips, *page.bar.chips.adders, page.table]


def test_f_asks_for_a_filter_and_enter_keeps_it(page: AccountsPage) -> None:
    press(page.table, Qt.Key.Key_F)
    form = form_of(page)
    assert form.field.value == "standing"
    form.ticks["at risk"].setFocus()
    press(form.ticks["at risk"], Qt.Key.Key_Space)
    press(form.ticks["at risk"], Qt.Key.Key_Return)
    assert words(page) == ["Status Customer", "Health band At risk"]
    assert {r.score.band for r in page.model.rows if r.score and r.score.band} == {"at risk"}
    assert page.views.label_text() == "Renewing next, changed"


def test_a_chip_opens_its_filter_and_another_value_takes_its_place(page: AccountsPage) -> None:
    page.bar.keep(Compare("arr", ">", "50000"))
    several = len(page.model.rows)
    click(page.bar.chips.chips[1], QPoint(12, 10))
    form = form_of(page)
    assert (form.field.value, form.op.value, form.value.text()) == ("arr", ">", "50000")
    form.value.set_text("")
    form.value.setFocus()
    type_in(form.value.edit, "100000")
    press(form.value.edit, Qt.Key.Key_Return)
    assert words(page) == ["Status Customer", "ARR over 100,000"]
    assert 0 < len(page.model.rows) < several


def test_several_filters_go_at_one_click_and_one_alone_has_only_its_cross(page: AccountsPage) -> None:
    assert page.bar.chips.clear.isHidden()
    page.bar.keep(Compare("arr", ">", "50000"))
    assert page.bar.chips.clear.isVisible()
    click(page.bar.chips.clear)
    assert words(page) == []
    assert len(page.model.rows) == len(page.model.all_rows)
    assert page.bar.chips.clear.isHidden()
    assert page.table.hasFocus()


def test_the_cross_and_delete_take_a_chip_off(page: AccountsPage) -> None:
    page.bar.keep(Compare("arr", ">", "50000"))
    chip = page.bar.chips.chips[1]
    click(chip, QPoint(chip.width() - 8, 10))
    assert words(page) == ["Status Customer"]
    page.bar.chips.chips[0].setFocus()
    press(page.bar.chips.chips[0], Qt.Key.Key_Delete)
    assert words(page) == []
    assert any(r.line.status == "lost" for r in page.model.rows)
    assert page.bar.chips.adders[0].hasFocus()


def test_arrows_go_from_chip_to_chip(page: AccountsPage) -> None:
    page.bar.keep(Compare("arr", ">", "1"))
    chips = page.bar.chips
    chips.chips[0].setFocus()
    press(chips.chips[0], Qt.Key.Key_Right)
    assert chips.chips[1].hasFocus()
    press(chips.chips[1], Qt.Key.Key_Right)
    assert chips.adders[0].hasFocus()


def test_a_value_that_cannot_be_read_is_refused_in_the_form(page: AccountsPage) -> None:
    page.bar.add("renewal_on")
    form = form_of(page)
    type_in(form.value.edit, "soon")
    click(form.save)
    assert form.isVisible()
    assert form.value.refusal() == "A day, such as 2026-01-31 or +90d"
    form.value.set_text("+90d")
    form.op.set_value("<=")
    click(form.save)
    assert words(page)[1] == "Renewal until +90d (22 Feb 2026)"
    assert all(
        r.money and r.money.renewal_on and r.money.renewal_on <= date(2026, 2, 22) for r in page.model.rows
    )


def test_a_query_in_words_is_one_chip(page: AccountsPage) -> None:
    page.bar.add("query")
    form = form_of(page)
    type_in(form.value.edit, "arr >")
    click(form.save)
    assert "cannot be read" in form.value.refusal()
    form.value.set_text("arr > 100000 or segment = Enterprise")
    click(form.save)
    assert words(page)[1] == "Where arr > '100000' or segment = 'Enterprise'"


def test_only_this_value_from_a_cell(page: AccountsPage) -> None:
    number = page.model.column_number("arr")
    index = page.model.index(2, number)
    row = page.model.row_at(2)
    page.menus.open_cell(page.table.visualRect(index).center())
    menu = page.menus.menu
    assert isinstance(menu, Menu)
    assert menu.actions()[0].text().startswith("Only ARR ")
    menu.actions()[0].trigger()
    menu.close()
    assert {r.arr for r in page.model.rows} == {row.arr}


def test_all_but_the_value_of_a_cell_keeps_what_is_not_known(page: AccountsPage) -> None:
    row = page.model.rows[0]
    only, without = cell_filters(row, "segment", TODAY)
    page.bar.set_filters((without,))
    assert row not in page.model.rows
    assert cell_filters(row, "tags", TODAY)[0] == IsNull("tags")
    page.bar.set_filters((only,))
    assert row in page.model.rows


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (OneOf("stage", ("loyalty", "expansion")), ("Stage", "Loyalty or Expansion")),
        (Not(OneOf("csm", ("Mary", "Li", "Ann"))), ("CSM not", "Mary, Li or Ann")),
        (IsNull("sponsor"), ("Sponsor", "not known")),
        (Not(IsNull("sponsor")), ("Sponsor", "known")),
        (Compare("arr", "<=", "20,000.50"), ("ARR at most", "20,000.50")),
        (Compare("renews_in", "<", "-3"), ("Days to renewal under", "−3")),
        (Compare("notice_on", "=", "today"), ("Notice on", "today (24 Nov)")),
        (Compare("notice_on", ">", "2026-01-31"), ("Notice after", "31 Jan 2026")),
        (Compare("renewal_on", "<", "whenever"), ("Renewal before", "whenever")),
        (Compare("account", "contains", HOSTILE), ("Account has", HOSTILE)),
    ],
)
def test_a_chip_says_what_is_filtered_and_which(condition: Condition, said: tuple[str, str]) -> None:
    assert chip_words(condition, TODAY) == said


@pytest.mark.parametrize(
    "condition",
    [
        Compare("account", "contains", "O'Neil"),
        Not(OneOf("stage", ("loyalty",))),
        Joined(False, (IsNull("arr"), Joined(True, (Compare("arr", ">", "1"), Not(IsNull("csm")))))),
    ],
)
def test_a_query_in_words_means_the_same_when_it_is_read_again(condition: Condition) -> None:
    assert parsed(query_text(condition), FIELDS) == condition


def test_a_hostile_value_stands_in_a_chip_letter_by_letter(page: AccountsPage) -> None:
    page.bar.set_filters(
        (CUSTOMERS, Compare("account", "contains", HOSTILE), Compare("tags", "=", "x" * 5000))
    )
    chips = page.bar.chips.chips
    assert "&&co" in chips[1].text()
    assert "<b>" not in chips[1].toolTip()
    assert "&lt;b&gt;" in chips[1].toolTip()
    assert all(chip.geometry().right() <= page.bar.chips.width() for chip in chips)
    assert page.nothing.isVisible()
    assert not page.window().grab().isNull()


def test_many_chips_wrap_and_none_is_cut(page: AccountsPage) -> None:
    alone = page.bar.height()
    many = tuple(Compare("account", "!=", f"Somebody and Sons {n}") for n in range(12))
    page.bar.set_filters(many)
    settled(lambda: page.bar.height() > 3 * alone)
    row = page.bar.chips
    assert len({chip.y() for chip in row.chips}) > 3
    for chip in row.chips:
        assert chip.geometry().right() <= row.width()
        assert chip.geometry().bottom() <= row.height()
    page.bar.set_filters(())
    settled(lambda: page.bar.height() == alone)
