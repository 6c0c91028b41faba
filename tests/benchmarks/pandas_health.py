"""The same scorecard as a pandas script would have it: columns of the same file, joined and grouped."""

import importlib
import sqlite3
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from csdesk.domain.health.curve import POINT
from csdesk.domain.health.measures import measure
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.health.terms import Measure
from csdesk.domain.risks import RISK_POINTS, Severity

CARD = Scorecard(
    "twelve", 1,
    tuple(measure(key) for key in (
        "objective_progress", "milestones_on_time", "confirmed_value", "active_users", "key_feature", "breadth",
        "open_cases", "case_frequency", "escalations", "touch_cadence", "last_answer", "invoices_on_time",
    )),
)  # fmt: skip
"""Twelve of the shipped measures, with their points, weights and shelf lives."""

pd: Any = importlib.import_module("pandas")
Frame = Any
Series = Any
Read = Frame
"""By account: `value`, and `day`, the ISO day on which it was observed."""


def pandas_scores(path: Path, as_of: date) -> dict[str, int]:
    """The scores of a book's customers in tenths of a point, by their ids, from the file."""
    with sqlite3.connect(path) as connection:
        book = _Frames(connection, as_of)
        accounts = book.read("SELECT pk, uid, touch_model FROM accounts WHERE status = 'customer'").set_index(
            "pk"
        )
        total = pd.Series(0, index=accounts.index, dtype="int64")
        fresh = total.copy()
        for m in CARD.measures:
            read = _READ[m.key](book).reindex(accounts.index)
            if m.key in _ZERO:
                read = read.fillna({"value": 0.0, "day": book.day})
            counts = read["value"].notna() & (read["day"] >= _oldest(m, as_of))
            worth = _worths(m, read["value"], accounts["touch_model"].fillna(""))
            total += worth.where(counts, 0) * m.weight
            fresh += counts * m.weight
        tenths = (2 * total + fresh * (POINT // 10)) // (2 * fresh * (POINT // 10))
        moved = book.risks().reindex(accounts.index).fillna(0).astype("int64")
        return dict(zip(accounts["uid"], (tenths + moved).clip(0, 1000), strict=True))


class _Frames:
    """Tables of the file up to a day."""

    def __init__(self, connection: sqlite3.Connection, as_of: date) -> None:
        self._connection, self._as_of, self.day = connection, as_of, as_of.isoformat()
        self._usage: Frame | None = None

    def read(self, sql: str) -> Frame:
        return pd.read_sql(sql, self._connection, params={"day": self.day, "next": self.ago(-1)})

    def ago(self, days: int) -> str:
        return (self._as_of - timedelta(days=days)).isoformat()

    def since(self, days: Series) -> Series:
        return (pd.Timestamp(self._as_of) - pd.to_datetime(days.str[:10])).dt.days

    def usage(self, name: str) -> Frame:
        if self._usage is None:
            self._usage = self.read(
                'SELECT account, measure, "on" AS day, value FROM usage WHERE "on" <= :day'
            )
        return self._usage[self._usage["measure"] == name]

    def newest(self, name: str) -> Read:
        return self.usage(name).sort_values(["day", "value"]).groupby("account").last()[["value", "day"]]

    def risks(self) -> Series:
        points = {severity.value: RISK_POINTS[severity] * 10 for severity in Severity}
        read = self.read("SELECT account, severity FROM risks WHERE opened_on <= :day AND closed_on IS NULL")
        return read["severity"].map(points).groupby(read["account"]).sum()


def _objective_progress(book: _Frames) -> Read:
    sql = """SELECT o.account, o.pk, o.baseline, o.target, o.agreed_on, o.due_on, r."on" AS day, r.value AS seen
        FROM objectives o JOIN readings r ON r.objective = o.pk WHERE r."on" <= :day AND o.agreed_on <= :day"""
    rows = book.read(sql).sort_values(["day", "seen"]).groupby("pk").last()
    progress = ((rows["seen"] - rows["baseline"]) / (rows["target"] - rows["baseline"])).clip(upper=1)
    whole = (pd.to_datetime(rows["due_on"]) - pd.to_datetime(rows["agreed_on"])).dt.days
    rows["value"] = progress - (book.since(rows["agreed_on"]) / whole).clip(upper=1)
    return rows.groupby("account").agg(value=("value", "mean"), day=("day", "max"))


def _milestones_on_time(book: _Frames) -> Read:
    rows = book.read("SELECT account, target_on, achieved_on FROM milestones")
    rows["day"] = rows[["target_on", "achieved_on"]].fillna("9999").min(axis=1)
    rows = rows[(rows["day"] <= book.day) & (rows["day"] > book.ago(365))]
    rows["value"] = (rows["achieved_on"] <= rows["target_on"]).astype(float)
    return rows.groupby("account").agg(value=("value", "mean"), day=("day", "max"))


def _days_since(book: _Frames, rows: Frame) -> Read:
    newest = rows.groupby("account")["day"].max().to_frame()
    newest["value"] = book.since(newest["day"]).astype(float)
    return newest


def _confirmed_value(book: _Frames) -> Read:
    kind = "kind = 'value confirmed'"
    return _days_since(
        book, book.read(f'SELECT account, "on" AS day FROM signals WHERE {kind} AND "on" <= :day')
    )


def _touch_cadence(book: _Frames) -> Read:
    two_way = "direction = 'two-way' AND kind NOT IN ('gift', 'newsletter')"
    return _days_since(
        book, book.read(f'SELECT account, "on" AS day FROM touches WHERE {two_way} AND "on" <= :day')
    )


def _active_users(book: _Frames) -> Read:
    users, seats = book.newest("active users"), book.newest("licences")
    return users.assign(value=users["value"] / seats["value"])


def _key_feature(book: _Frames) -> Read:
    rows = book.usage("key feature")
    now = rows[rows["day"] >= book.ago(30)].groupby("account")["value"].mean()
    before = (
        rows[(rows["day"] >= book.ago(120)) & (rows["day"] < book.ago(30))].groupby("account")["value"].mean()
    )
    return rows.groupby("account").agg(day=("day", "max")).assign(value=now / before)


def _breadth(book: _Frames) -> Read:
    return book.newest("breadth")


def _open_cases(book: _Frames) -> Read:
    sql = """SELECT account, severity, opened_at AS day FROM tickets
        WHERE opened_at < :next AND (closed_at IS NULL OR closed_at >= :next)"""
    rows = book.read(sql)
    rows["value"] = book.since(rows["day"]) * rows["severity"].map({1: 4.0, 2: 2.0, 3: 1.0, 4: 0.5})
    return rows.groupby("account").agg(value=("value", "max")).assign(day=book.day)


def _opened(book: _Frames, days: int, also: str = "") -> Read:
    first = book.ago(days)
    rows = book.read(f"SELECT account FROM tickets WHERE opened_at >= '{first}' AND opened_at < :next {also}")
    return rows.groupby("account").size().to_frame("value").astype(float).assign(day=book.day)


def _case_frequency(book: _Frames) -> Read:
    return _opened(book, 29)


def _escalations(book: _Frames) -> Read:
    return _opened(book, 89, "AND escalated = 1")


def _last_answer(book: _Frames) -> Read:
    rows = book.read("SELECT account, answered_on AS day, score FROM surveys WHERE answered_on <= :day")
    rows["value"] = rows["score"] / 10
    newest = rows.groupby("account")["day"].transform("max")
    return rows[rows["day"] == newest].groupby("account").agg(value=("value", "mean"), day=("day", "max"))


def _invoices_on_time(book: _Frames) -> Read:
    rows = book.read("SELECT account, due_on, paid_on FROM invoices WHERE issued_on <= :day")
    year, open_ = rows["due_on"] > book.ago(365), rows["paid_on"].isna() | (rows["paid_on"] > book.day)
    past = rows["due_on"] < book.day
    late = (
        rows[year & past & ((rows["paid_on"] > rows["due_on"]) | rows["paid_on"].isna())]
        .groupby("account")
        .size()
    )
    due = rows[year & (rows["due_on"] <= book.day)].groupby("account").size()
    overdue = book.since(rows[past & open_].groupby("account")["due_on"].min())
    every = pd.DataFrame(index=rows["account"].unique()).assign(late=late, due=due, overdue=overdue).fillna(0)
    share = (20 * every["late"] / every["due"]).where(every["due"] > 0, 0)
    return pd.DataFrame({"value": np.maximum(every["overdue"], share), "day": book.day})


_READ = {
    "objective_progress": _objective_progress, "milestones_on_time": _milestones_on_time,
    "confirmed_value": _confirmed_value, "active_users": _active_users, "key_feature": _key_feature,
    "breadth": _breadth, "open_cases": _open_cases, "case_frequency": _case_frequency, "escalations": _escalations,
    "touch_cadence": _touch_cadence, "last_answer": _last_answer, "invoices_on_time": _invoices_on_time,
}  # fmt: skip
_ZERO = frozenset({"open_cases", "case_frequency", "escalations", "invoices_on_time"})
"""What is zero, where the book keeps such facts and an account has none."""


def _oldest(m: Measure, as_of: date) -> str:
    return "" if m.shelf is None else (as_of - timedelta(days=m.shelf)).isoformat()


def _worths(m: Measure, values: Series, models: Series) -> Series:
    """Sub-scores in millionths by the points of each account's touch model."""
    worth = pd.Series(0, index=values.index, dtype="int64")
    paces: Mapping[str, tuple[tuple[float, float], ...]] = {model or "": points for model, points in m.paces}
    for model in models.unique():
        mine = models == model
        xs, ys = zip(*(paces.get(model) or m.points), strict=True)
        worth[mine] = np.floor(np.interp(values[mine].fillna(0), xs, [y * POINT for y in ys]) + 0.5).astype(
            "int64"
        )
    return worth
