"""What the ARR is made of: each live line on the day, what it is sold for, and its share of the total."""

from datetime import date

from PySide6.QtWidgets import QWidget

from csdesk.domain.money import split_to_total
from csdesk.domain.revenue.lines import Line
from csdesk.services.accounts.portrait import Portrait
from csdesk.ui.formats import ABSENT, day, money
from csdesk.ui.kit.labels import label
from csdesk.ui.kit.layouts import in_column
from csdesk.ui.kit.ledger import Ledger
from csdesk.ui.kit.ledger import Line as Row
from csdesk.ui.theme import px

_EVERY = {"month": "a month, × 12", "quarter": "a quarter, × 4", "year": "a year", "term": "for the term"}


class ArrMade(QWidget):
    """The lines and their total on the double rule; hidden where no line is live."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.ledger = Ledger(name="What the ARR is made of")
        self.ledger.setMaximumWidth(px(640))
        in_column(
            label("What the ARR is made of", "section"), self.ledger, on=self, gap=6, edges=(0, 0, 0, 12)
        )

    def show_portrait(self, portrait: Portrait) -> None:
        """Show another account's live lines."""
        rows = arr_rows(portrait, self._today)
        self.ledger.show_lines(rows)
        self.setVisible(bool(rows))


def arr_rows(portrait: Portrait, today: date) -> list[Row]:
    """One row for each live line, and the total where all are known and of one currency."""
    made = portrait.live_lines()
    amounts = [line.arr_on(portrait.as_of) for line, _ in made]
    known = [amount for amount in amounts if amount is not None]
    currencies = {line.subscription.currency for line, _ in made}
    adds_up = bool(made) and len(known) == len(made) and len(currencies) == 1
    shown = split_to_total(known, 0) if adds_up else []
    rows = []
    for number, (line, product) in enumerate(made):
        minor = int(shown[number]) if adds_up else amounts[number]
        figure = money(minor, line.subscription.currency, cents=True) if minor is not None else ABSENT
        rows.append(Row(f"{product.product}: {_sold(line, portrait.as_of, today)}", figure))
    if adds_up:
        total = money(int(sum(shown)), currencies.pop(), cents=True)
        rows.append(Row(f"ARR on {day(portrait.as_of, today=today, always_year=True)}", total, total=True))
    return rows


def _sold(line: Line, as_of: date, today: date) -> str:
    step, sub = line.step_on(as_of), line.subscription
    if step is None:
        return "amount not known"
    paid = money(step.amount, sub.currency, cents=True)
    many = step.quantity is not None and step.quantity != 1
    sold = f"{step.quantity:f} for {paid}" if many else paid
    off = f", {float(step.discount) * 100:g} % discount" if step.discount else ""
    since = f", since {day(step.from_, today=today)}" if sub.start != step.from_ else ""
    return f"{sold} {_EVERY[sub.period.value]}{off}{since}{', assumed' if step.assumed else ''}"
