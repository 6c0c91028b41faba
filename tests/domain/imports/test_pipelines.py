"""A status tells who is a customer: pipelines, trials, the words of billing programs, words that nobody knows."""

from collections.abc import Mapping, Sequence
from datetime import date

from csdesk.domain.accounts import Account, Status
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.sheets.around import Options
from csdesk.domain.imports.tables.questions import Question
from csdesk.domain.opportunities import Opportunity
from csdesk.domain.subscriptions import Subscription
from tests.domain.imports.sheet import asked, of, plan

Rows = Sequence[Sequence[Value]]
PIPELINE: Rows = [
    ["Company", "Stage", "Deal value", "Close date", "Email"],
    ["Arbor", "Won", 18000, date(2025, 3, 1), "jo@arbor.com"],
    ["Crate", "Talking", 12000, date(2026, 1, 15), "bo@crate.dev"],
    ["Dune", "Demo", 6000, date(2025, 12, 10), "di@dune.co"],
    ["Ember", "Lost", 15000, date(2025, 8, 1), "ed@ember.ai"],
    ["Flint", "Trial", 4800, date(2025, 12, 1), "fay@flint.app"],
]
KEY = "prospects:Pipeline:Stage"


def pipeline(answers: Mapping[str, str] | None = None) -> Plan:
    return plan(*PIPELINE, name="Pipeline", answers=answers)


def one(made: Plan, kind: str) -> Question:
    (found,) = (q for q in made.questions if q.kind == kind)
    return found


def standing(made: Plan) -> dict[str, str]:
    return {a.account: a.status.value for a in of(made, Account)}


def test_a_pipeline_asks_once_who_is_a_customer_and_proposes_those_who_were_won() -> None:
    made = pipeline()
    question = one(made, "prospects")
    assert (question.key, question.default, question.rows) == (KEY, "leave out", (3, 4, 5, 6))
    assert question.evidence == "Crate, Dune, Ember, Flint. 1 deal is lost: that was no customer yet."
    assert standing(made) == {"Arbor": "customer"}
    assert not [k for k in asked(made) if k.startswith("value")]


def test_prospects_of_a_pipeline_are_kept_without_contracts_and_lost_deals_stay_out() -> None:
    made = pipeline({KEY: "prospect"})
    assert standing(made) == {
        "Arbor": "customer",
        "Crate": "prospect",
        "Dune": "prospect",
        "Flint": "prospect",
    }
    assert len(of(made, Subscription)) == 1


def test_lost_ones_beside_won_ones_are_former_customers_if_the_person_says_so() -> None:
    assert standing(pipeline({KEY: "lost"})) == {"Arbor": "customer", "Ember": "lost"}


def test_a_lost_one_whose_contract_ended_was_a_customer_also_beside_won_ones() -> None:
    ended = date(2025, 6, 30)
    made = plan(
        ["Customer", "Status", "MRR", "Contract end"],
        ["Arbor", "Won", 100, date(2026, 3, 31)],
        ["Ember", "Lost", 50, ended],
    )
    assert not [q for q in made.questions if q.kind == "prospects"]
    assert [(a.account, a.lost_on) for a in of(made, Account) if a.status is Status.LOST] == [
        ("Ember", ended)
    ]


def test_a_stage_in_a_column_of_states_says_customer() -> None:
    made = plan(
        ["Customer", "Status", "MRR"], ["A", "Active", 1], ["B", "Onboarding", 2], ["C", "Adoption", 3]
    )
    assert set(standing(made).values()) == {"customer"}
    assert not [q for q in made.questions if q.kind == "value"]


UNKNOWN: Rows = [["Customer", "Status", "MRR"], ["A", "Active", 1], ["B", "On ice", 2], ["C", "Blue", 3]]


def test_several_unknown_words_of_a_status_are_one_question_with_what_the_rows_speak_for() -> None:
    question = one(plan(*UNKNOWN), "value")
    assert (question.key, question.default) == ("value:List:Status", "customer")
    assert question.evidence == "Such as “Blue”, “On ice”. Each of these rows tells of a contract."
    assert standing(plan(*UNKNOWN, answers={question.key: "customer"})) == {
        "A": "customer", "B": "customer", "C": "customer",
    }  # fmt: skip
    each = plan(*UNKNOWN, answers={question.key: "each", "value:List:Status: Blue": "lost"})
    assert standing(each) == {"A": "customer", "C": "lost"}


def test_unknown_words_of_rows_without_a_contract_have_no_proposal() -> None:
    rows = [[r[0], r[1]] for r in UNKNOWN]
    assert one(plan(*rows), "value").default is None


