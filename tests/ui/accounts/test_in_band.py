"""Scorecard, in band since and days in band: chosen, sorted, filtered, kept in a view, copied, changed in bulk."""

import csv

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from csdesk.domain.ids import AccountId
from csdesk.domain.query import Compare, parsed
from csdesk.services.health.health import weekly
from csdesk.services.health.standings import WEEKS, standing_words, standings
from csdesk.store.book import Book
from csdesk.ui.accounts.band_columns import in_band_columns
from csdesk.ui.accounts.bulk_sheet import BulkSheet
from csdesk.ui.accounts.page import AccountsPage
from csdesk.ui.accounts.saying import chip_words
from csdesk.ui.kit.columns import SortBy
from csdesk.ui.window import Window
from tests.conftest import TODAY
from tests.ui.hands import press
from tests.ui.windows import answer_of, settled

SHOWN = ["account", "scorecard", "in_band_since", "days_in_band"]


@pytest.fixture
def days(window: Window) -> dict[AccountId, int]:
    """How many days each account is in its band, as the book says."""

    def read(book: Book) -> dict[AccountId, int]:
        return {a: s.days for a, s in standings(weekly(book, as_of=TODAY, weeks=WEEKS)).items()}

    assert window.desk is not None
    return answer_of(window.desk, read)


def shown(page: AccountsPage) -> None:
    """Choose the columns, and wait until they say something."""
    page.columns.show(SHOWN)
    settled(lambda: any(row.standing for row in page.model.rows))


def test_nothing_reads_a_year_before_it_is_asked_for(page: AccountsPage) -> None:
    settled(lambda: any(row.weeks for row in page.model.rows))
    assert not any(row.standing for row in page.model.rows)


def test_the_columns_say_how_long_and_sort(page: AccountsPage, days: dict[AccountId, int]) -> None:
    shown(page)
    column = page.model.columns[page.model.column_number("days_in_band")]
    for row in page.model.rows:
        said = column.text(row)
        assert (row.standing.days if row.standing else None) == days.get(row.id)
        assert said == "–" if row.standing is None else said.rstrip("+") in (f"{days[row.id]}", "< 7")
    page.model.set_order([SortBy("days_in_band", False)])
    found = [days[r.id] for r in page.model.rows if r.id in days]
    assert found == sorted(found)
    assert {r.score.card for r in page.model.rows if r.score} == {"ten signals"}


def test_a_year_or_more_is_marked_and_less_than_a_week_too(page: AccountsPage) -> None:
    shown(page)
    since, days = in_band_columns(TODAY)
    longer = next(r for r in page.model.rows if r.standing and r.standing.longer)
    fresh = next(r for r in page.model.rows if r.standing and not r.standing.days)
    assert longer.standing is not None
    assert (since.text(longer), days.text(longer)) == ("by 25 Nov 2024", "364+")
    assert days.text(fresh) == "< 7"
    assert days.tooltip is not None
    assert standing_words(longer.standing)[1:] in days.tooltip(longer)


def test_a_filter_asks_money_health_and_days_together(page: AccountsPage, days: dict[AccountId, int]) -> None:
    asked = (
        "arr > 20000 and health < 75 and band != 'healthy' and coverage > 0.5 and renewal_on > today "
        "and days_in_band >= 84 and scorecard = 'ten signals'"
    )
    page.bar.keep(parsed(asked, page.facts.keys, page.facts.values_on(TODAY)))
    settled(lambda: bool(page.model.rows) and all(r.standing for r in page.model.rows))
    assert {r.id for r in page.model.rows} <= {a for a, n in days.items() if n >= 84}
    for row in page.model.rows:
        assert row.score is not None
        assert (row.arr or 0) > 2_000_000
        assert (row.score.tenths or 0) < 750
    page.bar.clear()
    page.bar.keep(Compare("days_in_band", ">=", "84"))
    settled(lambda: {r.id for r in page.model.rows} == {a for a, n in days.items() if n >= 84})
    assert chip_words(page.bar.filters[0], TODAY, page.facts) == ("Days in band at least", "84")


def test_a_change_keeps_what_is_filtered_by_until_it_is_read_again(
    page: AccountsPage, window: Window, days: dict[AccountId, int]
) -> None:
    page.bar.clear()
    page.bar.keep(Compare("days_in_band", "<", "84"))
    fresh = {a for a, n in days.items() if n < 84}
    settled(lambda: {r.id for r in page.model.rows} == fresh)
    assert page.table.hasFocus(), "while nothing was known yet, the keyboard was in the box instead"
    gone: list[int] = []
    page.summarised.connect(lambda: gone.append(len(page.model.rows)))
    assert window.desk is not None
    page.table.selectAll()
    press(page.table, Qt.Key.Key_E)
    sheet = page.window().findChildren(BulkSheet)[0]
    settled(sheet.isVisible)
    sheet.field.set_value("region")
    sheet._turn()
    sheet.value.set_text("North")
    sheet._ask()
    settled(lambda: sheet.said.text() == f"{len(fresh)} accounts change.")
    sheet.keep()
    settled(lambda: all(r.line.region == "North" for r in page.model.rows) and bool(gone))
    assert set(gone) == {len(fresh)}
    assert {r.id for r in page.model.rows} == fresh


def test_a_view_keeps_them_and_a_spreadsheet_takes_them(
    page: AccountsPage, days: dict[AccountId, int]
) -> None:
    shown(page)
    page.table.selectRow(0)
    press(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    head, cells = csv.reader(QGuiApplication.clipboard().text().splitlines(), delimiter="\t")
    assert head == ["Account", "Scorecard", "In band since", "Days in band"]
    row = page.table.chosen_row()
    assert row is not None
    assert row.standing is not None
    assert cells == [row.account, "ten signals", row.standing.since.isoformat(), str(days[row.id])]
    look = page.listed.now()
    assert look.columns == tuple(SHOWN)
    page.columns.show([])
    page.listed.take(look)
    assert page.columns.keys() == SHOWN
