"""The figures of the head: what was signed ahead is the next renewal, and its licences do not count twice."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.deciding import RenewalDecision
from csdesk.services.accounts.accounts import account_rows
from csdesk.services.accounts.portrait import Portrait, portrait
from csdesk.services.renewals.deciding import decide_renewal
from csdesk.services.renewals.renewals import DueRenewal, renewals_due
from csdesk.services.sample import write_sample
from csdesk.store.book import Book
from csdesk.ui.account.header import HealthCell, licences_figure, renewal_figure
from csdesk.ui.account.tables import SoldStep, sold_columns
from csdesk.ui.accounts.columns import health_of
from csdesk.ui.health import words as health_words
from csdesk.ui.renewals import words as renewal_words
from csdesk.ui.shell.palette import beside as palette_beside
from tests.domain.revenue.contracts import subscription

DAY = date(2025, 11, 24)


def due_ahead(book: Book) -> DueRenewal:
    """The first renewal of the sample that is open, has an amount, and does not renew itself."""
    return next(
        r
        for r in renewals_due(book, DAY, DAY + timedelta(days=300), as_of=DAY)
        if r.outcome is Outcome.OPEN and r.amount and not r.auto_renew and r.due_on > DAY
    )


def of(book: Book, due: DueRenewal) -> Portrait:
    """Everything of its account."""
    account = book.find(Account, due.account_id)
    assert account is not None
    return portrait(book, account, as_of=DAY)


def test_a_term_that_was_renewed_ahead_ends_with_the_next_one(book: Book) -> None:
    write_sample(book, accounts=30)
    due = due_ahead(book)
    before = licences_figure(of(book, due))
    decision = RenewalDecision(due.subscription_id, due.due_on, Outcome.RENEWED, quantity=Decimal(999))
    decide_renewal(book, decision, today=DAY)
    after = of(book, due)
    assert renewal_figure(after, DAY).below.startswith("Renewed, next term from")
    assert licences_figure(after) == before


@pytest.mark.parametrize(
    ("tenths", "said"), [(399, "39.9"), (400, "40.0"), (699, "69.9"), (767, "76.7"), (1000, "100.0")]
)
def test_a_score_is_told_to_a_tenth_in_every_place_so_that_none_reads_as_the_next_band(
    book: Book, tenths: int, said: str
) -> None:
    write_sample(book, accounts=10)
    row = next(r for r in account_rows(book, as_of=DAY) if r.score is not None and r.score.band is not None)
    assert row.score is not None
    score = replace(row.score, tenths=tenths)
    due = renewals_due(book, DAY, DAY + timedelta(days=300), as_of=DAY)[0]
    due = replace(due, health=score.score, band=score.band, yours=False)
    found = of(book, due)
    head = HealthCell()
    head.show_portrait(replace(found, row=replace(found.row, score=score)), DAY)
    told = [
        health_of(replace(row, score=score)),
        palette_beside._health(score),
        health_words.health_of(score),
        renewal_words.health_of(due),
        head.health,
    ]
    assert [health.number for health in told] == [said] * 5


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2025-06-30", "2026-06-29", "30 Jun 2025 to 29 Jun 2026"),
        ("2025-01-01", "2025-12-31", "1 Jan to 31 Dec 2025"),
    ],
)
def test_a_term_over_the_turn_of_a_year_tells_both_years(start: str, end: str, said: str) -> None:
    term = next(column for column in sold_columns(DAY) if column.key == "term")
    assert term.text(SoldStep(subscription(start, end), "Platform", None)) == said
