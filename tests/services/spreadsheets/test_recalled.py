"""A sheet that came before is mapped as it was then; a new column is asked about, a renamed one noticed."""

from datetime import date

from csdesk.domain.accounts import Account
from csdesk.domain.imports.cells.grid import Value
from csdesk.store.book import Book
from tests.services.spreadsheets.test_imports import brought, planned

HEAD: list[Value] = ["Customer", "ARR", "Zodiac"]
FIRST: list[list[Value]] = [HEAD, ["Acme", 5, "Leo"], ["Bolt", 6, "Aries"]]


def keys(book: Book, rows: list[list[Value]], answers: dict[str, str] | None = None) -> list[str]:
    return [q.key for q in planned(book, rows, answers).open]


def test_what_was_left_out_is_left_out_again_without_a_question(book: Book) -> None:
    brought(book, FIRST, {"columns:List:unknown": "omit"})
    assert keys(book, [*FIRST, ["Corvid", 7, "Virgo"]]) == []


def test_a_new_column_is_asked_about_whatever_was_said_before(book: Book) -> None:
    brought(book, FIRST, {"columns:List:unknown": "omit"})
    more: list[list[Value]] = [[*HEAD, "Shoes"], ["Acme", 5, "Leo", "red"], ["Bolt", 6, "Aries", "blue"]]
    assert keys(book, more) == ["columns:List:unknown"]


def renamed(header: str) -> list[list[Value]]:
    """A later file, whose column of renewals has another name."""
    return [["Customer", "ARR", header], ["Acme", 5, date(2027, 3, 31)], ["Bolt", 6, date(2027, 4, 30)]]


def test_a_column_with_another_name_is_noticed(book: Book) -> None:
    brought(book, renamed("Contract end"))
    again = planned(book, renamed("Qwertz"))
    question = next(q for q in again.open if q.kind == "renamed")
    assert (question.key, question.default) == ("renamed:List:Qwertz", "subscription.end")
    assert "“Contract end”" in question.evidence
    assert [c.value for c in question.choices] == ["subscription.end", "no"]
    yes = planned(book, renamed("Qwertz"), {"renamed:List:Qwertz": "subscription.end"})
    assert {c.header: c.target for c in yes.sheets[0].columns}["Qwertz"] == "subscription.end"
    no = planned(book, renamed("Qwertz"), {"renamed:List:Qwertz": "no"})
    assert {c.header: c.target for c in no.sheets[0].columns}["Qwertz"] is None


def test_a_column_once_said_to_be_renamed_is_known_from_then_on(book: Book) -> None:
    brought(book, renamed("Contract end"))
    brought(book, [*renamed("Qwertz"), ["Corvid", 7, None]], {"renamed:List:Qwertz": "subscription.end"})
    later = planned(book, [*renamed("Qwertz"), ["Corvid", 8, None]])
    assert {c.header: c.target for c in later.sheets[0].columns}["Qwertz"] == "subscription.end"
    assert not any(q.kind == "renamed" for q in later.questions)
    assert len(book.all(Account)) == 3


def test_a_renamed_column_is_one_question_and_not_two(book: Book) -> None:
    brought(book, renamed("Contract end"))
    assert keys(book, renamed("Qwertz")) == ["renamed:List:Qwertz"]
    assert keys(book, renamed("Qwertz"), {"renamed:List:Qwertz": "no"}) == ["columns:List:unknown"]


def test_a_field_that_is_gone_is_named_beside_new_columns_of_which_any_may_be_it(book: Book) -> None:
    brought(book, FIRST, {"columns:List:unknown": "custom"})
    later: list[list[Value]] = [
        ["Customer", "ARR", "Qwertz", "Asdf"],
        ["Acme", 5, "Pisces", "on"],
        ["Bolt", 6, "Cancer", "up"],
    ]
    (question,) = planned(book, later).open
    assert "When this sheet last came it had “Zodiac”: one of these may be that" in question.evidence
    one = planned(book, [[*r[:2], *r[3:]] for r in later]).open
    assert [q.kind for q in one] == ["renamed"]


def test_a_field_that_another_column_goes_to_now_is_not_gone(book: Book) -> None:
    brought(book, renamed("Contract end"))
    rows = [[*row, more] for row, more in zip(renamed("Ends"), ["Motto", "on", "up"], strict=True)]
    (question,) = planned(book, rows).open
    assert "last came" not in question.evidence
