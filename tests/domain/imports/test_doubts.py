"""What is told of the amounts and IDs of a table, each thing once."""

from csdesk.domain.imports.cells.grid import LOST_ZEROS, Grid
from csdesk.domain.imports.planning import plan_files
from tests.domain.imports.sheet import EMPTY, TODAY, source, synonyms


def test_an_id_that_was_cut_down_is_told_once_by_its_row() -> None:
    note = "column B has numbers of more than 15 digits, of which a spreadsheet keeps no more"
    rows = (("Customer", "Customer ID", "MRR"), ("Acme", "1.23457E+17", 10), ("Beta", "b-1", 10))
    made = plan_files((source(Grid("List", rows, notes=(note,))),), EMPTY, {}, synonyms(), today=TODAY)
    assert made.sheets[0].notes == ()
    assert [p.column for p in made.sheets[0].problems] == ["Customer ID"]
    kept = (("Customer", "Shelf", "MRR"), ("Acme", "1.23457E+17", 10))
    made = plan_files((source(Grid("List", kept, notes=(note,))),), EMPTY, {}, synonyms(), today=TODAY)
    assert made.sheets[0].notes == (note,)


def test_ids_of_unlike_lengths_in_a_table_of_another_program_are_no_doubt() -> None:
    note = f"column A (id) looks like IDs of 10 digits, {LOST_ZEROS}: compare them with the source; rows 2"
    rows = (("id", "name", "shared_tickets", "shared_comments"), (1, "Acme", "x", "y"), (2, "Beta", "x", "y"))
    made = plan_files(
        (source(Grid("organization", rows, notes=(note,))),), EMPTY, {}, synonyms(), today=TODAY
    )
    assert made.sheets[0].notes[0] == "This is Zendesk's table of organizations."
    assert note not in made.sheets[0].notes
    own = (("Account number", "Customer"), (1, "Acme"), (2, "Beta"))
    made = plan_files((source(Grid("List", own, notes=(note,))),), EMPTY, {}, synonyms(), today=TODAY)
    assert made.sheets[0].notes == (note,)
