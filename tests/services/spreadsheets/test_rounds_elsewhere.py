"""Round trips through LibreOffice: what it opens, edits and saves comes back as csdesk wrote it."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from csdesk.exchange.reading import read_here
from csdesk.store.book import Book
from tests.services.round_trip import CORVID, DAY, add, edited, fill, planned, sent, write

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here")


def saved(*paths: Path) -> list[Path]:
    """The files, opened by LibreOffice and saved in another folder."""
    folder = paths[0].parent / "saved"
    profile = f"-env:UserInstallation={(paths[0].parent / 'profile').as_uri()}"
    command = [
        str(OFFICE),
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(folder),
        *map(str, paths),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return [folder / path.name for path in paths]


def cells(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    return {
        g.name: [r for r in g.rows if any(c is not None for c in r)] for g in read_here(path, day=DAY).grids
    }


def edit(workbook: Any) -> None:
    write(workbook["Accounts"], CORVID, "Segment", "D")
    add(workbook["Touches"], Account="Orchard Lane", On=DAY, Summary="New")


def test_libreoffice_gives_every_cell_back_and_what_was_edited_in_it(book: Book, tmp_path: Path) -> None:
    fill(book)
    path = sent(book, tmp_path / "book.xlsx")
    other = edited(Path(shutil.copy(path, tmp_path / "edited.xlsx")), edit)
    back, changed = saved(path, other)
    assert cells(back) == cells(path)
    plan = planned(book, back)
    assert (plan.changes_nothing, plan.questions, plan.notes) == (True, (), ())
    told = [(s.sheet, r.result.value, r.what) for s in planned(book, changed).sheets for r in s.rows]
    assert told[0] == ("Accounts", "changed", "Segment A → D")
    assert [t[:2] for t in told[1:]] == [("Touches", "new")]
