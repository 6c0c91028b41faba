"""The same waterfalls as a pandas script would have them: who is live at both ends of each period, and for how much.

It reads the same file, and follows the same rules for lines by the month and for terms: renewed, undecided, lost,
followed by another line, notice given. What it leaves out, and csdesk does not: what is known only later, amounts
that are not known, terms that do not end with a month or renew by other than their own length, several currencies,
archived products, lines of one product beside each other of which one has no quantity. Amounts are floats, which are
exact to the cent at this size; csdesk's are fractions.
"""

import importlib
import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

pd: Any = importlib.import_module("pandas")
Frame = Any
_LINES = """SELECT pk, account, product, period, start, "end", auto_renew, cancelled_on FROM subscriptions
    WHERE recurring = 1"""
_STEPS = 'SELECT subscription, "from" AS day, CAST(quantity AS REAL) AS quantity, amount FROM steps'
_DECISIONS = "SELECT subscription, due_on, outcome FROM renewals WHERE outcome <> 'open'"
_DAY, _WEEK = pd.Timedelta(days=1), pd.Timedelta(days=7)
BARS = ("opening", "new", "won back", "expansion", "contraction", "churn", "closing")

Bars = dict[str, dict[str, tuple[int, ...]]]
"""By dimension and value: the bars in their order, minor units a month."""


def pandas_waterfalls(
    path: Path, periods: Sequence[tuple[date, date]], dimensions: Sequence[str]
) -> list[Bars]:
    """The waterfall of each period for each value of the dimensions, from the file."""
    with sqlite3.connect(path) as connection:
        lines = _days(pd.read_sql(_LINES, connection), "start", "end", "cancelled_on")
        steps = _days(pd.read_sql(_STEPS, connection), "day").sort_values("day", kind="stable")
        decisions = _days(pd.read_sql(_DECISIONS, connection), "due_on")
        accounts = pd.read_sql(f"SELECT pk AS account, {', '.join(dimensions)} FROM accounts", connection)
    lines["last"] = _last_days(lines, decisions)
    lines["months"] = _months(lines)
    ends = pd.DataFrame(
        [(first - timedelta(days=1), last) for first, last in periods], columns=["before", "on"]
    )
    ends = _days(ends, "before", "on")
    moved = _moved(_both_ends(_standing(lines, steps, ends), ends), _first_revenue(lines, steps), ends)
    moved = moved.merge(accounts, on="account")
    told: list[Bars] = [{} for _ in periods]
    for by in dimensions:
        for (period, value), *row in moved.groupby(["period", by])[list(BARS)].sum().itertuples():
            told[period].setdefault(by, {})[value] = tuple(round(round(x, 6)) for x in row)
    return told


def _days(frame: Frame, *columns: str) -> Frame:
    for name in columns:
        frame[name] = pd.to_datetime(frame[name]).astype("datetime64[s]")
    return frame


def _months(lines: Frame) -> Frame:
    """How many months an amount pays for: a term's own length."""
    term = _month(lines["end"]) - _month(lines["start"]) + 1
    return lines["period"].map({"month": 1, "quarter": 3, "year": 12}).fillna(term)


def _month(days: Frame) -> Frame:
    return days.dt.year * 12 + days.dt.month


