"""The numbers going out of the window: the view that is shown, with the accounts behind what is chosen in it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from csdesk import wording
from csdesk.domain.figures.figure import Figure
from csdesk.domain.plain import amount
from csdesk.domain.revenue.definitions import Definition
from csdesk.services.numbers.numbers_lists import Bar, Board
from csdesk.ui.formats import money
from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.numbers import dimension, trend
from csdesk.ui.numbers.words import VIEWS, beside, headline, plain_value, value_text
from csdesk.ui.shell.list_out import ListOut, Shown, shown

if TYPE_CHECKING:
    from csdesk.ui.numbers.behind_list import BehindList
    from csdesk.ui.numbers.page import NumbersPage


class NumbersOut(ListOut):
    """Prints and writes whichever view is shown."""

    def __init__(self, page: "NumbersPage") -> None:
        super().__init__(page)
        self._numbers = page

    def file_name(self) -> str:
        """After the view, too."""
        return f"{self._title()} {self._page.desk.today.isoformat()}"

    def lists(self) -> list[Shown]:
        """The list of the view, and that of the accounts behind what is chosen."""
        page = self._numbers
        if page.found is None:
            return []
        made = {
            "overview": self._overview, "trend": self._trend, "cohorts": self._cohorts,
            "dimension": self._dimension, "more": self._more,
        }[page.views.value](page.found)  # fmt: skip
        said = [page.period() if page.views.value != "cohorts" else "", made[0].said]
        first = replace(made[0], title=self._title(), said="; ".join(s for s in said if s))
        return [first, *made[1:]]

    def _title(self) -> str:
        view, csm = self._numbers.views.value, self._numbers.whose.csm
        title = f"{self._page.title} of {csm}" if csm else self._page.title
        return title if view == "overview" else f"{title}, {dict(VIEWS)[view]}"

    def _overview(self, found: Board) -> list[Shown]:
        page, currency = self._numbers, found.numbers.currency
        told = tuple(found.definitions.values())
        figures = Shown("", "", _board_columns(found), told, "Figures", more=_says())
        if not found.bars:
            return [figures]
        bars = Shown("Waterfall", headline(found), _bar_columns(found, currency), tuple(found.bars.items()))
        bar, rows = page.bridge.bar, page.table.rows.rows
        said = wording.count(len({row.account for row in rows}), "account")
        behind = shown(page.table, bar.value, said, name="Accounts")
        return [figures, bars, behind] if rows else [figures, bars]

    def _trend(self, _: Board) -> list[Shown]:
        view = self._numbers.trend
        whole = trend.columns(view.found.picture.currency if view.found else "")
        listed = shown(view.table, "", name="Trend")
        return [replace(listed, columns=whole, more=trend.file_columns())]

    def _cohorts(self, _: Board) -> list[Shown]:
        view = self._numbers.cohorts
        listed = shown(view.table, "", view.said(), name="Cohorts")
        return [listed, *_behind(view.behind, view.chosen())]

    def _dimension(self, _: Board) -> list[Shown]:
        view = self._numbers.dimension
        more = () if view.parted is view.one else dimension.file_columns()
        listed = shown(view.parted, "", view.said(), whole=True, name="By dimension")
        return [replace(listed, more=more), *_behind(view.behind, view.chosen())]

    def _more(self, _: Board) -> list[Shown]:
        view = self._numbers.further
        figures = tuple(row for row in view.figures.rows.rows if isinstance(row, Figure))
        listed = Shown("", "", _figure_columns(view.currency), figures, "Figures", more=_says())
        return [listed, *_behind(view.behind, view.title.text())]


def _behind(table: "BehindList", title: str) -> list[Shown]:
    rows = table.rows.rows
    said = wording.count(len(rows), "row")
    return [shown(table, title, said, name="Accounts")] if rows else []


def _board_columns(found: Board) -> list[Column[Definition]]:
    currency = found.numbers.currency
    return [
        Column("title", "Figure", lambda d: d.title, cell=Cell.NAME),
        Column("value", "Value", lambda d: value_text(d.value, d.steps[-1].unit, currency), cell=Cell.NUMBER,
               plain=lambda d: plain_value(d.value, d.steps[-1].unit, currency)),
        Column("unit", "Unit", lambda d: d.steps[-1].unit.value),
        Column("beside", "Read with", lambda d: beside(d, found)),
    ]  # fmt: skip


def _says() -> list[Column[Definition | Figure]]:
    """The definition, which stands beside the list on the screen."""
    return [Column("says", "Definition", lambda d: d.says)]


def _bar_columns(found: Board, currency: str) -> list[Column[tuple[Bar, int]]]:
    def accounts(bar: Bar) -> int:
        return len({row.account for row in found.lists.get(bar, ())})

    return [
        Column("bar", "Bar", lambda b: b[0].value, cell=Cell.NAME),
        Column("accounts", "Accounts", lambda b: f"{accounts(b[0]):,}", cell=Cell.NUMBER,
               plain=lambda b: accounts(b[0])),
        Column("mrr", "MRR", lambda b: money(b[1], currency, cents=True), cell=Cell.NUMBER,
               plain=lambda b: amount(b[1], currency)),
    ]  # fmt: skip


def _figure_columns(currency: str) -> list[Column[Figure]]:
    return [
        Column("group", "Group", lambda f: f.group.value),
        Column("title", "Figure", lambda f: f.title, cell=Cell.NAME),
        Column("value", "Value", lambda f: value_text(f.value, f.unit, currency), cell=Cell.NUMBER,
               plain=lambda f: plain_value(f.value, f.unit, currency)),
        Column("unit", "Unit", lambda f: f.unit.value),
        Column("n", "n", lambda f: f"{f.n:,}", cell=Cell.NUMBER, plain=lambda f: f.n),
        Column("said", "Note", lambda f: f.said),
    ]  # fmt: skip
