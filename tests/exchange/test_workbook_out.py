"""A workbook going out: what Excel refuses is not in it, no text is a formula, and what is too long says so."""

import errno
import gc
import io
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from lxml import etree
from openpyxl.utils import column_index_from_string
from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]

from csdesk.domain.rounds.words import LONGEST, MOST_LINES, cleaned, fitting, is_cut
from csdesk.exchange.fresh_workbook import fresh_workbook
from csdesk.exchange.reading import read_here
from csdesk.exchange.tables_out import Column, Holds, Table
from csdesk.exchange.workbook_out import write_workbook
from csdesk.services.sample import sample_file
from csdesk.services.spreadsheets.exports import export_book
from csdesk.store.book import Book

DAY = date(2025, 11, 24)
N = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def written(tables: list[Table], **more: Any) -> bytes:
    out = io.BytesIO()
    write_workbook(out, tables, day=DAY, **more)
    return out.getvalue()


def texts(*cells: str, name: str = "Notes") -> Table:
    columns = (Column("ID", "id", Holds.TEXT), Column("Note", "note", Holds.TEXT))
    return Table(name, "notes", columns, [[str(n) for n in range(len(cells))], list(cells)], len(cells))


def read_back(data: bytes, folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    path = folder / "out.xlsx"
    path.write_bytes(data)
    return {g.name: list(g.rows) for g in read_here(path, day=DAY).grids}


class Parts:
    """The parts of a workbook, as XML."""

    def __init__(self, data: bytes) -> None:
        self._package = zipfile.ZipFile(io.BytesIO(data))
        self.names = self._package.namelist()

    def root(self, name: str) -> Any:
        return etree.fromstring(self._package.read(name))

    def sheets(self) -> Iterator[tuple[str, str]]:
        """Names on the tabs, with their parts."""
        targets = self.targets("xl/workbook.xml")
        for sheet in self.root("xl/workbook.xml").iterfind("m:sheets/m:sheet", N):
            yield sheet.get("name"), targets[sheet.get(RELATION)]

    def targets(self, part: str) -> dict[str, str]:
        """The parts that a part refers to, by the id of the relation."""
        folder, _, name = part.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels"
        if rels not in self.names:
            return {}
        found = {r.get("Id"): r.get("Target") for r in self.root(rels)}
        return {k: re.sub(r"[^/]+/\.\./", "", f"{folder}/{t}") for k, t in found.items()}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    """The sample book's whole workbook."""
    folder = tmp_path_factory.mktemp("out")
    with Book.view(sample_file(folder / "sample.csdesk", accounts=8)) as book:
        export_book(book, folder / "all.xlsx", today=DAY)
    return Parts((folder / "all.xlsx").read_bytes())


def header(parts: Parts, part: str) -> list[str]:
    """The texts of the first row, shared ones."""
    shared = ["".join(s.itertext()) for s in parts.root("xl/sharedStrings.xml").iterfind("m:si", N)]
    cells = parts.root(part).iterfind("m:sheetData/m:row[@r='1']/m:c", N)
    return [shared[int(c.findtext("m:v", namespaces=N))] for c in cells]


def test_every_table_is_as_excel_wants_it(sample: Parts) -> None:
    ids, names = [], []
    for _, part in sample.sheets():
        for target in sample.targets(part).values():
            table = sample.root(target)
            columns = table.findall("m:tableColumns/m:tableColumn", N)
            heads = [c.get("name") for c in columns]
            ids.append(table.get("id"))
            names.append(table.get("displayName"))
            assert table.get("ref") == table.find("m:autoFilter", N).get("ref")
            assert table.get("ref") == sample.root(part).find("m:dimension", N).get("ref")
            assert [c.get("id") for c in columns] == [str(n) for n in range(1, len(columns) + 1)]
            assert heads == header(sample, part)
            assert len({h.lower() for h in heads}) == len(heads)
            assert all(0 < len(h) <= 255 for h in heads)
    assert len(set(ids)) == len(ids) > 20
    assert len({n.lower() for n in names}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,254}", n) for n in names)


def test_sheets_choices_and_references_are_legal(sample: Parts) -> None:
    sheets = dict(sample.sheets())
    assert all(len(n) <= 31 and not set(n) & set("[]:*?/\\") and n.strip("'") == n for n in sheets)
    assert len({n.casefold() for n in sheets}) == len(sheets)
    for part in sheets.values():
        places = []
        for rule in sample.root(part).iterfind("m:dataValidations/m:dataValidation", N):
            formula = rule.findtext("m:formula1", namespaces=N)
            assert len(formula.strip('"')) <= 255
            named = re.match(r"'?([^'!]+)'?!", formula)
            assert named is None or named.group(1) in sheets
            places.append(rule.get("sqref"))
        assert len(set(places)) == len(places)


def test_who_types_into_a_worked_out_column_is_warned_and_nowhere_else(sample: Parts) -> None:
    part = dict(sample.sheets())["Accounts"]
    heads = header(sample, part)
    rules = sample.root(part).iterfind("m:dataValidations/m:dataValidation", N)
    warned = [r for r in rules if r.findtext("m:formula1", namespaces=N) == "FALSE"]
    places = [column_index_from_string(r.get("sqref").partition("2:")[0]) for r in warned]
    assert [heads[at - 1] for at in places] == [h for h in heads if h.endswith("(computed)")]
    assert {r.get("errorStyle") for r in warned} == {"warning"}


def test_cells_stand_in_order_and_their_styles_are_there(sample: Parts) -> None:
    styles = len(sample.root("xl/styles.xml").findall("m:cellXfs/m:xf", N))
    for _, part in sample.sheets():
        last = 0
        for row in sample.root(part).iterfind("m:sheetData/m:row", N):
            assert int(row.get("r")) > last
            last = int(row.get("r"))
            places = [re.fullmatch(r"([A-Z]+)(\d+)", c.get("r")) for c in row]
            assert all(p is not None and int(p.group(2)) == last for p in places)
            at = [(len(p.group(1)), p.group(1)) for p in places if p]
            assert at == sorted(set(at))
            assert all(int(c.get("s", 0)) < styles for c in row)


def test_every_part_is_declared_and_every_reference_leads_to_one(sample: Parts) -> None:
    declared = {o.get("PartName", "").lstrip("/") for o in sample.root("[Content_Types].xml")}
    assert {n for n in sample.names if not n.endswith(".rels") and n != "[Content_Types].xml"} <= declared
    for _, part in sample.sheets():
        assert set(sample.targets(part).values()) <= set(sample.names)


def test_no_cell_is_a_formula_or_a_link(sample: Parts) -> None:
    for _, part in sample.sheets():
        root = sample.root(part)
        assert root.find(".//m:f", N) is None
        assert root.find("m:hyperlinks", N) is None


def hostile(count: int) -> list[str]:
    """Texts that begin with what a program may take for a formula, behind what shows nothing."""
    chance = Random(104)
    signs, unseen = "=+-@\t\r＝＋－＠'", ["", " ", "\u00a0", "\u3000", "\ufeff", "\u200b", "\n", "'"]
    inside = "ab1()!\"'&<>;|é漢😀_x0041_\x01\x1f \n"
    return [
        "".join(chance.choices(unseen, k=chance.randrange(3)))
        + chance.choice(signs)
        + "".join(chance.choices(inside, k=chance.randrange(12)))
        for _ in range(count)
    ]


def test_fifty_thousand_hostile_texts_are_texts_and_come_back(tmp_path: Path) -> None:
    some = hostile(50_000)
    data = written([texts(*some)])
    assert Parts(data).root("xl/worksheets/sheet1.xml").find(".//m:f", N) is None
    rows = read_back(data, tmp_path)["Notes"][1:]
    assert len(rows) == len(some)
    for said, row in zip(some, rows, strict=True):
        back = row[1] if len(row) > 1 else ""
        assert plain(str(back)) == plain(cleaned(said))


def plain(text: str) -> str:
    """Without what no reader shows: spaces at the ends, escapes that a reader leaves as they are."""
    return text.replace("_x005F_", "_").replace("\ufeff", "").strip(" \n\t\u00a0\u3000\ufeff\u200b")


def test_openpyxl_sees_texts_only(tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "out.xlsx"
    path.write_bytes(written([texts(*hostile(2_000))]))
    cells = [c for row in openpyxl.load_workbook(path)["Notes"].iter_rows() for c in row]
    assert {c.data_type for c in cells} <= {"s", "n"}
    assert not [c for c in cells if c.data_type == "n" and c.value is not None]


@pytest.mark.parametrize("sign", ["a", "é", "😀"])
def test_a_text_that_is_too_long_is_cut_and_says_by_how_much(sign: str, tmp_path: Path) -> None:
    long = sign * 40_000
    (_, (_, cell)) = read_back(written([texts(long)]), tmp_path)["Notes"]
    assert len(cell.encode("utf-16-le")) // 2 <= LONGEST
    kept = cell.partition(" … (")[0]
    assert cell == f"{kept} … ({40_000 - len(kept):,} characters cut)"
    assert is_cut(long)
    assert not is_cut(sign * 10_000)


def test_a_text_of_too_many_lines_is_cut_too(tmp_path: Path) -> None:
    (_, (_, cell)) = read_back(written([texts("\n".join(["x"] * 400))]), tmp_path)["Notes"]
    assert cell.count("\n") == MOST_LINES
    assert cell.endswith(" characters cut)")
    assert fitting("\n".join(["x"] * (MOST_LINES + 1))).count("\n") == MOST_LINES


def test_more_rows_than_a_sheet_has_go_on_in_another(tmp_path: Path) -> None:
    some = [f"note {n}" for n in range(25)]
    back = read_back(written([texts(*some)], most_rows=11), tmp_path)
    assert [n for n in back if n.startswith("Notes")] == ["Notes", "Notes (2)", "Notes (3)"]
    assert [r[1] for n in ("Notes", "Notes (2)", "Notes (3)") for r in back[n][1:]] == some
    assert all(back[n][0] == ("ID", "Note") for n in ("Notes", "Notes (2)", "Notes (3)"))


def test_numbers_and_days_are_such_and_what_a_program_would_round_stays_text(tmp_path: Path) -> None:
    columns = (
        Column("A", "a", Holds.NUMBER, places=2),
        Column("B", "b", Holds.DAY),
        Column("C", "c", Holds.MOMENT),
    )
    cells = [
        ["75000.00", "0.1", "123456789012345678.91", None],
        ["2025-11-24", "1899-12-31", "1900-03-01", None],
        ["2025-11-20T09:30:12+00:00", "1850-01-01T00:00:00+00:00", None, None],
    ]
    rows = read_back(written([Table("T", "t", columns, cells, 4)]), tmp_path)["T"]
    assert [str(r[0]) for r in rows[1:4]] == ["75000", "0.1", "123456789012345678.91"]
    assert [r[1] for r in rows[1:4]] == [DAY, "1899-12-31", date(1900, 3, 1)]
    assert [str(r[2]) for r in rows[1:3]] == ["2025-11-20 09:30:12", "1850-01-01T00:00:00+00:00"]


def test_headers_that_differ_only_in_case_are_told_apart(tmp_path: Path) -> None:
    columns = tuple(Column(h, h, Holds.TEXT) for h in ("Note", "NOTE", "note\n", ""))
    rows = read_back(written([Table("T", "t", columns, [["1"], ["2"], ["3"], ["4"]], 1)]), tmp_path)["T"]
    assert rows[0] == ("Note", "NOTE (2)", "note (3)", "Column")


class Full(io.BytesIO):
    """A disk with room for the first part of a workbook."""

    def write(self, data: Any) -> int:
        """Refuse what comes after."""
        if self.tell() + len(data) > 1_000:
            raise OSError(errno.ENOSPC, "full")
        return super().write(data)


def test_a_disk_that_gets_full_in_the_middle_is_heard_of_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What XlsxWriter leaves open is closed by Python, which would print a traceback beside the one sentence."""
    left: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", left.append)
    gc.freeze()  # what other tests left is not looked through
    book = fresh_workbook(Full(), "Book", DAY)
    book.add_worksheet("Sheet").write(0, 0, "text")
    with pytest.raises(FileCreateError, match="full"):
        book.close()
    del book
    gc.collect()
    gc.unfreeze()
    assert left == []


class Ending(io.BytesIO):
    """A file in whose writing the program is asked to end, once."""

    asked = False

    def write(self, data: Any) -> int:
        """Ask for it."""
        if self.tell() + len(data) > 1_000 and not self.asked:
            self.asked = True
            raise SystemExit(143)
        return super().write(data)


def test_a_program_that_is_to_end_in_the_middle_says_nothing_of_the_open_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", left.append)
    gc.freeze()
    with Ending() as file:
        book = fresh_workbook(file, "Book", DAY)
        book.add_worksheet("Sheet").write(0, 0, "text")
        with pytest.raises(SystemExit) as ended:
            book.close()
    del book, ended
    gc.collect()
    gc.unfreeze()
    assert left == []
