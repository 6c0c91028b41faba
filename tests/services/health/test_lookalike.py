"""Customers like this one, in a real book and on the command line."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner

from csdesk.cli.program import program
from csdesk.domain.accounts import Account, Status
from csdesk.domain.changes import Verb
from csdesk.domain.custom import CustomField, CustomKind, CustomValue
from csdesk.domain.errors import NoSuchAccount
from csdesk.domain.ids import AccountId, SubscriptionId
from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.lookalike import Key
from csdesk.services.health.lookalike import customers_like, profiles_of
from csdesk.store.book import Book
from tests.conftest import Samples
from tests.domain.revenue.contracts import day, decision, step, subscription
from tests.services.numbers.test_numbers import TODAY, fill


def test_a_product_that_is_given_up_is_a_smaller_renewal_and_not_a_loss(book: Book) -> None:
    lines: list[object] = []
    for account in ("a1", "a2"):
        for product, amount in (("p1", 100_000), ("p2", 50_000)):
            name = f"{account}{product}"
            end = "2025-06-30"
            lines += [
                subscription("2024-07-01", end, id=name, account=account, product=product),
                step("2024-07-01", amount, of=name),
            ]
            lost = product == "p2" or account == "a2"
            new = None if lost else 120_000
            outcome = Outcome.LOST if lost else Outcome.RENEWED
            made = decision(end, outcome, end, new_arr=new)
            lines.append(
                replace(made, id=f"r-{name}", account=AccountId(account), subscription=SubscriptionId(name))
            )
    fill(book, *lines)
    found = {str(p.account): p for p in profiles_of(book, as_of=TODAY)}
    assert [t.lost for t in found["a1"].renewals] == [False]
    assert found["a1"].renewals[0].change == Fraction(-1, 5)
    assert [t.lost for t in found["a2"].renewals] == [True]
    assert found["a3"].renewals == ()


@pytest.fixture(scope="module")
def sample(samples: Samples) -> Path:
    return samples(30)


def test_the_command_line_says_it_in_one_sentence_with_the_list(sample: Path) -> None:
    words = ["lookalike", "Financiality", "--book", str(sample)]
    facts = json.loads(CliRunner().invoke(program, [*words, "--json"]).stdout)
    assert facts["alike"] == len(facts["accounts"]) >= 8
    assert facts["first"]["tested"] == facts["first"]["renewed"] + facts["first"]["lost"]
    told = CliRunner().invoke(program, words).stdout
    assert told.splitlines()[0] == facts["sentence"]
    with Book.view(sample) as book:
        (mine,) = (p for p in profiles_of(book, as_of=day("2025-11-24")) if p.name == "Financiality")
        chosen = customers_like(book, mine.account, as_of=day("2025-11-24"), keys=[Key.INDUSTRY])
    assert all(p.facts[Key.INDUSTRY] == mine.facts[Key.INDUSTRY] for p in chosen.alike)


def test_a_key_that_there_is_not_is_refused_with_those_that_there_are(sample: Path) -> None:
    told = CliRunner().invoke(program, ["lookalike", "Financiality", "--key", "mood", "--book", str(sample)])
    assert (told.exit_code, told.stdout) == (2, "")
    assert "industry, use case, price point" in told.stderr


def test_a_field_of_their_own_called_use_case_is_a_key(book: Book) -> None:
    fill(book)
    with book.change(Verb.SET, today=TODAY):
        book.put(CustomField(id="f", of_noun="account", name="Use case", kind=CustomKind.TEXT))
        for account, said in (("a1", "Reporting"), ("a2", "Reporting"), ("a3", "Archive")):
            of = AccountId(account)
            book.put(CustomValue(id=f"v{account}", field="f", account=of, row=of, value=said))
    found = customers_like(book, AccountId("a1"), as_of=TODAY, keys=[Key.USE_CASE])
    assert [str(p.account) for p in found.alike] == ["a2"]


def test_who_is_lost_later_or_has_given_notice_is_not_gone_yet(book: Book) -> None:
    fill(book)
    later = Account(id=AccountId("a1"), account="Thistle", status=Status.LOST, lost_on=day("2025-09-15"))
    with book.change(Verb.SET, today=TODAY):
        book.put(later)
    gone = {
        on: [p.name for p in profiles_of(book, as_of=day(on)) if p.gone]
        for on in ("2025-09-14", "2025-09-15")
    }
    assert gone == {"2025-09-14": [], "2025-09-15": ["Thistle"]}
    found = customers_like(book, AccountId("a2"), as_of=day("2025-01-31"), keys=[])
    assert (found.early, found.untested) == (0, 2)


def test_a_prospect_is_compared_with_customers_and_who_is_not_there_with_nobody(book: Book) -> None:
    fill(book)
    with book.change(Verb.SET, today=TODAY):
        book.put(Account(id=AccountId("p"), account="Prospect", status=Status.PROSPECT, industry="retail"))
    found = customers_like(book, AccountId("p"), as_of=TODAY)
    assert "p" not in {str(p.account) for p in found.alike}
    with pytest.raises(NoSuchAccount):
        customers_like(book, AccountId("nobody"), as_of=TODAY)


def test_who_left_is_gone_from_the_day_after_its_last(book: Book) -> None:
    fill(
        book,
        *(subscription("2024-07-01", "2025-06-30"), step("2024-07-01", 100)),
        decision("2025-06-30", Outcome.LOST, "2025-04-01"),
    )
    gone = {
        on: [str(p.account) for p in profiles_of(book, as_of=day(on)) if p.gone]
        for on in ("2025-06-30", "2025-07-01")
    }
    assert gone == {"2025-06-30": [], "2025-07-01": ["a1"]}
