from csdesk.domain.accounts import Account, Stage
from csdesk.domain.contacts import Contact, Role
from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.imports.cells.grid import Value
from tests.domain.imports.sheet import asked, of, plan

ROWS: list[list[Value]] = [
    ["Customer", "Plan", "Stage"],
    ["Acme", "Team", "Onboarding"],
    ["Beta", "Team", "Renewal"],
    ["Gamma", "Team", "Hypercare"],
    ["Delta", "Team", "hypercare"],
]
KEY = "value:List:Stage: Hypercare"


def test_words_that_are_read_as_others_are_told() -> None:
    assert "In “Stage”: “Renewal” is loyalty." in plan(*ROWS[:3]).sheets[0].notes


def test_a_word_that_nobody_knows_is_asked_about_once() -> None:
    made = plan(*ROWS)
    assert [q.key for q in made.open if q.kind == "value"] == [KEY]
    meant = plan(*ROWS, answers={KEY: "onboarding"})
    assert [a.stage for a in of(meant, Account)] == [
        Stage.ONBOARDING,
        Stage.LOYALTY,
        Stage.ONBOARDING,
        Stage.ONBOARDING,
    ]


def test_a_word_may_mean_nothing_or_be_a_mistake() -> None:
    empty = plan(*ROWS, answers={KEY: "empty"})
    assert [a.stage for a in of(empty, Account)] == [Stage.ONBOARDING, Stage.LOYALTY, None, None]
    refused = plan(*ROWS, answers={KEY: "refuse"})
    assert [r.result for r in refused.sheets[0].rows][2:] == [Result.REFUSED, Result.REFUSED]


def test_many_unknown_words_are_one_question() -> None:
    rows: list[list[Value]] = [["Customer", "Stage"]]
    rows += [[f"Known {n}", "Onboarding"] for n in "abcdef"]
    rows += [[f"Other {w}", w] for w in ("Wobbly", "Zesty", "Quirky", "Fuzzy", "Giddy")]
    assert [k for k in asked(plan(*rows)) if k.startswith("value:")] == ["value:List:Stage"]
    made = plan(*rows, answers={"value:List:Stage": "empty"})
    assert [a.stage for a in of(made, Account)].count(None) == 5


def test_one_of_several_roles_in_a_cell_may_be_unknown() -> None:
    rows: list[list[Value]] = [
        ["Customer", "Contact", "Roles", "ARR"], ["Acme", "Ann", "Sponsor / Wizard", 1], ["Beta", "Bo", "Admin", 1],
    ]  # fmt: skip
    made = plan(*rows, answers={"value:List:Roles: Wizard": "champion"})
    assert [c.roles for c in of(made, Contact)] == [(Role.SPONSOR, Role.CHAMPION), (Role.ADMINISTRATOR,)]
