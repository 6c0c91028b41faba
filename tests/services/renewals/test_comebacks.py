"""Who was lost stands in next month's list again: won back, or never gone; no lost contract is prolonged unseen."""

from fractions import Fraction

import pytest

from csdesk.domain.accounts import Account, Status
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.renewals import Category, Renewal
from csdesk.domain.revenue.movements import Movement
from csdesk.domain.subscriptions import Subscription
from csdesk.services.book.history import undo
from csdesk.services.renewals.deciding import RenewalKey, set_category
from csdesk.services.renewals.losses import losses
from csdesk.store.book import Book
from tests.services.monthly import brought, contracts, day, figures, planned, prices

HEAD = ["Customer", "Status", "ARR", "Start", "End"]
BOLT: list[Value] = ["Bolt", "Active", 6000, day("2026-01-01"), day("2026-12-31")]
LOST = ("2025-07-01", "2026-06-30", "lost")
BOLTS = ("2026-01-01", "2026-12-31", "")


def acme(status: str, start: str = "2025-07-01", end: str = "2026-06-30", arr: int = 12000) -> list[Value]:
    return ["Acme", status, arr, day(start), day(end)]


def lost_in_july(book: Book) -> None:
    brought(book, "2026-06-01", HEAD, [acme("Active"), BOLT])
    brought(book, "2026-07-05", HEAD, [acme("Churned"), BOLT])


def lost_by_hand(book: Book) -> None:
    due = day("2026-06-30")
    line = next(s for s in book.all(Subscription) if s.end == due)
    set_category(book, RenewalKey(line.id, due), Category.LOST, "went elsewhere", today=day("2026-06-10"))


def account(book: Book) -> Account:
    return next(a for a in book.all(Account) if a.account == "Acme")


def asked(plan: Plan) -> list[tuple[str, str | None]]:
    return [(q.key, q.default) for q in plan.questions if q.kind == "back"]


def test_who_comes_back_with_a_contract_of_later_days_is_won_back_and_the_lost_one_stays_lost(
    book: Book,
) -> None:
    lost_in_july(book)
    plan = brought(book, "2026-09-05", HEAD, [acme("Active", "2026-09-01", "2027-08-31", 15000), BOLT])
    assert asked(plan) == []
    assert contracts(book) == [LOST, BOLTS, ("2026-09-01", "2027-08-31", "")]
    assert prices(book) == [("2025-07-01", 12000), ("2026-01-01", 6000), ("2026-09-01", 15000)]
    assert (account(book).status, account(book).lost_on) == (Status.CUSTOMER, None)
    july, september = figures(book, "2026-07-01", "2026-07-31"), figures(book, "2026-09-01", "2026-09-30")
    assert july.waterfall.total({Movement.CHURN}) == 100000
    assert (july.came_or_gone(Movement.CHURN), july.grr) == (1, Fraction(1, 3))
    assert september.waterfall.total({Movement.WON_BACK}) == 125000
    assert (september.came_or_gone(Movement.WON_BACK), september.nrr) == (1, Fraction(1))
    (loss,) = losses(book, as_of=day("2026-10-01"))
    assert (loss.loss.lost_on, loss.loss.won_back) == (day("2026-07-01"), True)


def test_where_only_the_end_is_new_it_is_asked_whether_they_were_won_back_or_never_gone(book: Book) -> None:
    lost_in_july(book)
    rows = [acme("Active", end="2027-08-31"), BOLT]
    plan = planned(book, "2026-09-05", HEAD, rows)
    assert asked(plan) == [("back:List:2", "back")]
    (question,) = [q for q in plan.questions if q.kind == "back"]
    assert (
        question.text
        == "Acme was lost after 30 Jun 2026, and is a customer in “List”. Won back, or never gone?"
    )
    assert question.choices[0].text.endswith("a new one begins on 1 Sep 2026 and ends on 31 Aug 2027")
    brought(book, "2026-09-05", HEAD, rows)
    assert contracts(book) == [LOST, BOLTS, ("2026-09-01", "2027-08-31", "")]


