"""Ravenstack: five files nobody here wrote become one book, whose figures are those that their readers published."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from statistics import fmean

import pytest

from csdesk.domain.accounts import Account, Status
from csdesk.domain.churn import Churn, Reason
from csdesk.domain.custom import CustomField
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.surveys import Survey, SurveyKind
from csdesk.domain.tickets import Ticket
from csdesk.domain.usage import Usage
from csdesk.services.book.custom import custom_values
from csdesk.services.spreadsheets.imports import apply_import, plan_import, read_files
from csdesk.store.book import Book
from csdesk.store.revenue import arr_by_account

DAY, END = date(2025, 1, 2), date(2025, 1, 1)
KEPT = ("accounts", "churn_events", "subscriptions", "supports_ticket")
ANSWERS = {f"columns:ravenstack_{sheet}:unknown": "custom" for sheet in KEPT} | {
    "columns:ravenstack_feature_usage:unknown": "omit",
    "price:ravenstack_subscriptions:mrr_amount": "since",
}
SOLD = ("accounts", "subscriptions")
"""What is asked of the book where nobody is lost is in these."""
FLAG = "churned:ravenstack_accounts:churn_flag"


def planned(book: Book, real_files: Path, flag: str) -> Plan:
    wanted = (*KEPT, "feature_usage") if flag == "lost" else SOLD
    folder = real_files / "saas_churn" / "ravenstack"
    files = [folder / f"ravenstack_{name}.csv" for name in sorted(wanted)]
    answers = {key: said for key, said in ANSWERS.items() if key.split(":")[1].partition("_")[2] in wanted}
    return plan_import(book, read_files(files, day=DAY), answers | {FLAG: flag}, today=DAY)


@pytest.fixture(scope="module")
def books() -> Iterator[Callable[[Path, str], tuple[Book, Plan]]]:
    """The book with either answer about the flag, made once."""
    made: dict[str, tuple[Book, Plan]] = {}
    with Book.in_memory() as lost, Book.in_memory() as customers:
        fresh = {"lost": lost, "customers": customers}

        def book(real_files: Path, flag: str) -> tuple[Book, Plan]:
            if flag not in made:
                plan = planned(fresh[flag], real_files, flag)
                apply_import(fresh[flag], plan, today=DAY)
                made[flag] = fresh[flag], plan
            return made[flag]

        yield book


@pytest.fixture
def flagged_lost(books: Callable[[Path, str], tuple[Book, Plan]], real_files: Path) -> tuple[Book, Plan]:
    return books(real_files, "lost")


@pytest.fixture
def book(flagged_lost: tuple[Book, Plan]) -> Book:
    return flagged_lost[0]


@pytest.fixture
def as_lines_say(books: Callable[[Path, str], tuple[Book, Plan]], real_files: Path) -> Book:
    return books(real_files, "customers")[0]


def test_seven_answers_are_enough_and_no_row_is_refused(flagged_lost: tuple[Book, Plan]) -> None:
    _, plan = flagged_lost
    assert (len(plan.questions), plan.open, plan.refused) == (7, (), ())
    assert {s.sheet.removeprefix("ravenstack_"): len(s.rows) for s in plan.sheets} == {
        "accounts": 500,
        "churn_events": 600,
        "feature_usage": 25_000,
        "subscriptions": 5_000,
        "supports_ticket": 2_000,
    }


def test_what_was_kept_is_typed(book: Book) -> None:
    kinds = {(f.of_noun, f.name): f.kind.value for f in book.all(CustomField)}
    assert kinds["account", "plan_tier"] == "text"
    assert kinds["account", "seats"] == "number"
    assert kinds["churn", "refund_amount_usd"] == "money"
    assert kinds["churn", "is_reactivation"] == "yes or no"
    assert len(kinds) == 12


def test_every_row_has_its_row(book: Book) -> None:
    found = {noun: len(book.all(noun)) for noun in (Account, Subscription, Churn, Ticket)}
    assert found == {Account: 500, Subscription: 5_000, Churn: 600, Ticket: 2_000}
    assert len(book.all(Usage)) == 24_999  # one row says all that another says


def test_accounts_by_plan(book: Book) -> None:
    tiers = custom_values(book, "account")["plan_tier"]
    assert Counter(tiers.values()) == {"Basic": 168, "Pro": 178, "Enterprise": 154}


def test_account_churn_rate(book: Book) -> None:
    lost = [a for a in book.all(Account) if a.status is Status.LOST]
    assert len(lost) / len(book.all(Account)) == 0.22


def test_mrr_of_all_rows_and_of_those_without_an_end(as_lines_say: Book) -> None:
    lines = {s.id: s for s in as_lines_say.all(Subscription)}
    monthly = {t.subscription: t.amount / _months(lines[t.subscription]) for t in as_lines_say.all(Step)}
    assert round(sum(monthly.values())) == 1_133_874_700
    running = [uid for uid, line in lines.items() if line.end is None]
    assert round(sum(monthly[uid] for uid in running)) == 1_015_960_800
    assert {line.cancelled_on for line in lines.values()} == {None}


def _months(line: Subscription) -> int:
    return 12 if line.period.value == "year" else 1


def test_the_program_reckons_the_same_live_mrr(as_lines_say: Book) -> None:
    """After the last end, the lines without one are live, but those that another of their product follows.

    Four yearly lines end, as assumed, where the next line of the same product begins: renewed, not doubled.
    """
    money = arr_by_account(as_lines_say, END)
    assert len(money) == 500
    without_end: Counter[str] = Counter()
    lines = {s.id: s for s in as_lines_say.all(Subscription)}
    for step in as_lines_say.all(Step):
        line = lines[step.subscription]
        without_end[line.account] += 0 if line.end else step.amount * (12 // _months(line))
    differing = [a for a, m in money.items() if m.arr != without_end[a]]
    assert (len(differing), sum(without_end.values())) == (4, 12 * 1_015_960_800)
    assert sum((m.arr or 0) for m in money.values()) == 12 * 1_015_087_300


def test_live_subscriptions_of_an_account(as_lines_say: Book) -> None:
    live = Counter(s.account for s in as_lines_say.all(Subscription) if s.end is None)
    assert (round(fmean(live.values()), 1), min(live.values()), max(live.values())) == (9.0, 2, 18)


def test_accounts_with_a_churn_event_and_those_of_them_that_are_not_flagged(book: Book) -> None:
    events = book.all(Churn)
    told = {s.account for s in events}
    flagged = {a.id for a in book.all(Account) if a.status is Status.LOST}
    assert (len(events), len(told), len(told - flagged)) == (600, 352, 277)
    assert round(len(told - flagged) / len(told), 2) == 0.79


def test_why_they_left(book: Book) -> None:
    told = Counter(c.reason for c in book.all(Churn))
    assert told == {
        Reason.BUDGET: 104, Reason.COMPETITOR: 92, Reason.MISSING_FEATURES: 114, Reason.PRICE: 91,
        Reason.SERVICE: 104, Reason.NOT_KNOWN: 95,
    }  # fmt: skip
    assert Counter(c.detail for c in book.all(Churn)).keys() == {
        None, "switched to competitor", "missing features", "too expensive",
    }  # fmt: skip


def last_arr(book: Book, *, lost: bool) -> int:
    """ARR of the line that began last, of each account that is lost, or is not; of two, the later in the file."""
    lines = {s.id: s for s in book.all(Subscription)}
    yearly = {t.subscription: t.amount * (12 // _months(lines[t.subscription])) for t in book.all(Step)}
    status = {a.id: a.status is Status.LOST for a in book.all(Account)}
    newest: dict[str, Subscription] = {}
    for line in lines.values():
        before = newest.get(line.account)
        if line.start and (before is None or not before.start or line.start >= before.start):
            newest[line.account] = line
    return sum(yearly[s.id] for account, s in newest.items() if status[s.account] is lost) // 100


def test_arr_of_churned_accounts_by_the_line_that_began_last(book: Book) -> None:
    assert last_arr(book, lost=True) == 2_998_944  # published: $3.0M


def test_active_arr_by_one_line_per_account(book: Book) -> None:
    assert last_arr(book, lost=False) == 11_835_072  # published: $11.8M


def test_support(book: Book) -> None:
    hours = custom_values(book, "ticket")["resolution_time_hours"].values()
    assert round(fmean(float(h) for h in hours), 2) == 35.86
    answers = [s.score for s in book.all(Survey) if s.kind is SurveyKind.CSAT and s.score is not None]
    assert (len(answers), round(fmean(answers), 4)) == (1_175, 3.9813)
    tickets = book.all(Ticket)
    assert sum(t.escalated for t in tickets) / len(tickets) == 0.0475


def test_the_same_files_again_change_nothing(book: Book, real_files: Path) -> None:
    again = partial(planned, book, real_files)("lost")
    assert (again.open, again.values) == ((), ())
    assert again.count(Result.SAME) == 33_100
