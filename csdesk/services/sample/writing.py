"""The sample book: Mary Harrison's accounts at Wingtip, two years of them, as of its own clock."""

import math
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any

from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.day_words import spelled
from csdesk.domain.ids import ProductId
from csdesk.domain.preferences import CLOCK as CLOCK_KEY
from csdesk.domain.preferences import CURRENCY as CURRENCY_KEY
from csdesk.domain.preferences import OWNER as OWNER_KEY
from csdesk.domain.preferences import VENDOR as VENDOR_KEY
from csdesk.domain.preferences import Preference
from csdesk.domain.products import Product
from csdesk.domain.progress import Progress, tell
from csdesk.services.sample.account import account_of, facts_of
from csdesk.services.sample.coming import Coming
from csdesk.services.sample.dice import CLOCK, SEED, Dice
from csdesk.services.sample.life import Life, life_of
from csdesk.services.sample.portrait import OWNER, Portrait, known_portraits, lost_portraits
from csdesk.services.sample.source import source
from csdesk.services.sample.story import CURRENCY, Names, told
from csdesk.services.sample.vendor import drawn_portraits
from csdesk.store.book import Book

VENDOR = "Wingtip"
LABEL = "Wingtip sample book"
SAMPLE = "sample"
"""The preference that says which sample a book is."""
KNOWN = 50
"""Accounts with a portrait of their own."""
_DENSE = 200
"""Up to so many accounts keep every fact; in larger books the facts per account are sparser."""
_AT_ONCE = 60
"""Accounts written together."""
_FIRST_NUMBER = 1100


class SampleStopped(Exception):
    """Somebody cancelled the writing; the book is as before."""


def write_sample(
    book: Book, *, accounts: int = KNOWN, seed: int = SEED, progress: Progress | None = None
) -> ChangeSet:
    """Fill an empty book with so many live accounts and their history; the same seed gives the same rows.

    Some lost accounts come on top. `progress(done, total)` counts accounts.
    Raises: SampleStopped when `progress` says False; nothing is written then.
    """
    with book.change(Verb.DEMO, label=LABEL, today=CLOCK) as change:
        book.put(Preference(id=SAMPLE, value=sample_name(accounts, seed)))
        for done, some in _chapters(portraits(accounts, seed), seed):
            book.put_all(some)
            tell(progress, done, accounts, SampleStopped)
    return change.done


def write_sample_as_it_came(
    book: Book,
    *,
    accounts: int = KNOWN,
    seed: int = SEED,
    progress: Progress | None = None,
    on_day: Callable[[date], None] | None = None,
) -> None:
    """Fill an empty book with the same rows, recorded week by week: so it can be seen as it was known on any day.

    `on_day` is told each day before it is written. Raises: SampleStopped; the book is then to be thrown away.
    """
    coming = Coming(source().financiality.get("coming", []))
    coming.add([Preference(id=SAMPLE, value=sample_name(accounts, seed))])
    for done, some in _chapters(portraits(accounts, seed), seed):
        coming.add(some)
        tell(progress, done, accounts, SampleStopped)
    for day, new, again in coming.days():
        if on_day:
            on_day(day)
        with book.change(Verb.DEMO, label=f"{LABEL}, {spelled(day)}", today=day):
            book.add_all(new)
            book.put_all(again)
        tell(progress, accounts, accounts, SampleStopped)


def sample_name(accounts: int, seed: int) -> str:
    """Which sample it is: the same name is the same rows."""
    return f"Wingtip, {accounts} accounts, seed {seed}"


def portraits(accounts: int, seed: int) -> list[Portrait]:
    """Who is in the book: known accounts first, the lost ones beside them, then drawn ones."""
    shipped = source()
    known, lost = known_portraits(shipped), lost_portraits(shipped)
    share = math.ceil(len(lost) * min(1.0, accounts / KNOWN))
    if accounts <= KNOWN:
        return _first_ones(known, accounts) + lost[-share:] if accounts else []
    taken = frozenset(p.name for p in known + lost)
    return known + lost + list(drawn_portraits(shipped, seed, accounts - KNOWN, taken))


def _first_ones(known: list[Portrait], accounts: int) -> list[Portrait]:
    """A small book also has the scripted account."""
    return sorted(known, key=lambda p: not p.scripted)[:accounts] if accounts < KNOWN else known


def _chapters(people: list[Portrait], seed: int) -> Iterator[tuple[int, list[Any]]]:
    """The rows to write together, with the count of live accounts that are through."""
    names, dice = Names(), cache(lambda name: Dice(seed, f"story of {name}"))
    opening, products = _opening(names, Dice(seed, "products"))
    yield 0, opening
    dense, done = len(people) <= _DENSE, 0
    for at in range(0, len(people), _AT_ONCE):
        some = enumerate(people[at : at + _AT_ONCE], start=_FIRST_NUMBER + at)
        lives = [life_of(p, source(), seed, number=number, dense=dense) for number, p in some]
        rows = list(_rows(lives, products, names))
        done += sum(p.lost_on is None for p in people[at : at + _AT_ONCE])
        yield done, rows
    if any(p.scripted for p in people):
        yield done, [*told(source().financiality, names, dice)]
    yield done, [*told(source().stories, names, dice)]


def _opening(names: Names, dice: Dice) -> tuple[list[Any], dict[str, ProductId]]:
    choices = {CLOCK_KEY: CLOCK.isoformat(), CURRENCY_KEY: CURRENCY, OWNER_KEY: OWNER, VENDOR_KEY: VENDOR}
    rows: list[Any] = [Preference(id=key, value=value) for key, value in choices.items()]
    products: dict[str, ProductId] = {}
    for name, notes in source().people["products"].items():
        products[name] = ProductId(dice.new_id())
        rows.append(Product(id=products[name], product=name, notes=notes))
        names.learn("products", "", name, products[name])
    return rows, products


def _rows(lives: list[Life], products: dict[str, ProductId], names: Names) -> Iterator[Any]:
    drawn = [life for life in lives if not life.portrait.scripted]
    for life in drawn:
        names.learn("accounts", "", life.portrait.name, life.id)
        yield account_of(life)
    for life in drawn:
        yield from facts_of(life, products)
        for person in life.people:
            names.learn("contacts", life.portrait.name, person.name, person.id)
