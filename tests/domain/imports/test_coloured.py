"""A colour may be all that a cell says: an empty Health in red is red, and that of a name is asked about."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.custom import CustomValue
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Shown, Value
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.imports.tables.questions import Question
from tests.domain.imports.sheet import EMPTY, TODAY, asked, grid, of, source, synonyms

END = date(2026, 12, 31)
NAMES = "Acme Bolt Corax Delta Echo Fjord Gusto Halden Ixia Jura Kappa Lumen".split()
KEY = "colours:List:Customer"


def listed(*more: str, number: int = 6, cells: Mapping[int, str] | None = None) -> list[list[Value]]:
    """A list of customers with further columns, empty but for the cells of the last one by row."""
    head: list[Value] = ["Customer", "ARR", "Renewal", *more]
    rows: list[list[Value]] = [
        [name, 1000 + at, END, *[None] * len(more)] for at, name in enumerate(NAMES[:number], 1)
    ]
    for at, text in (cells or {}).items():
        rows[at - 1][-1] = text
    return [head, *rows]


def down(column: int, hues: str, first: int = 1) -> list[Shown]:
    """The colours of a column from a row on, by their letters: *rag..g*."""
    of_letter = {"r": "red", "a": "amber", "g": "green"}
    return [(at, column, at, of_letter[hue]) for at, hue in enumerate(hues, first) if hue != "."]


def planned(
    rows: Sequence[Sequence[Value]],
    *colours: list[Shown],
    name: str = "List",
    answers: Mapping[str, str] | None = None,
) -> Plan:
    sheet = replace(grid(rows, name), coloured=tuple(piece for column in colours for piece in column))
    return plan_files((source(sheet),), EMPTY, answers or {}, synonyms(), today=TODAY)


def judged(made: Plan) -> list[int | None]:
    return [a.judgement for a in of(made, Account)]


def question(made: Plan) -> Question | None:
    return next((q for q in made.questions if q.kind == "colours"), None)


def notes(made: Plan) -> list[str]:
    return [n for n in made.sheets[0].notes if "colour" in n]


@pytest.mark.parametrize(
    "header", ["Health", "RAG", "Ampel", "Status", "Risk", "Gesundheit", "Account health"]
)
def test_an_empty_column_of_health_is_read_by_its_colours_and_says_so(header: str) -> None:
    made = planned(listed(header), down(3, "ragr.g"))
    assert judged(made) == [2, 3, 4, 2, None, 4]
    assert notes(made) == [f"“{header}”: 5 empty cells are read by their colour: 2 red, 1 amber, 2 green."]
    assert made.sheets[0].columns[3].target == "account.judgement"
    assert [key for key in asked(made) if not key.startswith("edge:")] == []


def test_it_can_be_left_out_as_any_column() -> None:
    made = planned(listed("Health"), down(3, "ragrag"), answers={"column:List:Health": "omit"})
    assert judged(made) == [None] * 6


def test_a_text_stands_over_its_colour() -> None:
    made = planned(listed("Health", cells={1: "green", 2: "good"}), down(3, "ragrag"))
    assert judged(made) == [4, 4, 4, 2, 3, 4]
    assert notes(made) == ["“Health”: 4 empty cells are read by their colour: 1 red, 1 amber, 2 green."]


def test_colours_between_words_of_something_else_are_not_read() -> None:
    made = planned(listed("Status", cells={1: "Active", 2: "Active"}), down(3, "ggrrgg"))
    assert judged(made) == [None] * 6
    assert notes(made) == []


def test_one_colour_in_the_column_alone_is_read_and_one_of_the_whole_row_is_not() -> None:
    assert judged(planned(listed("Health"), down(3, "g.g.gg"))) == [4, None, 4, None, 4, 4]
    assert judged(planned(listed("Health"), *(down(c, "g.g.gg") for c in range(4)))) == [None] * 6


def test_a_health_that_takes_turns_by_chance_is_read() -> None:
    assert judged(planned(listed("Health"), down(3, "rgrgrg"))) == [2, 4] * 3


def test_rows_in_bands_say_nothing() -> None:
    made = planned(listed("Health", number=8), *(down(c, "agagagag") for c in range(4)))
    assert (judged(made), question(made), notes(made)) == ([None] * 8, None, [])
    made = planned(listed("Health", number=8), *(down(c, ".g.g.g.g") for c in range(4)))
    assert (judged(made), question(made), notes(made)) == ([None] * 8, None, [])


def test_of_two_coloured_columns_the_one_called_health_says_it_and_the_other_is_told() -> None:
    made = planned(listed("Status", "Health"), down(3, "ggrrgg"), down(4, "rrraaa"))
    assert judged(made) == [2, 2, 2, 3, 3, 3]
    assert "“Status”: the colours of empty cells are not read." in notes(made)


def test_columns_of_ones_own_in_several_colours_are_kept_by_their_words() -> None:
    made = planned(listed("Adoption", "Support"), down(3, "ragrag"), down(4, "ggrrra"))
    unknown = next(q for q in made.questions if q.kind == "columns")
    assert unknown.seen == ("Adoption: red, amber, green", "Support: green, red, amber")
    answers = {"column:List:Adoption": "custom", "column:List:Support": "account.judgement"}
    made = planned(listed("Adoption", "Support"), down(3, "ragrag"), down(4, "ggrrra"), answers=answers)
    assert judged(made) == [4, 4, 2, 2, 2, 3]
    assert [v.value for v in of(made, CustomValue)] == ["red", "amber", "green"] * 2


def test_one_colour_for_what_is_missing_says_nothing() -> None:
    made = planned(listed("CSM", "Seats"), down(3, "rr.r.."), down(4, "aaaaaa"))
    assert (notes(made), question(made)) == ([], None)


def test_tasks_with_a_coloured_status_say_that_it_is_not_read() -> None:
    rows: list[list[Value]] = [["Customer", "Task", "Due", "Status"]]
    rows += [["Acme", f"Call {n}", END, None] for n in "123"]
    assert notes(planned(rows, down(3, "rgg"), name="Tasks")) == [
        "“Status”: the colours of empty cells are not read."
    ]


def test_names_in_red_and_green_over_many_rows_are_asked_about_as_their_health() -> None:
    made = planned(listed(number=12), down(0, "rrgag.gagrrg"))
    ask = question(made)
    assert ask is not None
    assert (ask.key, ask.default) == (KEY, "health")
    assert ask.text == "11 names are coloured in “Customer”. Is that their health?"
    assert ask.evidence == "4 red, 2 amber, 5 green, of 12 rows."
    assert ask.seen == ("Acme: red", "Delta: amber", "Corax: green")
    assert judged(made)[:6] == [2, 2, 4, 3, 4, None]
    assert made.sheets[0].columns[-1].header == "Customer (colour)"
    left = planned(listed(number=12), down(0, "rrgag.gagrrg"), answers={KEY: "omit"})
    assert judged(left) == [None] * 12


def test_whole_rows_are_asked_about_alike() -> None:
    made = planned(listed("Owner"), *(down(c, "rrgagr") for c in range(4)))
    assert [q.default for q in [question(made)] if q] == ["health"]


@pytest.mark.parametrize("hues", ["..a..g..g...", "aaggagaaggga", "r....g....g."])
def test_few_names_and_names_without_red_are_asked_about_and_not_taken(hues: str) -> None:
    made = planned(listed(number=12), down(0, hues))
    assert [q.default for q in [question(made)] if q] == ["omit"]
    assert judged(made) == [None] * 12


@pytest.mark.parametrize("hues", ["...aa...", "rrrrrrrr", "r......g", "........"])
def test_one_colour_or_two_names_are_not_asked_about(hues: str) -> None:
    assert question(planned(listed(number=8), down(0, hues))) is None


def test_names_are_not_asked_about_where_a_column_says_the_same_or_the_health() -> None:
    status = dict(enumerate(["Churned", "Churned", "Active", "Active", "Active", "Churned"], 1))
    assert question(planned(listed("Status", cells=status), down(0, "rrgggr"))) is None
    health = dict.fromkeys(range(1, 7), "good")
    assert question(planned(listed("Health", cells=health), down(0, "rrgggr"))) is None
    assert question(planned(listed("Health"), down(0, "rrgggr"), down(3, "ragrag"))) is None


def test_a_header_and_a_total_in_colours_say_nothing() -> None:
    rows: list[list[Value]] = [*listed(), ["Total", 6021, None]]
    made = planned(rows, *([(0, c, 0, "green"), (7, c, 7, "red")] for c in range(3)))
    assert (question(made), notes(made)) == (None, [])


def with_legend(*legend: Sequence[Value]) -> list[Sequence[Value]]:
    return [*legend, [], *listed()]


def test_a_legend_above_the_table_says_what_the_colours_are() -> None:
    names = down(0, "r....g", first=4) + down(0, "g", first=6)
    beside = planned(with_legend(["Red", "at risk"], [None, "healthy"]), down(0, "rg", first=0), names)
    ask = question(beside)
    assert ask is not None
    assert (ask.default, ask.evidence) == (
        "health",
        "1 red, 2 green, of 6 rows. The sheet says: red is “at risk”, green is “healthy”.",
    )
    many = down(0, "rrggrg", first=4)
    other = planned(with_legend(["Green = renewed"], ["Red = cancelled"]), down(0, "gr", first=0), many)
    assert [q.default for q in [question(other)] if q] == ["omit"]
    one_row = planned(with_legend(["good", "bad"], []), [(0, 0, 0, "green"), (0, 1, 0, "red")], names)
    assert [q.default for q in [question(one_row)] if q] == ["health"]


def test_the_rows_of_several_sheets_keep_their_colours() -> None:
    from csdesk.domain.imports.sheets.each_sheet import with_each_sheet

    head: list[Value] = ["Product", "Seats", "ARR", "Renewal", "Health"]
    sheets = [
        grid([head, ["CRM", 5, 900 + n, END, None]], name) for n, name in enumerate(("Acme GmbH", "Bolt Ltd"))
    ]
    beyond = [replace(s, coloured=((1, 4, 9, hue),)) for s, hue in zip(sheets, ("red", "green"), strict=True)]
    made = with_each_sheet(source(*beyond), synonyms())
    assert made.grids[0].coloured == ((2, 4, 2, "red"), (4, 4, 4, "green"))
