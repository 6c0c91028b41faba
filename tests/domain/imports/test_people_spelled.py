"""A person of a customer is known however the name is written; a shorter one is asked; an address may be shared."""

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.names import person_key, same_person, short_for
from csdesk.domain.touches import Touch
from tests.domain.imports.sheet import asked, of, plan, waiting

ACME = Account(id=AccountId("a"), account="Acme")
HEAD: list[Value] = ["Company", "Name", "Email", "Title"]


def known(*people: tuple[str, str | None], answered: dict[str, str] | None = None) -> Known:
    contacts = [
        Contact(id=ContactId(f"c{n}"), account=ACME.id, name=name, email=email, title="CTO")
        for n, (name, email) in enumerate(people)
    ]
    return Known({Account: (ACME,), Contact: tuple(contacts)}, answered={"": answered or {}})


def people(made: Plan) -> list[tuple[str, str | None]]:
    return [(c.name, c.email) for c in of(made, Contact)]


@pytest.mark.parametrize(
    ("book", "sheet"),
    [
        ("Jane Smith", "Dr. Jane Smith"), ("Jane Smith", "JANE SMITH"), ("Jane Smith", "Smith, Jane"),
        ("Pat O'Neill", "Pat O’Neill"), ("José García", "Jose Garcia"), ("Anna Müller", "Frau Anna Mueller"),
        ("Anne-Marie Dupont", "Anne Marie Dupont"), ("Jane Smith", "Jane Smith, PhD"),
        ("Jane Smith", "Jane Smith (CTO)"),
        ("Søren Łuk", "Soren Luk"), ("Jean Dupont", "M. Jean Dupont"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("email", [None, "j@acme.example"])
def test_another_spelling_is_the_same_person_and_the_book_keeps_the_better_one(
    book: str, sheet: str, email: str | None
) -> None:
    made = plan(HEAD, ["Acme", sheet, email, "CTO"], known=known((book, email)))
    assert (asked(made), people(made)) == ([], [])


def test_a_better_spelling_takes_the_place_of_a_poorer_one() -> None:
    book = known(("JANE SMITH", None), ("Jose Garcia", None), ("J. Stone", "mia@acme.example"))
    rows: list[list[Value]] = [["Acme", "Jane Smith", None, "CTO"], ["Acme", "José García", None, "CTO"]]
    made = plan(HEAD, *rows, ["Acme", "Juno Stone", "mia@acme.example", "CTO"], known=book)
    assert (asked(made), [name for name, _ in people(made)]) == (
        [],
        ["Jane Smith", "José García", "Juno Stone"],
    )


@pytest.mark.parametrize(
    "short", ["J. Smith", "Jane", "Jane S.", "Mrs. Smith", "Smith", "Jane A. Smith", "Jane Smith Doe"]
)
def test_a_shorter_name_in_a_list_is_one_question_whose_answer_holds_for_later_files(short: str) -> None:
    book = known(("Jane Smith", "jane@acme.example"))
    rows: list[list[Value]] = [HEAD, ["Acme", short, None, "CTO"]]
    made = plan(*rows, known=book)
    (question,) = made.open
    assert (question.key, question.default, len(waiting(made))) == ("person:List:2", "one", 1)
    assert question.text == f"Acme has a Jane Smith. Is {short} the same person?"
    told = plan(*rows, known=book, answers={question.key: "one"})
    assert [v for v in people(told) if v[0] not in {"Jane A. Smith", "Jane Smith Doe"}] == []
    kept = {f"name:{sheet}:{name}": uid for sheet, name, uid in told.names}
    assert {*kept.values()} == {"c0"}
    later = plan(*rows, known=known(("Jane Smith", "jane@acme.example"), answered=kept), name="Later")
    assert (asked(later), len(people(later))) == ([], int(len(short) > len("Jane Smith")))
    assert len(people(plan(*rows, known=book, answers={question.key: "new"}))) == 1


def test_who_could_be_two_and_who_has_an_address_of_their_own_is_not_asked_about() -> None:
    two = known(("Jane Smith", None), ("John Smith", None))
    assert (asked(plan(HEAD, ["Acme", "J. Smith", None, None], known=two))) == []
    other = known(("Jane Smith", "jane@acme.example"))
    made = plan(HEAD, ["Acme", "J. Smith", "jsmith@acme.example", None], known=other)
    assert (asked(made), people(made)) == ([], [("J. Smith", "jsmith@acme.example")])
    assert not short_for("Jane Smith", "Jane Stone")
    for first, second in (
        ("Jo Stone", "Joe Stone"),
        ("Manuel Stone", "Manul Stone"),
        ("Ann Lee", "Anne Lee"),
    ):
        assert not same_person(first, second)
        rows: list[list[Value]] = [HEAD, ["Acme", first, None, None], ["Acme", second, None, None]]
        assert len(people(plan(*rows, known=known()))) == 2
    assert person_key("M. Smith") == "m smith"
    family = plan(
        HEAD, ["Acme", "John Smith Sr.", None, None], ["Acme", "John Smith Jr.", None, None], known=known()
    )
    assert (asked(family), len(people(family))) == ([], 2)


def test_the_shorter_name_of_the_book_is_remembered_too_once_the_longer_one_took_its_place() -> None:
    rows: list[list[Value]] = [HEAD, ["Acme", "Anna Groß", None, "CTO"]]
    told = plan(*rows, known=known(("Frau Groß", None)), answers={"person:List:2": "one"})
    assert people(told) == [("Anna Groß", None)]
    kept = {f"name:{sheet}:{name}": uid for sheet, name, uid in told.names}
    later = plan(HEAD, ["Acme", "Frau Groß", None, "CTO"], known=known(("Anna Groß", None), answered=kept))
    assert (asked(later), people(later)) == ([], [])


def test_many_shorter_names_are_one_question() -> None:
    names = [f"{first} {last}" for first in ("Jane", "Mia", "Ola") for last in ("Stone", "Fine", "Wolf")]
    rows: list[list[Value]] = [["Acme", f"{n.split()[0]} {n.split()[1][0]}.", None, None] for n in names]
    book = known(*((name, None) for name in names))
    made = plan(HEAD, *rows, known=book)
    assert asked(made) == ["people:List:names"]
    assert people(plan(HEAD, *rows, known=book, answers={"people:List:names": "one"})) == []
    assert len(people(plan(HEAD, *rows, known=book, answers={"people:List:names": "new"}))) == len(names)


def test_a_call_with_a_first_name_is_with_the_only_one_who_can_be_meant() -> None:
    calls: list[list[Value]] = [
        ["Customer", "Date", "Contact", "Summary"],
        ["Acme", "2025-10-01", "Jane", "Called"],
    ]
    made = plan(*calls, known=known(("Jane Smith", "jane@acme.example"), ("Bo Fine", None)), name="Calls")
    assert (people(made), of(made, Touch)[0].contacts) == ([], ("c0",))
    both = plan(*calls, known=known(("Jane Smith", None), ("Jane Stone", None)), name="Calls")
    assert people(both) == [("Jane", None)]


def test_a_sponsor_with_a_first_name_is_the_only_one_who_can_be_meant() -> None:
    rows: list[list[Value]] = [["Customer", "Sponsor", "Industry"], ["Acme", "Jane", "Food"]]
    made = plan(*rows, known=known(("Jane Smith", "jane@acme.example"), ("Bo Fine", None)))
    assert [(c.name, [r.value for r in c.roles]) for c in of(made, Contact)] == [("Jane Smith", ["sponsor"])]


def test_two_people_of_one_address_stay_two_and_who_is_called_otherwise_since_stays_one() -> None:
    rows: list[list[Value]] = [
        ["Acme", "Jane Smith", "info@acme.example"],
        ["Acme", "Bo Fine", "info@acme.example"],
    ]
    made = plan(HEAD[:3], *rows, known=known())
    assert [name for name, _ in people(made)] == ["Jane Smith", "Bo Fine"]
    book = known(("Jane Smith", "jane@acme.example"))
    made = plan(HEAD, ["Acme", "Jane Doe", "jane@acme.example", "CTO"], known=book)
    assert (asked(made), people(made)) == ([], [("Jane Doe", "jane@acme.example")])
