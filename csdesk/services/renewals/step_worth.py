"""What a step is worth: MRR and ARR of its contract on the day before it and from it on, and TCV over the term."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from csdesk.domain.day_words import spelled
from csdesk.domain.errors import CsdeskError
from csdesk.domain.fields import noun_of
from csdesk.domain.imports.cells.values import Mark
from csdesk.domain.money import amount_text
from csdesk.domain.revenue.worth import worth_of
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.services.book.editing import read_texts
from csdesk.store.book import Book
from csdesk.store.lines import sold_lines

_DAY = timedelta(days=1)


def step_worth(
    book: Book, step: str | None, texts: Mapping[str, str], *, today: date, mark: Mark = Mark.POINT
) -> str:
    """In one sentence what a step that is being typed would change; empty while it cannot be said.

    `step`: the id of one that is there already.
    """
    try:
        filled = {k: t for k, t in texts.items() if t.strip()}
        given = read_texts(book, noun_of(Step), filled, today=today, mark=mark)
        made = Step(id=step or "", **given)
    except (CsdeskError, TypeError):
        return ""
    sold = book.find(Subscription, made.subscription)
    there = sold_lines(book, as_of=date.max, account=sold.account) if sold else []
    line = next((x.line for x in there if x.subscription.id == made.subscription), None)
    if line is None or not line.subscription.recurring:
        return ""
    steps = sorted(book.all(Step, subscription=made.subscription), key=lambda s: s.from_)
    steps = [s for s in steps if s.id != step]
    after = replace(line, steps=tuple(sorted([*steps, made], key=lambda s: s.from_)))
    before = replace(line, steps=tuple(steps)).mrr_on(made.from_ - _DAY)
    now, worth, currency = after.mrr_on(made.from_), worth_of(after), line.subscription.currency
    if now is None:
        return ""
    was = (
        ""
        if before is None
        else f" (was {amount_text(before, currency)}, {amount_text(12 * before, currency)})"
    )
    total = f"; TCV {amount_text(worth.tcv, currency)}" if worth and worth.tcv is not None else ""
    said = f"MRR {amount_text(now, currency)}, ARR {amount_text(12 * now, currency)}{was}{total} {currency}"
    return f"From {spelled(made.from_)}: {said}."
