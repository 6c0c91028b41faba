"""The columns of the table: every renewal of the span in one row, and what cannot be placed above it."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from csdesk.domain.plain import amount
from csdesk.domain.revenue.forecast import Standing
from csdesk.services.renewals.renewals import DueRenewal, Unplaced
from csdesk.ui.formats import ABSENT, day, money
from csdesk.ui.kit.columns import Cell, Column, in_days
from csdesk.ui.renewals.cards import Card
from csdesk.ui.renewals.words import TITLES, arithmetic, band_text, deadline_of, missing_text, notice_text

_ORDER = [TITLES[s] for s in Standing]
_INKS = {"Unknown": "watch.text"}


def renewal_columns(today: date) -> list[Column[Card]]:
    """The columns of the renewals that are due."""
    return [*_who(), *_when(today), *_how()]


def unplaced_columns(today: date) -> list[Column[Card]]:
    """The columns of what cannot be placed."""
    missing: Column[Card] = Column(
        "missing", "What is missing", _missing, width=340, ink=lambda c: c.notice_ink, grow=True
    )
    end: Column[Card] = Column(
        "end",
        "End",
        lambda c: day(c.row.due_on, today=today) + (" (assumed)" if c.row.assumed and c.row.due_on else ""),
        sort_key=lambda c: c.row.due_on,
        plain=lambda c: c.row.due_on,
        width=170,
        cell=Cell.DAY,
    )
    return [*_who(), end, missing]


def _who() -> list[Column[Card]]:
    return [
        Column("account", "Account", lambda c: c.row.account, width=158, cell=Cell.NAME, grow=True),
        Column("product", "Product", lambda c: c.row.product, width=84, cell=Cell.SECOND, grow=True),
        Column("arr", "ARR", lambda c: c.amount, sort_key=lambda c: c.arr, width=80, cell=Cell.NUMBER,
               plain=lambda c: amount(c.arr, c.row.currency)),
    ]  # fmt: skip


def _when(today: date) -> list[Column[Card]]:
    return [
        Column(
            "due_on",
            "Due on",
            lambda c: day(c.row.due_on, today=today),
            sort_key=lambda c: c.row.due_on,
            plain=lambda c: c.row.due_on,
            width=100,
            tooltip=lambda c: "Nobody confirmed the term." if c.row.assumed else "",
            ink=lambda c: "info.text" if c.row.assumed else "",
            cell=Cell.DAY,
        ),
        Column(
            "in",
            "In",
            lambda c: in_days(_days(c, today)).removeprefix("in "),
            sort_key=lambda c: _days(c, today),
            plain=lambda c: _days(c, today),
            called="Days to renewal",
            width=58,
            cell=Cell.NUMBER,
            ink=lambda c: "text.secondary",
        ),
        Column(
            "notice",
            "Notice",
            lambda c: _notice(c, today),
            sort_key=lambda c: deadline_of(_due(c), today),
            width=264,
            ink=lambda c: c.notice_ink,
            tooltip=lambda c: f"{_notice(c, today)}\n{arithmetic(_due(c).notice, today)}",
        ),
    ]


def _how() -> list[Column[Card]]:
    return [
        Column(
            "category",
            "Category",
            lambda c: TITLES[c.standing] if c.standing else ABSENT,
            sort_key=lambda c: _ORDER.index(TITLES[c.standing]) if c.standing else None,
            width=126,
            ink=lambda c: _INKS.get(TITLES[c.standing], "") if c.standing else "",
        ),
        Column(
            "health",
            "Health",
            lambda c: c.health.number if c.health else ABSENT,
            sort_key=lambda c: _due(c).health,
            plain=lambda c: _due(c).health,
            width=76,
            cell=Cell.HEALTH,
            value=lambda c: c.health,
        ),
        _amount("forecast", "Forecast", lambda d: d.forecast),
        _amount("new_arr", "New ARR", lambda d: d.new_arr),
        _reason(),
    ]


def _amount(key: str, header: str, of: Callable[[DueRenewal], Fraction | int | None]) -> Column[Card]:
    return Column(
        key,
        header,
        lambda c: money(of(_due(c)), c.row.currency),
        sort_key=lambda c: of(_due(c)),
        plain=lambda c: amount(of(_due(c)), c.row.currency),
        width=84,
        cell=Cell.NUMBER,
    )


def _reason() -> Column[Card]:
    return Column(
        "reason", "Reason", lambda c: _due(c).reason or ABSENT, width=120, cell=Cell.SECOND, grow=True
    )


def file_columns(today: date) -> list[Column[Card]]:
    """What the screen says by colours or in words: the day by which something is to be done, and the band."""

    def deadline(card: Card) -> date | None:
        return deadline_of(_due(card), today)

    return [
        Column(
            "notice_on", "Notice on", lambda c: day(deadline(c), today=today), plain=deadline, cell=Cell.DAY
        ),
        Column("band", "Health band", lambda c: band_text(_due(c))),
    ]


def _due(card: Card) -> DueRenewal:
    assert isinstance(card.row, DueRenewal)
    return card.row


def _days(card: Card, today: date) -> int | None:
    return (card.row.due_on - today).days if card.row.due_on else None


def _notice(card: Card, today: date) -> str:
    return notice_text(_due(card), today)


def _missing(card: Card) -> str:
    assert isinstance(card.row, Unplaced)
    return missing_text(card.row)
