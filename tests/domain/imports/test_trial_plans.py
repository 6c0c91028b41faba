"""A plan called *trial* says who only tries; it is no product, and no contract comes with it."""

import pytest

from csdesk.domain.accounts import Account, Status
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.tasks import Task
from tests.domain.imports.sheet import asked, of, plan

HEAD: list[Value] = ["Customer", "Plan", "MRR", "Next step"]
KEY = "prospects:List:Plan (status)"


def list_of(word: Value, paid: Value = None, step: Value = None, **answers: str) -> Plan:
    rows: list[list[Value]] = [
        ["Acme", "Pro", 100, None],
        ["Beta", "Team", 200, None],
        ["Gamma", word, paid, step],
    ]
    return plan(HEAD, *rows, answers={KEY: answers["said"]} if answers else None)


@pytest.mark.parametrize("word", ["trial", "Free trial", "Testphase", "essai"])
def test_who_only_tries_is_asked_about_and_no_product_is_called_so(word: str) -> None:
    made = list_of(word)
    (question,) = (q for q in made.questions if q.key == KEY)
    assert (question.default, question.rows) == ("leave out", (4,))
    assert f"“Plan”: 1 cell tells that nobody bought yet, such as row 4: {word}. It is no product." in (
        made.sheets[0].notes
    )
    kept = list_of(word, said="prospect")
    assert [a.status for a in of(kept, Account)] == [Status.CUSTOMER, Status.CUSTOMER, Status.PROSPECT]
    assert {p.product for p in of(kept, Product)} == {"Pro", "Team"}
    assert len(of(kept, Subscription)) == 2


def test_with_whom_something_is_to_be_done_is_proposed_to_be_kept() -> None:
    made = list_of("trial", step="demo on 28 Nov")
    assert [q.default for q in made.questions if q.key == KEY] == ["prospect"]
    assert [t.title for t in of(list_of("trial", step="demo on 28 Nov", said="prospect"), Task)] == [
        "demo on 28 Nov"
    ]


def test_who_pays_for_a_trial_or_a_list_of_trials_alone_is_taken_at_its_word() -> None:
    assert KEY not in asked(list_of("trial", 50))
    assert KEY in asked(list_of("trial", 0))
    alone = plan(["Customer", "Plan"], ["Acme", "trial"], ["Beta", "trial"])
    assert not [q for q in asked(alone) if q.startswith("prospects")]
    told = plan(["Customer", "Plan", "Status"], ["Acme", "Pro", "active"], ["Beta", "trial", "active"])
    assert not [q for q in asked(told) if q.startswith("prospects")]


def test_who_tried_and_pays_in_a_later_list_is_a_customer_and_the_row_says_so() -> None:
    gamma = Account(id=AccountId("g"), account="Gamma", status=Status.PROSPECT)
    made = plan(HEAD, ["Gamma", "Basic", 38, None], known=Known({Account: (gamma,)}))
    assert [a.status for a in of(made, Account)] == [Status.CUSTOMER]
    assert "Status prospect → customer" in made.sheets[0].rows[0].what
    still = plan(HEAD, ["Gamma", "Basic", None, None], known=Known({Account: (gamma,)}))
    assert [a.status for a in of(still, Account)] == []
