"""A small book with a renewal of every kind, and a window on its Renewals page."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.preferences import CLOCK, Preference
from csdesk.domain.products import Product
from csdesk.domain.renewals import Category, Outcome, Renewal
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.store.book import Book
from csdesk.ui.renewals.page import RenewalsPage
from csdesk.ui.window import Window
from tests.domain.revenue.contracts import day, step, subscription
from tests.ui.windows import settled, shown

NAMES = {
    "a1": "Halden Freight",
    "a2": "Dunmore Foods",
    "a3": "Marrow & Pine",
    "a4": "Founder & Sons",
    "a5": "Late Answer",
    "a6": "Far Away",
}


def _line(number: int, end: str, amount: int, **facts: Any) -> list[Subscription | Step]:
    start = end.replace(end[:4], str(int(end[:4]) - 1))
    begin = day(start).toordinal() + 1
    first = day(start).fromordinal(begin).isoformat()
    id_ = f"s{number}"
    sub = subscription(first, end, id=id_, account=f"a{number}", **facts)
    return [sub, step(first, amount, "10", of=id_)]


def _row(number: int, end: str, category: Category, **facts: Any) -> Renewal:
    return Renewal(
        id=f"r{number}",
        account=AccountId(f"a{number}"),
        subscription=subscription(id=f"s{number}").id,
        due_on=day(end),
        category=category,
        **facts,
    )


def filled(path: Path) -> Path:
    """A book of six lines: unknown, committed, lost, not to be placed, past its end, and far away."""
    with Book.create(path) as book, book.change(Verb.DEMO, today=day("2025-11-24")):
        book.put_all(
            [
                Preference(id=CLOCK, value="2025-11-24"),
                *(Account(id=AccountId(a), account=name) for a, name in NAMES.items()),
                Product(id=ProductId("p1"), product="Analytics"),
                *_line(1, "2026-01-31", 6_120_000, notice_days=60, auto_renew=True),
                *_line(2, "2025-12-31", 3_670_000, notice_days=30, auto_renew=True),
                *_line(3, "2025-12-31", 1_760_000, notice_days=30, auto_renew=False),
                *_line(4, "2026-06-30", 900_000),
                *_line(5, "2025-10-31", 500_000, notice_days=30, auto_renew=False),
                *_line(6, "2026-10-31", 700_000, notice_days=30, auto_renew=True),
                _row(2, "2025-12-31", Category.COMMITTED, reason="Verbal yes"),
                _row(3, "2025-12-31", Category.AT_RISK, outcome=Outcome.LOST, decided_on=day("2025-10-29")),
            ]
        )
    return path


def opened(path: Path) -> tuple[Window, RenewalsPage]:
    """The window, and its Renewals page with what it shows."""
    window = shown(path)
    window.go("renewals")
    page = window.page("renewals")
    assert isinstance(page, RenewalsPage)
    settled(lambda: page.found is not None)
    return window, page


@pytest.fixture(autouse=True)
def _american() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def page(tmp_path: Path) -> Iterator[RenewalsPage]:
    window, made = opened(filled(tmp_path / "some.csdesk"))
    yield made
    window.close()


@pytest.fixture
def empty_page(tmp_path: Path) -> Iterator[RenewalsPage]:
    path = tmp_path / "empty.csdesk"
    Book.create(path).close()
    window, made = opened(path)
    yield made
    window.close()


@pytest.fixture
def far_page(tmp_path: Path) -> Iterator[RenewalsPage]:
    """A book whose only renewal is due next October."""
    path = tmp_path / "far.csdesk"
    with Book.create(path) as book, book.change(Verb.DEMO, today=day("2025-11-24")):
        book.put_all(
            [
                Preference(id=CLOCK, value="2025-11-24"),
                Account(id=AccountId("a6"), account=NAMES["a6"]),
                Product(id=ProductId("p1"), product="Analytics"),
                *_line(6, "2026-10-31", 700_000, notice_days=30, auto_renew=True),
            ]
        )
    window, made = opened(path)
    yield made
    window.close()
