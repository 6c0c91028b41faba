"""What is told of the amounts and IDs of a table, each thing once."""

from csdesk.domain.imports.grid import Grid
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
