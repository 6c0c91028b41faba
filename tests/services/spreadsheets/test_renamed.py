"""A column that was renamed is joined to its old field, where a person says so: one's own, or csdesk's."""

from datetime import date
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.custom import CustomField, CustomKind, CustomValue
from csdesk.domain.errors import NoSuchChoice
from csdesk.domain.imports.bench.plan import Plan, plan_json
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.mapping import Column
from csdesk.domain.imports.tables.questions import Question
from csdesk.services.spreadsheets.mapping_file import mapping_answers, write_mapping
from csdesk.store.book import Book
from tests.services.spreadsheets.test_imports import brought, planned, source

Rows = list[list[Value]]
FIRST: Rows = [["Customer", "ARR", "Zodiac"], ["Acme", 5, "Leo"], ["Bolt", 6, "Aries"], ["Corvid", 7, "Leo"]]
KEPT = {"columns:List:unknown": "custom"}
KEY = "renamed:List:Star sign"
JOIN = {KEY: "custom:Zodiac"}


def later(header: str = "Star sign", *cells: Value) -> Rows:
    said = cells or ("Leo", "Aries", "Virgo")
    return [
        ["Customer", "ARR", header],
        *([name, n, c] for name, n, c in zip(("Acme", "Bolt", "Corvid"), (5, 6, 7), said, strict=True)),
    ]


def asked(plan: Plan, key: str = KEY) -> Question:
    return next(q for q in plan.open if q.key == key)


def column(plan: Plan, header: str) -> Column:
    return next(c for c in plan.sheets[0].columns if c.header == header)


def own(book: Book) -> dict[str, dict[str, str]]:
    """By field of one's own: what each account says."""
    names = {a.id: a.account for a in book.all(Account)}
    fields = {f.id: f.name for f in book.all(CustomField)}
    found: dict[str, dict[str, str]] = {name: {} for name in fields.values()}
    for value in book.all(CustomValue):
        found[fields[value.field]][names[value.row]] = value.value  # type: ignore[index]
    return found


def test_a_renamed_field_of_ones_own_is_proposed_by_its_values_and_joined_when_said(book: Book) -> None:
    brought(book, FIRST, KEPT)
    open_ = planned(book, later())
    question = asked(open_)
    assert [c.value for c in question.choices] == ["custom:Zodiac", "no"]
    assert question.default == "custom:Zodiac"
    assert question.text == "Is “Star sign” the column that was called “Zodiac”?"
    assert (
        "it had “Zodiac”; now it has “Star sign”: Leo, Aries, Virgo. 2 values are in “Zodiac” already"
        in question.evidence
    )
    assert column(open_, "Star sign").target is None
    assert [q.kind for q in open_.open] == ["renamed"]
    brought(book, later(), JOIN)
    assert own(book) == {"Zodiac": {"Acme": "Leo", "Bolt": "Aries", "Corvid": "Virgo"}}


def test_without_the_answer_nothing_is_joined_and_no_says_that_it_is_another_column(book: Book) -> None:
    brought(book, FIRST, KEPT)
    no = planned(book, later(), {KEY: "no"})
    assert [q.key for q in no.open] == ["columns:List:unknown"]
    brought(book, later(), {KEY: "no", **KEPT})
    assert own(book)["Zodiac"]["Corvid"] == "Leo"
    assert own(book)["Star sign"]["Corvid"] == "Virgo"


def test_a_joined_column_is_known_the_next_time_under_either_name(book: Book) -> None:
    brought(book, FIRST, KEPT)
    brought(book, later(), JOIN)
    again = planned(book, later("Star sign", "Virgo", "Virgo", "Virgo"))
    assert not again.open
    assert (column(again, "Star sign").sent, column(again, "Star sign").because) == (
        "account.custom:Zodiac", "as last time",
    )  # fmt: skip
    assert not planned(book, [*FIRST[:3], ["Corvid", 7, "Virgo"]]).open


def test_two_columns_are_never_one_field(book: Book) -> None:
    brought(book, FIRST, KEPT)
    brought(book, later(), JOIN)
    both: Rows = [["Customer", "ARR", "Star sign", "Zodiac"]]
    both += [[name, n, "Virgo", "Leo"] for name, n in (("Acme", 5), ("Bolt", 6), ("Corvid", 7))]
    plan = planned(book, both)
    assert column(plan, "Zodiac").target == "account.custom"
    assert (column(plan, "Star sign").target, column(plan, "Star sign").because) == (
        None, "another column is “Zodiac”",
    )  # fmt: skip
    assert [q.key for q in plan.open] == ["columns:List:unknown"]


def test_values_of_another_kind_are_not_offered_the_field(book: Book) -> None:
    brought(book, [["Customer", "ARR", "Shoe size"], ["Acme", 5, 44], ["Bolt", 6, 38]], KEPT)
    assert [f.kind for f in book.all(CustomField)] == [CustomKind.NUMBER]
    plan = planned(book, later("Star sign", "Leo", "Aries", "Virgo"))
    assert [q.kind for q in plan.open] == ["columns"]


def test_a_field_that_is_gone_is_asked_about_by_its_kind_alone_and_not_proposed(book: Book) -> None:
    brought(book, [["Customer", "ARR", "Shoe size"], ["Acme", 5, 44], ["Bolt", 6, 38]], KEPT)
    plan = planned(book, later("Qwertz", 41, 42, 43))
    question = asked(plan, "renamed:List:Qwertz")
    assert ([c.value for c in question.choices], question.default) == (["custom:Shoe size", "no"], None)


