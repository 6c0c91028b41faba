"""A card is one renewal on the board, or one line that cannot be placed: what it says, whatever its size."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from csdesk.domain.ids import AccountId, SubscriptionId
from csdesk.domain.renewals import Category, Outcome
from csdesk.domain.revenue.due import Leaving
from csdesk.domain.revenue.forecast import Standing
from csdesk.services.renewals.deciding import RenewalKey
from csdesk.services.renewals.outlook import standing
from csdesk.services.renewals.renewals import DueRenewal, Unplaced
from csdesk.ui.formats import day, money, short_money
from csdesk.ui.kit.columns import Health
from csdesk.ui.renewals.words import (
    TITLES,
    arithmetic,
    arr_text,
    health_of,
    missing_text,
    notice_ink,
    notice_text,
)


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows. `due` is empty where the words of the notice name the day already; `short` is the
    amount where there is no room for all of it.
    """

    row: DueRenewal | Unplaced
    name: str
    amount: str
    short: str
    health: Health | None
    due: str
    badge: str
    notice: str
    notice_ink: str
    text: str
    today: date

    @property
    def tip(self) -> str:
        """All of it in a few lines; asked for only where the pointer rests, or to be read aloud."""
        if isinstance(self.row, DueRenewal):
            return tip_of(self.row, self.today)
        return f"{self.name}, {self.text}\n{self.amount} ARR\n{self.notice}"

    @property
    def key(self) -> RenewalKey | None:
        """The renewal that it is about; None where no end is known."""
        return RenewalKey(self.subscription, self.row.due_on) if self.row.due_on else None

    @property
    def subscription(self) -> SubscriptionId:
        """The line that it is about."""
        return self.row.subscription_id

    @property
    def identity(self) -> tuple[bool, SubscriptionId, date | None]:
        """What makes it the same card after a change; a line may stand in both lists."""
        return isinstance(self.row, Unplaced), self.subscription, self.row.due_on

    @property
    def account(self) -> AccountId:
        """The account that it is about."""
        return self.row.account_id

    @property
    def arr(self) -> Fraction | None:
        """What it brings a year, exact minor units."""
        return self.row.arr if isinstance(self.row, Unplaced) else self.row.amount

    @property
    def standing(self) -> Standing | None:
        """Where it stands; None where it cannot be placed."""
        return None if isinstance(self.row, Unplaced) else standing(self.row)

    @property
    def category(self) -> Category | None:
        """Its category while it can be changed: until it is renewed."""
        if isinstance(self.row, Unplaced) or self.row.outcome not in (Outcome.OPEN, Outcome.LOST):
            return None
        return self.row.category

    @property
    def past_end(self) -> bool:
        """Whether its term is over, and nobody decided what becomes of it."""
        return (
            isinstance(self.row, DueRenewal)
            and self.row.outcome is Outcome.OPEN
            and self.row.due_on < self.today
        )


def cards_of(rows: Sequence[DueRenewal], today: date, *, by_month: bool = False) -> list[Card]:
    """The cards of renewals, in their order; an account with several names the product too."""
    times = Counter(r.account_id for r in rows)
    return [_card(r, today, times[r.account_id] > 1, by_month) for r in rows]


def unplaced_cards(rows: Sequence[Unplaced], today: date) -> list[Card]:
    """The cards of what cannot be placed, in their order."""
    return [
        Card(
            row=u,
            name=u.account,
            amount=arr_text(u),
            short=arr_text(u, short_money),
            health=None,
            due=f"End {day(u.due_on, today=today)}" if u.due_on else "",
            badge="Assumed" if u.assumed and u.due_on else "",
            notice=missing_text(u),
            notice_ink="watch.text" if u.without_contract else "info.text",
            text=u.product,
            today=today,
        )
        for u in rows
    ]


def _card(r: DueRenewal, today: date, several: bool, by_month: bool) -> Card:
    said = TITLES[standing(r)] if by_month else ""
    named = r.leaving is Leaving.ENDS
    return Card(
        row=r,
        name=f"{r.account}, {r.product}" if several else r.account,
        amount=arr_text(r),
        short=arr_text(r, short_money),
        health=health_of(r),
        due="" if named else day(r.due_on, today=today),
        badge="Assumed" if r.assumed else "",
        notice=notice_text(r, today),
        notice_ink=notice_ink(r, today),
        text=". ".join(x for x in (said, r.reason or "") if x),
        today=today,
    )


def tip_of(r: DueRenewal, today: date) -> str:
    """Everything about a renewal in a few lines, with the arithmetic of its deadline."""
    due = day(r.due_on, today=today, always_year=True)
    assumed = "; nobody confirmed the term" if r.assumed else ""
    renewed = f", {money(r.new_arr, r.currency)} a year" if r.new_arr is not None else ""
    lines = [
        f"{r.account}, {r.product}",
        f"{arr_text(r)} ARR, last day of the term {due}{assumed}",
        f"{notice_text(r, today)}{renewed}",
        arithmetic(r.notice, today),
    ]
    return "\n".join([*lines, r.reason] if r.reason else lines)
