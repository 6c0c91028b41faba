"""A workbook with a sheet for each customer: their tables are one, and the sheets say whose the rows are."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Source, Value
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.imports.sheets.around import Options
from csdesk.domain.imports.sheets.each_sheet import with_each_sheet
from csdesk.domain.imports.tables.forms import with_forms
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.tasks import Task
from csdesk.domain.touches import Touch
from tests.domain.imports.sheet import EMPTY, TODAY, asked, grid, of, source, synonyms

Rows = Sequence[Sequence[Value]]
TASKS: list[Value] = ["Task", "Due", "Status"]
OFFER: list[Value] = ["Send offer", date(2025, 12, 1), "open"]
REVIEW: list[Value] = ["Plan QBR", date(2025, 12, 5), "done"]
NOTED: list[Value] = ["Task", "Due", "Note"]
KEY = "sections:Sheets:headings"


def book_of(sheets: Mapping[str, Rows]) -> Source:
    made = source(*(grid(rows, name) for name, rows in sheets.items()))
    return with_forms(with_each_sheet(made, synonyms()), synonyms())


def planned(
    sheets: Mapping[str, Rows], options: Options | None = None, said: Mapping[str, str] | None = None
) -> Plan:
    return plan_files((book_of(sheets),), EMPTY, said or {}, synonyms(), today=TODAY, options=options)


def names(sheets: Mapping[str, Rows]) -> list[str]:
    return [g.name for g in book_of(sheets).grids]


def whose(made: Plan, noun: type, field: str) -> dict[str, str]:
    called = {a.id: a.account for a in of(made, Account)}
    return {getattr(v, field): called[v.account] for v in of(made, noun)}


def test_tasks_on_a_sheet_for_each_customer_are_those_of_the_customer_and_asked_once() -> None:
    made = planned({"Acme GmbH": [TASKS, OFFER], "Borel AG": [TASKS, REVIEW]})
    (question,) = [q for q in made.questions if q.key == KEY]
    assert question.default == "account"
    assert question.text == (
        "The sheets “Acme GmbH”, “Borel AG” have the same columns. What do their names say of their rows?"
    )
    assert whose(made, Task, "title") == {"Send offer": "Acme GmbH", "Plan QBR": "Borel AG"}
    assert asked(made) == [KEY, "strangers:Sheets:accounts"]


def test_people_on_a_sheet_for_each_customer_are_people_and_no_customers() -> None:
    head: list[Value] = ["Name", "Title", "Email"]
    made = planned(
        {
            "Acme GmbH": [head, ["Mia Stone", "CEO", "mia@acme.example"]],
            "Borel AG": [head, ["Ina Wolf", "CFO", "ina@borel.example"]],
        }
    )
    assert whose(made, Contact, "name") == {"Mia Stone": "Acme GmbH", "Ina Wolf": "Borel AG"}
    assert next(q for q in made.questions if q.key == KEY).default == "account"


def test_people_without_a_title_are_people_where_those_of_a_sheet_share_their_domain() -> None:
    head: list[Value] = ["Name", "Email"]
    acme: list[list[Value]] = [head, ["Mia Stone", "mia@acme.example"], ["Tom Reed", "tom@acme.example"]]
    borel: list[list[Value]] = [head, ["Ina Wolf", "ina@borel.example"]]
    assert names({"Acme GmbH": acme, "Borel AG": borel}) == ["Sheets"]
    of_many: list[list[Value]] = [*acme, ["Corvid", "office@corvid.example"]]
    assert names({"Nordics team": of_many, "Iberia team": borel}) == ["Nordics team", "Iberia team"]


def test_a_first_table_that_names_no_customer_is_read_also_where_the_second_has_more_words_that_are_known() -> (
    None
):
    def sheet(name: str, mail: str) -> Rows:
        lines: Rows = [["Product", "ARR", "Renewal"], ["CRM", 12000, date(2026, 12, 31)], []]
        return [*lines, ["Contacts"], ["Name", "Email", "Role", "Phone"], [name, mail, "User", "030 1"], []]

    made = planned(
        {"Acme GmbH": sheet("Mia Stone", "m@acme.example"), "Borel AG": sheet("Ina Wolf", "i@borel.example")}
    )
    assert [s.sheet for s in made.sheets] == ["Sheets", "Sheets: Contacts"]
    assert len(of(made, Subscription)) == 2
    assert whose(made, Contact, "name") == {"Mia Stone": "Acme GmbH", "Ina Wolf": "Borel AG"}


def test_people_with_a_name_and_an_address_below_a_title_that_says_so_are_people() -> None:
    def sheet(*people: list[Value]) -> Rows:
        lines: Rows = [
            ["Product", "ARR", "Start", "Renewal"],
            ["CRM", 9000, date(2026, 1, 1), date(2026, 12, 31)],
            [],
        ]
        return [*lines, ["Contacts"], ["Name", "Email"], *people]

    acme = sheet(["Mia Stone", "m@acme.example"], ["Tom Reed", "t@mail.example"])
    made = planned({"Acme GmbH": acme, "Borel AG": sheet(["Ina Wolf", "i@borel.example"])})
    found = {"Mia Stone": "Acme GmbH", "Tom Reed": "Acme GmbH", "Ina Wolf": "Borel AG"}
    assert whose(made, Contact, "name") == found


def test_notes_and_contracts_of_a_sheet_are_its_customers() -> None:
    notes: list[Value] = ["Date", "Notes"]
    made = planned(
        {
            "Acme GmbH": [notes, [date(2025, 10, 1), "Renewal"]],
            "Borel AG": [notes, [date(2025, 10, 9), "Kickoff"]],
        }
    )
    assert whose(made, Touch, "summary") == {"Renewal": "Acme GmbH", "Kickoff": "Borel AG"}
    lines: list[Value] = ["Product", "Start", "End", "ARR"]
    made = planned(
        {
            "Acme GmbH": [lines, ["CRM", date(2025, 1, 1), date(2025, 12, 31), 12000]],
            "Borel AG": [lines, ["CRM", date(2025, 5, 1), date(2026, 4, 30), 9000]],
        }
    )
    assert len(of(made, Subscription)) == 2
    assert [a.account for a in of(made, Account)] == ["Acme GmbH", "Borel AG"]


def test_a_list_of_all_customers_beside_their_sheets_stays_one() -> None:
    lists: Rows = [["Customer", "ARR"], ["Acme GmbH", 12000], ["Borel AG", 9000]]
    made = planned({"Overview": lists, "Acme GmbH": [TASKS, OFFER], "Borel AG": [TASKS, REVIEW]})
    assert [s.sheet for s in made.sheets] == ["Overview", "Sheets"]
    assert whose(made, Task, "title") == {"Send offer": "Acme GmbH", "Plan QBR": "Borel AG"}
    assert KEY in asked(made)
    assert "strangers:Sheets:accounts" not in asked(made)


def test_several_tables_on_the_sheet_of_each_customer_are_several_tables() -> None:
    people: list[Value] = ["Name", "Title", "Phone"]
    sheets: dict[str, Rows] = {
        "Acme GmbH": [["Contacts"], people, ["Mia Stone", "CEO"], [], ["Tasks"], TASKS, OFFER],
        "Borel AG": [["Contacts"], people, ["Ina Wolf", "CFO"], [], ["Tasks"], TASKS, REVIEW],
    }
    made = planned(sheets)
    assert [s.sheet for s in made.sheets] == ["Sheets", "Sheets: Tasks"]
    assert whose(made, Contact, "name") == {"Mia Stone": "Acme GmbH", "Ina Wolf": "Borel AG"}
    assert whose(made, Task, "title") == {"Send offer": "Acme GmbH", "Plan QBR": "Borel AG"}


def test_a_form_that_names_no_customer_is_of_the_one_its_sheet_is_called_after() -> None:
    sheets: dict[str, Rows] = {
        "Acme GmbH": [["ARR", 12000], ["Renewal date", date(2026, 3, 31)], ["CSM", "Ann"]],
        "Borel AG": [["ARR", 9000], ["Renewal date", date(2026, 6, 30)], ["CSM", "Ben"]],
    }
    made = planned(sheets)
    assert {a.account: a.csm for a in of(made, Account)} == {"Acme GmbH": "Ann", "Borel AG": "Ben"}
    assert "sections:Forms:headings" in asked(made)
    assert names({"Acme GmbH": sheets["Acme GmbH"]}) == ["Acme GmbH"]


def test_a_form_above_a_table_comes_too() -> None:
    made = planned(
        {
            "Acme GmbH": [["ARR", 12000], ["CSM", "Ann"], ["Segment", "SMB"], [], TASKS, OFFER],
            "Borel AG": [["ARR", 9000], ["CSM", "Ben"], ["Segment", "SMB"], [], TASKS, REVIEW],
        }
    )
    assert [s.sheet for s in made.sheets] == ["Sheets", "Forms"]
    assert {a.account: a.csm for a in of(made, Account)} == {"Acme GmbH": "Ann", "Borel AG": "Ben"}
    assert len(of(made, Task)) == 2


@pytest.mark.parametrize(
    ("one", "other"), [("Q1 2025", "Q2 2025"), ("Jan", "Feb"), ("2024", "2025"), ("EMEA", "APAC"), ("Sheet1", "Sheet2")]
)  # fmt: skip
def test_sheets_of_times_and_regions_are_no_customers(one: str, other: str) -> None:
    assert names({one: [TASKS, OFFER], other: [TASKS, REVIEW]}) == [one, other]


def test_sheets_whose_rows_name_their_customers_stay_apart() -> None:
    head: list[Value] = ["Customer", "ARR"]
    assert names({"Ann": [head, ["Acme", 10]], "Ben": [head, ["Borel", 20]]}) == ["Ann", "Ben"]
    head = ["Name", "ARR", "Email"]
    lists: dict[str, Rows] = {
        "Ann": [head, ["Acme", 10, "office@acme.example"]],
        "Ben": [head, ["Borel", 20, "office@borel.example"]],
    }
    assert names(lists) == ["Ann", "Ben"]


def test_a_template_a_total_and_what_stands_above_are_told_and_nobodys() -> None:
    made = planned(
        {
            "Template": [TASKS, ["Example", date(2025, 1, 1), "open"]],
            "Acme GmbH": [["Account plan"], [], TASKS, OFFER, [], ["Total", None, 1]],
            "Borel AG": [["Borel AG"], [], [*TASKS, "Priority"], [*REVIEW, "high"]],
        }
    )
    assert [t.title for t in of(made, Task)] == ["Send offer", "Plan QBR"]
    (sheet,) = made.sheets
    assert ("Total", "total") in [(left.text, left.why) for left in sheet.left_out]
    assert "Left out, as it stands above the tables: “Account plan”." in sheet.notes
    assert "2 sheets are read as one table: “Acme GmbH” from row 2, “Borel AG” from row 6." in sheet.notes
    assert "Sheet “Template” is not imported: no column names the customer." in sheet.notes


def test_done_on_the_sheet_of_one_customer_is_said_of_the_tasks_of_that_one() -> None:
    made = planned(
        {
            "Acme GmbH": [NOTED, [*OFFER[:2], None], ["DONE"], ["Call", date(2025, 11, 1), None]],
            "Borel AG": [NOTED, [*REVIEW[:2], None]],
        }
    )
    assert whose(made, Task, "title") == {
        "Send offer": "Acme GmbH",
        "Call": "Acme GmbH",
        "Plan QBR": "Borel AG",
    }
    assert [t.status.value for t in of(made, Task)] == ["open", "done", "open"]


def test_one_customer_can_be_chosen_by_the_name_of_the_sheet() -> None:
    sheets: dict[str, Rows] = {"Acme GmbH": [TASKS, OFFER], "Borel AG": [TASKS, REVIEW]}
    made = planned(sheets, Options(sheets=("Borel AG",)))
    assert whose(made, Task, "title") == {"Plan QBR": "Borel AG"}


def test_the_names_of_sheets_may_be_something_else_than_customers() -> None:
    made = planned({"Acme GmbH": [TASKS, OFFER], "Borel AG": [TASKS, REVIEW]}, said={KEY: "nothing"})
    assert of(made, Task) == []
