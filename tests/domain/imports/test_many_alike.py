"""Many names that are alike: told apart by domain or id, else asked as one question; a product twice is asked once."""

from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.subscriptions import Step, Subscription
from tests.domain.imports.sheet import EMPTY, TODAY, asked, grid, of, plan, source, synonyms
from tests.domain.imports.test_customs import known_of

SETTLED = {"sponsors:Accounts:sponsor": "Contacts"}

HEAD: list[Value] = ["Customer", "Domain", "ARR"]
STEMS = ("alder", "birch", "cedar", "dogwood", "elmwood", "firtree", "gorse", "hazel", "ivywood", "juniper")
PAIRS = [(f"Clinic {s} north", f"Clinic {s} norte") for s in STEMS]
"""Twenty names, each like one other."""


def sheet(*, domains: bool) -> list[list[Value]]:
    rows: list[list[Value]] = [HEAD]
    for n, name in enumerate(name for pair in PAIRS for name in pair):
        rows.append([name, f"clinic{n}.example" if domains else None, 100 + n])
    return rows


def test_a_domain_of_its_own_tells_a_similar_name_apart() -> None:
    made = plan(*sheet(domains=True))
    assert asked(made) == []
    assert len(of(made, Account)) == 20


@pytest.mark.parametrize(("domain", "asks"), [("nordenlogistics.example", False), ("gmail.com", True)])
def test_so_do_the_addresses_of_their_people_unless_everybody_has_such_a_one(domain: str, asks: bool) -> None:
    made = plan(
        ["Customer", "Contact", "E-mail"],
        ["Arden Logistics", "Ada Pike", "ada@ardenlogistics.example"],
        ["Norden Logistics", "Ben Low", f"ben@{domain}"],
    )
    assert bool(asked(made)) is asks


def test_a_suffix_alone_is_asked_about_whatever_the_domains() -> None:
    made = plan(HEAD, ["Alder Ltd", "alder.example", 1], ["Alder Inc", "alder.test", 2])
    assert asked(made) == ["same:List:3"]


def test_many_similar_names_are_one_question() -> None:
    made = plan(*sheet(domains=False))
    assert asked(made) == ["similar:List:names"]
    assert [c.value for c in made.questions[0].choices] == ["new", "each", "skip"]
    assert made.count(Result.WAITING) == 10


def answered(choice: str) -> Plan:
    return plan(*sheet(domains=False), answers={"similar:List:names": choice})


def test_one_answer_makes_them_all_accounts_of_their_own() -> None:
    made = answered("new")
    assert (made.open, len(of(made, Account))) == ((), 20)


def test_one_answer_leaves_them_all_out() -> None:
    made = answered("skip")
    assert (made.open, made.count(Result.LEFT_OUT), len(of(made, Account))) == ((), 10, 10)


def test_a_person_may_be_asked_about_each() -> None:
    made = answered("each")
    assert len(made.open) == 10
    assert {q.kind for q in made.open} == {"same"}


def test_a_few_are_asked_one_by_one() -> None:
    assert asked(plan(*sheet(domains=False)[:5])) == ["same:List:3", "same:List:5"]


PRODUCT: list[Value] = ["Customer", "Product", "ARR"]
TWICE: list[list[Value]] = [PRODUCT, ["Acme", "Team", 1200], ["Acme", "Team", 2400]]


def amounts(made: Plan) -> list[int]:
    return [s.amount for s in of(made, Step)]


def test_a_product_twice_with_other_figures_is_asked_about() -> None:
    made = plan(*TWICE)
    assert asked(made) == ["twice:List:product"]
    assert made.questions[0].evidence == "Acme, rows 2 and 3."


def test_two_lines_add_up_where_the_person_says_so() -> None:
    made = plan(*TWICE, answers={"twice:List:product": "lines"})
    assert (len(of(made, Subscription)), amounts(made)) == (2, [120000, 240000])


def test_one_line_told_twice_counts_once_as_the_lower_row_has_it() -> None:
    made = plan(*TWICE, answers={"twice:List:product": "one"})
    assert (made.open, len(of(made, Subscription)), amounts(made)) == ((), 1, [240000])