def test_next_months_list_with_the_old_start_is_the_new_contract_and_changes_nothing(book: Book) -> None:
    lost_in_july(book)
    rows = [acme("Active", end="2027-08-31"), BOLT]
    brought(book, "2026-09-05", HEAD, rows)
    again = brought(book, "2026-10-05", HEAD, rows)
    assert asked(again) == []
    assert [r.result for r in again.sheets[0].rows] == [Result.SAME, Result.SAME]
    left = brought(book, "2026-11-05", HEAD, [acme("Churned", end="2027-08-31"), BOLT])
    assert [r.result for r in left.sheets[0].rows] == [Result.CHANGED, Result.SAME]
    assert contracts(book) == [LOST, BOLTS, ("2026-09-01", "2027-08-31", "lost")]


def test_an_end_a_year_on_speaks_for_a_renewal_and_then_the_loss_never_was(book: Book) -> None:
    lost_in_july(book)
    rows = [acme("Active", end="2027-06-30"), BOLT]
    assert asked(planned(book, "2026-09-05", HEAD, rows)) == [("back:List:2", "kept")]
    brought(book, "2026-09-05", HEAD, rows)
    assert contracts(book) == [("2025-07-01", "2027-06-30", "renewed"), BOLTS]
    (renewal,) = book.all(Renewal)
    assert (renewal.due_on, renewal.decided_on, renewal.reason) == (
        day("2026-06-30"),
        day("2026-06-30"),
        None,
    )
    summer = figures(book, "2026-06-02", "2026-09-30")
    assert (summer.grr, summer.renewals.rate_count) == (Fraction(1), Fraction(1))
    assert losses(book, as_of=day("2026-10-01")) == []


def test_a_term_that_begins_as_the_lost_one_ended_leaves_no_gap_and_nobody_was_gone(book: Book) -> None:
    lost_in_july(book)
    plan = brought(book, "2026-09-05", HEAD, [acme("Active", "2026-07-01", "2027-06-30"), BOLT])
    assert asked(plan) == []
    assert contracts(book) == [("2025-07-01", "2027-06-30", "renewed"), BOLTS]


def test_a_loss_to_come_that_the_list_says_no_more_is_taken_back(book: Book) -> None:
    rows = [acme("Active", "2025-10-01", "2026-09-30"), BOLT]
    brought(book, "2026-06-01", HEAD, rows)
    brought(book, "2026-07-05", HEAD, [acme("Churned", "2025-10-01", "2026-09-30"), BOLT])
    assert contracts(book)[0] == ("2025-10-01", "2026-09-30", "lost")
    plan = brought(book, "2026-08-05", HEAD, rows)
    assert asked(plan) == []
    assert "Outcome lost → open" in plan.sheets[0].rows[0].what
    assert contracts(book)[0] == ("2025-10-01", "2026-09-30", "open")


@pytest.mark.parametrize(
    ("choice", "there"),
    [
        ("kept", [("2025-07-01", "2026-06-30", "open"), BOLTS]),
        ("back", [LOST, BOLTS, ("2026-09-05", None, "")]),
    ],
)
def test_where_the_list_says_no_new_days_nothing_is_proposed_and_the_answer_holds(
    book: Book, choice: str, there: list[tuple[str, str | None, str]]
) -> None:
    lost_in_july(book)
    rows = [acme("Active"), BOLT]
    assert asked(planned(book, "2026-09-05", HEAD, rows)) == [("back:List:2", None)]
    brought(book, "2026-09-05", HEAD, rows, {"back:List:2": choice})
    assert contracts(book) == there
    assert figures(book, "2026-10-01", "2026-10-31").closing == 150000
    later = brought(book, "2026-10-05", HEAD, rows)
    assert asked(later) == []
    assert contracts(book) == there


def test_who_pays_by_the_month_and_is_there_again_begins_anew_on_the_day_of_the_list(book: Book) -> None:
    head = ["Customer", "Status", "MRR", "Start", "Term"]
    bolt: list[Value] = ["Bolt", "Active", 500, day("2026-01-01"), "monthly"]

    def rows(status: str) -> list[list[Value]]:
        return [["Acme", status, 1000, day("2025-07-01"), "monthly"], bolt]

    brought(book, "2026-06-01", head, rows("Active"))
    brought(book, "2026-07-05", head, rows("Churned"))
    assert asked(planned(book, "2026-09-05", head, rows("Active"))) == [("back:List:2", "back")]
    brought(book, "2026-09-05", head, rows("Active"))
    lines = sorted(book.all(Subscription), key=lambda s: str(s.start))
    assert [(s.start, s.cancelled_on) for s in lines] == [
        (day("2025-07-01"), day("2026-07-05")),
        (day("2026-01-01"), None),
        (day("2026-09-05"), None),
    ]
    assert all(s.month_to_month for s in lines)
    assert figures(book, "2026-09-01", "2026-09-30").came_or_gone(Movement.WON_BACK) == 1


