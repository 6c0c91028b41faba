"""Customers like this one: profiles of the whole book, and what became of those who are alike."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from csdesk.domain.accounts import Account, Status
from csdesk.domain.classes import class_of, size_of
from csdesk.domain.custom import CustomValue
from csdesk.domain.errors import NoSuchAccount
from csdesk.domain.health.measures import measure
from csdesk.domain.hindsight import as_it_was
from csdesk.domain.ids import AccountId
from csdesk.domain.money import digits
from csdesk.domain.names import name_key
from csdesk.domain.revenue.decided import renewals_decided
from csdesk.domain.revenue.lookalike import Key, Lookalikes, Profile, lookalikes
from csdesk.domain.revenue.standing import Lived
from csdesk.domain.revenue.timeline import lived
from csdesk.services.book.custom import custom_fields
from csdesk.services.health.health import scores
from csdesk.store.book import Book
from csdesk.store.lines import SoldLine, sold_lines
from csdesk.store.readings.readings import moment_of, subjects
from csdesk.store.readings.walk import columns

_PRICES = (
    (5_000, "up to 5,000"), (10_000, "5,000 to 10,000"), (25_000, "10,000 to 25,000"), (50_000, "25,000 to 50,000"),
    (100_000, "50,000 to 100,000"), (250_000, "100,000 to 250,000"),
)  # fmt: skip
_DISCOUNTS = ((Fraction(0), "none"), (Fraction(1, 10), "up to 10 %"), (Fraction(1, 5), "10 to 20 %"))


def customers_like(
    book: Book, account: AccountId, *, as_of: date, keys: Sequence[Key] | None = None
) -> Lookalikes:
    """Who is like an account, by the keys that a person chose or by as many as leave enough of them."""
    me, others = everybody(book, account, as_of=as_of)
    return lookalikes(me, others, keys)


def everybody(book: Book, account: AccountId, *, as_of: date) -> tuple[Profile, list[Profile]]:
    """An account and all who could be like it. Raises: NoSuchAccount."""
    found = profiles_of(book, as_of=as_of, also=account)
    me = next((p for p in found if p.account == account), None)
    if me is None:
        raise NoSuchAccount(name=account)
    return me, found


def profiles_of(book: Book, *, as_of: date, also: AccountId | None = None) -> list[Profile]:
    """Everybody who was a customer by a day, in order of names; and an account that is asked about, whatever it is."""
    sold: dict[AccountId, list[SoldLine]] = defaultdict(list)
    for line in sold_lines(book, as_of=as_of):
        if line.subscription.recurring:
            sold[line.subscription.account].append(line)
    known, voices, uses = scores(book, as_of=as_of), _ratings(book, as_of), _use_cases(book)
    then = [as_it_was(a, as_of) for a in book.all(Account)]
    accounts = [a for a in then if a.id == also or a.status in {Status.CUSTOMER, Status.LOST}]
    lines = {
        a: [x for some in lived(s.line for s in mine).values() for x in some] for a, mine in sold.items()
    }
    return [
        Profile(
            a.id,
            a.account,
            {Key.USE_CASE: uses.get(a.id), **_facts(a, sold[a.id])},
            tuple(renewals_decided(lines.get(a.id, ()), as_of=as_of)),
            voices.get(a.id),
            known[a.id].tenths if a.id in known else None,
            gone=a.status is Status.LOST or _ended(lines.get(a.id, ()), as_of),
        )
        for a in sorted(accounts, key=lambda a: (a.account.casefold(), a.id))
    ]


def _ended(lines: Sequence[Lived], as_of: date) -> bool:
    """Whether an account had contracts, and each of them is over."""
    return bool(lines) and all(x.life.last is not None and x.life.last < as_of for x in lines)


def _ratings(book: Book, as_of: date) -> dict[AccountId, float]:
    """Where each account's last answer stands on its scale, 0 to 1."""
    column = columns(book, moment_of(book, as_of), measures=[measure("last_answer")]).get("last_answer")
    if column is None:
        return {}
    return {s.account: column.values[s.pk][0] for s in subjects(book, as_of) if s.pk in column.values}


def _use_cases(book: Book) -> dict[str, str]:
    """What each account uses it for: what it says in a field of the person's own that is called so."""
    called = name_key(Key.USE_CASE.value)
    fields = [f for f in custom_fields(book) if name_key(f.name) == called]
    said = [v for f in fields[:1] for v in book.all(CustomValue, field=f.id)]
    return {v.row: v.value.strip() for v in said if v.value.strip()}


def _facts(account: Account, sold: Sequence[SoldLine]) -> dict[Key, str | None]:
    begun = sorted(
        (s for s in sold if s.subscription.start), key=lambda s: (s.subscription.start, s.subscription.id)
    )
    first = begun[0] if begun else None
    return {
        Key.INDUSTRY: account.industry,
        Key.PRICE: _price(first),
        Key.PRODUCT: first.product if first else None,
        Key.SIZE: size_of(account.employees),
        Key.DISCOUNT: _discount(first),
        Key.CHANNEL: account.channel,
    }


def _price(first: SoldLine | None) -> str | None:
    """What the first contract cost a year, as a band of whole units of its currency."""
    start = first.subscription.start if first else None
    mrr = first.line.mrr_on(start) if first and start else None
    if mrr is None or first is None:
        return None
    currency = first.subscription.currency
    band = class_of(mrr * 12 / 10 ** digits(currency), _PRICES, "over 250,000")
    return f"{currency} {band}"


def _discount(first: SoldLine | None) -> str | None:
    step = first.line.steps[0] if first and first.line.steps else None
    if step is None or step.discount is None:
        return None
    return class_of(Fraction(step.discount), _DISCOUNTS, "over 20 %")
