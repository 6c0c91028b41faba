"""A sheet that comes again: an amount without a currency is in that of its contract, another one is asked about."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.errors import ImportUndecided
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.domain.invoices import Invoice
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book
from tests.services.answering import with_defaults

TODAY = date(2025, 11, 24)
HEAD: list[Value] = ["Customer", "ARR", "Renewal date"]
END = date(2026, 3, 31)
KEY = "exchanged:List:ARR"


def planned(
    book: Book,
    sha: str,
    *amounts: Value,
    head: Sequence[Value] = HEAD,
    answers: Mapping[str, str] | None = None,
) -> Plan:
    """A list of customers with these amounts."""
    rows = [tuple(head), *((f"Customer {n}", amount, END) for n, amount in enumerate(amounts))]
    made = Source("list.xlsx", sha, date(2025, 11, 20), (Grid("List", tuple(rows)),))
    plan = plan_import(book, [made], answers or {}, today=TODAY)
    return plan_import(book, [made], {**with_defaults(plan), **(answers or {})}, today=TODAY)


def bring(
    book: Book,
    sha: str,
    *amounts: Value,
    head: Sequence[Value] = HEAD,
    answers: Mapping[str, str] | None = None,
) -> Plan:
    plan = planned(book, sha, *amounts, head=head, answers=answers)
    apply_import(book, plan, today=TODAY)
    return plan


def sold(book: Book) -> list[tuple[str, int]]:
    """Each line's currency and what it costs now."""
    steps = {s.subscription: s.amount for s in sorted(book.all(Step), key=lambda s: s.from_)}
    return sorted((s.currency, steps[s.id]) for s in book.all(Subscription))


def test_an_amount_without_a_currency_is_in_that_of_its_contract(book: Book) -> None:
    bring(book, "a", "€1200", "¥600000")
    again = bring(book, "b", 1200, 600_000)
    assert {r.result for r in again.sheets[0].rows} == {Result.SAME}
    assert sold(book) == [("EUR", 120_000), ("JPY", 600_000)]


def test_a_changed_amount_without_a_currency_is_a_price_of_the_contract(book: Book) -> None:
    bring(book, "a", "€1200", "¥600000")
    bring(book, "b", 1300, 700_000)
    assert sold(book) == [("EUR", 130_000), ("JPY", 700_000)]


def test_a_new_contract_without_a_currency_is_in_that_of_its_customer(book: Book) -> None:
    with book.change(Verb.SET, today=TODAY):
        book.put(Account(id=AccountId("a"), account="Customer 0", currency="EUR"))
    bring(book, "a", 1200, 600)
    assert sold(book) == [("EUR", 120_000), ("USD", 60_000)]


def test_another_currency_is_asked_about_and_nothing_changes_before(book: Book) -> None:
    bring(book, "a", "1200 USD", "600 USD", "50 USD")
    plan = planned(book, "b", "1200 EUR", "600 USD", "55 EUR")
    (question,) = plan.open
    assert (question.key, question.rows, question.default) == (KEY, (2, 4), None)
    assert question.seen == (
        "Customer 0: 1200.00 USD in the book, 1200.00 EUR in the sheet",
        "Customer 2: 50.00 USD in the book, 55.00 EUR in the sheet",
    )
    with pytest.raises(ImportUndecided):
        apply_import(book, plan, today=TODAY)


def test_the_book_may_have_been_wrong(book: Book) -> None:
    bring(book, "a", "1200 USD", "600 USD", "50 USD")
    plan = bring(book, "b", "1200 EUR", "600 USD", "55 EUR", answers={KEY: "correction"})
    assert not [q for q in plan.questions if q.kind == "changed"]
    assert sold(book) == [("EUR", 5_500), ("EUR", 120_000), ("USD", 60_000)]


def test_the_book_may_have_been_right(book: Book) -> None:
    bring(book, "a", "1200 USD", "600 USD", "50 USD")
    plan = bring(book, "b", "1200 EUR", "600 USD", "55 EUR", answers={KEY: "book"})
    assert {r.result for r in plan.sheets[0].rows} == {Result.SAME}
    assert sold(book) == [("USD", 5_000), ("USD", 60_000), ("USD", 120_000)]


def test_amounts_keep_their_number_in_a_currency_with_other_digits(book: Book) -> None:
    bring(book, "a", "1200 USD")
    bring(book, "b", "1200 JPY", answers={KEY: "correction"})
    assert sold(book) == [("JPY", 1_200)]


def test_a_header_says_the_currency_too(book: Book) -> None:
    bring(book, "a", 1200)
    plan = planned(book, "b", 1200, head=["Customer", "ARR (EUR)", "Renewal date"])
    assert [q.key for q in plan.open] == ["exchanged:List:ARR (EUR)"]
    assert {a.account for a in book.all(Account)} == {"Customer 0"}


def invoices(book: Book, sha: str, *rows: Sequence[Value], amount: str = "Amount") -> list[tuple[int, str]]:
    head = ("Customer", "Invoice", "Issued", amount)
    made = Source("invoices.csv", sha, date(2025, 11, 20), (Grid("Invoices", (head, *map(tuple, rows))),))
    apply_import(book, plan_import(book, [made], {}, today=TODAY), today=TODAY)
    return sorted((i.amount, i.currency) for i in book.all(Invoice))


def test_an_invoice_is_in_the_currency_of_its_header_or_keeps_its_own(book: Book) -> None:
    bring(book, "a", 1200)
    issued = date(2025, 3, 1)
    assert invoices(book, "b", ["Customer 0", "1", issued, 10], amount="Amount (EUR)") == [(1_000, "EUR")]
    assert invoices(book, "c", ["Customer 0", "1", issued, 10]) == [(1_000, "EUR")]
