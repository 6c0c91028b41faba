"""What a sheet hides or merges is asked about: nothing comes in unseen, and nothing is filled in unsaid."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.errors import NoSuchChoice
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Grid, Value
from csdesk.domain.imports.planning import plan_files
from tests.domain.imports.sheet import TODAY, grid, of, source, synonyms

HEAD: list[Value] = ["Customer", "Domain"]
THREE = grid([HEAD, ["Acme", "acme.com"], ["Bolt", "bolt.de"], ["Corvid", "corvid.io"]])
HIDDEN = "hidden:List:rows"
MERGED = "merged:List:rows"


def planned(sheet: Grid, answers: Mapping[str, str] | None = None, known: Known | None = None) -> Plan:
    return plan_files((source(sheet),), known or Known(), answers or {}, synonyms(), today=TODAY)


def names(made: Plan) -> list[str]:
    return [a.account for a in of(made, Account)]


def test_hidden_rows_are_left_out_until_somebody_wants_them() -> None:
    sheet = replace(THREE, hidden_rows=(2,))
    made = planned(sheet)
    (question,) = [q for q in made.open if q.key == HIDDEN]
    assert (question.rows, question.seen, question.default) == ((3,), ("Bolt",), "omit")
    assert question.text == "What becomes of 1 row that the sheet hides?"
    assert names(made) == ["Acme", "Corvid"]
    assert names(planned(sheet, {HIDDEN: "omit"})) == ["Acme", "Corvid"]
    assert names(planned(sheet, {HIDDEN: "bring"})) == ["Acme", "Bolt", "Corvid"]


def test_rows_that_a_filter_hides_are_said_to_be() -> None:
    made = planned(replace(THREE, hidden_rows=(1, 3), filtered=True))
    assert made.open[0].text == "What becomes of 2 rows that a filter hides?"


def test_a_hidden_row_does_not_move_the_others() -> None:
    made = planned(replace(THREE, hidden_rows=(2,)), {HIDDEN: "omit"})
    assert [r.row for r in made.sheets[0].rows] == [2, 4]


def test_a_sheet_that_hides_nothing_asks_nothing() -> None:
    assert planned(THREE).questions == ()


def test_an_answer_about_hidden_rows_holds_for_that_file_alone() -> None:
    """Another month's filter hides other rows; merged cells are a habit of the sheet."""
    earlier = Known(answered={"": {HIDDEN: "omit", MERGED: "first"}})
    assert HIDDEN in [q.key for q in planned(replace(THREE, hidden_rows=(2,)), known=earlier).open]
    assert planned(PEOPLE, known=earlier).open == ()
    same = Known(answered={"a": {HIDDEN: "bring"}})
    assert names(planned(replace(THREE, hidden_rows=(2,)), known=same)) == ["Acme", "Bolt", "Corvid"]


def test_another_answer_is_none() -> None:
    with pytest.raises(NoSuchChoice):
        planned(replace(THREE, hidden_rows=(2,)), {HIDDEN: "perhaps"})


PEOPLE = replace(
    grid(
        [
            ["Customer", "Contact", "Email"],
            ["Acme", "Ana Berg", "ana@acme.com"],
            [None, "Ben Ito", "ben@acme.com"],
            ["Bolt", "Cy Low", "cy@bolt.de"],
        ]
    ),
    merged=((1, 0, 2, 0),),
)


def test_a_value_over_several_rows_holds_for_each_of_them_where_that_is_said() -> None:
    made = planned(PEOPLE)
    (question,) = [q for q in made.open if q.key == MERGED]
    assert (question.rows, question.seen, question.default) == ((2,), ("Acme: rows 2 to 3",), "fill")
    filled = planned(PEOPLE, {MERGED: "fill"})
    assert [c.name for c in of(filled, Contact)] == ["Ana Berg", "Ben Ito", "Cy Low"]
    assert names(filled) == ["Acme", "Bolt"]


def test_a_value_over_several_rows_holds_for_the_first_alone_where_that_is_said() -> None:
    alone = planned(PEOPLE, {MERGED: "first"})
    assert "Ben Ito" not in [c.name for c in of(alone, Contact)]


def test_merged_titles_and_headers_are_not_asked_about() -> None:
    titled = grid([["Our customers", None], HEAD, ["Acme", "acme.com"]])
    assert planned(replace(titled, merged=((0, 0, 0, 1), (0, 0, 1, 0)))).questions == ()


def test_merging_across_columns_fills_nothing() -> None:
    assert planned(replace(THREE, merged=((2, 0, 2, 1),))).questions == ()
