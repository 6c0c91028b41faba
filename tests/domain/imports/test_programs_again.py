"""The next export of another program: what it tells again is no change, and nothing is made up anew."""

from datetime import date

from csdesk.domain.accounts import Account
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.invoices import Invoice
from csdesk.domain.products import Product
from csdesk.domain.renewals import Renewal
from csdesk.domain.subscriptions import Step, Subscription
from tests.domain.imports.sheet import grid, source, synonyms

ACME = Account(id=AccountId("a1"), account="Acme")
KEPT = (Account, Product, Subscription, Step, Renewal, Invoice)
INVOICES: list[Value] = ["Customer", "Invoice number", "Invoice date", "Amount", "Open balance"]
LIST: list[Value] = ["Customer", "ARR", "Renewal date", "Status"]


def imported(known: Known, head: list[Value], row: list[Value], *, on: date, sha: str) -> Plan:
    made = source(grid([head, row]), on=on, sha=sha)
    return plan_files((made,), known, {}, synonyms(), today=date(2025, 12, 31))


def after(known: Known, made: Plan) -> Known:
    fresh = {type(v): v for v in made.values}
    return Known({noun: (fresh[noun],) if noun in fresh else known.all(noun) for noun in KEPT})


def test_an_invoice_that_was_open_is_paid_by_the_day_of_the_file_and_stays_so() -> None:
    book = Known({Account: (ACME,)})
    first = imported(book, INVOICES, ["Acme", "7", "2025-10-20", 1200, 1200], on=date(2025, 11, 20), sha="a")
    book = after(book, first)
    assert book.all(Invoice)[0].paid_on is None
    paid = imported(book, INVOICES, ["Acme", "7", "2025-10-20", 1200, 0], on=date(2025, 11, 27), sha="b")
    book = after(book, paid)
    assert book.all(Invoice)[0].paid_on == date(2025, 11, 27)
    again = imported(book, INVOICES, ["Acme", "7", "2025-10-20", 1200, 0], on=date(2025, 12, 4), sha="c")
    assert [r.result for r in again.sheets[0].rows] == [Result.SAME]


def test_who_was_lost_already_is_not_lost_again_by_the_next_file() -> None:
    row: list[Value] = ["Acme", 1200, "2026-03-31", "Cancelled"]
    book = Known({Account: (ACME,)})
    for on, sha, status in ((20, "a", "Active"), (24, "b", "Cancelled")):
        told = [*row[:-1], status]
        answers = {"edge:List:Renewal date": "last", "churned:List:Status": "lost"}
        made = source(grid([LIST, told]), on=date(2025, 11, on), sha=sha)
        book = after(book, plan_files((made,), book, answers, synonyms(), today=date(2025, 12, 31)))
    (lost,) = book.all(Renewal)
    assert lost.decided_on == date(2025, 11, 24)
    answers = {"edge:List:Renewal date": "last", "churned:List:Status": "lost"}
    made = source(grid([LIST, row]), on=date(2025, 12, 1), sha="c")
    again = plan_files((made,), book, answers, synonyms(), today=date(2025, 12, 31))
    assert [r.result for r in again.sheets[0].rows] == [Result.SAME]
