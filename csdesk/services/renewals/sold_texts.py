"""A sale as it is typed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from csdesk.domain.errors import FieldRefused
from csdesk.domain.fields import Field, Kind, noun_of
from csdesk.domain.imports.cells.values import Mark
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.services.book.typed import Context, read_text
from csdesk.services.renewals.selling import PriceStep


def _fields() -> dict[str, Field]:
    sold, step = noun_of(Subscription), noun_of(Step)
    exact = next(f for f in step.fields if f.kind is Kind.EXACT)
    own = {f.key: f for f in (*sold.fields, *step.fields)}
    plain = (
        "start",
        "end",
        "signed_on",
        "live_on",
        "auto_renew",
        "notice_days",
        "notice_counted_in",
        "recurring",
        "currency",
        "period",
    )
    found = {key: own[key] for key in (*plain, "quantity", "discount", "order_kind")}
    for key, header in (("amount", "Amount"), ("unit_price", "Unit price")):
        found[key] = replace(exact, key=key, header=header)
    found["months"] = replace(own["notice_days"], key="months", header="Months")
    found["month_to_month"] = replace(own["recurring"], key="month_to_month", header="Month to month")
    return found


_READ = _fields()
FIELDS = ("product", *_READ)
"""What can be said of a sale."""


def read_sale(texts: Mapping[str, str], *, today: date, mark: Mark = Mark.POINT) -> dict[str, Any]:
    """The values of what was typed, by name; empty texts are left out. Raises: FieldRefused, DayBothWays."""
    context = Context(today, "USD", lambda _table, _text: None, mark)
    found: dict[str, Any] = {"product": texts.get("product", "")}
    for key, text in texts.items():
        if key in _READ and text.strip():
            found[key] = read_text(_READ[key], text, context)
    return found


def read_step(text: str, *, today: date, mark: Mark = Mark.POINT) -> PriceStep:
    """A change ahead, `2027-01-01=6,300`, or of the quantity `2027-01-01=60 seats`. Raises: FieldRefused."""
    day, sign, said = text.partition("=")
    if not sign:
        raise FieldRefused(field="Step", text=text, wanted="a day and an amount, such as 2027-01-01=6300")
    context = Context(today, "USD", lambda _table, _text: None, mark)
    on = read_text(_READ["start"], day, context)
    many = said.strip().removesuffix("seats").removesuffix("units").strip()
    if many != said.strip():
        return PriceStep(on, quantity=read_text(_READ["quantity"], many, context))
    return PriceStep(on, amount=read_text(_READ["amount"], said, context))
