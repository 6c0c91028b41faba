"""The verbs `losses` and `loss`: what was lost and is going, and why."""

from typing import TYPE_CHECKING, Any

import click

from csdesk.cli.amounts import UNKNOWN, day_text, money_cells
from csdesk.cli.editing import texts_of
from csdesk.cli.session import Session, verb
from csdesk.cli.tables import aligned

if TYPE_CHECKING:
    from datetime import date

    from csdesk.services.renewals.losses import Told
    from csdesk.store.book import Book


@verb(as_of=True)
@click.argument("account", required=False)
@click.option("--unanswered", is_flag=True, help="Only those that have no reason yet.")
def losses(session: Session, account: str | None, unanswered: bool) -> None:
    """Customers and products that were lost or are going. Each stands with its reason or without one.

    A loss is what a decision, a notice, a cancellation, the state of an account or a record of your own says.

    \b
    Example: csdesk losses --unanswered
             csdesk losses "Alder & Wren"
    """
    from csdesk.services.book.which_account import find_account
    from csdesk.services.renewals.losses import losses as all_losses

    with session.reading() as book:
        day = session.day(book)
        found = all_losses(book, as_of=day, account=find_account(book, account).id if account else None)
    open_ = [told for told in found if not told.loss.answered]
    listed = open_ if unanswered else found
    facts = {"as_of": day.isoformat(), "unanswered": len(open_), "losses": [_facts(t, day) for t in listed]}
    session.show(facts, _lines(listed, len(open_), day))


@verb(as_of=False)
@click.argument("account")
@click.argument("fields", nargs=-1, metavar="FIELD=VALUE…")
def loss(session: Session, account: str, fields: tuple[str, ...]) -> None:
    """Say why a customer, or one product of it, was lost. That is kept as its record, and the call after it as a task.

    Fields: product, reason, ground (stated, confirmed, inferred), detail, evidence, avoidable, involuntary,
    knowable_at_sale, criterion, lost_on, call_on. What nobody could have avoided needs evidence. Without fields it is
    kept as *not known yet*, and stays listed. The call is planned 10 days after the loss; call_on= plans none.

    \b
    Example: csdesk loss "Pinewood Press" reason="budget cut" ground=stated avoidable=yes
    """
    from csdesk.services.book.which_account import find_account
    from csdesk.services.renewals.losses import loss_named, record_loss

    texts = texts_of(fields)
    product = texts.pop("product", "")
    with session.writing() as book:
        today = session.today(book)
        told = loss_named(book, find_account(book, account).id, product, today=today)
        answer = _answer(book, told, texts, today)
        done = record_loss(book, told.loss, answer, today=today)
        again = loss_named(book, told.loss.account, product or told.product, today=today)
    said = _facts(again, today)
    if done is None:
        session.show(said | {"undo": None}, ["It is so already; nothing was changed."])
        return
    call = f" Call on {day_text(answer.call_on)}." if answer.call_on else ""
    says = f"{_what(told)}: {answer.reason.value}.{call} Undo: {session.command(f'undo {done.n}')}"
    session.show(said | {"undo": done.n}, [says])


def _answer(book: "Book", told: "Told", texts: dict[str, str], today: "date") -> Any:
    from dataclasses import replace

    from csdesk.domain.churn import Churn, Reason
    from csdesk.domain.errors import NoSuchField
    from csdesk.domain.fields import noun_of
    from csdesk.services.book.editing import read_texts
    from csdesk.services.renewals.losses import FIELDS, begun, moved

    for key in texts:
        if key not in FIELDS:
            raise NoSuchField(field=key, fields=", ".join(("product", *FIELDS)))
    given = read_texts(book, noun_of(Churn), texts, today=today)
    answer = begun(told.loss, today=today)
    empty = {"detail": "", "evidence": "", "criterion": "", "reason": Reason.NOT_KNOWN}
    filled: dict[str, Any] = {
        name: empty.get(name) if value is None else value for name, value in given.items()
    }
    return moved(replace(answer, **filled), told.loss, called="call_on" in texts, today=today)


def _facts(told: "Told", day: "date") -> dict[str, object]:
    from csdesk.domain.churn import call_window
    from csdesk.domain.money import amount_text

    loss, record = told.loss, told.loss.record
    window = call_window(loss.lost_on) if loss.lost_on else None
    return {
        "id": record.id if record else None,
        "account_id": loss.account,
        "account": loss.name,
        "product": told.product or None,
        "whole": loss.whole,
        "lost_on": _day(loss.lost_on),
        "known_on": _day(loss.told_on),
        "notified": loss.notified(day),
        "amount": None if loss.amount is None else amount_text(loss.amount, loss.currency),
        "currency": loss.currency,
        "root": record.root.value if record and record.root else None,
        "reason": record.reason.value if record else "not known yet",
        "ground": record.ground.value if record and record.ground else None,
        "detail": record.detail if record else loss.said or None,
        "evidence": record.evidence if record else None,
        "avoidable": record.avoidable if record else None,
        "involuntary": record.involuntary if record else None,
        "knowable_at_sale": record.knowable_at_sale if record else None,
        "criterion": record.criterion if record else None,
        "call_on": _day(record.call_on if record else None),
        "call_window": [_day(window[0]), _day(window[2])] if window else None,
        "called_on": _day(record.called_on if record else None),
        "answered": loss.answered,
        "won_back": loss.won_back,
        "still_counted": loss.goes_on,
    }


def _day(value: "date | None") -> str | None:
    return value.isoformat() if value else None


def _what(told: "Told") -> str:
    return told.loss.name if told.loss.whole else f"{told.loss.name}, {told.product}"


def _lines(listed: "list[Told]", unanswered: int, day: "date") -> list[str]:
    from csdesk.wording import count

    worded = sum(told.loss.worded for told in listed)
    head = f"{count(len(listed), 'loss', 'losses')}, {unanswered - worded:,} without a reason"
    head += f", {worded:,} with one in words only" if worded else ""
    if not listed:
        return [f"{head}."]
    header = ["Lost on", "Account", "What", "ARR", "", "Reason", "Known from", "Call on", "Words"]
    rows = [_row(told, day) for told in listed]
    tell = [] if not unanswered else ["", "Say why: csdesk loss ACCOUNT reason=… ground=…"]
    return [head, *aligned(rows, right={3}, header=header), *tell]


def _row(told: "Told", day: "date") -> list[str]:
    loss, record = told.loss, told.loss.record
    ahead = " (notified)" if loss.notified(day) else ""
    return [
        f"{day_text(loss.lost_on)}{ahead}" if loss.lost_on else UNKNOWN,
        loss.name,
        "the account" if loss.whole else told.product,
        *money_cells(loss.amount, loss.currency),
        record.reason.value if record else "not known yet",
        record.ground.value if record and record.ground else "",
        day_text(record.call_on) if record and record.call_on else "",
        (record.detail if record else None) or loss.said,
    ]
