"""Two hundred edits of one account by what its forms send, and undo back to the very same book."""

from random import Random
from typing import Any

import pytest

from csdesk.domain.errors import CsdeskError
from csdesk.domain.fields import Field, Kind, noun_of
from csdesk.domain.ids import AccountId
from csdesk.domain.nouns import NOUNS
from csdesk.services.accounts.portrait import portrait_of
from csdesk.services.book.editing import add_row, remove_row, set_fields
from csdesk.services.book.forms import FormFacts, form_of, new_form
from csdesk.services.book.history import redo, undo
from csdesk.services.book.which_account import find_account
from csdesk.services.sample import write_sample
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from tests.conftest import TODAY
from tests.trials import seeds

EDITS = 200
"""Changes that were saved; what is refused is not counted."""
WORDS = ("contact", "task", "milestone", "objective", "reading", "risk", "signal", "ticket", "survey", "subscription",
         "step", "invoice", "touch", "renewal", "account")  # fmt: skip
TEXTS = ("", "Ana", "W" * 300, "<b>&</b>", "line\nline", "عميل", "=1+1", "0")


def content(book: Book) -> dict[str, list[Any]]:
    """Every row of every noun."""
    return {noun_of(n).table: sorted(book.all(n), key=lambda row: str(row.id)) for n in NOUNS}


def wrong(book: Book) -> set[str]:
    """What a check finds."""
    return {problem.code for problem in problems_of(book)}


def typed(field: Field, facts: FormFacts, rng: Random) -> str:
    """What a hurried person might put into a field."""
    if field.key in facts.options:
        return rng.choice([i for i, _ in facts.options[field.key]] or [""])
    if field.choices is not None:
        return str(rng.choice(list(field.choices)).value)
    if field.kind in {Kind.DAY, Kind.INSTANT}:
        return rng.choice(
            ("", "2025-02-28", "2024-02-29", "31 Jan 2026", "today", "03/04/2025", "2025-11-24")
        )
    if field.kind is Kind.YES_NO:
        return rng.choice(("yes", "no"))
    if field.kind in {Kind.MONEY, Kind.NUMBER, Kind.EXACT, Kind.WHOLE}:
        return rng.choice(("", "0", "3", "12.5", "1,200", "-4", "many"))
    return rng.choice(TEXTS)


def edit(book: Book, account: AccountId, rng: Random) -> bool:
    """Add, change or remove one row; False where it was refused or changed nothing."""
    word = rng.choice(WORDS)
    noun = next(noun_of(n) for n in NOUNS if noun_of(n).word == word)
    shown = portrait_of(book, account, as_of=TODAY)
    assert shown is not None
    rows: list[Any] = (
        book.all(noun.type, account=account) if "account" in {f.key for f in noun.fields[1:]} else []
    )
    rows = [shown.account] if word == "account" else rows
    try:
        if word != "account" and (not rows or rng.random() < 0.4):
            facts = new_form(book, word, account)
            given = {f.key: typed(f, facts, rng) for f in facts.fields}
            kept = {key: text for key, text in facts.texts.items() if text and key not in given}
            return add_row(book, word, kept | {k: t for k, t in given.items() if t}, today=TODAY) is not None
        row = rng.choice(rows)
        if word != "account" and rng.random() < 0.25:
            return remove_row(book, word, row.id, today=TODAY) is not None
        facts = form_of(book, word, row.id)
        some = rng.sample(facts.fields, min(2, len(facts.fields)))
        texts = {f.key: typed(f, facts, rng) for f in some}
        return set_fields(book, word, row.id, texts, today=TODAY) is not None
    except CsdeskError:
        return False


@pytest.mark.parametrize("seed", seeds())
def test_two_hundred_edits_are_undone_to_the_same_book_and_done_again(seed: int) -> None:
    rng = Random(seed)
    with Book.in_memory() as book:
        write_sample(book, accounts=50)
        account = find_account(book, "Financiality").id
        before, done = content(book), 0
        while done < EDITS:
            done += edit(book, account, rng)
        after = content(book)
        assert after != before
        assert wrong(book) == set()
        for _ in range(EDITS):
            undo(book, today=TODAY)
        assert content(book) == before
        for _ in range(EDITS):
            redo(book, today=TODAY)
        assert content(book) == after
        assert wrong(book) == set()
