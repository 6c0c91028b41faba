"""The columns of the accounts: the notice in the settled words, and every fact as a column of its own."""

from dataclasses import replace
from datetime import date

import pytest

from csdesk.domain.revenue.accounts import AccountMoney
from csdesk.domain.revenue.notice import notice_of
from csdesk.services.accounts.account_facts import FACTS, fact_of
from csdesk.services.accounts.accounts import AccountRow, account_rows
from csdesk.services.sample import write_sample
from csdesk.store.book import Book
from csdesk.ui.accounts.columns import FIRST, columns, notice_fact, notice_ink, notice_text, notice_tip
from csdesk.ui.formats import ABSENT

TODAY = date(2025, 11, 24)


@pytest.fixture(scope="module")
def rows() -> list[AccountRow]:
    with Book.in_memory() as book:
        write_sample(book, accounts=20)
        return account_rows(book, as_of=TODAY)


def due(rows: list[AccountRow], end: date | None, days: int | None, auto: bool | None) -> AccountRow:
    """A row whose contract ends so."""
    notice = notice_of(end, days) if end and days is not None else None
    return replace(rows[0], money=AccountMoney(100, "USD", end, notice, auto, 1))


@pytest.mark.parametrize(
    ("end", "days", "auto", "short", "said", "ink"),
    [
        (None, None, None, ABSENT, ABSENT, "text.tertiary"),
        (date(2026, 1, 31), 30, False, "To sign", "Ends on 31 Jan unless signed", "text.secondary"),
        (date(2026, 1, 31), None, True, "Not known", "Renews; notice not known", "info.text"),
        (date(2026, 1, 31), None, None, "Not known", "Notice and auto-renewal not known", "info.text"),
        (date(2026, 1, 31), 60, True, "in 8 d", "By 2 Dec", "watch.text"),
        (date(2026, 1, 31), 30, True, "1 Jan", "By 1 Jan", "text.secondary"),
        (date(2025, 12, 15), 30, True, "Renews", "Renews, can no longer leave", "text.secondary"),
    ],
)
def test_a_notice_is_said_in_the_words_that_every_screen_uses(
    rows: list[AccountRow],
    end: date | None,
    days: int | None,
    auto: bool | None,
    short: str,
    said: str,
    ink: str,
) -> None:
    row = due(rows, end, days, auto)
    assert notice_fact(row, TODAY) == said
    assert notice_ink(row, TODAY) == ink
    assert notice_text(row, TODAY) == short
    assert notice_tip(row, TODAY) in ("No term ends here.", f"{notice_fact(row, TODAY)}.")


def test_every_fact_but_the_id_and_the_scored_band_is_a_column(rows: list[AccountRow]) -> None:
    made = columns(TODAY)
    assert [c.key for c in made[: len(FIRST)]] == list(FIRST)
    assert {c.key for c in made} == {f.key for f in FACTS} - {"id", "band"}
    assert len({c.header for c in made}) == len(made)


def test_what_is_not_known_is_a_dash_is_empty_when_copied_and_sorts_last(rows: list[AccountRow]) -> None:
    bare = replace(
        rows[0],
        money=None,
        score=None,
        line=replace(
            rows[0].line,
            segment=None,
            stage=None,
            csm=None,
            last_two_way_on=None,
            next_step=None,
            currency=None,
        ),
    )
    for key in ("segment", "stage", "csm", "arr", "mrr", "coverage", "renewal_on", "silent_for", "next_step"):
        column = next(c for c in columns(TODAY) if c.key == key)
        assert column.text(bare) == ABSENT
        assert column.order(bare) is None
        assert column.plain is not None
        assert column.copied(bare) == ""


def test_what_is_copied_is_what_a_query_compares(rows: list[AccountRow]) -> None:
    for column in columns(TODAY):
        assert column.plain is not None
        for row in rows:
            value, copied = fact_of(column.key).read(row, TODAY), column.copied(row)
            if value is None:
                assert copied == ""
            elif isinstance(value, float | int) or column.key in ("arr", "mrr"):
                assert float(copied) == pytest.approx(float(value), abs=1e-4)
            else:
                assert copied == str(value)
