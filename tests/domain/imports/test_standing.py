"""Leads, prospects and trials among customers: asked about once, left out, or kept without a contract."""

from csdesk.domain.accounts import Account, Stage, Status
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.subscriptions import Subscription
from tests.domain.imports.sheet import asked, of, plan

HEAD: list[Value] = ["Company name", "Lifecycle Stage", "MRR"]
HUBSPOT: list[list[Value]] = [
    HEAD,
    ["Acme", "Customer", 100],
    ["Borel", "Lead", 200],
    ["Corvid", "Marketing Qualified Lead", None],
    ["Dana Labs", "Evangelist", 300],
]
KEY = "prospects:List:Lifecycle Stage"


def results(made: Plan) -> list[Result]:
    return [r.result for r in made.sheets[0].rows]


def test_leads_of_hubspot_are_left_out_unless_the_person_says_otherwise() -> None:
    made = plan(*HUBSPOT)
    (question,) = [q for q in made.questions if q.key == KEY]
    assert question.default == "leave out"
    assert question.seen == ("Borel", "Corvid")
    assert results(made) == [Result.NEW, Result.LEFT_OUT, Result.LEFT_OUT, Result.NEW]
    assert {a.account: (a.status, a.stage) for a in of(made, Account)} == {
        "Acme": (Status.CUSTOMER, None), "Dana Labs": (Status.CUSTOMER, None),
    }  # fmt: skip


def test_prospects_that_are_kept_are_such_and_bring_no_contract() -> None:
    made = plan(*HUBSPOT, answers={KEY: "prospect"})
    assert [a.account for a in of(made, Account) if a.status is Status.PROSPECT] == ["Borel", "Corvid"]
    customers = {a.id: a.account for a in of(made, Account)}
    assert [customers[s.account] for s in of(made, Subscription)] == ["Acme", "Dana Labs"]


def test_a_sheet_of_nothing_but_prospects_is_meant_so() -> None:
    made = plan(["Company", "Status"], ["Acme", "Lead"], ["Borel", "Trial"])
    assert [q.default for q in made.questions if q.kind == "prospects"] == ["prospect"]
    assert {a.status for a in of(made, Account)} == {Status.PROSPECT}


def test_a_stage_before_the_sale_says_the_same() -> None:
    made = plan(["Customer", "Stage"], ["Acme", "Onboarding"], ["Borel", "Prospect"], ["Corvid", "Live"])
    assert asked(made) == ["prospects:List:Stage"]
    assert {a.account: a.stage for a in of(made, Account)} == {
        "Acme": Stage.ONBOARDING, "Corvid": Stage.VALUE_REALIZATION,
    }  # fmt: skip


def test_the_type_of_salesforce_says_who_is_a_customer_and_other_types_are_segments() -> None:
    salesforce = plan(["Account Name", "Type"], ["Acme", "Customer - Direct"], ["Borel", "Prospect"])
    assert asked(salesforce) == ["prospects:List:Type"]
    sizes = plan(["Account Name", "Type"], ["Acme", "Enterprise"], ["Borel", "SMB"])
    assert asked(sizes) == []
    assert [a.segment for a in of(sizes, Account)] == ["Enterprise", "SMB"]


def test_who_paid_in_a_month_is_a_customer_whatever_the_status_says() -> None:
    months: list[Value] = ["Customer", "Status", "2025-01", "2025-02", "2025-03"]
    made = plan(months, ["Acme", "Active", 5, 5, 5], ["Borel", "Trial", 7, 7, 7], name="MRR")
    assert not [q for q in made.questions if q.kind == "prospects"]
    assert {a.status for a in of(made, Account) if a.account == "Acme"} == {Status.CUSTOMER}


def test_the_answer_holds_for_the_next_sheet_with_that_column() -> None:
    made = plan(*HUBSPOT, known=Known(answered={"": {KEY: "prospect"}}))
    assert made.open == ()
    assert len(of(made, Account)) == 4


def test_a_renewal_in_negotiation_is_of_a_customer() -> None:
    rows: list[list[Value]] = [
        ["Kunde", "ARR", "Laufzeit bis", "Status"],
        ["Acme", 1200, "2026-01-31", "aktiv"],
        ["Borel", 2400, "2026-02-28", "in Verhandlung"],
    ]
    made = plan(*rows)
    (question,) = [q for q in made.questions if q.kind == "prospects"]
    assert question.default == "customer"
    assert question.evidence == "Borel. The days of a contract stand in 1 row."
    assert {a.account: a.status for a in of(made, Account)} == {
        "Acme": Status.CUSTOMER, "Borel": Status.CUSTOMER,
    }  # fmt: skip
    assert len(of(made, Subscription)) == 2
    kept = plan(*rows, answers={"prospects:List:Status": "prospect"})
    assert [a.status for a in of(kept, Account)] == [Status.CUSTOMER, Status.PROSPECT]
    assert len(of(kept, Subscription)) == 1


def test_a_column_that_names_the_program_it_came_from_is_known_without_it() -> None:
    made = plan(
        ["Company name", "MRR (Stripe)", "Subscription status"],
        ["Acme", 100, "active"],
        ["Borel", 50, "trialing"],
    )
    assert {c.header: c.target for c in made.sheets[0].columns} == {
        "Company name": "account.account", "MRR (Stripe)": "subscription.mrr", "Subscription status": "account.status",
    }  # fmt: skip
    assert [r.result for r in made.sheets[0].rows] == [Result.NEW, Result.LEFT_OUT]
