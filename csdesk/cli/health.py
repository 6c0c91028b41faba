"""The verb `health`: the score of every account, or the receipt of one, on any day."""

from typing import TYPE_CHECKING, Any

import click

from csdesk.cli.session import Session, verb
from csdesk.cli.tables import aligned
from csdesk.domain.phrases import upper

if TYPE_CHECKING:
    from csdesk.domain.health.cards import Cards
    from csdesk.domain.health.receipt import Line, Receipt
    from csdesk.domain.health.scorecard import Scorecard
    from csdesk.store.book import Book

_NOBODY = "No customer on that day."


@verb(as_of=True)
@click.argument("account", required=False)
@click.option("--scorecard", metavar="NAME", help="Score all by this one, whoever is scored by which.")
@click.option("--explain", is_flag=True, help="Show the whole receipt: every line, and the rows behind it.")
@click.option("--since", metavar="DAY", help="What moved since that day, and why.")
def health(
    session: Session, account: str | None, scorecard: str | None, explain: bool, since: str | None
) -> None:
    """How your accounts are, and why.

    \b
    Example: csdesk health
             csdesk health Financiality --explain
             csdesk health --as-of 2025-09-08 --json
             csdesk health --as-of 2025-09-08 --known-on 2025-09-08
             csdesk health --since -30d
    """
    from csdesk.domain.health.cards import only
    from csdesk.services.health.scorecards import card_of, cards_of

    with session.reading() as book:
        card = None if scorecard is None else only(card_of(book, scorecard))
        if since is not None:
            _moved(session, book, account, card, since)
            return
        cohort: dict[str, Any] = {}
        if account is not None:
            found = _one(book, account, session, card)
            cohort = _cohort(book, account, session, card) | _in_band(book, account, session, card)
        elif explain:
            found = _every(book, session, card)
        elif session.as_json:
            found = _without_rows(book, session, card)
        else:
            session.show({}, _list(book, session, card))
            return
        head = _head(session, book, (card or cards_of(book, on=session.day(book))).default)
        lines = [] if session.as_json else _explained(book, found, rows=explain)
    facts = {
        **head,
        "accounts": [{**a, **cohort} for a in _facts(found, rows=explain or account is not None)],
    }
    session.show(facts, [*lines, *_cohort_line(cohort)])


def _head(session: Session, book: "Book", card: "Scorecard") -> dict[str, Any]:
    known_on = session.known_day(book)
    return {
        "as_of": session.day(book).isoformat(),
        **({"known_on": known_on.isoformat()} if known_on else {}),
        "scorecard": card.name,
        "version": card.version,
    }


def _moved(session: Session, book: "Book", account: str | None, card: "Cards | None", since: str) -> None:
    from csdesk.domain.days import day_of
    from csdesk.domain.errors import PeriodBackwards
    from csdesk.services.book.which_account import find_account
    from csdesk.services.health.portfolio import portfolio
    from csdesk.services.health.portfolio_text import moved_facts, moved_lines

    day = session.day(book)
    first = day_of(since, today=day)
    if first > day:
        raise PeriodBackwards(first=first, last=day)
    found = portfolio(book, as_of=day, since=first, card=card, known_on=session.known_day(book))
    only = find_account(book, account).id if account is not None else None
    session.show(moved_facts(found, only), aligned([[line] for line in moved_lines(found, only)]))


def _one(book: "Book", account: str, session: Session, card: "Cards | None") -> "list[Receipt]":
    from csdesk.services.book.which_account import find_account
    from csdesk.services.health.health import score_of

    receipt = score_of(book, find_account(book, account).id, as_of=session.day(book), card=card)
    return [receipt] if receipt else []


def _cohort(book: "Book", account: str, session: Session, card: "Cards | None") -> dict[str, Any]:
    """Where one account stands in its cohort, as it is added to its JSON."""
    from csdesk.services.book.which_account import find_account
    from csdesk.services.health.place_among import place

    found = place(book, find_account(book, account).id, as_of=session.day(book), card=card)
    if found is None:
        return {"cohort": None}
    share = None if found.percentile is None else float(found.percentile)
    said = {"quarter": found.quarter, "scorecard": found.card, "scored": found.of, "percentile": share}
    return {"cohort": said}


def _in_band(book: "Book", account: str, session: Session, card: "Cards | None") -> dict[str, Any]:
    """Since when one account is in its band, by whole weeks of a year, as it is added to its JSON."""
    from csdesk.services.book.which_account import find_account
    from csdesk.services.health.standings import standing_of, standing_words

    _, found = standing_of(book, find_account(book, account).id, as_of=session.day(book), card=card)
    if found is None:
        return {"in_band": None}
    since, said = found.since.isoformat(), standing_words(found)
    return {"in_band": {"since": since, "days": found.days, "or_more": found.longer, "said": said}}


def _cohort_line(facts: dict[str, Any]) -> list[str]:
    from csdesk.domain.health.cohort import LEAST
    from csdesk.wording import count

    cohort, band = facts.get("cohort"), facts.get("in_band")
    stands = ["", f"{upper(band['said'])}."] if band else []
    if not cohort:
        return stands
    of = f"{count(cohort['scored'], 'account')} scored by {cohort['scorecard']} began in {cohort['quarter']}"
    if cohort["percentile"] is None:
        return [*stands, f"Cohort: {of}; a place among them needs {LEAST}."]
    return [*stands, f"Cohort: {of}; it stands above {cohort['percentile']:.0f} % of the others."]


def _every(book: "Book", session: Session, card: "Cards | None") -> "list[Receipt]":
    from csdesk.services.health.health import score_of, scores

    day = session.day(book)
    found = [score_of(book, a, as_of=day, card=card) for a in scores(book, as_of=day, card=card)]
    return [r for r in found if r]


def _without_rows(book: "Book", session: Session, card: "Cards | None") -> "list[Receipt]":
    from csdesk.services.health.health import receipts

    return receipts(book, as_of=session.day(book), card=card)


def _facts(found: "list[Receipt]", *, rows: bool) -> list[dict[str, Any]]:
    from csdesk.services.health.health_text import receipt_facts

    return [receipt_facts(r, rows=rows) for r in found]


def _explained(book: "Book", found: "list[Receipt]", *, rows: bool) -> list[str]:
    from csdesk.services.health.health_text import explain
    from csdesk.services.health.sources import source_text, sources

    def behind(line: "Line") -> list[str]:
        return [source_text(s) for s in sources(book, line.rows, line.measure)] if rows else []

    lines = [line for r in found for line in (*explain(r, behind), "")][:-1]
    return aligned([[line] for line in lines or [_NOBODY]])


def _list(book: "Book", session: Session, card: "Cards | None") -> list[str]:
    from csdesk.services.health.health import scores
    from csdesk.services.health.health_text import summary

    found = scores(book, as_of=session.day(book), card=card).values()
    several = len({score.card for score in found}) > 1
    rows = [[score.name, summary(score), *([score.card] if several else [])] for score in found]
    return aligned(rows or [[_NOBODY]])
