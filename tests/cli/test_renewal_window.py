"""The renewal window: how long before the end of a term a renewal was signed, counted by hand."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from csdesk.cli.program import program
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.products import Product
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.store.book import Book
from tests.domain.revenue.contracts import day, step, subscription

END = day("2025-06-30")
BEFORE: list[tuple[Outcome, int | None]] = [
    (Outcome.RENEWED, 75),
    (Outcome.EXPANDED, 61),
    (Outcome.RENEWED, 60),
    (Outcome.CONTRACTED, 30),
    (Outcome.RENEWED, 29),
    (Outcome.RENEWED, 0),
    (Outcome.RENEWED, -1),
    (Outcome.RENEWED, None),
    (Outcome.AUTO, 45),
    (Outcome.LOST, 45),
]


@pytest.fixture
def told(tmp_path: Path) -> Any:
    """Twelve terms that end on 30 June 2025; two without a row have a next contract, one of which names its day."""
    made = tmp_path / "some.csdesk"
    with Book.create(made) as book, book.change(Verb.DEMO, today=day("2026-01-10")):
        book.put(Product(id=ProductId("p1"), product="Analytics"))
        for n, (outcome, before) in enumerate(BEFORE):
            line = subscription("2024-07-01", END.isoformat(), id=f"s{n}", account=f"a{n}", auto_renew=False)
            signed = END - timedelta(days=before) if before is not None else None
            row = Renewal(
                id=f"r{n}",
                account=line.account,
                subscription=line.id,
                due_on=END,
                outcome=outcome,
                booked_on=signed,
            )
            book.put_all(
                [
                    Account(id=line.account, account=f"Account {n}"),
                    line,
                    step("2024-07-01", 100, of=line.id),
                    row,
                ]
            )
        for name, signed_on in (("x", "2025-05-20"), ("y", None)):
            then = subscription("2024-07-01", END.isoformat(), id=f"{name}1", account=name)
            now = subscription("2025-07-01", "2026-06-30", id=f"{name}2", account=name, signed=signed_on)
            prices = [step("2024-07-01", 100, of=f"{name}1"), step("2025-07-01", 100, of=f"{name}2")]
            book.put_all([Account(id=AccountId(name), account=name), then, now, *prices])
    days = ("--from", "2025-01-01", "--to", "2025-12-31", "--more", "--json")
    done = CliRunner().invoke(program, ["numbers", "--book", str(made), *days])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)["more"]["renewal_window"]


def test_three_of_eight_were_signed_sixty_to_thirty_days_before_the_end(told: Any) -> None:
    assert (told["value"], told["n"]) == (3 / 8, 8)
    assert {s["step"]: s["value"] for s in told["steps"]} == {
        "Signed earlier": 2,
        "Signed 60 to 30 days before the end": 3,
        "Signed later": 2,
        "Signed after the end": 1,
        "Signed": 8,
        "Renewal window": 3 / 8,
    }
    assert {r["name"]: r["value"] for r in told["rivals"]} == {"Before the end": 7 / 8}


def test_who_never_said_when_it_was_signed_is_told_and_not_guessed(told: Any) -> None:
    assert told["said"] == "2 renewals without the day of signing"
