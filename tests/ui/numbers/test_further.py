"""More: every further figure is chosen by click or key, says what it is, and opens its accounts."""

from datetime import date
from fractions import Fraction

import pytest
from PySide6.QtCore import Qt

from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.custom import CustomField, CustomValue
from csdesk.domain.figures.figure import Figure, Group, Unit
from csdesk.services.book.preferences import prefer
from csdesk.services.numbers.figures import figures
from csdesk.store.book import Book
from csdesk.ui.account.page import AccountPage
from csdesk.ui.numbers.page import NumbersPage
from csdesk.ui.numbers.spans import Span, days_of
from csdesk.ui.numbers.words import value_text
from csdesk.ui.window import Window
from tests.ui.hands import click, press
from tests.ui.numbers.views import segment
from tests.ui.windows import answer_of, settled


@pytest.fixture
def more(page: NumbersPage) -> NumbersPage:
    click(segment(page, "More"))
    settled(lambda: bool(page.further.figures.rows.rows))
    return page


def shown(page: NumbersPage) -> Figure:
    row = page.further.figures.chosen_row()
    assert isinstance(row, Figure)
    return row


def test_more_shows_every_figure_of_the_period_below_its_heading(more: NumbersPage) -> None:
    first, last = days_of(Span.TWELVE, more.desk.today)
    _, expected = answer_of(more.desk, lambda book: figures(book, first, last, as_of=more.desk.today))
    rows = more.further.figures.rows.rows
    assert [r.key for r in rows if isinstance(r, Figure)] == [f.key for f in expected]
    assert [r for r in rows if isinstance(r, Group)] == list(Group)


def test_down_walks_over_the_figures_and_each_has_its_definition_and_list(more: NumbersPage) -> None:
    seen = set()
    table = more.further.figures
    table.setFocus()
    for _ in table.rows.rows:
        row = table.chosen_row()
        if isinstance(row, Figure):
            seen.add(row.key)
            assert more.further.title.text() == row.title
            assert more.further.panel._says.text() == row.says
            assert len(more.further.behind.rows.rows) == len(row.behind)
        press(table, Qt.Key.Key_Down)
    assert len(seen) == sum(isinstance(r, Figure) for r in table.rows.rows)


def test_a_column_is_as_wide_as_its_own_figure_needs_whatever_was_looked_at_before(more: NumbersPage) -> None:
    behind, figures = more.further.behind, more.further.figures

    def day_column(key: str) -> int:
        figures.choose(key)
        return next(
            behind.columnWidth(n) for n, column in enumerate(behind.rows.columns) if column.key == f"{key}.on"
        )

    alone = day_column("nps")
    figures.choose("grew")
    assert day_column("contract_change") > alone
    assert day_column("nps") == alone


def test_enter_in_the_list_opens_the_account(window: Window, more: NumbersPage) -> None:
    more.further.figures.choose("top_five")
    settled(lambda: shown(more).key == "top_five")
    first = more.further.behind.rows.rows[0]
    more.further.behind.choose(first)
    more.further.behind.setFocus()
    press(more.further.behind, Qt.Key.Key_Return)
    settled(lambda: isinstance(window.pages.shown(), AccountPage))
    assert more.further.account() == first.account


def test_the_chosen_figure_stays_when_the_period_changes(more: NumbersPage) -> None:
    more.further.figures.choose("nps")
    before = shown(more)
    more.spans.set_value(Span.LAST_YEAR)
    more.spans.chosen.emit(Span.LAST_YEAR)
    settled(lambda: shown(more) != before)
    assert shown(more).key == "nps"


def test_what_a_figure_needs_is_said_and_it_comes_once_it_was_given(more: NumbersPage) -> None:
    more.further.figures.choose("realised")
    assert shown(more).value is None
    assert "gross margin" in more.further.said.text()
    more.desk.do(prefer, "gross_margin", "80")
    settled(lambda: shown(more).value is not None)
    assert shown(more).key == "realised"


def test_one_figure_by_a_field_of_your_own(page: NumbersPage) -> None:
    page.desk.do(_with_a_tier)
    click(segment(page, "By dimension"))
    settled(lambda: page.dimension.by.findText("Tier") >= 0)
    page.dimension.by.set_value("Tier")
    page.dimension.shows.set_value("nps")
    page.dimension.shows.chosen.emit("nps")
    settled(lambda: page.dimension.one.isVisible() and bool(page.dimension.one.rows.rows))
    assert next(p[0] for p in page.dimension.one.rows.rows) == "gold"
    page.dimension.shows.set_value("")
    page.dimension.shows.chosen.emit("")
    settled(page.dimension.table.isVisible)


def _with_a_tier(book: Book, *, today: date) -> ChangeSet:
    account = next(a for a in book.all(Account) if a.account == "Meridian Tile")
    field = CustomField(id="tier", of_noun="account", name="Tier")
    with book.change(Verb.SET, label="Tier", today=today) as change:
        book.put_all(
            [field, CustomValue(id="gold", field="tier", row=account.id, account=account.id, value="gold")]
        )
    return change.done


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (Fraction(-31, 10), Unit.SCORE, "−3.1"),
        (Fraction(9), Unit.SCORE, "9"),
        (Fraction(301, 2), Unit.DAYS, "150.5 days"),
        (60, Unit.MONTHS, "60 months"),
        (Fraction(-3, 100), Unit.SHARE, "−3.00 %"),
    ],
)
def test_values_are_said_in_their_unit(value: Fraction | int, unit: Unit, said: str) -> None:
    assert value_text(value, unit, "USD") == said
