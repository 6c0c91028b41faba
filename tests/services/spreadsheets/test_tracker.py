"""The tracker: a CSM's many sheets come in with three answers, and the renewals are those of its contracts."""

from datetime import date
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.subscriptions import Subscription
from csdesk.services.renewals.renewals import not_placed
from csdesk.services.spreadsheets.imports import apply_import, plan_import, read_files
from csdesk.store.book import Book

DAY, SOON = date(2025, 11, 24), date(2026, 2, 22)
ANSWERS = {
    "terms:Accounts:Contract end": "yearly",
    "price:Accounts:ARR (USD)": "since",
    "sponsors:Accounts:sponsor": "Contacts",
}
DUE = {
    "Nimbus Freight GmbH": date(2025, 12, 31),
    "Quarry Bank Ltd": date(2026, 1, 14),
    "Bluefin Logistics AB": date(2026, 1, 31),
    "Dune Travel": date(2026, 1, 31),
    "Xylo Music": date(2026, 1, 31),
}


@pytest.fixture
def tracker(real_files: Path) -> Path:
    return real_files / "csm" / "csm_tracker.xlsx"


def planned(book: Book, tracker: Path, answers: dict[str, str]) -> Plan:
    return plan_import(book, read_files([tracker], day=DAY), answers, today=DAY)


def test_three_answers_are_enough_and_no_row_is_refused(book: Book, tracker: Path) -> None:
    plan = planned(book, tracker, ANSWERS)
    assert [q.key for q in plan.questions if not q.offered] == list(ANSWERS)
    assert (plan.open, plan.refused, plan.count(Result.NEW)) == ((), (), 652)
    assert [c.header for s in plan.sheets for c in s.columns if c.target is None and c.samples] == []


def test_one_more_word_places_every_contract_on_the_board(book: Book, tracker: Path) -> None:
    missing = {}
    for answers in (ANSWERS, ANSWERS | {"renews:Accounts:Contract end": "yes-60"}):
        with Book.in_memory() as fresh:
            apply_import(fresh, planned(fresh, tracker, answers), today=DAY)
            missing[len(answers)] = [u for u in not_placed(fresh, as_of=DAY) if not u.without_contract]
    assert (len(missing[3]) > 20, missing[4]) == (True, [])


def test_what_is_due_in_ninety_days_is_what_the_contracts_say(book: Book, tracker: Path) -> None:
    apply_import(book, planned(book, tracker, ANSWERS), today=DAY)
    names = {a.id: a.account for a in book.all(Account)}
    ends = {names[s.account]: s.end for s in book.all(Subscription) if s.end and DAY <= s.end <= SOON}
    assert ends == DUE


def test_the_same_file_again_is_the_same(book: Book, tracker: Path) -> None:
    apply_import(book, planned(book, tracker, ANSWERS), today=DAY)
    again = planned(book, tracker, {})
    assert (again.open, again.values, again.count(Result.SAME)) == ((), (), 652)
