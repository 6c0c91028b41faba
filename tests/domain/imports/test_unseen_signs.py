"""Signs that nobody sees: a space of another kind parts words as any space does, and what shows nothing is none."""

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.subscriptions import Step
from tests.domain.imports.sheet import of, plan


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2003", "\u3000", "\u2028"])
def test_a_space_of_any_kind_parts_words(space: str) -> None:
    made = plan(
        ["Customer", "Contact", "Notes", "ARR"],
        [f"Gamma{space}AG", f"Ann{space}Lee", f"call{space}her", 1],
    )
    (account,) = of(made, Account)
    assert (account.account, account.notes) == ("Gamma AG", "call her")
    assert [c.name for c in of(made, Contact)] == ["Ann Lee"]


def test_a_name_with_such_a_space_is_the_account_of_that_name() -> None:
    book = Known({Account: (Account(id=AccountId("a"), account="Gamma AG"),)})
    made = plan(["Customer", "Notes"], ["Gamma\u00a0AG", "hi"], known=book)
    assert [r.result for r in made.sheets[0].rows] == [Result.CHANGED]


@pytest.mark.parametrize("typed", ["O'Brien-Werk", "O’Brien‑Werk", "O`Brien–Werk"])
def test_a_name_with_another_apostrophe_or_hyphen_is_the_same(typed: str) -> None:
    book = Known({Account: (Account(id=AccountId("a"), account="O’Brien-Werk"),)})
    made = plan(["Customer", "Notes"], [typed, "hi"], known=book)
    assert [r.result for r in made.sheets[0].rows] == [Result.CHANGED]


def test_an_amount_behind_a_sign_that_shows_nothing_is_an_amount() -> None:
    made = plan(["Customer", "ARR"], ["Acme", "\u200b5000"], ["Beta", "\u202a7,000.00\u202c"])
    assert [s.amount for s in of(made, Step)] == [500000, 700000]
