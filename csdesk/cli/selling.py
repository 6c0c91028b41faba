"""The verb `sell`: a new contract, with what it is worth before it is saved."""

from typing import TYPE_CHECKING, Any

import click

from csdesk.cli.amounts import day_text, money_text, shown
from csdesk.cli.editing import texts_of
from csdesk.cli.session import Session, verb

if TYPE_CHECKING:
    from datetime import date

    from csdesk.domain.revenue.worth import Worth
    from csdesk.services.renewals.selling import Prepared, Sale


@verb(as_of=False)
@click.argument("account")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE…")
@click.option(
    "--step", "steps", multiple=True, metavar="DAY=AMOUNT", help="A price step ahead; may be repeated."
)
@click.option("--dry-run", is_flag=True, help="Say what it would be worth; nothing is written.")
def sell(
    session: Session, account: str, fields: tuple[str, ...], steps: tuple[str, ...], dry_run: bool
) -> None:
    """A new contract of an account. MRR, ARR and TCV are said before it is saved.

    Fields: product, start, amount (of all of it, for one period) or unit_price, quantity, discount (20, 20% or 0.2),
    period (month, quarter, year, term), end, months or month_to_month, signed_on, live_on, auto_renew, notice_days,
    notice_counted_in (calendar days, working days), recurring, currency, order_kind. Where a term is longer than a
    year, say by period whether the amount is for the term or for a year.

    \b
    Example: csdesk sell Corvid product=Archive amount=6,000 start=2026-01-01 months=24 period=year --dry-run
    """
    from csdesk.services.book.which_account import find_account
    from csdesk.services.renewals.selling import prepare, sell_prepared

    texts = texts_of(fields)
    with session.reading() if dry_run else session.writing() as book:
        today = session.today(book)
        owner = find_account(book, account)
        sale = _sale(texts, steps, today)
        made = prepare(book, owner.id, sale)
        done = None if dry_run else sell_prepared(book, made, today=today)
    facts = _facts(made) | {"undo": done.n if done else None}
    session.show(facts, [*_lines(made), _end(session, done)])


def _end(session: Session, done: Any) -> str:
    if done is None:
        return "Nothing was written."
    return f"Added. Undo: {session.command(f'undo {done.n}')}"


def _sale(texts: dict[str, str], steps: tuple[str, ...], today: "date") -> "Sale":
    from csdesk.domain.errors import NoSuchField
    from csdesk.services.renewals.selling import Sale
    from csdesk.services.renewals.sold_texts import FIELDS, read_sale, read_step

    for key in texts:
        if key not in FIELDS:
            raise NoSuchField(field=key, fields=", ".join(FIELDS))
    ahead = tuple(read_step(text, today=today) for text in steps)
    return Sale(**read_sale(texts, today=today), steps=ahead)


def _facts(made: "Prepared") -> dict[str, Any]:
    sub = made.line.subscription
    worth = {p.value: _worth(w, sub.currency) for p, w in made.readings}
    said = _worth(made.worth, sub.currency)
    return {
        "id": sub.id,
        "account": made.account.account,
        "product": made.product.product,
        "start": sub.start.isoformat() if sub.start else None,
        "end": sub.end.isoformat() if sub.end else None,
        "term_confirmed": sub.term_confirmed,
        "currency": sub.currency,
        **said,
        "readings": worth,
        "cautions": list(made.cautions),
    }


def _worth(worth: "Worth | None", currency: str) -> dict[str, Any]:
    from csdesk.domain.money import amount_text

    def text(amount: Any) -> str | None:
        return None if amount is None else amount_text(amount, currency)

    return {
        "mrr": text(worth.mrr if worth else None),
        "arr": text(worth.arr if worth else None),
        "tcv": text(worth.tcv if worth else None),
        "months": worth.months if worth else None,
        "changes": [{"from": on.isoformat(), "mrr": text(mrr)} for on, mrr in worth.changes] if worth else [],
    }


def _lines(made: "Prepared") -> list[str]:
    sub = made.line.subscription
    said = [f"{made.account.account}, {made.product.product}:"]
    if made.readings:
        said += [f"  for the {p.value}: {_worth_text(w, sub.currency)}" for p, w in made.readings]
    elif made.worth:
        said.append(f"  {_worth_text(made.worth, sub.currency)}")
    return [*said, *made.cautions]


def _worth_text(worth: "Worth", currency: str) -> str:
    """What a contract is worth: `MRR 500.00, ARR 6,000.00, TCV 12,000.00 USD over 24 months`."""
    if worth.mrr is None or worth.arr is None:
        return f"one-time, {money_text(worth.tcv, currency)}; neither MRR nor ARR"
    said = f"MRR {shown(worth.mrr, currency)}, ARR {shown(worth.arr, currency)}"
    if worth.tcv is None:
        return f"{said} {currency}, by the month: no TCV"
    changes = ", ".join(f"MRR {shown(mrr, currency)} from {day_text(on)}" for on, mrr in worth.changes)
    total = f"TCV {money_text(worth.tcv, currency)} over {worth.months} months"
    return f"{said}, {total}{f'; {changes}' if changes else ''}"
