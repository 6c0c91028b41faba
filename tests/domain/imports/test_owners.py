"""An owner is one person however a list writes the name; whether a shorter name is theirs is one question a file."""

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.tables.questions import COLUMN_KINDS
from tests.domain.imports.sheet import EMPTY, asked, of, plan

KEY = "owners:List:CSM"


def known(*owners: str) -> Known:
    accounts = (Account(id=AccountId(f"a{n}"), account=f"Old {n}", csm=name) for n, name in enumerate(owners))
    return Known({Account: tuple(accounts)})


def owned(*owners: str, book: Known = EMPTY, said: str | None = None) -> Plan:
    rows: list[list[Value]] = [[f"Customer {n}", name, "Food"] for n, name in enumerate(owners)]
    return plan(["Customer", "CSM", "Industry"], *rows, known=book, answers={KEY: said} if said else {})


def owners(made: Plan) -> list[str | None]:
    return [a.csm for a in of(made, Account)]


def test_shorter_names_and_addresses_are_one_question_and_one_person() -> None:
    names = ("Tom", "Tom H", "Tom Hughes", "tom@us.example", "Mia Stone", "m.stone@us.example")
    (question,) = owned(*names).open
    assert (question.key, question.rows, question.default) == (KEY, (2, 3, 5, 7), "one")
    assert question.evidence.startswith(
        "Tom may be Tom Hughes; Tom H may be Tom Hughes; tom@us.example may be Tom Hughes;"
    )
    assert owners(owned(*names, said="one")) == ["Tom Hughes"] * 4 + ["Mia Stone"] * 2
    assert owners(owned(*names, said="each")) == list(names)
    assert question.kind in COLUMN_KINDS


def test_a_name_of_the_book_is_the_one_for_whom_a_shorter_one_stands() -> None:
    made = owned("Tom", "Mia Stone", book=known("Tom Hughes", "Mia Stone"), said="one")
    assert owners(made) == ["Tom Hughes", "Mia Stone"]
    assert asked(owned("Tom", "Mia Stone", book=known("Tom Hughes", "Tom"))) == []


def test_a_first_name_is_that_of_the_only_address_which_tells_the_whole_one() -> None:
    names = ("Tom", "tom.hughes@us.example", "Mia Stone")
    (question,) = owned(*names).open
    assert question.seen == ("Tom: Tom Hughes", "tom.hughes@us.example: Tom Hughes")
    assert owners(owned(*names, said="one")) == ["Tom Hughes", "Tom Hughes", "Mia Stone"]


@pytest.mark.parametrize(
    "names",
    [
        ("Ann Lee", "Ann Lee-Fox"),
        ("Tom Hughes", "Tom Baker", "Tom"),
        ("Tom", "Mia"),
        ("Tom Hughes", "Tim Hughes"),
    ],
)
def test_who_may_be_several_or_nobody_else_is_not_asked_about(names: tuple[str, ...]) -> None:
    assert (asked(owned(*names)), owners(owned(*names))) == ([], list(names))


def test_capitals_accents_and_the_last_name_first_are_told_and_not_asked() -> None:
    made = owned("TOM HUGHES", "Tom Hughes", "Hughes, Tom", "José Díaz", "jose diaz")
    assert (asked(made), owners(made)) == ([], ["Tom Hughes"] * 3 + ["José Díaz"] * 2)
    told = "“CSM”: TOM HUGHES is Tom Hughes; Hughes, Tom is Tom Hughes; jose diaz is José Díaz."
    assert told in made.sheets[0].notes
    assert owned("TOM H.", "Tom H.").sheets[0].notes[-1].endswith("TOM H. is Tom H.")
    assert owners(owned("Hughes, Tom", "Stone, Mia")) == ["Hughes, Tom", "Stone, Mia"]
    assert owners(owned("Tom Hughes", book=known("TOM HUGHES"))) == ["TOM HUGHES"]
