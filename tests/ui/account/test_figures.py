"""The figures of the head: what was signed ahead is the next renewal, and its licences do not count twice."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.deciding import RenewalDecision
from csdesk.services.accounts import account_rows
from csdesk.services.deciding import decide_renewal
from csdesk.services.portrait import Portrait, portrait
from csdesk.services.renewals import DueRenewal, renewals_due
from csdesk.services.sample import write_sample
from csdesk.store.book import Book
from csdesk.ui.account.header import licences_figure, renewal_figure
from csdesk.ui.accounts.columns import health_of

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


@pytest.mark.parametrize("tenths", [399, 400, 699, 700, 1000])
def test_a_score_is_never_shown_in_the_next_band(book: Book, tenths: int) -> None:
    write_sample(book, accounts=10)
    row = next(r for r in account_rows(book, as_of=DAY) if r.score is not None and r.score.band is not None)
    assert row.score is not None
    shown = health_of(replace(row, score=replace(row.score, tenths=tenths)))
    assert int(shown.number) * 10 <= tenths < (int(shown.number) + 1) * 10
