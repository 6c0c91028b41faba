"""A founder's one messy sheet becomes a book with a right renewal board, with six answers."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account, Status
from csdesk.domain.contacts import Contact
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.products import Product
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.subscriptions import Period, Step, Subscription
from csdesk.domain.touches import Direction, Touch, TouchKind
from csdesk.services.book.history import undo
from csdesk.services.renewals.renewals import not_placed, renewals_due
from csdesk.services.spreadsheets.imports import apply_import, plan_import, read_files
from csdesk.store.book import Book

TODAY = date(2025, 11, 24)
FILE_DAY = date(2025, 11, 14)
SHEET = "Customers 2025"
ANSWERS = {
    f"dates:{SHEET}:Renewal": "dmy",
    f"heading:{SHEET}:churned": "lost",
    f"edge:{SHEET}:Renewal": "first",
    f"terms:{SHEET}:Renewal": "yearly",
    f"price:{SHEET}:MRR": "file",
    f"same:{SHEET}:42": "new",
}


@pytest.fixture
def file(real_files: Path) -> Path:
    found = real_files / "csm" / "founder_customers.xlsx"
    if not found.is_file():
        pytest.skip("the founder's sheet is not here")
    return found


def planned(book: Book, file: Path, answers: dict[str, str]) -> Plan:
    return plan_import(book, read_files([file], day=TODAY), answers, today=TODAY)


@pytest.fixture
def filled(book: Book, file: Path) -> Book:
    apply_import(book, planned(book, file, ANSWERS), today=TODAY)
    return book


def account(book: Book, name: str) -> Account:
    (found,) = [a for a in book.all(Account) if a.account == name]
    return found


def line(book: Book, name: str) -> Subscription:
    (found,) = book.all(Subscription, account=account(book, name).id)
    return found


def test_six_questions_are_asked_each_with_its_evidence(book: Book, file: Path) -> None:
    made = planned(book, file, {})
    assert {q.key: q.default for q in made.open} == {**ANSWERS, f"same:{SHEET}:42": None}
    assert all(q.evidence for q in made.questions)
    assert len(made.open) <= 8
    edge = next(q for q in made.questions if q.kind == "edge")
    assert edge.evidence.startswith("32 rows tell: 32 for the first day of the new term, 0 for the last")


def test_every_column_has_its_place_and_every_row_is_accounted_for(book: Book, file: Path) -> None:
    (sheet,) = planned(book, file, ANSWERS).sheets
    assert [c.target for c in sheet.columns] == [
        "account.account",
        "account.domain",
        "subscription.product",
        "subscription.quantity",
        "subscription.mrr",
        "subscription.signed_on",
        "subscription.renewal_date",
        "subscription.auto_renew",
        "subscription.notice_days",
        "contact.name",
        "contact.email",
        "account.judgement",
        "touch.on",
        "account.notes",
        "subscription.currency",
    ]
    assert (len(sheet.rows), sheet.count(Result.NEW), sheet.count(Result.REFUSED)) == (43, 43, 0)
    assert [(x.row, x.text, x.why) for x in sheet.left_out] == [
        (43, "TOTAL", "total"),
        (45, "— churned —", "heading"),
    ]
    assert sheet.day == FILE_DAY
    assert "“MRR” is shown with a currency by the sheet: 41 amounts in $." in sheet.notes
    assert any("“lists” is not imported" in note for note in sheet.notes)


def test_the_first_row_feeds_five_nouns(filled: Book) -> None:
    dental = account(filled, "Northgate Dental LLC")
    assert (dental.domain, dental.judgement, dental.judged_on) == ("northgatedentalllc.example", 3, FILE_DAY)
    assert (dental.status, dental.notes, dental.signed_on) == (
        Status.CUSTOMER,
        "asked for SSO",
        date(2025, 7, 22),
    )
    (zoe,) = filled.all(Contact, account=dental.id)
    assert (zoe.name, zoe.email) == ("Zoe Lopez", "zoe@northgatedentalllc.example")
    sold = line(filled, "Northgate Dental LLC")
    assert (sold.start, sold.end) == (date(2025, 7, 22), date(2026, 7, 21))
    assert (sold.auto_renew, sold.notice_days, sold.period) == (False, 60, Period.MONTH)
    (step,) = filled.all(Step, subscription=sold.id)
    assert (step.amount, step.quantity, step.from_, step.assumed) == (17700, Decimal(3), FILE_DAY, False)
    product = filled.find(Product, sold.product)
    assert product is not None
    assert product.product == "Team"
    assert filled.all(Touch, account=dental.id) == []


def test_a_last_call_is_a_two_way_touch_of_its_day(filled: Book) -> None:
    (touch,) = filled.all(Touch, account=account(filled, "Bluefin Logistics AB").id)
    assert (touch.on, touch.kind, touch.direction) == (date(2025, 5, 11), TouchKind.CALL, Direction.TWO_WAY)
    assert touch.summary == "Last call, from founder_customers.xlsx"
    assert len(filled.all(Touch)) == 32


@pytest.mark.parametrize(
    ("name", "mrr", "end", "auto_renew", "notice"),
    [
        ("Nimbus Freight GmbH", 58000, date(2025, 11, 7), None, 60),
        ("Umbra Studio Inc", 49000, None, True, 60),
        ("Basalt Mining LLC", 174000, date(2026, 4, 12), True, None),
        ("Quarry Bank Ltd", 147500, date(2026, 6, 9), False, None),
        ("Sable Motors Ltd", 42000, date(2025, 12, 4), False, 60),
        ("Yarrow Foods S.A.", 58800, date(2027, 5, 5), True, 30),
        ("Dune Travel", 87500, None, None, 30),
        ("northgate dental", 49000, date(2026, 3, 30), True, 30),
    ],
)
def test_lines_with_amounts_and_days_as_they_were_typed(
    filled: Book, name: str, mrr: int, end: date | None, auto_renew: bool | None, notice: int | None
) -> None:
    sold = line(filled, name)
    (step,) = filled.all(Step, subscription=sold.id)
    assert (step.amount, sold.end, sold.auto_renew, sold.notice_days) == (mrr, end, auto_renew, notice)
    assert sold.currency == "USD"


def test_text_dates_with_dots_are_read_day_first(filled: Book) -> None:
    assert line(filled, "Sable Motors Ltd").start == date(2024, 12, 5)


def test_monthly_lines_have_no_term_and_an_empty_renewal_cannot_be_placed(filled: Book) -> None:
    monthly = {"Lumen Optics S.A.", "Umbra Studio Inc", "Dune Travel", "Mosaic Media"}
    names = {a.id: a.account for a in filled.all(Account)}
    assert {names[s.account] for s in filled.all(Subscription) if s.month_to_month} == monthly
    ember = line(filled, "Ember Games")
    assert (ember.end, ember.start, ember.signed_on) == (None, None, date(2023, 4, 19))
    assert not ember.term_confirmed
    assert not ember.month_to_month


def test_several_years_are_yearly_terms_since_the_first_day(filled: Book) -> None:
    sold = line(filled, "Bluefin Logistics AB")
    assert (sold.start, sold.end, sold.term_months) == (date(2022, 7, 23), date(2026, 7, 22), 12)
    assert line(filled, "Northgate Dental LLC").term_months is None


@pytest.mark.parametrize(
    ("name", "on", "reason"),
    [
        ("Opal Events Ltd", date(2025, 9, 30), "went with competitor, never finished onboarding"),
        ("Tern Aviation", date(2025, 6, 15), "acquired by bigger group (they use SAP)"),
        ("Violet Labs", date(2025, 2, 28), "stopped paying, card expired, no answer"),
        ("Flint Foundry", date(2024, 12, 31), "did not renew, missing API"),
    ],
)
def test_lost_customers_have_their_day_and_reason(filled: Book, name: str, on: date, reason: str) -> None:
    gone = account(filled, name)
    assert (gone.status, gone.lost_on, gone.lost_reason) == (Status.LOST, on, reason)
    assert line(filled, name).end == on
    (renewal,) = filled.all(Renewal, account=gone.id)
    assert (renewal.outcome, renewal.due_on, renewal.decided_on) == (Outcome.LOST, on, on)


def test_a_note_that_looks_like_a_formula_is_a_note(filled: Book) -> None:
    assert account(filled, "Dune Travel").notes == "=SUM is broken in their export ;-)"


def test_the_book_adds_up_to_the_sheets_own_total(filled: Book) -> None:
    lost = {a.id for a in filled.all(Account) if a.status is Status.LOST}
    total = 0
    for sold in filled.all(Subscription):
        (step,) = filled.all(Step, subscription=sold.id)
        if sold.account not in lost:
            total += step.amount if sold.period is Period.MONTH else step.amount // 12
    assert total == 3_766_600


def test_the_renewal_board_is_right(filled: Book) -> None:
    due = [(r.due_on, r.account) for r in renewals_due(filled, TODAY, date(2026, 2, 22), as_of=TODAY)]
    assert due == [
        (date(2025, 12, 4), "Sable Motors Ltd"),
        (date(2025, 12, 7), "Iris Eyewear LLC"),
        (date(2026, 1, 9), "Rook Security S.A."),
        (date(2026, 1, 20), "Saffron Catering GmbH"),
        (date(2026, 1, 21), "Vantage Legal"),
    ]
    unplaced = {u.account for u in not_placed(filled, as_of=TODAY)}
    assert {"Ember Games", "Nimbus Freight GmbH", "Willow & Sons LLC"} <= unplaced
    assert "Opal Events Ltd" not in unplaced


def test_the_similar_name_may_be_the_same_customer(book: Book, file: Path) -> None:
    made = planned(book, file, {**ANSWERS, f"same:{SHEET}:42": "4", f"twice:{SHEET}:product": "lines"})
    apply_import(book, made, today=TODAY)
    dental = account(book, "Northgate Dental LLC")
    assert dental.domain == "northgatedentalllc.example"
    assert {c.name for c in book.all(Contact, account=dental.id)} == {"Zoe Lopez", "Ana Rossi"}
    assert len(book.all(Subscription, account=dental.id)) == 2
    assert len(book.all(Account)) == 42


def test_the_same_file_again_is_the_same_and_undo_leaves_nothing(filled: Book, file: Path) -> None:
    again = planned(filled, file, {})
    assert again.open == ()
    assert {r.result for s in again.sheets for r in s.rows} == {Result.SAME}
    assert apply_import(filled, again, today=TODAY) is None
    undo(filled, today=TODAY)
    assert filled.all(Account) == []
    assert len(planned(filled, file, {}).open) == 6
