"""The verbs `accounts` and `show`: the list, and everything of one account."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from csdesk.cli.session import Session, verb

if TYPE_CHECKING:
    from datetime import date

    from csdesk.services.accounts import AccountRow
    from csdesk.services.portrait import Portrait

FIELDS = (
    "id",
    "account",
    "segment",
    "stage",
    "status",
    "csm",
    "currency",
    "arr",
    "mrr",
    "renewal_on",
    "health",
    "band",
    "coverage",
    "last_two_way_on",
)
"""The fields of an account in JSON, by which it can be sorted and filtered."""
NUMBERS = ("arr", "mrr", "health", "coverage")
DAYS = ("renewal_on", "last_two_way_on")

_NONE = "No accounts. csdesk import FILE brings them in."
_NONE_FITS = "No account fits."


@verb()
@click.option(
    "--where", "condition", metavar="QUERY", help="For example: \"arr > 20000 and band = 'at risk'\"."
)
@click.option("--sort", metavar="FIELD", help="A field; with - before it, the largest first.")
@click.option("--limit", type=click.IntRange(1), help="How many at most.")
def accounts(session: Session, condition: str | None, sort: str | None, limit: int | None) -> None:
    """The accounts, with their money and their health.

    \b
    Example: csdesk accounts --where "band = 'at risk'" --sort -arr
    """
    from csdesk.services.accounts import account_rows

    with session.reading() as book:
        day = session.day(book)
        found = account_rows(book, as_of=day)
    rows = [facts_of(r) for r in found]
    if condition is not None or sort:
        rows = _chosen(rows, condition, sort, day)
    rows = rows[:limit]
    by_id = {r.id: r for r in found}
    lines = (
        []
        if session.as_json
        else _lines([by_id[r["id"]] for r in rows]) or [_NONE_FITS if condition else _NONE]
    )
    session.show({"as_of": day.isoformat(), "accounts": rows}, lines)


def _chosen(
    rows: list[dict[str, Any]], condition: str | None, sort: str | None, day: "date"
) -> list[dict[str, Any]]:
    from csdesk.cli.days import day_of
    from csdesk.domain.query import a_number, parsed, sorted_by

    if condition is not None:
        values: dict[str, Callable[[str], str]] = dict.fromkeys(NUMBERS, a_number)
        values |= dict.fromkeys(DAYS, lambda text: day_of(text, today=day).isoformat())
        wanted = parsed(condition, FIELDS, values)
        rows = [r for r in rows if wanted.holds(r)]
    return sorted_by(rows, sort, FIELDS) if sort else rows


def facts_of(row: "AccountRow") -> dict[str, Any]:
    """An account as its JSON contract."""
    from csdesk.domain.money import amount_text

    line, score, money = row.line, row.score, row.money
    currency, arr, mrr = row.currency, row.arr, row.mrr
    return {
        "id": line.id,
        "account": line.account,
        "segment": line.segment,
        "stage": line.stage,
        "status": line.status,
        "csm": line.csm,
        "currency": currency,
        "arr": None if arr is None or currency is None else amount_text(arr, currency),
        "mrr": None if mrr is None or currency is None else amount_text(mrr, currency),
        "renewal_on": money.renewal_on.isoformat() if money and money.renewal_on else None,
        "health": score.tenths / 10 if score and score.tenths is not None else None,
        "band": score.band.value if score and score.band else None,
        "coverage": score.coverage if score else None,
        "last_two_way_on": line.last_two_way_on,
    }


def _lines(rows: "list[AccountRow]") -> list[str]:
    from csdesk.cli.amounts import day_text, totals
    from csdesk.cli.portraits import amount_of, health_of, renewal_of
    from csdesk.cli.tables import aligned
    from csdesk.wording import count

    table = [
        [
            r.account,
            r.line.status,
            amount_of(r),
            health_of(r),
            "–" if r.score is None else f"{r.score.coverage:.0%}",
            renewal_of(r),
            day_text(r.last_two_way_on),
        ]
        for r in rows
    ]
    header = ["Account", "Status", "ARR", "Health", "Known", "Renewal", "Last two-way"]
    sums = totals((r.arr, r.currency) for r in rows if r.currency is not None)
    total = ["", f"{count(len(rows), 'account')}, ARR {sums}"]
    return [*aligned(table, right={2, 4}, header=header), *total] if table else []


@verb()
@click.argument("account")
def show(session: Session, account: str) -> None:
    """Everything of one account.

    \b
    Example: csdesk show Financiality
    """
    from csdesk.cli.portraits import custom_lines, portrait_lines
    from csdesk.services.accounts import find_account
    from csdesk.services.custom import custom_of
    from csdesk.services.portrait import portrait

    with session.reading() as book:
        day = session.day(book)
        found = portrait(book, find_account(book, account), as_of=day)
        custom = custom_of(book, found.account.id)
    lines = [] if session.as_json else [*portrait_lines(found), *custom_lines(custom)]
    session.show(_facts(found, day) | {"custom": {c.field.name: c.value for c in custom}}, lines)


def _facts(p: "Portrait", day: "date") -> dict[str, Any]:
    from csdesk.cli.plain import plain
    from csdesk.cli.portraits import word_of

    return {
        "as_of": day.isoformat(),
        "account": plain(p.account) | facts_of(p.row),
        "contacts": [plain(c) for c in p.contacts],
        "subscriptions": [
            plain(s, s.currency)
            | {"product": product.product, "steps": [plain(t, s.currency) for t in steps]}
            for s, product, steps in p.subscriptions
        ],
        "timeline": [
            {"day": d.isoformat(), "noun": word_of(f)} | plain(f, _currency(p, f)) for d, f in p.timeline
        ],
        "milestones": [plain(m) for m in p.milestones],
        "objectives": [plain(o) | {"readings": [plain(r) for r in rs]} for o, rs in p.objectives],
        "tasks": [plain(t) for t in p.tasks],
        "risks": [plain(r) for r in p.risks],
    }


def _currency(p: "Portrait", fact: Any) -> str:
    return getattr(fact, "currency", None) or p.account.currency or "USD"