def test_a_list_that_never_knew_of_a_loss_takes_none_back(book: Book) -> None:
    rows = [acme("Active"), BOLT]
    brought(book, "2026-06-01", HEAD, rows)
    lost_by_hand(book)
    plan = brought(book, "2026-07-05", HEAD, rows)
    assert asked(plan) == []
    assert contracts(book) == [LOST, BOLTS]


def test_a_later_end_of_what_was_decided_as_lost_by_hand_is_asked_about(book: Book) -> None:
    brought(book, "2026-06-01", HEAD, [acme("Active"), BOLT])
    lost_by_hand(book)
    later = [acme("Active", end="2027-06-30"), BOLT]
    plan = planned(book, "2026-07-05", HEAD, later)
    assert asked(plan) == [("back:List:2", "kept")]
    assert [q.key for q in plan.open] == ["conflict:List:2"]
    brought(book, "2026-07-05", HEAD, later, {"back:List:2": "back"})
    assert contracts(book) == [LOST, BOLTS, ("2026-07-05", "2027-06-30", "")]


def test_who_stands_among_the_lost_ones_of_a_list_too_is_not_asked_about_every_month(book: Book) -> None:
    lost_in_july(book)
    rows = [acme("Active"), BOLT, acme("Churned")]
    plan = planned(book, "2026-08-05", HEAD, rows, {"twice:List:product": "one"})
    assert asked(plan) == []


def test_many_who_are_there_again_are_one_question(book: Book) -> None:
    def rows(status: str) -> list[list[Value]]:
        return [[f"Customer {n}", status, 1000, day("2025-07-01"), day("2026-06-30")] for n in range(12)]

    brought(book, "2026-06-01", HEAD, [*rows("Active"), BOLT])
    brought(book, "2026-07-05", HEAD, [*rows("Churned"), BOLT])
    again = [[*row[:4], day("2027-06-30")] for row in rows("Active")]
    plan = planned(book, "2026-09-05", HEAD, [*again, BOLT], proposals=False)
    assert asked(plan) == [("back:List:all rows", "kept")]
    brought(book, "2026-09-05", HEAD, [*again, BOLT], {"back:List:all rows": "back"})
    assert len(book.all(Subscription)) == 25
    assert len([s for s in book.all(Subscription) if s.start == day("2026-09-05")]) == 12
    assert figures(book, "2026-09-01", "2026-09-30").came_or_gone(Movement.WON_BACK) == 12


def test_who_lost_one_of_two_contracts_of_a_list_is_a_customer(book: Book) -> None:
    rows = [acme("Churned"), acme("Active", "2026-09-01", "2027-08-31"), BOLT]
    plan = brought(book, "2026-09-05", HEAD, rows)
    assert not [q for q in plan.questions if q.kind == "twice"]
    assert contracts(book) == [LOST, BOLTS, ("2026-09-01", "2027-08-31", "")]
    assert (account(book).status, account(book).lost_on) == (Status.CUSTOMER, None)


def test_notice_of_who_was_missing_is_taken_back_where_they_were_never_gone(book: Book) -> None:
    rows = [acme("Active", end="2026-12-31"), BOLT]
    brought(book, "2026-06-01", HEAD, rows)
    brought(book, "2026-07-05", HEAD, [BOLT], {"complete:List:accounts": "lost"})
    assert account(book).status is Status.LOST
    plan = brought(book, "2026-08-05", HEAD, rows)
    assert asked(plan) == []
    assert (account(book).status, account(book).lost_on) == (Status.CUSTOMER, None)
    assert [s.cancelled_on for s in book.all(Subscription)] == [None, None]


def test_one_undo_takes_a_comeback_back(book: Book) -> None:
    lost_in_july(book)
    before = contracts(book), account(book)
    brought(book, "2026-09-05", HEAD, [acme("Active", end="2027-08-31"), BOLT])
    undo(book, today=day("2026-09-05"))
    assert (contracts(book), account(book)) == before
