"""The column that a person said names the customer does so in the same file again."""

from datetime import date
from pathlib import Path

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.plan import Result
from csdesk.services.spreadsheets.imports import apply_import, plan_import, read_files
from csdesk.store.book import Book
from csdesk.store.matching import known_of
from tests.services.answering import with_defaults

DAY = date(2025, 11, 24)


def test_a_column_that_named_the_customer_names_them_again_whatever_it_is_called(tmp_path: Path) -> None:
    file = tmp_path / "active.csv"
    file.write_text("Segment,Goal A,Goal B\nAcme,3,4\nBorel,5,6\n", "utf-8")
    with Book.in_memory() as book:
        sources = read_files([file], day=DAY)
        plan = plan_import(book, sources, {"customer:active:column": "Segment"}, today=DAY)
        plan = plan_import(book, sources, with_defaults(plan), today=DAY)
        apply_import(book, plan, today=DAY)
        again = plan_import(book, sources, {}, today=DAY)
        assert [a.account for a in known_of(book).all(Account)] == ["Acme", "Borel"]
    assert [r.result for r in again.sheets[0].rows] == [Result.SAME, Result.SAME]
