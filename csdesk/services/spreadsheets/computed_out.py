"""What csdesk works out for a row that goes out: an account's health and revenue, what a line costs on the day."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from csdesk.domain.accounts import Account
from csdesk.domain.money import amount_text, digits, half_up
from csdesk.domain.rounds.words import Holds
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.services.health.health import scores
from csdesk.store.book import Book
from csdesk.store.reporting import reporting_currency
from csdesk.store.revenue import arr_by_account


@dataclass(frozen=True, slots=True)
class Computed:
    """One computed column: what each row says in it, by id."""

    header: str
    key: str
    meaning: str
    holds: Holds
    said: Mapping[str, str]
    places: int | None = None


def _of_accounts(book: Book, day: date) -> Iterator[Computed]:
    found = scores(book, as_of=day)
    scored = {str(a): s for a, s in found.items() if s.score is not None}
    on = f"on {day.isoformat()}"
    yield Computed(
        "Health", "health", f"The health score {on}, 0 to 100.", Holds.NUMBER,
        {a: str(s.score) for a, s in scored.items()}, 1,
    )  # fmt: skip
    yield Computed(
        "Band", "band", f"The band of that score {on}: healthy, watch, at risk.", Holds.TEXT,
        {a: s.band.value for a, s in scored.items() if s.band},
    )  # fmt: skip
    yield Computed(
        "Known", "known", "Which share of the scorecard had a fresh reading, 0 to 1.", Holds.NUMBER,
        {a: f"{s.coverage:.4f}" for a, s in scored.items()}, 2,
    )  # fmt: skip
    yield Computed(
        "Scorecard", "scorecard", f"The scorecard that scores it {on}.", Holds.TEXT,
        {str(a): s.card for a, s in found.items()},
    )  # fmt: skip
    yield from _money(book, day)


def _money(book: Book, day: date) -> Iterator[Computed]:
    money = {str(a): m for a, m in arr_by_account(book, day).items() if m.arr is not None and m.currency}
    places = max((digits(m.currency) for m in money.values() if m.currency), default=2)
    for header, over in (("ARR", 1), ("MRR", 12)):
        said = {a: amount_text(Fraction(m.arr or 0, over), m.currency or "") for a, m in money.items()}
        span = "year" if over == 1 else "month"
        meaning = (
            f"Recurring revenue a {span} on {day.isoformat()}, in the currency of the subscriptions; of several "
            f"currencies in {reporting_currency(book)} at the rates of that day, empty where one is missing."
        )
        yield Computed(header, header.lower(), meaning, Holds.NUMBER, said, places)
    due = {a: m.renewal_on.isoformat() for a, m in money.items() if m.renewal_on}
    yield Computed(
        "Next renewal", "next_renewal", "The next undecided or lost end of a term.", Holds.DAY, due
    )


def _of_lines(book: Book, day: date) -> Iterator[Computed]:
    steps: dict[str, Step] = {}
    for step in sorted(book.all(Step), key=lambda s: (s.from_, s.id)):
        if step.from_ <= day:
            steps[step.subscription] = step
    lines = {s.id: s.currency for s in book.all(Subscription)}
    on = f"on {day.isoformat()}; change it on the sheet Steps."
    quantity = {uid: format(s.quantity, "f") for uid, s in steps.items() if s.quantity is not None}
    yield Computed("Quantity", "quantity", f"How many are sold {on}", Holds.NUMBER, quantity)
    amounts = {uid: amount_text(s.amount, lines[s.subscription]) for uid, s in steps.items()}
    prices = _prices((s, uid, lines[s.subscription]) for uid, s in steps.items())
    places = max(map(digits, lines.values()), default=2)
    yield Computed("Unit price", "unit_price", f"What one lists for {on}", Holds.NUMBER, prices, places)
    discounts = {uid: format(s.discount, "f") for uid, s in steps.items() if s.discount is not None}
    yield Computed("Discount", "discount", f"Which share is taken off {on}", Holds.NUMBER, discounts)
    yield Computed("Amount", "amount", f"What one period costs {on}", Holds.NUMBER, amounts, places)


def _of_steps(book: Book, day: date) -> Iterator[Computed]:
    lines = {s.id: s.currency for s in book.all(Subscription)}
    prices = _prices((s, s.id, lines[s.subscription]) for s in book.all(Step))
    meaning = "What one lists for, before the discount; in a new row it may stand instead of Amount."
    places = max(map(digits, lines.values()), default=2)
    yield Computed("Unit price", "unit_price", meaning, Holds.NUMBER, prices, places)


def _prices(steps: Iterable[tuple[Step, str, str]]) -> dict[str, str]:
    """What one lists for, by the key beside each step and in the currency beside it; to the hundredth of a cent."""
    found = {}
    for step, key, currency in steps:
        if (unit := step.unit_price) is not None:
            price = half_up(unit.scaleb(-digits(currency)), digits(currency) + 2)
            found[key] = format(price.normalize(), "f")
    return found


COMPUTED_OF: dict[type, Callable[[Book, date], Iterator[Computed]]] = {
    Account: _of_accounts,
    Subscription: _of_lines,
    Step: _of_steps,
}
"""The columns that are worked out, by noun."""
