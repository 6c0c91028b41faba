"""A list of losses whose reasons are told in a person's own words: nothing of them is lost."""

from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.churn import Churn, Reason
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book
from tests.services.answering import with_defaults

TODAY = date(2025, 11, 24)
LEFT: list[list[Value]] = [
    ["Customer", "Churn date", "Reason", "Comment"],
    ["Acme", date(2025, 3, 1), "Their new CFO cut all tools", "told on the phone"],
    ["Beta", date(2025, 4, 1), "price", "asked for half"],
    ["Gamma", date(2025, 4, 2), "the moon", None],
    ["Delta", date(2025, 4, 3), "budget", None],
]
WORD = "value:Churned customers:Reason: the moon"


@pytest.mark.parametrize("rows", [LEFT, [row[:3] for row in LEFT]])
def test_a_reason_in_a_persons_own_words_is_its_detail(book: Book, rows: list[list[Value]]) -> None:
    with book.change(Verb.ADD, today=TODAY):
        book.put_all([Account(id=AccountId(n), account=n) for n in ("Acme", "Beta", "Gamma", "Delta")])
    made = Source("lost.xlsx", "a", TODAY, (Grid("Churned customers", tuple(map(tuple, rows))),))
    asked = plan_import(book, [made], {}, today=TODAY)
    assert [q.key for q in asked.open if q.kind == "value"] == [WORD]
    answers = {WORD: "empty", **with_defaults(asked)}
    apply_import(book, plan_import(book, [made], answers, today=TODAY), today=TODAY)
    beside = ["told on the phone", "asked for half"] if len(rows[0]) == 4 else []
    told = [(c.reason, c.detail) for c in book.all(Churn)]
    assert told == [
        (Reason.NOT_KNOWN, "\n".join([*beside[:1], "Their new CFO cut all tools"])),
        (Reason.PRICE, beside[1] if beside else None),
        (Reason.NOT_KNOWN, "the moon"),
        (Reason.BUDGET, None),
    ]
