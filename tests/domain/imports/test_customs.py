"""Custom fields: columns that csdesk has no field for are kept because a person said so, typed by their cells."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.custom import CustomField, CustomKind, CustomValue, custom_text, typed
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.tickets import Ticket
from tests.domain.imports.sheet import asked, of, plan

KEEP = {"columns:List:unknown": "custom"}
HEAD: list[Value] = ["Customer", "ARR", "Zodiac"]


def kept(*cells: Value, header: str = "Zodiac") -> CustomField:
    """The field that a column of these cells becomes."""
    rows: list[list[Value]] = [["Customer", "ARR", header]]
    rows += [[f"Acme {n}", 5, cell] for n, cell in enumerate(cells)]
    field: CustomField = of(plan(*rows, answers=KEEP), CustomField)[0]
    return field


def values(made: Plan) -> list[str]:
    return [v.value for v in of(made, CustomValue)]


def test_of_two_rows_of_a_customer_the_first_says_a_custom_field_every_time() -> None:
    rows: list[list[Value]] = [HEAD, ["Acme", 5, "Leo"], ["Acme", 5, "Aries"]]
    made = plan(*rows, answers=KEEP)
    assert values(made) == ["Leo"]
    assert not of(plan(*rows, answers=KEEP, known=known_of(made)), CustomValue)


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (("Leo", "Aries"), CustomKind.TEXT),
        ((5, Decimal("2.5")), CustomKind.NUMBER),
        (("1,234.50", "7"), CustomKind.NUMBER),
        (("yes", "no", "n/a"), CustomKind.YES_NO),
        ((True, False), CustomKind.YES_NO),
        ((date(2025, 1, 2), None), CustomKind.DAY),
        (("16-10-2024", "03-04-2025"), CustomKind.DAY),
        (("$5", "$7.50"), CustomKind.MONEY),
        (("$5", "€7.50"), CustomKind.TEXT),
        (("03/04/2025", "05/06/2025"), CustomKind.TEXT),
        (("1,234", "2,345"), CustomKind.TEXT),
        (("007", "12"), CustomKind.TEXT),
        (("+49 30 1234", "+49 30 99"), CustomKind.TEXT),
        (("1234567890123456", "1"), CustomKind.TEXT),
        (("12 %", "30 %"), CustomKind.TEXT),
        ((datetime(2025, 1, 2, 10, tzinfo=UTC), None), CustomKind.TEXT),
        ((5, "Leo"), CustomKind.TEXT),
        ((5, "n/a"), CustomKind.NUMBER),
    ],
)
def test_the_cells_of_a_column_say_what_its_field_holds(cells: Sequence[Value], kind: CustomKind) -> None:
    assert kept(*cells).kind is kind


def test_the_header_may_say_the_currency() -> None:
    assert (kept(5, 7, header="refund_usd").kind, kept(5, 7, header="refund_usd").currency) == (
        CustomKind.MONEY,
        "USD",
    )


def test_nothing_is_kept_until_somebody_said_so() -> None:
    made = plan(HEAD, ["Acme", 5, "Leo"])
    assert asked(made) == ["columns:List:unknown"]
    assert [c.value for c in made.questions[0].choices] == ["custom", "notes", "omit"]
    assert of(made, CustomValue) == []


def test_a_single_column_is_answered_apart() -> None:
    rows: list[list[Value]] = [["Customer", "ARR", "Zodiac", "Shoe size"], ["Acme", 5, "Leo", 44]]
    made = plan(*rows, answers={"column:List:Zodiac": "custom", "column:List:Shoe size": "omit"})
    assert asked(made) == []
    assert [(f.name, f.of_noun) for f in of(made, CustomField)] == [("Zodiac", "account")]
    assert values(made) == ["Leo"]


def test_a_column_that_has_a_field_may_be_kept_apart_all_the_same() -> None:
    made = plan(
        ["Customer", "ARR", "Industry"], ["Acme", 5, "Glass"], answers={"column:List:Industry": "custom"}
    )
    assert values(made) == ["Glass"]
    assert of(made, Account)[0].industry is None


def test_days_and_numbers_are_kept_as_such_whatever_they_looked_like() -> None:
    head: list[Value] = ["Customer", "ARR", "Moved in", "Desks", "Coffee"]
    made = plan(head, ["Acme", 5, "16-10-2024", "1.234,50", "Yes"], answers=KEEP)
    assert values(made) == ["2024-10-16", "1234.50", "yes"]


def test_an_empty_cell_says_nothing() -> None:
    made = plan(HEAD, ["Acme", 5, None], ["Bolt", 6, "Leo"], ["Corvid", 7, "n/a"], answers=KEEP)
    assert values(made) == ["Leo"]


def known_of(made: Plan, edited: frozenset[tuple[str, str, str]] = frozenset()) -> Known:
    """The book after a plan was applied."""
    rows: dict[type, tuple[object, ...]] = {}
    for value in made.values:
        texts = {f.name: getattr(value, f.name) for f in fields(value)}
        plain = {k: t.removeprefix("new:") for k, t in texts.items() if type(t) is str}
        rows[type(value)] = (*rows.get(type(value), ()), replace(value, **plain))
    return Known(rows=rows, edited=edited)


def test_a_field_that_the_book_has_is_known_by_its_header() -> None:
    known = known_of(plan(HEAD, ["Acme", 5, "Leo"], answers=KEEP))
    again = plan(["Customer", "ARR", "ZODIAC"], ["Acme", 5, "Aries"], known=known)
    assert asked(again) == []
    row = again.sheets[0].rows[0]
    assert (row.result, [(c.header, c.old, c.new) for c in row.changes]) == (
        Result.CHANGED,
        [("Zodiac", "Leo", "Aries")],
    )


def test_the_same_value_changes_nothing() -> None:
    known = known_of(plan(HEAD, ["Acme", 5, "Leo"], answers=KEEP))
    again = plan(HEAD, ["Acme", 5, "Leo"], known=known)
    assert again.sheets[0].rows[0].result is Result.SAME
    assert again.values == ()


def test_a_number_field_becomes_text_where_words_come() -> None:
    known = known_of(plan(HEAD, ["Acme", 5, 12], answers=KEEP))
    again = plan(HEAD, ["Acme", 5, "twelve"], known=known)
    assert [f.kind for f in of(again, CustomField)] == [CustomKind.TEXT]
    assert values(again) == ["twelve"]


def test_a_value_that_was_typed_here_is_a_conflict() -> None:
    known = known_of(plan(HEAD, ["Acme", 5, "Leo"], answers=KEEP))
    uid = known.all(CustomValue)[0].id
    edited = replace(known, edited=frozenset({("custom_values", uid, "value")}))
    again = plan(HEAD, ["Acme", 5, "Aries"], known=edited)
    assert asked(again) == ["conflict:List:2"]
    taken = plan(HEAD, ["Acme", 5, "Aries"], known=edited, answers={"conflict:List:2": "sheet"})
    assert values(taken) == ["Aries"]
    left = plan(HEAD, ["Acme", 5, "Aries"], known=edited, answers={"conflict:List:2": "book"})
    assert values(left) == []


def test_a_fact_carries_its_own_fields() -> None:
    known = known_of(plan(["Customer", "ARR"], ["Acme", 5]))
    made = plan(
        ["Ticket id", "Organization", "Subject", "Created at", "Hours"],
        ["T-1", "Acme", "Slow", date(2025, 11, 3), 27],
        known=known, name="Tickets", answers={"columns:Tickets:unknown": "custom"},
    )  # fmt: skip
    ticket, value = of(made, Ticket)[0], of(made, CustomValue)[0]
    assert (value.row, value.account, value.value) == (ticket.id, ticket.account, "27")
    assert of(made, CustomField)[0].of_noun == "ticket"


def test_a_line_carries_its_own_fields() -> None:
    known = known_of(plan(["Customer", "ARR"], ["Acme", 5]))
    made = plan(
        ["Subscription ID", "Account", "Product", "Start", "End", "MRR", "Colour"],
        ["S-1", "Acme", "Team", date(2025, 1, 1), date(2025, 12, 31), 5, "blue"],
        known=known, name="Subscriptions", answers={"columns:Subscriptions:unknown": "custom"},
    )  # fmt: skip
    assert of(made, CustomValue)[0].row == of(made, Subscription)[0].id


def test_a_value_reads_as_its_kind_or_as_the_text_it_is() -> None:
    field = CustomField(id="f", of_noun="account", name="Refund", kind=CustomKind.MONEY, currency="USD")
    assert custom_text("1234.5", field) == "1,234.5 USD"
    assert typed("2025-11-03", CustomKind.DAY) == date(2025, 11, 3)
    assert typed("yes", CustomKind.YES_NO) is True
    assert (typed("x", CustomKind.DAY), typed("x", CustomKind.NUMBER)) == ("x", "x")


@pytest.mark.parametrize(
    ("header", "proposed"),
    [
        ("Notes 2025", "notes"), ("Notizen alt", "notes"), ("Comments (old)", "notes"), ("Notes FY2024", "notes"),
        ("Zodiac 2025", "custom"), ("Old ID", "custom"),
    ],
)  # fmt: skip
def test_notes_of_another_time_are_proposed_as_notes_beside_those_of_now(header: str, proposed: str) -> None:
    made = plan(["Customer", "ARR", "Notes", header], ["Acme", 5, "calm", "was angry"])
    (question,) = [q for q in made.questions if q.kind == "columns"]
    assert question.default == proposed
