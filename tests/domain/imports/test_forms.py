"""Forms, one customer on a sheet of its own, are one table."""

from collections.abc import Sequence

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.imports.cells.grid import Source, Value
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.imports.tables.forms import with_forms
from tests.domain.imports.sheet import EMPTY, TODAY, grid, of, source, synonyms

DUPONT: list[list[Value]] = [
    ["Fiche client"],
    ["Client :", "Dupont SA"],
    ["Contact", "Jean Dupont"],
    [],
    ["E-mail", "jean@dupont.example"],
    ["Montant annuel", "9 600,00 €"],
    ["Échéance", "31/03/2026"],
]
MARTIN: list[list[Value]] = [
    ["Client", "Martin SARL"],
    ["Montant annuel", "2 400,00 €"],
    ["Échéance", "30/06/2026"],
    ["Remarque maison", "fidèle"],
]


def read(*sheets: Sequence[Sequence[Value]]) -> Source:
    made = source(*(grid(rows, f"Tab {n}") for n, rows in enumerate(sheets, 1)))
    return with_forms(made, synonyms())


def test_two_forms_are_two_rows_of_one_table_with_the_labels_of_both() -> None:
    (table,) = read(DUPONT, MARTIN).grids
    assert table.rows == (
        ("Client", "Contact", "E-mail", "Montant annuel", "Échéance", "Remarque maison"),
        ("Dupont SA", "Jean Dupont", "jean@dupont.example", "9 600,00 €", "31/03/2026", None),
        ("Martin SARL", None, None, "2 400,00 €", "30/06/2026", "fidèle"),
    )
    assert table.notes == (
        "2 sheets are read as a form, one customer each: row 2 is “Tab 1”, row 3 is “Tab 2”.",
    )


def test_the_customers_come_with_their_people_and_are_asked_once() -> None:
    made = plan_files((read(DUPONT, MARTIN),), EMPTY, {}, synonyms(), today=TODAY)
    assert [a.account for a in of(made, Account)] == ["Dupont SA", "Martin SARL"]
    assert [c.email for c in of(made, Contact)] == ["jean@dupont.example"]
    assert len({q.sheet for q in made.questions}) == 1


def test_a_list_beside_the_forms_stays_what_it_is() -> None:
    lists: list[list[Value]] = [["Client", "MRR"], ["Acme", 10], ["Borel", 20], ["Contact", 30]]
    beside = read(lists, MARTIN)
    assert [g.name for g in beside.grids] == ["Tab 1", "Tab 2"]
    assert beside.grids[0].rows == tuple(map(tuple, lists))


def test_words_in_two_columns_that_are_no_labels_are_no_form() -> None:
    glossary: list[list[Value]] = [
        ["Client", "who pays"],
        ["Churn", "who leaves"],
        ["Upsell", "more"],
        ["Foo", "bar"],
    ]
    table: list[list[Value]] = [["Customer", "Email"], ["Acme", "a@b.example"], ["Borel", "c@d.example"]]
    for rows in (glossary, table):
        assert read(rows).grids[0].rows == tuple(map(tuple, rows))


def test_nothing_of_a_form_is_lost_two_people_are_two_columns_and_a_text_alone_is_named() -> None:
    (table,) = read(
        [*MARTIN, ["Contact", "Ann"], ["Contact", "Bo"], ["Call them in spring"], ["E-mail"]]
    ).grids
    assert table.rows[0][-2:] == ("Contact", "Contact")
    assert table.rows[1][-2:] == ("Ann", "Bo")
    assert table.notes[-1] == "Left out, as nothing stands beside it: “Call them in spring”."
