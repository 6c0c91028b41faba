"""The back-test reads the past of a real book: what was known then, for those who decided."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from csdesk.cli.program import program
from csdesk.domain.accounts import Account, Status
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Role
from csdesk.domain.health.backtest import Backtest
from csdesk.domain.health.decisions import Decision, Evidence
from csdesk.domain.health.measures import measure
from csdesk.domain.health.ranking import Verdict
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.ids import AccountId
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.subscriptions import Period
from csdesk.services.book.editing import set_fields
from csdesk.services.book.knowing import Stopped
from csdesk.services.health.backtest import backtest
from csdesk.services.health.backtest_text import facts, finding
from csdesk.services.health.decisions import decisions
from csdesk.store.book import Book
from tests.services.health_books import (
    DAY,
    add_account,
    ago,
    contract,
    new_id,
    person,
    put,
    touch,
)


def decided(book: Book, name: str, on: date, *, lost: bool, last_touch: int) -> AccountId:
    """An account whose year ended on a day, and with whom somebody last spoke so many days before."""
    account = add_account(book, name)
    began = on - timedelta(days=364)
    product, line, step = contract(account, began, (began, 1_200_000))
    outcome = Outcome.LOST if lost else Outcome.RENEWED
    renewal = Renewal(
        id=new_id(), account=account, subscription=line.id, due_on=on, outcome=outcome, decided_on=on
    )
    spoken = touch(account, on - timedelta(days=last_touch))
    put(book, product, line, step, renewal, person(account, "Ana", Role.SPONSOR), spoken)
    return account


PEOPLE = Scorecard("people", 1, (measure("touch_cadence"), measure("sponsor")))


def of(book: Book, horizon: int = 90, as_of: date = DAY) -> Backtest:
    return backtest(book, as_of=as_of, horizon=horizon, card=PEOPLE)


def test_silence_before_a_loss_is_found_in_a_real_book(book: Book) -> None:
    for n in range(12):
        decided(book, f"Lost {n:02}", ago(30 + n), lost=True, last_touch=300)
        decided(book, f"Kept {n:02}", ago(30 + n), lost=False, last_touch=100)
    found = of(book)
    assert (len(found.cases), found.lost, found.scored) == (24, 12, 24)
    alone = {m.measure.key: m.ranking for m in found.measures}["touch_cadence"]
    assert (alone.auc, alone.verdict) == (1.0, Verdict.HELPED)
    assert found.ranking.auc == 1.0
    assert finding(found).startswith(
        "90 days before 24 decisions, 12 losses among them, a lost account scored below"
    )


def test_before_the_journal_it_is_how_it_was_and_after_that_what_was_known() -> None:
    now = [datetime.combine(ago(400), time(12), UTC)]
    with Book.in_memory(clock=lambda: now[0]) as book:
        account = decided(book, "Corvid", ago(5), lost=True, last_touch=150)
        earlier = decided(book, "Rook", ago(420), lost=True, last_touch=200)
        now[0] = datetime.combine(ago(1), time(12), UTC)
        before = {c.decision.account: c.evidence for c in of(book).cases}
        put(book, touch(account, ago(110)), touch(earlier, ago(540)))
        after = {c.decision.account: c.evidence for c in of(book).cases}
    assert after[account] == before[account], "what was written down after the day was not known"
    then, now_known = before[earlier], after[earlier]
    assert then is not None
    assert now_known is not None
    assert now_known.worths["touch_cadence"] > then.worths["touch_cadence"], "before the journal it counts"
    assert (now_known.known, of_known(after[account])) == (False, True)


def test_a_judgement_counts_as_it_stood_before_the_decision_not_as_it_was_put_right_after() -> None:
    now = [datetime.combine(ago(400), time(12), UTC)]
    with Book.in_memory(clock=lambda: now[0]) as book:
        for n in range(6):
            account = decided(book, f"Rook {n}", ago(5), lost=n < 3, last_touch=150)
            judge(book, account, 2 if n < 3 else 4, ago(300))
        now[0] = datetime.combine(ago(1), time(12), UTC)
        judge(book, account, 1, ago(1))
        found = of(book)
    assert [(o.of, o.decisions, o.lost) for o in found.calibration.levels if o.decisions] == [
        (2, 3, 3),
        (4, 3, 0),
    ]
    said = facts(found)["calibration"]
    assert (said["decisions"], said["losses"], said["better"]) == (6, 3, None)
    assert said["sentence"] == (
        "Accounts you judged 1 or 2 left in 3 of 3 decisions, those you judged 4 or 5 in 0 of 3 decisions."
    )
    assert [level["few"] for level in said["judgements"]] == [True] * 5


def judge(book: Book, account: AccountId, judgement: int, on: date) -> None:
    set_fields(book, "account", account, {"judgement": str(judgement), "judged_on": on.isoformat()}, today=on)


def test_the_command_line_says_what_became_of_those_judged(tmp_path: Path) -> None:
    path = tmp_path / "a.csdesk"
    with Book.create(path) as book:
        for n in range(6):
            account = decided(book, f"Rook {n}", ago(5), lost=n < 5, last_touch=150)
            judge(book, account, 2 if n < 5 else 4, ago(300))
    told = CliRunner().invoke(program, ["backtest", "--as-of", DAY.isoformat(), "--book", str(path)])
    assert told.exit_code == 0
    lines = told.output.splitlines()
    at = next(
        n for n, line in enumerate(lines) if line.startswith("Accounts you judged 1 or 2 left in 5 of 5")
    )
    assert [line.split() for line in lines[at + 4 : at + 6]] == [
        ["Judged", "2", "5", "5", "100", "%"], ["Judged", "4", "1", "0", "–"],
    ]  # fmt: skip


def of_known(evidence: Evidence | None) -> bool:
    return evidence is not None and evidence.known


def test_an_account_at_risk_for_weeks_had_a_lead(book: Book) -> None:
    decided(book, "Corvid", ago(4), lost=True, last_touch=90)
    found = of(book, horizon=30)
    case = found.cases[0]
    assert case.at_risk_for is not None
    assert found.lead_days == case.at_risk_for
    assert 41 <= case.at_risk_for <= 48, "the first end of a week more than 42 days after the last touch"


def test_a_decision_is_an_account_on_a_day_and_a_lost_account_counts_once(book: Book) -> None:
    account = decided(book, "Corvid", ago(60), lost=True, last_touch=10)
    with book.change(Verb.SET, today=DAY):
        found = book.find(Account, account)
        assert found is not None
        book.put(replace(found, status=Status.LOST, lost_on=ago(20)))
    gone = add_account(book, "Rook", status=Status.LOST, lost_on=ago(10))
    assert decisions(book, until=DAY) == [
        Decision(account, "Corvid", ago(60), lost=True),
        Decision(gone, "Rook", ago(10), lost=True),
    ]
    assert decisions(book, until=ago(61)) == []


def test_the_same_past_gives_the_same_answer(book: Book) -> None:
    for n in range(4):
        decided(book, f"A {n}", ago(40 + 9 * n), lost=n % 2 == 0, last_touch=40 * n + 5)
    assert facts(of(book)) == facts(of(book))
    assert facts(of(book, as_of=ago(20)))["decisions"] == 4


def test_it_can_be_stopped(book: Book) -> None:
    decided(book, "Corvid", ago(40), lost=False, last_touch=10)
    with pytest.raises(Stopped):
        backtest(book, as_of=DAY, progress=lambda done, of: done < 2)


def test_terms_that_renewed_themselves_and_product_losses_are_renewals(book: Book) -> None:
    account = add_account(book, "Corvid")
    product, line, step = contract(account, ago(800), (ago(800), 1_000_000))
    put(book, product, replace(line, end=ago(70), term_months=12), step)
    other, second, price = contract(account, ago(800), (ago(800), 500_000), auto_renew=False, end=ago(70))
    gone = Renewal(
        id=new_id(),
        account=account,
        subscription=second.id,
        due_on=ago(70),
        outcome=Outcome.LOST,
        decided_on=ago(90),
    )
    put(book, other, second, price, gone)
    made = decisions(book, until=DAY)
    assert made, "a line that renews itself was renewed at each of its ends"
    assert not any(d.lost for d in made)


def test_a_monthly_customer_that_cancels_everything_is_lost_on_that_day(book: Book) -> None:
    account = add_account(book, "Corvid")
    made = []
    for cancelled in (ago(50), ago(20)):
        product, line, step = contract(account, ago(400), (ago(400), 1_000), period=Period.MONTH, end=None)
        made += [product, replace(line, cancelled_on=cancelled), step]
    put(book, *made)
    assert [(d.on, d.lost) for d in decisions(book, until=DAY)] == [(ago(20), True)]
    assert decisions(book, until=ago(21)) == []