def test_of_two_new_columns_the_one_with_the_like_name_is_asked_about(book: Book) -> None:
    brought(book, FIRST, KEPT)
    rows: Rows = [
        ["Customer", "ARR", "Motto", "Zodiac sign"],
        ["Acme", 5, "onwards", "Pisces"],
        ["Bolt", 6, "upwards", "Cancer"],
        ["Corvid", 7, "inwards", "Libra"],
    ]
    plan = planned(book, rows)
    assert sorted(q.key for q in plan.open) == ["columns:List:unknown", "renamed:List:Zodiac sign"]
    assert asked(plan, "renamed:List:Zodiac sign").default == "custom:Zodiac"


def test_a_field_of_a_sheet_that_never_came_is_offered_where_its_name_is_alike(book: Book) -> None:
    brought(book, FIRST, KEPT)
    other = source([["Customer", "Zodiacs"], ["Acme", "Pisces"], ["Dune", "Cancer"]], file="other.xlsx")
    renamed_sheet = type(other)(other.file, other.sha256, other.on, tuple(
        type(g)("Other", g.rows) for g in other.grids
    ))  # fmt: skip
    from csdesk.services.spreadsheets.imports import plan_import
    from tests.services.spreadsheets.test_imports import TODAY

    plan = plan_import(book, [renamed_sheet], {}, today=TODAY)
    question = next(q for q in plan.open if q.kind == "renamed")
    assert (question.key, question.default) == ("renamed:Other:Zodiacs", None)
    assert "Its name is like that of your field “Zodiac”" in question.evidence


def test_further_fields_of_ones_own_are_offered_behind_the_likely_ones(book: Book) -> None:
    rows: Rows = [
        ["Customer", "ARR", "Zodiac", "Saying"], ["Acme", 5, "Leo", "red"], ["Bolt", 6, "Aries", "blue"],
    ]  # fmt: skip
    brought(book, rows, KEPT)
    plan = planned(book, [["Customer", "ARR", "Star sign"], ["Acme", 5, "Leo"], ["Bolt", 6, "Aries"]])
    question = asked(plan)
    assert [c.value for c in question.choices] == ["custom:Zodiac", "custom:Saying", "no"]
    assert question.default == "custom:Zodiac"
    brought(book, [["Customer", "ARR", "Star sign"], ["Acme", 5, "pink"], ["Bolt", 6, "Aries"]],
            {KEY: "custom:Saying"})  # fmt: skip
    assert own(book)["Saying"]["Acme"] == "pink"


def test_a_field_of_csdesk_that_is_gone_is_proposed_where_its_values_are_known(book: Book) -> None:
    first: Rows = [["Customer", "ARR", "Region"], ["Acme", 5, "North"], ["Bolt", 6, "South"]]
    brought(book, first)
    plan = planned(book, [["Customer", "ARR", "Qwertz"], ["Acme", 5, "North"], ["Bolt", 6, "South"]])
    question = asked(plan, "renamed:List:Qwertz")
    assert ([c.value for c in question.choices], question.default) == (
        ["account.region", "no"],
        "account.region",
    )
    assert "2 values are in “Region” already" in question.evidence


def test_a_column_is_sent_to_a_field_of_ones_own_by_its_name(book: Book) -> None:
    brought(book, FIRST, KEPT)
    rows = later("Moon", "x", "y", "z")
    said = planned(book, rows, {"column:List:Moon": "custom:Zodiac"})
    assert not said.open
    brought(book, rows, {"column:List:Moon": "custom:Zodiac"})
    assert own(book) == {"Zodiac": {"Acme": "x", "Bolt": "y", "Corvid": "z"}}
    fresh = planned(book, later("Mood", "a", "b", "c"), {"column:List:Mood": "custom:Weather"})
    (field,) = [v for v in fresh.values if isinstance(v, CustomField)]
    assert field.name == "Weather"


def test_an_answer_that_names_no_offered_field_is_refused(book: Book) -> None:
    brought(book, FIRST, KEPT)
    with pytest.raises(NoSuchChoice):
        planned(book, later(), {KEY: "custom:Nothing"})


def test_a_saved_mapping_and_json_say_the_field_that_a_column_is_joined_to(
    book: Book, tmp_path: Path
) -> None:
    brought(book, FIRST, KEPT)
    plan = planned(book, later(), JOIN)
    (sheet,) = plan_json(plan, applied=False)["sheets"]
    assert sheet["columns"]["Star sign"] == "account.custom:Zodiac"
    path = tmp_path / "map.toml"
    write_mapping(plan, path)
    told = mapping_answers(path, [source(later())])
    assert told["column:List:Star sign"] == "custom:Zodiac"
    assert not planned(book, later(), told).open


def test_days_are_told_from_words_and_a_day_that_is_gone_is_joined(book: Book) -> None:
    brought(
        book,
        [["Customer", "ARR", "Founded"], ["Acme", 5, date(2024, 5, 1)], ["Bolt", 6, date(2024, 6, 1)]],
        KEPT,
    )
    rows: Rows = [
        ["Customer", "ARR", "Born", "Motto"],
        ["Acme", 5, date(2024, 5, 1), "up"],
        ["Bolt", 6, date(2024, 6, 1), "on"],
    ]
    question = asked(planned(book, rows), "renamed:List:Born")
    assert question.default == "custom:Founded"