STRIPE: Rows = [
    ["Customer", "Status", "Plan", "MRR", "Period end"],
    ["A", "active", "Pro", 100, date(2025, 12, 10)],
    ["B", "trialing", "Pro", 100, date(2025, 12, 2)],
    ["C", "incomplete", "Pro", 100, date(2025, 12, 2)],
    ["D", "past_due", "Pro", 100, date(2025, 12, 4)],
    ["E", "incomplete_expired", "Pro", 100, date(2025, 10, 4)],
]


def test_of_a_trimmed_list_of_a_billing_program_nobody_comes_in_as_paying_who_does_not() -> None:
    made = plan(*STRIPE)
    assert {(r.text, r.why) for r in made.sheets[0].left_out} == {
        ("C", "it never began, as “Status” says"), ("E", "it never began, as “Status” says"),
    }  # fmt: skip
    assert one(made, "prospects").default == "leave out"
    assert standing(made) == {"A": "customer", "D": "customer"}
    kept = plan(*STRIPE, answers={"prospects:List:Status": "customer"})
    trial = next(a.id for a in of(kept, Account) if a.account == "B")
    assert [s.recurring for s in of(kept, Subscription) if s.account == trial] == [False]


def test_the_states_of_a_list_of_contracts_say_what_is_tried_over_and_never_began() -> None:
    rows = [["Customer", "Status", "Product", "MRR", "Start"]]
    rows += [[r[0], r[1], "Pro", "100", "2025-01-10"] for r in STRIPE[1:]]  # type: ignore[list-item]
    made = plan(*rows, ["F", "canceled", "Pro", "100", "2025-01-10"], name="Subscriptions")
    assert made.sheets[0].row_noun == "subscription"
    assert [r.text for r in made.sheets[0].left_out] == ["C", "E"]
    names = {a.id: a.account for a in of(made, Account)}
    lines = {names[s.account]: s.recurring for s in of(made, Subscription)}
    assert lines == {"A": True, "B": False, "D": True}
    assert any("row 7. No contract comes with such a row" in n for n in made.sheets[0].notes)


def test_incomplete_in_a_persons_own_words_is_asked_about() -> None:
    made = plan(["Customer", "Status", "MRR"], ["A", "Happy", 1], ["B", "incomplete", 2])
    assert all(r.result is not Result.LEFT_OUT for r in made.sheets[0].rows)
    assert not made.sheets[0].left_out


def test_an_unknown_word_among_prospects_is_proposed_to_be_one() -> None:
    made = plan(["Company", "Status"], ["A", "New"], ["B", "Contacted"], ["C", "Qualified"])
    assert one(made, "value").default == "prospect"


def test_churned_among_stages_is_the_status_and_the_other_words_stay_stages() -> None:
    rows: Rows = [
        ["Customer", "Stage", "MRR", "Churn date"],
        ["A", "Onboarding", 10, None],
        ["B", "Live", 20, None],
        ["C", "Churned", 30, date(2025, 3, 31)],
        ["D", "Trial", 5, None],
    ]
    made = plan(*rows)
    assert [q.kind for q in made.open] == ["prospects"]
    assert [(a.account, a.stage and a.stage.value, a.status.value) for a in of(made, Account)] == [
        ("A", "onboarding", "customer"), ("B", "value realization", "customer"), ("C", None, "lost"),
    ]  # fmt: skip
    assert one(plan(*rows, ["E", "Blue", 1, None]), "value").key == "value:List:Stage: Blue"


def test_deals_that_are_brought_as_opportunities_give_no_customer_their_id() -> None:
    head: list[Value] = ["Record ID", "Deal Name", "Deal Stage", "Amount", "Close Date", "Associated Company"]
    made = plan(
        head,
        ["9100000001", "Tidewater - New", "Closed won", "24000", "2026-01-15", "Tidewater Logistics"],
        ["9100000004", "Mirador pilot", "Contract sent", "12000", "2026-08-01", "Mirador Health"],
        options=Options(noun="opportunity"),
        answers={"strangers:List:accounts": "new"},
    )
    assert [a.external_id for a in of(made, Account)] == [None, None]
    assert [o.stage.value for o in of(made, Opportunity)] == ["won", "offered"]


def test_lines_below_a_total_are_remarks() -> None:
    made = plan(
        ["Account Owner", "Account Name", "ARR"],
        ["Mo", "Kestrel", "54000.00"],
        [],
        ["Grand Totals (1 record)"],
        ["Confidential Information - Do Not Distribute"],
        ["Copyright salesforce.com"],
    )
    assert [(r.text, r.why) for r in made.sheets[0].left_out] == [
        ("Grand Totals (1 record)", "total"), ("Confidential Information - Do Not Distribute", "remark"),
        ("Copyright salesforce.com", "remark"),
    ]  # fmt: skip
