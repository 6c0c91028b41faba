"""How long the Accounts page takes to filter and to sort 10,000 rows, beside the barest that does the same."""

import statistics
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QTableView

from csdesk.domain.ids import AccountId
from csdesk.domain.names import search_key
from csdesk.domain.query import Compare, Condition, OneOf
from csdesk.services.accounts.accounts import AccountRow
from csdesk.services.sample import write_sample
from csdesk.store.book import Book
from csdesk.ui import theme
from csdesk.ui.accounts.page import AccountsPage
from csdesk.ui.accounts.saying import query_text
from csdesk.ui.kit.columns import SortBy
from csdesk.ui.window import Window
from tests.benchmarks.bare_window import Rows
from tests.benchmarks.races import timed, told
from tests.ui.windows import all_done, settled, shown

ACCOUNTS, ROUNDS, TARGET = 10_000, 15, 1.2
WORDS = ("an", "lo", "co an", "h", "", "x", "high", "er", "s")


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    theme.apply(qapp, "light", still=True)
    path = tmp_path / "wingtip.csdesk"
    with Book.create(path) as book:
        write_sample(book)
    made = shown(path)
    yield made
    made.close()


class Painted(QObject):
    """Whether a table was really painted: until it was, a repaint does nothing, and no floor is measured."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._painted = False
        view.viewport().installEventFilter(self)
        view.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for a paint."""
        self._painted = self._painted or event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)

    def seen(self) -> bool:
        """Whether it was."""
        return self._painted


def many(rows: list[AccountRow]) -> list[AccountRow]:
    """The sample's accounts, two hundred times, each under a name of its own."""
    found = []
    for number in range(ACCOUNTS):
        row = rows[number % len(rows)]
        line = replace(row.line, id=AccountId(str(number)), account=f"{row.account} {number}")
        found.append(AccountRow(line, row.money, row.score, row.weeks))
    return found


def painted(view: QTableView, work: Callable[[], object]) -> None:
    """Some work, and the table painted after it."""
    work()
    view.viewport().repaint()


def full_page(window: Window) -> AccountsPage:
    """The Accounts page with all its rows."""
    window.go("accounts")
    page = window.page("accounts")
    assert isinstance(page, AccountsPage)
    settled(lambda: bool(page.model.rows) and any(r.weeks for r in page.model.rows))
    rows = many(list(page.model.all_rows))
    page._show(rows)
    settled(lambda: "segment" in page._finding._sieve._compared)
    page.bar.set_filters(())
    settled(lambda: len(page.model.rows) == ACCOUNTS)
    assert window.desk is not None
    all_done(window.desk)
    return page


def test_filter_of_10_000_accounts(window: Window) -> None:
    page = full_page(window)
    bare, model = QTableView(), Rows([])
    bare.setModel(model)
    bare.resize(page.table.size())
    bare.show()
    settled(lambda: bare.isVisible() and not bare.visibleRegion().isEmpty())
    settled(Painted(bare).seen)
    shown = [page.model.columns[number] for number in page.table.columns_shown()]
    texts = [tuple(c.text(r) for c in shown) for r in page.model.all_rows]
    names = [(t, search_key(" ".join(x for x in (r.account, r.line.segment, r.line.stage, r.line.csm) if x)))
             for t, r in zip(texts, page.model.all_rows, strict=True)]  # fmt: skip

    def bare_floor(words: str) -> None:
        wanted = words.split()
        model.show_rows([text for text, name in names if all(w in name for w in wanted)])

    ids = [(row, name) for row, (_, name) in zip(page.model.all_rows, names, strict=True)]

    def our_floor(words: str) -> None:
        wanted = words.split()
        page.model.beginResetModel()
        page.model._shown = [row for row, name in ids if all(w in name for w in wanted)]
        page.model._shown_names = [row.line.id for row in page.model._shown]
        page.model.endResetModel()

    def ours(words: str) -> None:
        page.words.set_text(words)
        page.narrow_rows()

    times: list[tuple[float, float, float]] = []
    for words in WORDS * ROUNDS:
        first = timed(partial(painted, bare, partial(bare_floor, words)))
        second = timed(partial(painted, page.table, partial(our_floor, words)))
        times.append((first, second, timed(partial(painted, page.table, partial(ours, words)))))
        assert len(model.rows) == len(page.model.rows)
    plain, same, filtered = (statistics.median(t[n] for t in times[len(WORDS) :]) for n in range(3))
    print("\n" + told("filter of 10,000 accounts, beside the same table", (same, filtered), TARGET))
    print(told("filter of 10,000 accounts, beside a bare QTableView", (plain, filtered), TARGET))
    bare.close()


CHIPS: tuple[Condition, ...] = (
    Compare("standing", "=", "at risk"),
    Compare("arr", ">", "30000"),
    Compare("renewal_on", "<=", "+90d"),
    OneOf("stage", ("loyalty", "value realization")),
    Compare("required_outcome", "contains", "every"),
)


def test_chips_and_orders_of_10_000_accounts(window: Window) -> None:
    """No floor: each is held to the 50 ms in which nothing on the screen may pause."""
    page, said = full_page(window), []

    def told_of(what: str, work: Callable[[], object]) -> None:
        times = [timed(lambda: painted(page.table, work)) for _ in range(5)]
        said.append(
            f"{what}: first {times[0] * 1000:.1f} ms, again {statistics.median(times[1:]) * 1000:.1f} ms"
        )

    for number, chip in enumerate(CHIPS):
        told_of(f"chip {query_text(chip)}", partial(page.bar.set_filters, CHIPS[: number + 1]))
    page.bar.set_filters(())
    for keys in (
        ("arr",),
        ("stage", "arr"),
        ("segment", "standing", "renewal_on"),
        ("account",),
        ("health", "arr"),
    ):
        order = [SortBy(key, descending=key == "arr") for key in keys]
        told_of(f"sort by {', '.join(keys)}", partial(page.model.set_order, order))
    print("\n" + "\n".join(said))
