"""The figures of any history are those that somebody works out by hand, day by day."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.accounts import Account, Status
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.preferences import CURRENCY, Preference
from csdesk.domain.products import Product
from csdesk.domain.revenue.movements import Movement
from csdesk.services.numbers.numbers import Numbers
from csdesk.store.book import Book
from tests.domain.revenue import by_days
from tests.domain.revenue.by_days import Ledger
from tests.domain.revenue.histories import OVER, SEEN, History, histories
from tests.figures import numbers_series
from tests.trials import trials

LOST_ON = {Status.LOST: date(2024, 6, 30)}
"""What an account is called changes none of its figures: its contracts tell them."""
PERIODS = st.tuples(st.dates(date(2022, 1, 1), date(2027, 12, 31)), st.sampled_from([0, 0, 30, 90, 364, 900]))


def told_by_the_book(history: History, periods: list[tuple[date, date]]) -> list[Numbers]:
    with Book.in_memory() as book:
        accounts = [
            Account(id=AccountId(f"a{n}"), account=f"A{n}", status=status, lost_on=LOST_ON.get(status))
            for n, status in enumerate((Status.CUSTOMER, Status.ARCHIVED, Status.LOST), 1)
        ]
        products = [Product(id=ProductId(p), product=p.upper()) for p in ("p1", "p2", "p3", "p4", "p5")]
        with book.change(Verb.DEMO, today=SEEN):
            book.put_all([Preference(id=CURRENCY, value="USD"), *accounts, *products, *history.values])
        return numbers_series(book, periods, as_of=SEEN, currency="USD")


def by_hand(history: History) -> Ledger:
    worth: dict[str, dict[date, Fraction]] = {"EUR": {}, "GBP": {}, "JPY": {}}
    for r in history.rates:
        if r.from_currency == "USD":
            worth[r.to_currency][r.on] = 1 / Fraction(r.rate)
        else:  # a yen is one minor unit, a dollar a hundred
            worth[r.from_currency][r.on] = Fraction(r.rate) * (100 if r.from_currency == "JPY" else 1)
    return Ledger(history.sold, OVER, worth)


@given(history=histories(), some=st.lists(PERIODS, min_size=3, max_size=3), data=st.data())
@trials(40)
def test_every_figure_is_what_the_days_add_up_to(
    history: History, some: list[tuple[date, int]], data: st.DataObject
) -> None:
    turns = history.days()
    starts = [first for first, _ in some[:1]] + [data.draw(st.sampled_from(turns)) for _ in some[1:]]
    periods = [(first, first + timedelta(days=days)) for first, (_, days) in zip(starts, some, strict=True)]
    ledger = by_hand(history)
    for (first, last), told in zip(periods, told_by_the_book(history, periods), strict=True):
        _same_waterfall(told, by_days.waterfall(ledger, first, last))
        _same_eligible(told, by_days.eligible(ledger, first, last))
        _same_renewals(told, by_days.renewals(ledger, first, last))
        _same_cmrr(told, by_days.committed(ledger, last))


def _same_waterfall(told: Numbers, hand: by_days.Brought) -> None:
    assert (told.opening_accounts, told.closing_accounts) == (hand.cohort, hand.closing_accounts)
    for kind in (Movement.NEW, Movement.WON_BACK, Movement.CHURN):
        assert told.came_or_gone(kind) == hand.counts.get(kind.value, 0), kind
    assert told.logo_churn == (Fraction(hand.counts.get("churn", 0), hand.cohort) if hand.cohort else None)
    assert told.opening == (None if hand.opening_unknown else hand.opening)
    assert told.closing == (None if hand.closing_unknown else hand.closing)
    assert told.unknown == hand.unknown
    if hand.unknown:
        assert (told.nrr, told.grr) == (None, None)
        return
    assert {k.value: a for k in Movement if (a := told.waterfall.total([k]))} == hand.bars
    cohort = hand.cohort_opening
    assert told.nrr == (hand.kept / cohort if cohort else None)
    assert told.grr == (hand.kept_at_most / cohort if cohort else None)


def _same_eligible(told: Numbers, hand: by_days.Eligible) -> None:
    found = told.eligible
    assert (found.could_leave, found.left) == (hand.could, hand.left)
    if found.could_amount is not None:
        assert (found.could_amount, found.left_amount) == (hand.could_amount, hand.left_amount)


def _same_renewals(told: Numbers, hand: by_days.Renewals) -> None:
    assert {fate.value: n for fate, n in told.renewals.fates.items()} == hand.fates
    assert (told.renewals.due_amount, told.renewals.renewed_amount) == (hand.due_amount, hand.renewed_amount)


def _same_cmrr(told: Numbers, hand: by_days.Committed | None) -> None:
    found = told.cmrr
    assert (found is None) == (hand is None)
    if found and hand:
        assert (found.live, found.signed_not_live, found.notified_loss) == (hand.live, hand.ahead, hand.loss)
