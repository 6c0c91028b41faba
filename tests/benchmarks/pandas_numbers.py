"""The same waterfall as a pandas script would have it: standings at both ends of a period, by account and product."""

import importlib
import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

pd: Any = importlib.import_module("pandas")
_LINES = """SELECT s.pk, s.account, s.product, s.start, s.cancelled_on, a.segment, a.industry, a.region, a.channel,
    a.csm FROM subscriptions s JOIN accounts a ON a.pk = s.account WHERE s.recurring = 1"""
_STEPS = (
    'SELECT subscription, "from" AS day, CAST(quantity AS REAL) AS quantity, amount FROM steps ORDER BY day'
)

Bars = dict[str, tuple[int, ...]]
"""By value: opening, new or won back, expansion, contraction, churn, closing, in minor units a month."""


def pandas_waterfalls(path: Path, first: date, last: date, dimensions: Sequence[str]) -> dict[str, Bars]:
    """The waterfall of a period for each value of the dimensions, from the file."""
    with sqlite3.connect(path) as connection:
        lines, steps = pd.read_sql(_LINES, connection), pd.read_sql(_STEPS, connection)
    ends = [_standing(lines, steps, day.isoformat()) for day in (first - timedelta(days=1), last)]
    both = ends[0].add_suffix("_then").join(ends[1], how="outer").fillna(0)
    moved = _moved(both).reset_index()
    accounts = lines.drop_duplicates("account").set_index("account")
    moved = moved.join(accounts[list(dimensions)], on="account")
    return {
        by: {
            value: tuple(round(x) for x in row) for value, *row in moved.groupby(by)[_BARS].sum().itertuples()
        }
        for by in dimensions
    }


def _standing(lines: Any, steps: Any, day: str) -> Any:
    live = lines[(lines["start"] <= day) & (lines["cancelled_on"].isna() | (lines["cancelled_on"] > day))]
    newest = steps[steps["day"] <= day].groupby("subscription")[["quantity", "amount"]].last()
    return (
        live.join(newest, on="pk", how="inner").groupby(["account", "product"])[["quantity", "amount"]].sum()
    )


_BARS = ["amount_then", "came", "up", "down", "gone", "amount"]


def _moved(both: Any) -> Any:
    then, now = (both.groupby("account")[name].transform("sum") for name in ("amount_then", "amount"))
    change = both["amount"] - both["amount_then"]
    stays = (then > 0) & (now > 0)
    by_quantity = (both["quantity"] - both["quantity_then"]) * both["amount_then"] / both["quantity_then"]
    by_quantity = by_quantity.where(stays, 0).fillna(0)
    by_price = (change - by_quantity).where(stays, 0)
    return both.assign(
        came=change.where((then == 0) & (now > 0), 0),
        gone=-change.where((then > 0) & (now == 0), 0),
        up=by_quantity.clip(lower=0) + by_price.clip(lower=0),
        down=-(by_quantity.clip(upper=0) + by_price.clip(upper=0)),
    )
