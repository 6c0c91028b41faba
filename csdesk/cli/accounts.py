"""The verbs `accounts` and `show`: the list, and everything of one account."""

from typing import TYPE_CHECKING, Any

import click

from csdesk.cli.lists import out_option, written
from csdesk.cli.ranges import Range
from csdesk.cli.session import Session, verb

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from csdesk.domain.ids import AccountId
    from csdesk.domain.looks import Look
    from csdesk.domain.query import Condition
    from csdesk.services.accounts.account_facts import Facts
    from csdesk.services.accounts.accounts import AccountRow
    from csdesk.services.accounts.portrait import Portrait
    from csdesk.store.book import Book

_NONE = "No accounts. csdesk import FILE brings them in."
_NONE_FITS = "No account fits."


@verb()
@click.option(
    "--where", "condition", metavar="QUERY", help="For example: \"arr > 20000 and band = 'at risk'\"."
)
@click.option("--sort", metavar="FIELD", help="A field; with - before it, the largest first.")
@click.option("--view", metavar="NAME", help="Only those of a view of the Accounts page, in its order.")
@click.option("--in-band", is_flag=True, help="Since when each is in its band, by a year of weeks.")
@click.option("--limit", metavar="N", type=Range(1), help="How many at most.")
@out_option
def accounts(
    session: Session, condition: str | None, sort: str | None, view: str | None, *, in_band: bool, limit: int | None,
    out: "Path | None",
) -> None:  # fmt: skip
    """The accounts, with their money and their health.

    \b
    Example: csdesk accounts --where "band = 'at risk'" --sort -arr
             csdesk accounts --where "band = 'at risk' and days_in_band > 30" --in-band
             csdesk accounts --view "My risks" -o risks.xlsx
    """
    from csdesk.services.accounts.accounts import account_rows
    from csdesk.services.accounts.own_facts import facts_of as known_facts

    with session.reading() as book:
        day, facts = session.day(book), known_facts(book)
        look = _look(book, view, facts) if view is not None else None
        wanted = _parsed(condition, day, facts) if condition is not None else None
        asked = in_band or _asks_bands(look, wanted, sort)
        found = account_rows(book, as_of=day, in_band=asked)
    if look is not None:
        found = _looked_at(found, look, day, facts)
    if wanted is not None or sort:
        found = _chosen(found, wanted, sort, day, facts)
    found = found[:limit]
    none = _NONE_FITS if condition or view else _NONE
    lines = [] if session.as_json else _lines(found, in_band=in_band) or [none]
    listed = [facts_of(r) | _in_band(r, day) for r in found]
    facts_told: dict[str, Any] = {"as_of": day.isoformat(), "accounts": listed}
    if out:
        facts_told["out"] = written_to = written(out, {"Accounts": listed}, day)
        lines.append(f"Wrote {written_to['file']}")
    session.show(facts_told, lines)


def accounts_where(book: "Book", condition: str | None, day: "date") -> "list[AccountRow]":
    """The accounts that fit a query, in order of names; all without one. Raises: NotAQuery, NoSuchField, NotADay."""
    from csdesk.services.accounts.accounts import account_rows
    from csdesk.services.accounts.own_facts import facts_of as known_facts

    facts = known_facts(book)
    wanted = _parsed(condition, day, facts) if condition is not None else None
    found = account_rows(book, as_of=day, in_band=bool(wanted and _asks_bands(None, wanted, None)))
    return found if wanted is None else _chosen(found, wanted, None, day, facts)


def ids_where(book: "Book", condition: str | None, day: "date") -> "frozenset[AccountId] | None":
    """The accounts that fit a query; None, which is all, without one. Raises: as `accounts_where`."""
    return None if condition is None else frozenset(row.id for row in accounts_where(book, condition, day))


def csm_where(book: "Book", condition: str, day: "date") -> str:
    """The CSM whose accounts a query asks for, and nothing else, as written in the book; empty for any other query."""
    from csdesk.domain.query import Compare
    from csdesk.services.accounts.csms import csms_of
    from csdesk.services.accounts.own_facts import facts_of as known_facts

    match _parsed(condition, day, known_facts(book)):
        case Compare("csm", "=", csm):
            return next((name for name in csms_of(book).names if name.casefold() == str(csm).casefold()), "")
    return ""


def _parsed(condition: str, day: "date", facts: "Facts") -> "Condition":
    from csdesk.domain.query import parsed

    return parsed(condition, facts.keys, facts.values_on(day))


def _asks_bands(look: "Look | None", wanted: "Condition | None", sort: str | None) -> bool:
    """Whether an order or a condition asks since when an account is in its band."""
    from csdesk.domain.query import field_key
    from csdesk.domain.query_tree import fields_of
    from csdesk.services.accounts.account_facts import IN_BAND

    conditions = [*(look.filters if look else ()), *([wanted] if wanted is not None else [])]
    sorts = [*(key for key, _ in (look.sort if look else ())), field_key(sort or "")]
    return bool(IN_BAND & {*sorts, *(field for c in conditions for field in fields_of(c))})


