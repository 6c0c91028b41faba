"""Losses: by whatever way the book learnt of one, it is there once, with its day, its amount and its record."""

from dataclasses import replace
from fractions import Fraction

from csdesk.domain.accounts import Account, Status
from csdesk.domain.churn import Churn, Reason, reason_in
from csdesk.domain.ids import AccountId, SubscriptionId
from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.lines import Line, Successor
from csdesk.domain.revenue.losses import Loss, losses_of
from csdesk.domain.revenue.timeline import lived
from tests.domain.revenue.contracts import day, decision, monthly, step, subscription

TODAY = day("2025-11-24")
ONE = Account(id=AccountId("a1"), account="Corvid")


def found(*lines: Line, account: Account = ONE, records: tuple[Churn, ...] = ()) -> list[Loss]:
    some = lived(lines).get(account.id, ())
    return losses_of(account, some, records, as_of=TODAY, currency="USD")


def line(product: str = "p1", end: str = "2025-06-30", *, lost: bool = True, amount: int = 120_000) -> Line:
    start = f"{int(end[:4]) - 1}-07-01"
    sub = subscription(start, end, id=f"s-{product}", product=product)
    said = (decision(end, Outcome.LOST, "2025-04-01", reason="Too dear"),) if lost else ()
    return Line(sub, (step(start, amount, of=sub.id),), said)


def record(on: str, reason: Reason = Reason.PRICE, of: str | None = None) -> Churn:
    return Churn(id="c", account=ONE.id, lost_on=day(on), reason=reason,
                 subscription=SubscriptionId(of) if of else None)  # fmt: skip


def test_the_day_after_the_end_is_the_first_day_of_loss() -> None:
    (loss,) = found(line())
    assert (loss.lost_on, loss.told_on, loss.amount) == (
        day("2025-07-01"),
        day("2025-04-01"),
        Fraction(120_000),
    )
    assert (loss.whole, loss.said, loss.answered) == (True, "Too dear", False)


def test_a_monthly_line_is_lost_on_the_day_of_its_cancellation() -> None:
    (loss,) = found(Line(monthly(cancelled="2025-09-15"), (step("2025-01-01", 10_000),)))
    assert (loss.lost_on, loss.amount) == (day("2025-09-15"), Fraction(120_000))


def test_a_cancellation_ahead_of_which_we_were_told_later_is_no_loss_yet() -> None:
    ahead = Line(monthly(cancelled="2025-12-15"), (step("2025-01-01", 10_000),))
    told = replace(record("2025-12-15"), known_on=day("2025-11-24"))
    assert [x.lost_on for x in found(ahead)] == [day("2025-12-15")]
    assert [x.record for x in found(ahead, records=(told,))] == [told]
    assert found(ahead, records=(replace(told, known_on=day("2025-11-25")),)) == []
    assert [x.lost_on for x in found(records=(replace(told, known_on=None),))] == [day("2025-12-15")]


def test_a_product_that_is_given_up_while_another_goes_on_is_a_loss_of_that_product() -> None:
    (loss,) = found(line("p1"), line("p2", "2026-06-30", lost=False))
    assert (loss.whole, loss.subscription) == (False, "s-p1")


def test_products_that_end_on_one_day_with_nothing_left_are_one_loss_of_the_account() -> None:
    (loss,) = found(line("p1"), line("p2", amount=60_000))
    assert (loss.whole, loss.subscription, loss.amount) == (True, None, Fraction(180_000))


def test_a_cancelled_line_that_another_of_its_product_follows_is_no_loss() -> None:
    first = line("p1")
    later = Line(subscription("2025-07-01", "2026-06-30", id="s2"), (step("2025-07-01", 120_000, of="s2"),))
    assert found(first, later) == []
    assert found(Line(first.subscription, first.steps, (), (Successor(day("2025-07-01")),)), later) == []


def test_what_was_never_paid_for_is_no_loss() -> None:
    assert found(line(amount=0)) == []


def test_an_account_that_is_lost_without_a_contract_that_says_so_is_a_loss_of_its_own() -> None:
    gone = Account(id=AccountId("a1"), account="Corvid", status=Status.LOST, lost_on=day("2025-03-01"),
                   lost_reason="Bought")  # fmt: skip
    (loss,) = found(account=gone)
    assert (loss.lost_on, loss.said, loss.lines, loss.goes_on) == (day("2025-03-01"), "Bought", (), False)
    assert (
        len(
            found(
                line(), account=Account(id=ONE.id, account="C", status=Status.LOST, lost_on=day("2025-07-15"))
            )
        )
        == 1
    )
    (still,) = found(line("p2", "2026-06-30", lost=False), account=gone)
    assert still.goes_on is True


def test_a_lost_account_of_which_nobody_said_the_day_is_listed_without_one() -> None:
    (loss,) = found(account=Account(id=ONE.id, account="Corvid", status=Status.LOST))
    assert loss.lost_on is None


def test_the_record_near_the_loss_answers_it_and_not_known_yet_does_not() -> None:
    assert [x.answered for x in found(line(), records=(record("2025-06-30"),))] == [True]
    assert [x.answered for x in found(line(), records=(record("2025-07-01", Reason.NOT_KNOWN),))] == [False]


def test_a_record_of_another_year_or_of_a_product_is_another_loss() -> None:
    far = found(line(), records=(record("2024-01-01"),))
    assert [(x.lost_on, x.answered) for x in far] == [(day("2024-01-01"), True), (day("2025-07-01"), False)]
    goes_on = (line("p1"), line("p2", "2026-06-30", lost=False))
    assert [x.answered for x in found(*goes_on, records=(record("2025-07-01"),))] == [True, False]
    assert [x.answered for x in found(*goes_on, records=(record("2025-07-01", of="s-p1"),))] == [True]


def test_who_bought_again_since_was_won_back() -> None:
    again = Line(subscription("2025-10-01", "2026-09-30", id="s3"), (step("2025-10-01", 1, of="s3"),))
    (loss,) = found(line(), again)
    assert (loss.whole, loss.won_back) == (True, True)


def test_words_propose_a_reason_and_other_words_none() -> None:
    said = ["Company acquired; the buyer has its own", "Product gap: no reports", "A cheaper tool", "Tuesday"]
    assert [reason_in(w) for w in said] == [Reason.ACQUIRED, Reason.MISSING_FEATURES, Reason.PRICE, None]


def test_a_loss_is_notified_up_to_the_day_before_it_happens() -> None:
    (loss,) = found(line())
    assert [loss.notified(day(d)) for d in ("2025-06-30", "2025-07-01")] == [True, False]


def test_a_record_within_183_days_of_a_loss_is_about_it() -> None:
    """183 days before 1 July 2025 is 30 December 2024."""
    assert [x.record is not None for x in found(line(), records=(record("2024-12-30"),))] == [True]
    assert [x.record is not None for x in found(line(), records=(record("2024-12-29"),))] == [True, False]