def test_a_row_that_says_the_same_again_is_no_second_line() -> None:
    made = plan(PRODUCT, ["Acme", "Team", 1200], ["Acme", "Team", 1200])
    assert (asked(made), amounts(made)) == ([], [120000])
    assert [r.result for r in made.sheets[0].rows] == [Result.NEW, Result.SAME]


def test_two_spellings_that_are_one_account_do_not_double_its_revenue() -> None:
    rows: list[list[Value]] = [PRODUCT, ["Acme Ltd", None, 1200], ["Acme", None, 1200]]
    made = plan(*rows, answers={"same:List:3": "2"})
    assert (asked(made), amounts(made)) == (["same:List:3"], [120000])


TERM: list[Value] = ["Customer", "Seats", "Renewal date", "ARR"]
MARCH, MAY = date(2026, 3, 31), date(2026, 5, 31)


def two_sheets(arr: int | None, end: date = MARCH, answers: dict[str, str] | None = None) -> Plan:
    customers = grid([TERM, ["Acme", 10, MARCH, 1200]], "Customers")
    renewals = grid(
        [["Customer", "Renewal date", "ARR", "Next step"], ["Acme", end, arr, "Call"]], "Renewals"
    )
    edges = {f"edge:{sheet}:Renewal date": "last" for sheet in ("Customers", "Renewals")}
    made = source(customers, renewals)
    return plan_files((made,), EMPTY, edges | (answers or {}), synonyms(), today=TODAY)


@pytest.mark.parametrize("arr", [1200, None])
def test_a_contract_that_stands_on_two_sheets_counts_once(arr: int | None) -> None:
    made = two_sheets(arr)
    assert not [k for k in asked(made) if k.startswith("twice:")]
    assert (len(of(made, Subscription)), amounts(made)) == (1, [120000])


def test_a_contract_that_another_sheet_tells_with_other_figures_is_asked_about() -> None:
    assert "twice:Renewals:product" in asked(two_sheets(1500))
    question = next(q for q in two_sheets(1500).questions if q.kind == "twice")
    assert question.evidence == "Acme, row 2 of “Customers” and row 2."
    assert amounts(two_sheets(1500, answers={"twice:Renewals:product": "one"})) == [150000]
    assert amounts(two_sheets(1500, answers={"twice:Renewals:product": "lines"})) == [120000, 150000]


def test_another_sheet_may_tell_of_another_term() -> None:
    made = two_sheets(1200, MAY)
    assert sorted(s.end for s in of(made, Subscription)) == [MARCH, MAY]


def test_what_further_rows_note_of_a_customer_is_kept() -> None:
    head: list[Value] = ["Customer", "Product", "Notes"]
    made = plan(
        head, ["Acme", "Team", "Likes tea"], ["Acme", "Desk", "Call in May"], ["Acme", "Desk", "Likes tea"]
    )
    assert [a.notes for a in of(made, Account)] == ["Likes tea\nCall in May"]


def test_two_products_are_two_lines_and_nobody_is_asked() -> None:
    made = plan(PRODUCT, ["Acme", "Team", 1200], ["Acme", "Desk", 1200])
    assert (asked(made), len(of(made, Subscription))) == ([], 2)


def test_a_sponsor_once_settled_is_not_settled_again_by_the_same_file() -> None:
    accounts = grid([["Account", "ARR", "Exec sponsor"], ["Acme", 5, "Ana Rossi"]], "Accounts")
    contacts = grid([["Account", "Name", "Role"], ["Acme", "Max Weber", "sponsor"]], "Contacts")
    made = plan_files((source(accounts, contacts),), Known(), SETTLED, synonyms(), today=TODAY)
    known = known_of(made)
    again = plan_files((source(accounts, contacts),), known, SETTLED, synonyms(), today=TODAY)
    assert (again.open, again.values) == ((), ())
    assert {r.result for s in again.sheets for r in s.rows} == {Result.SAME}