def _in_band(row: "AccountRow", day: "date") -> dict[str, Any]:
    from csdesk.services.accounts.account_facts import IN_BAND, fact_of

    return {key: fact_of(key).read(row, day) for key in sorted(IN_BAND, reverse=True)}


def _look(book: "Book", name: str, facts: "Facts") -> "Look":
    """The look of the view of that name. Raises: FieldRefused with the names that there are."""
    from csdesk.domain.errors import FieldRefused
    from csdesk.domain.looks import SHIPPED, look_of
    from csdesk.domain.names import name_key
    from csdesk.services.book.views import views_of

    looks = {s.name: s.look for s in SHIPPED} | {v.name: look_of(v, facts.keys)[0] for v in views_of(book)}
    for known, look in looks.items():
        if name_key(known) == name_key(name):
            return look
    raise FieldRefused(field="View", text=name, wanted=f"one of: {', '.join(looks)}")


def _looked_at(found: "list[AccountRow]", look: "Look", day: "date", facts: "Facts") -> "list[AccountRow]":
    """The accounts that a view shows, in its order; the first field of an order counts most."""
    from csdesk.domain.query import sorted_by
    from csdesk.domain.query_tree import read_with

    wanted = [read_with(f, facts.values_on(day)) for f in look.filters]
    told = [_told(r, day, facts) for r in found]
    chosen = [f for f in told if all(w.holds(f) for w in wanted)]
    for key, down in reversed(look.sort):
        chosen = sorted_by(chosen, f"-{key}" if down else key, facts.keys) if key in facts else chosen
    by_id = {r.id: r for r in found}
    return [by_id[f["id"]] for f in chosen]


def _told(row: "AccountRow", day: "date", facts: "Facts") -> dict[str, Any]:
    """Every field of an account by which it can be sorted and filtered."""
    return {fact.key: fact.read(row, day) for fact in facts.every}


def _chosen(
    found: "list[AccountRow]", wanted: "Condition | None", sort: str | None, day: "date", facts: "Facts"
) -> "list[AccountRow]":
    from csdesk.domain.query import sorted_by

    told = [_told(r, day, facts) for r in found]
    if wanted is not None:
        told = [f for f in told if wanted.holds(f)]
    by_id = {r.id: r for r in found}
    return [by_id[f["id"]] for f in (sorted_by(told, sort, facts.keys) if sort else told)]


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
        "converted": bool(money and money.converted),
        "rates_missing": list(money.unrated) if money else [],
        "renewal_on": money.renewal_on.isoformat() if money and money.renewal_on else None,
        "health": score.tenths / 10 if score and score.tenths is not None else None,
        "band": score.band.value if score and score.band else None,
        "coverage": score.coverage if score else None,
        "last_two_way_on": line.last_two_way_on,
        "scorecard": score.card if score else None,
    }


def _lines(rows: "list[AccountRow]", *, in_band: bool) -> list[str]:
    from csdesk.cli.amounts import day_text, totals
    from csdesk.cli.portraits import amount_of, health_of, renewal_of
    from csdesk.cli.tables import aligned
    from csdesk.wording import but_unknown, count

    table = [
        [
            r.account,
            r.line.status,
            amount_of(r),
            health_of(r),
            "–" if r.score is None else f"{r.score.coverage:.0%}",
            renewal_of(r),
            day_text(r.last_two_way_on),
            *([_stood(r)] if in_band else []),
        ]
        for r in rows
    ]
    header = ["Account", "Status", "ARR", "Health", "Known", "Renewal", "Last two-way"]
    header += ["In its band"] if in_band else []
    sums = totals((r.arr, r.currency) for r in rows if r.currency is not None)
    total = ["", f"{count(len(rows), 'account')}, ARR {sums}{but_unknown(sum(r.unpriced for r in rows))}"]
    return [*aligned(table, right={2, 4}, header=header), *total] if table else []


def _stood(row: "AccountRow") -> str:
    from csdesk.services.health.standings import standing_words

    return standing_words(row.standing) if row.standing else "–"


@verb()
@click.argument("account")
def show(session: Session, account: str) -> None:
    """Everything of one account.

    \b
    Example: csdesk show Financiality
    """
    from csdesk.cli.portraits import custom_lines, portrait_lines
    from csdesk.services.accounts.portrait import portrait
    from csdesk.services.book.custom import custom_of
    from csdesk.services.book.which_account import find_account

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
        "promises": [plain(r) for r in p.promises],
        "gaps": [plain(g) for g in p.gaps],
        "opportunities": [plain(o, p.currency) for o in p.beyond.opportunities],
        "advocacy": [plain(a) for a in p.beyond.advocacy],
        "feedback": [plain(f) for f in p.beyond.feedback],
        "churn": [plain(c, p.currency) for c in p.beyond.losses],
        "files": [plain(f) for f in p.beyond.files],
    }


def _currency(p: "Portrait", fact: Any) -> str:
    return getattr(fact, "currency", None) or p.account.currency or "USD"
