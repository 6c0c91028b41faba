"""An account without a score says which sheets and columns would bring one."""

from datetime import date

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.health.score import State
from csdesk.domain.ids import AccountId
from csdesk.domain.touches import Direction, Touch, TouchKind
from csdesk.services.health.health import receipts
from csdesk.store.book import Book
from csdesk.ui.account.receipt_lines import unscored_sentence

TODAY = date(2025, 11, 24)


def test_what_would_help_is_named_as_sheets_with_their_columns() -> None:
    bare = AccountId("bare")
    long_ago = date(2024, 1, 8)
    with Book.in_memory() as book:
        with book.change(Verb.ADD, today=TODAY):
            book.put(Account(id=bare, account="Bare"))
            book.put(Touch(id="t", account=bare, on=long_ago, kind=TouchKind.CALL,
                           direction=Direction.TWO_WAY, summary="Hello"))  # fmt: skip
        receipt = next(iter(receipts(book, as_of=TODAY)))
    assert receipt.score.state is not State.SCORED
    said = unscored_sentence(receipt, TODAY)
    assert said.startswith("Not scored: ")
    assert "What helps most in your workbook: a sheet Usage with Measure “" in said
    assert said.endswith(
        "; a sheet Milestones with Target on and Achieved on; "
        "a sheet Tickets with Severity, Opened at and Closed at."
    )
