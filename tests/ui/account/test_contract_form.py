"""The contract form: what it is worth follows every letter, and for the term or per year is asked."""

from datetime import date

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLineEdit

from csdesk.domain.subscriptions import Period, Step, Subscription
from csdesk.services.book.which_account import find_account
from csdesk.services.renewals.selling import Prepared
from csdesk.ui.account.contract_form import ContractForm
from csdesk.ui.account.edit_sheet import EditSheet
from csdesk.ui.kit.choices import Choice
from csdesk.ui.window import Window
from tests.ui.account.rooms import opened, sheet
from tests.ui.hands import click, press, type_in
from tests.ui.windows import answer_of, settled


def form_of(window: Window, name: str = "Corvid") -> ContractForm:
    opened(window, name).work.add("subscription")
    found = sheet(window, ContractForm)
    assert isinstance(found, ContractForm)
    return found


def sold(window: Window, name: str = "Corvid") -> list[Subscription]:
    assert window.desk is not None
    return answer_of(window.desk, lambda book: book.all(Subscription, account=find_account(book, name).id))


def fill(form: ContractForm, product: str, amount: str, months: str) -> None:
    form.product.edit.clear()
    type_in(form.product.edit, product)
    type_in(form.figure.edit, amount)
    form.months.edit.clear()
    type_in(form.months.edit, months)


def shown(form: ContractForm) -> list[tuple[str, str, str]]:
    """As it stands there, whatever the locale groups by."""
    plain = [(line.words, line.figure, line.second) for line in form.worth._lines]
    return [(words, figure.replace(",", ""), second.replace(",", "")) for words, figure, second in plain]


def test_mrr_arr_and_tcv_stand_there_before_it_is_saved(window: Window) -> None:
    form, before = form_of(window), len(sold(window))
    fill(form, "Archive", "6,000", "12")
    settled(lambda: ("TCV", "$6000.00", "") in shown(form))
    assert shown(form) == [("MRR", "$500.00", ""), ("ARR", "$6000.00", ""), ("TCV", "$6000.00", "")]
    assert len(sold(window)) == before
    click(form.save)
    settled(lambda: len(sold(window)) == before + 1)
    line = sold(window)[-1]
    assert (line.period, line.start, line.end) == (Period.YEAR, date(2025, 11, 24), date(2026, 11, 23))


def test_two_years_are_asked_about_with_both_results(window: Window) -> None:
    form, before = form_of(window), len(sold(window))
    fill(form, "Archive", "2,000,000", "24")
    settled(lambda: len(shown(form)) == 4)
    assert shown(form)[2] == ("ARR", "$1000000.00", "$2000000.00")
    assert "For the term, or per year?" in form.says.text()
    click(form.save)
    settled(lambda: not form._refusal.isHidden())
    assert len(sold(window)) == before
    form.per.setFocus()
    form.per.set_value(Period.TERM)
    form.reckon()
    settled(lambda: ("ARR", "$1000000.00", "") in shown(form))
    press(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(lambda: len(sold(window)) == before + 1)


def test_a_fee_brings_no_mrr_and_steps_ahead_are_kept(window: Window) -> None:
    form = form_of(window)
    fill(form, "Setup", "15000", "12")
    click(form.one_time)
    settled(lambda: ("TCV", "$15000.00", "") in shown(form))
    assert not form.per.isEnabled()
    form.close()
    form = form_of(window)
    fill(form, "Archive", "6000", "24")
    form.per.set_value(Period.YEAR)
    type_in(form.ahead.edit, "2026-11-24 = 6,300")
    settled(lambda: ("TCV", "$12300.00", "") in shown(form))
    click(form.save)
    settled(lambda: any(s.end == date(2027, 11, 23) for s in sold(window)))
    line = next(s for s in sold(window) if s.end == date(2027, 11, 23))
    assert window.desk is not None
    steps = answer_of(window.desk, lambda book: book.all(Step, subscription=line.id))
    assert [s.amount for s in steps] == [600_000, 630_000]


def test_what_is_in_the_way_is_said_while_it_is_typed_and_an_overlap_is_named(window: Window) -> None:
    form = form_of(window)
    fill(form, "Platform", "6000", "12")
    settled(lambda: "both lines would count" in form.says.text())
    type_in(form.quantity.edit, "-3")
    settled(lambda: form.says.text() == "The quantity cannot be -3. It must be more than 0.")
    form.quantity.edit.clear()
    type_in(form.quantity.edit, "3")
    settled(lambda: isinstance(form.made, Prepared))


def test_what_has_no_end_and_is_paid_by_the_year_comes_back_as_it_was_typed(window: Window) -> None:
    form, before = form_of(window), len(sold(window))
    fill(form, "Care", "12,500.50", "")
    form.per.set_value(Period.YEAR)
    press(form.ends, Qt.Key.Key_End)
    settled(lambda: ("TCV", "by the month", "") in shown(form))
    assert ("ARR", "$12500.50", "") in shown(form)
    click(form.save)
    settled(lambda: len(sold(window)) == before + 1)
    line = sold(window)[-1]
    assert (line.period, line.end, line.month_to_month) == (Period.YEAR, None, True)


def arr(form: ContractForm) -> object:
    """The ARR that the form says of what is typed so far."""
    return form.made.worth.arr if isinstance(form.made, Prepared) and form.made.worth else None


def test_numbers_are_read_as_the_locale_writes_them(window: Window) -> None:
    QLocale.setDefault(QLocale("de_DE"))
    try:
        form = form_of(window)
        fill(form, "Archive", "6.000,60", "12")
        settled(lambda: arr(form) == 600_060)
    finally:
        QLocale.setDefault(QLocale.c())


def test_a_new_step_says_what_the_contract_is_worth_from_it_on(window: Window) -> None:
    opened(window, "Corvid").work.add("step")
    form = sheet(window, EditSheet)
    assert isinstance(form, EditSheet)
    line = form.editors["subscription"].findChildren(Choice)[0]
    line.setCurrentIndex([line.itemText(n)[:8] for n in range(line.count())].index("Platform"))
    amount = form.editors["amount"].findChildren(QLineEdit)[0]
    type_in(amount, "120000")
    settled(lambda: "ARR 120000.00" in form.says.words.text().replace(",", ""))


def test_what_is_refused_is_said_beside_its_field_and_cuts_nothing(window: Window) -> None:
    form, there = form_of(window), len(sold(window))
    fill(form, "Archive", "6000", "12")
    type_in(form.discount.edit, "abc")
    before = form.height()
    click(form.save)
    assert form.discount.refusal().startswith("Discount: “abc” is not a share from 0 to 100 %")
    assert form._refusal.isHidden()
    assert form.height() > before
    assert form.discount.edit.height() >= form.discount.edit.sizeHint().height()
    form.discount.set_text("20")
    click(form.save)
    settled(lambda: len(sold(window)) == there + 1)
