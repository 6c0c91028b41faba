"""Promises, gaps and what goes beyond the contract: added, settled, moved, found again, and taken back."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.advocacy import Advocacy, AdvocacyKind, AdvocacyOutcome
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.churn import ROOTS, Churn, Ground, Reason, Root
from csdesk.domain.contacts import Contact
from csdesk.domain.errors import FieldRefused, NoSuchRow, PeriodBackwards
from csdesk.domain.feedback import Feedback, FeedbackKind, FeedbackStatus
from csdesk.domain.fields import noun_of
from csdesk.domain.files import File
from csdesk.domain.gaps import Bridge, Gap
from csdesk.domain.ids import AccountId, ContactId, ProductId, SubscriptionId
from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.milestones import Milestone
from csdesk.domain.opportunities import Opportunity, OpportunityStage
from csdesk.domain.products import Product
from csdesk.domain.promises import Promise, PromiseStatus
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.tasks import Party, Task
from csdesk.services.accounts.promises import bridge_gap, move_promise, settle_promise
from csdesk.services.book.editing import add_row, set_fields
from csdesk.services.book.history import undo
from csdesk.services.book.search import Among, search
from csdesk.services.spreadsheets.imports import apply_import, plan_import, read_files
from csdesk.store.book import Book

CORVID = AccountId("corvid")


@pytest.fixture
def corvid(book: Book, today: date) -> Account:
    account = Account(id=CORVID, account="Corvid Analytics")
    line = Subscription(id=SubscriptionId("line"), account=CORVID, product=ProductId("p"))
    with book.change(Verb.ADD, today=today):
        book.put_all([account, Product(id=ProductId("p"), product="Platform"), line])
        book.put(Contact(id=ContactId("ana"), account=CORVID, name="Ana Duarte"))
        book.put_all(Milestone(id=name, account=CORVID, milestone=name) for name in ("Kickoff", "Go-live"))
    return account


def added(book: Book, noun: str, today: date, **texts: str) -> str:
    done = add_row(book, noun, {"account": CORVID, **texts}, today=today)
    return next(r.id for r in done.rows)


def promised(book: Book, today: date) -> str:
    return added(book, "promise", today, promise="Send the guide", due_on="2025-11-28", contact="Ana Duarte")


def test_a_promise_is_ours_and_open_unless_it_is_said_otherwise(
    book: Book, corvid: Account, today: date
) -> None:
    (promise,) = [book.find(Promise, promised(book, today))]
    assert promise is not None
    assert (promise.promised_by, promise.status, promise.contact) == (Party.US, PromiseStatus.OPEN, "ana")


def test_a_promise_that_is_kept_is_settled_today_and_open_again_without_a_day(
    book: Book, corvid: Account, today: date
) -> None:
    id_ = promised(book, today)
    settle_promise(book, id_, PromiseStatus.KEPT, today=today)
    assert (found := book.find(Promise, id_)) is not None
    assert (found.status, found.settled_on) == (PromiseStatus.KEPT, today)
    settle_promise(book, id_, PromiseStatus.OPEN, today=today)
    assert (found := book.find(Promise, id_)) is not None
    assert (found.status, found.settled_on) == (PromiseStatus.OPEN, None)


def test_another_day_ends_the_promise_and_opens_it_again_in_one_change(
    book: Book, corvid: Account, today: date
) -> None:
    id_, later = promised(book, today), date(2025, 12, 12)
    done = move_promise(book, id_, later, today=today)
    told = sorted((p.status, p.due_on, p.settled_on) for p in book.all(Promise) if p.due_on)
    assert told == [
        (PromiseStatus.CHANGED, date(2025, 11, 28), today),
        (PromiseStatus.OPEN, later, None),
    ]
    undo(book, done.n, today=today)
    assert [p.status for p in book.all(Promise)] == [PromiseStatus.OPEN]
    with pytest.raises(NoSuchRow):
        move_promise(book, "nowhere", later, today=today)


def test_a_promise_is_not_settled_before_it_is_made(book: Book, corvid: Account, today: date) -> None:
    with pytest.raises(PeriodBackwards):
        added(book, "promise", today, promise="x", promised_on="2025-11-20", settled_on="2025-11-19")


def test_a_gap_lies_between_milestones_named_as_the_plan_names_them(
    book: Book, corvid: Account, today: date
) -> None:
    facts = {"gap": "No data yet", "after_milestone": "kickoff", "before_milestone": "Go-live"}
    id_ = added(book, "gap", today, bridge="professional services", **facts)
    gap = book.find(Gap, id_)
    assert gap is not None
    assert (gap.after_milestone, gap.before_milestone) == ("Kickoff", "Go-live")
    assert gap.bridge is Bridge.SERVICES
    with pytest.raises(FieldRefused):
        added(book, "gap", today, gap="x", after_milestone="Launch party")
    bridge_gap(book, id_, today, today=today)
    assert (found := book.find(Gap, id_)) is not None
    assert found.bridged_on == today


def test_what_ends_gets_its_day(book: Book, corvid: Account, today: date) -> None:
    more = added(book, "opportunity", today, opportunity="Ten more", amount="12000")
    set_fields(book, "opportunity", more, {"stage": "won"}, today=today)
    asked = added(book, "advocacy", today, kind="reference", asked_on="2025-11-03", contact="Ana Duarte")
    set_fields(book, "advocacy", asked, {"outcome": "given"}, today=today)
    opportunity, advocacy = book.find(Opportunity, more), book.find(Advocacy, asked)
    assert opportunity is not None
    assert advocacy is not None
    assert (opportunity.stage, opportunity.decided_on) == (OpportunityStage.WON, today)
    assert opportunity.amount == 1_200_000
    assert (advocacy.outcome, advocacy.given_on) == (AdvocacyOutcome.GIVEN, today)


def test_a_task_that_is_typed_is_there_from_today_on(book: Book, corvid: Account, today: date) -> None:
    task = book.find(Task, added(book, "task", today, title="Call"))
    assert task is not None
    assert task.created_on == today


def test_every_reason_but_the_unknown_one_has_a_root() -> None:
    assert set(Reason) - set(ROOTS) == {Reason.NOT_KNOWN}
    assert {ROOTS[Reason(root.value)] for root in Root} == set(Root)


def test_a_loss_whose_reason_is_not_known_yet_says_so(book: Book, corvid: Account, today: date) -> None:
    churn = book.find(Churn, added(book, "churn", today, lost_on="2025-11-01"))
    assert churn is not None
    assert (churn.reason, churn.root, churn.avoidable) == (Reason.NOT_KNOWN, None, None)
    assert churn.call_window == (date(2025, 11, 3), date(2025, 11, 11), date(2025, 11, 22))


def test_a_loss_that_nobody_could_avoid_needs_evidence(book: Book, corvid: Account, today: date) -> None:
    facts = {"lost_on": "2025-11-01", "reason": "company acquired", "avoidable": "no"}
    with pytest.raises(FieldRefused):
        added(book, "churn", today, **facts)
    id_ = added(book, "churn", today, evidence="press release, 3 Oct", ground="confirmed", **facts)
    churn = book.find(Churn, id_)
    assert churn is not None
    assert (churn.root, churn.ground, churn.avoidable) == (Root.OUTSIDE, Ground.CONFIRMED, False)


def test_their_words_are_found(book: Book, corvid: Account, today: date) -> None:
    promised(book, today)
    added(book, "gap", today, gap="No guide for admins", found_on="2025-11-02")
    added(book, "feedback", today, on="2025-11-03", feedback="A guide inside the app")
    added(book, "file", today, title="Guide of the rollout", place="https://corvid.example/guide")
    (hits,) = search(book, "guide", as_of=today, among=[Among.NOTES], most=9)
    assert {hit.noun for hit in hits.first} == {"promise", "gap", "feedback", "file"}
    assert search(book, "inside", as_of=date(2025, 11, 2), among=[Among.NOTES]) == ()


SHEETS = {
    "Promises": "ID,Account,Promise,Promised by,Contact,Promised on,Due on,Status,Settled on,Note\n"
    ",Corvid Analytics,Send the guide,us,Ana Duarte,2025-11-03,2025-11-28,open,,\n"
    ",Corvid Analytics,Name an admin,customer,,2025-11-03,2025-11-10,kept,2025-11-09,in the call\n",
    "Gaps": "Account,Gap,After milestone,Before milestone,Bridge,Found on\n"
    "Corvid Analytics,No data yet,Kickoff,Go-live,training,2025-11-03\n",
    "Opportunities": "Account,Opportunity,Kind,Stage,Amount,Product,Expected on\n"
    "Corvid Analytics,Ten more seats,upgrade,offered,12000,Platform,2026-01-15\n",
    "Advocacy": "Account,Contact,Kind,Asked on,Given on,Outcome,Note\n"
    "Corvid Analytics,Ana Duarte,case study,2025-11-03,,asked,\n",
    "Feedback": "Account,Contact,On,Feedback,Kind,Area,Status,Told back on\n"
    "Corvid Analytics,Ana Duarte,2025-11-03,Export as CSV,wish,reports,done,2025-11-20\n",
    "Churn": "Account,Subscription,Lost on,Amount,Reason,Avoidable,Evidence\n"
    "Corvid Analytics,Platform,2025-11-03,12000,budget cut,no,their letter\n",
    "Files": "Account,Title,Place,Kind,Added on\n"
    "Corvid Analytics,Contract,/home/mary/corvid.pdf,contract,2025-11-03\n",
}


def brought(book: Book, folder: Path, sheet: str, today: date) -> ChangeSet | None:
    path = folder / f"{sheet}.csv"
    path.write_text(SHEETS[sheet], encoding="utf-8")
    plan = plan_import(book, read_files([path], day=today), {}, today=today)
    assert not plan.open
    assert [(r.what, r.result) for r in plan.refused] == []
    return apply_import(book, plan, today=today)


@pytest.mark.parametrize("sheet", list(SHEETS))
def test_a_sheet_of_each_comes_in_by_its_headers_once(
    book: Book, corvid: Account, tmp_path: Path, today: date, sheet: str
) -> None:
    assert brought(book, tmp_path, sheet, today) is not None
    noun = next(
        n for n in (Promise, Gap, Opportunity, Advocacy, Feedback, Churn, File) if noun_of(n).sheet == sheet
    )
    count = SHEETS[sheet].count("\n") - 1
    assert len(book.all(noun)) == count
    assert brought(book, tmp_path, sheet, today) is None
    assert len(book.all(noun)) == count


def test_what_a_sheet_says_is_what_the_book_says(
    book: Book, corvid: Account, tmp_path: Path, today: date
) -> None:
    for sheet in SHEETS:
        brought(book, tmp_path, sheet, today)
    ours, theirs = book.all(Promise)
    assert (ours.contact, ours.status, theirs.promised_by, theirs.settled_on) == (
        "ana", PromiseStatus.OPEN, Party.CUSTOMER, date(2025, 11, 9),
    )  # fmt: skip
    assert [(g.after_milestone, g.before_milestone, g.bridge) for g in book.all(Gap)] == [
        ("Kickoff", "Go-live", Bridge.TRAINING)
    ]
    assert [(o.product, o.amount, o.stage) for o in book.all(Opportunity)] == [
        ("p", 1_200_000, OpportunityStage.OFFERED)
    ]
    assert [(a.kind, a.contact) for a in book.all(Advocacy)] == [(AdvocacyKind.CASE_STUDY, "ana")]
    assert [(f.kind, f.status) for f in book.all(Feedback)] == [(FeedbackKind.WISH, FeedbackStatus.DONE)]
    assert [(c.subscription, c.amount, c.avoidable) for c in book.all(Churn)] == [("line", 1_200_000, False)]
    assert [f.place for f in book.all(File)] == ["/home/mary/corvid.pdf"]


def test_a_reference_that_names_nothing_is_refused_by_its_name(
    book: Book, corvid: Account, tmp_path: Path, today: date
) -> None:
    path = tmp_path / "Gaps.csv"
    path.write_text("Account,Gap,Before milestone\nCorvid Analytics,No data,Launch party\n", encoding="utf-8")
    plan = plan_import(book, read_files([path], day=today), {}, today=today)
    (row,) = plan.refused
    assert (row.result, "Launch party" in f"{row.problems}") == (Result.REFUSED, True)


def test_a_list_of_losses_of_ones_own_is_losses_with_their_reasons(
    book: Book, corvid: Account, tmp_path: Path, today: date
) -> None:
    path = tmp_path / "churn.csv"
    path.write_text("Customer,Churn date,Reason code\nCorvid Analytics,2025-11-03,price\n", encoding="utf-8")
    plan = plan_import(book, read_files([path], day=today), {}, today=today)
    assert [s.row_noun for s in plan.sheets] == ["churn"]
    apply_import(book, plan, today=today)
    assert [(c.account, c.lost_on, c.reason) for c in book.all(Churn)] == [
        (CORVID, date(2025, 11, 3), Reason.PRICE)
    ]


def test_a_loss_known_ahead_is_there_from_the_day_on_which_it_was_known() -> None:
    from csdesk.domain.hindsight import as_it_was, began_by

    churn = Churn(id="c", account=CORVID, lost_on=date(2025, 12, 31), known_on=date(2025, 11, 1))
    assert [began_by(churn, day) for day in (date(2025, 10, 31), date(2025, 11, 1))] == [False, True]
    kept = Promise(
        id="p", account=CORVID, promise="x", status=PromiseStatus.KEPT, settled_on=date(2025, 11, 9)
    )
    before = as_it_was(kept, date(2025, 11, 9) - timedelta(days=1))
    assert (before.status, before.settled_on) == (PromiseStatus.OPEN, None)


def test_a_next_step_of_a_sheet_is_there_from_the_day_on_which_it_was_said(
    book: Book, corvid: Account, tmp_path: Path, today: date
) -> None:
    path = tmp_path / "calls.csv"
    rows = "Customer,Date,Kind,Summary,Next step,Due\nCorvid Analytics,2025-11-03,call,Spoke,Send it,2025-12-01\n"
    path.write_text(rows, encoding="utf-8")
    apply_import(book, plan_import(book, read_files([path], day=today), {}, today=today), today=today)
    assert [(t.title, t.created_on, t.due_on) for t in book.all(Task)] == [
        ("Send it", date(2025, 11, 3), date(2025, 12, 1))
    ]