def _last_days(lines: Frame, decisions: Frame) -> Frame:
    """The last day on which a line is live; none while nothing ends it."""
    monthly = lines["end"].isna() & (lines["period"] == "month")
    end = lines["end"].fillna(_end_of(_month(lines["start"]) + 11))
    rolls = lines["auto_renew"] == 1
    notice = lines["cancelled_on"]
    years = (_month(notice) - _month(end)).clip(lower=0)
    term = (_month(end) - _month(lines["start"]) + 1).where(rolls, 1)
    told = end.where(notice <= end + _WEEK, notice)
    notified = _end_of(_month(end) + -(-years // term) * term).where(rolls, told)
    known = decisions.merge(lines.assign(end=end)[["pk", "end"]], left_on="subscription", right_on="pk")
    near = known[(known["due_on"] - known["end"]).abs() <= _WEEK]
    lost = lines["pk"].isin(near.loc[near["outcome"] == "lost", "pk"])
    decided = lost | (lines["pk"].isin(near["pk"]) & ~rolls)
    over = decided | _followed(lines.assign(end=end))
    last = notified.where(notice.notna()).where(~over, end)
    return last.where(~monthly, notice - _DAY)


def _end_of(month: Frame) -> Frame:
    """The last day of a month that is counted from the year 0."""
    first = pd.to_datetime({"year": month // 12, "month": month % 12 + 1, "day": 1})
    return (first - _DAY).astype("datetime64[s]")


def _followed(lines: Frame) -> Frame:
    """Whether another line of the same account and product starts as a line ends."""
    both = lines.merge(
        lines[["account", "product", "start"]], on=["account", "product"], suffixes=("", "_after")
    )
    gap = both["start_after"] - both["end"]
    follows = both[(both["start_after"] > both["start"]) & (gap >= 0 * _DAY) & (gap <= _DAY)]
    return lines["pk"].isin(follows["pk"])


def _standing(lines: Frame, steps: Frame, ends: Frame) -> Frame:
    """What an account has of a product at each end of a period."""
    days = pd.DataFrame({"day": sorted({*ends["before"], *ends["on"]})}).astype("datetime64[s]")
    grid = days.merge(lines[["pk", "account", "product", "start", "last", "months"]], how="cross")
    grid = grid[(grid["start"] <= grid["day"]) & (grid["last"].isna() | (grid["day"] <= grid["last"]))]
    held = pd.merge_asof(grid, steps, on="day", left_by="pk", right_by="subscription")
    held["mrr"] = held["amount"] / held["months"]
    return held.groupby(["day", "account", "product"], as_index=False)[["mrr", "quantity"]].sum(min_count=1)


def _both_ends(standing: Frame, ends: Frame) -> Frame:
    period = ends.reset_index(names="period")
    then = standing.merge(period[["period", "before"]], left_on="day", right_on="before")
    now = standing.merge(period[["period", "on"]], left_on="day", right_on="on")
    keys, kept = ["period", "account", "product"], ["mrr", "quantity"]
    return then[keys + kept].merge(now[keys + kept], on=keys, how="outer", suffixes=("_then", ""))


def _first_revenue(lines: Frame, steps: Frame) -> Frame:
    """The first day on which each account had recurring revenue."""
    priced = steps[steps["amount"] > 0].merge(lines, left_on="subscription", right_on="pk")
    begins = priced[["day", "start"]].max(axis=1)
    lived = priced["last"].isna() | (begins <= priced["last"])
    return begins[lived].groupby(priced["account"]).min()


def _moved(both: Frame, since: Frame, ends: Frame) -> Frame:
    """The bars of each account and product; quantity first at the old price, then price at the new quantity."""
    there, then_there = both["mrr"].notna(), both["mrr_then"].notna()
    both = both.fillna({"mrr": 0, "mrr_then": 0})
    of = both.groupby(["period", "account"])
    then, now = of["mrr_then"].transform("sum"), of["mrr"].transform("sum")
    change = both["mrr"] - both["mrr_then"]
    came, stays = (then == 0) & (now > 0), (then > 0) & (now > 0)
    had = both["account"].map(since) <= both["period"].map(ends["before"])
    split = (both["quantity"] - both["quantity_then"]) * both["mrr_then"] / both["quantity_then"]
    by_quantity = split.where(stays & there & then_there, 0).fillna(0)
    by_price = (change - by_quantity).where(stays, 0)
    return both.assign(
        opening=both["mrr_then"],
        closing=both["mrr"],
        churn=-change.where((then > 0) & (now == 0), 0),
        expansion=by_quantity.clip(lower=0) + by_price.clip(lower=0),
        contraction=-(by_quantity.clip(upper=0) + by_price.clip(upper=0)),
        **{"new": change.where(came & ~had, 0), "won back": change.where(came & had, 0)},
    )
