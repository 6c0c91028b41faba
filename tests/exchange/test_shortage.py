"""A file that needs more memory than it may have is too large: it is never called damaged."""

import contextlib
import errno
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from lxml import etree

from csdesk.domain.errors import WorkbookDamaged, WorkbookTooLarge
from csdesk.exchange.child import read_in_child
from csdesk.exchange.limits import DEFAULT, MIB
from csdesk.exchange.shortage import is_shortage


def badly_formed(message: str, code: int) -> Exception:
    """What lxml raises with a code of libxml2's."""
    error: Any = etree.XMLSyntaxError
    return cast("Exception", error(message, code, 1, 1))


def damaged_by(cause: Exception) -> WorkbookDamaged:
    error = WorkbookDamaged(where="big.xlsx", reason="it is not whole")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "cause",
    [
        MemoryError(),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
        RuntimeError("can't start new thread"),
        ImportError("calamine.so: failed to map segment from shared object"),
        badly_formed("unknown error", 2),
    ],
)
def test_memory_that_ran_out_is_known_however_a_library_calls_it(cause: Exception) -> None:
    assert is_shortage(cause)
    assert is_shortage(damaged_by(cause))


@pytest.mark.parametrize(
    "cause",
    [
        OSError(errno.EIO, "Input/output error"),
        badly_formed("no element found", 4),
        ValueError("bad"),
        ImportError("No module named 'xlrd'"),
    ],
)
def test_what_is_damaged_is_no_shortage(cause: Exception) -> None:
    assert not is_shortage(damaged_by(cause))


@pytest.mark.skipif(sys.platform != "linux", reason="only there is memory limited")
def test_with_too_little_memory_a_workbook_is_too_large(tmp_path: Path) -> None:
    """Wherever it runs out: as a thread begins, as a module is loaded, as a cell is read."""
    path = tmp_path / "wide.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as workbook:
        page = workbook.add_worksheet()
        for row in range(2_000):
            page.write_row(row, 0, [f"{row} {column}" for column in range(20)])
    for megabytes in (20, 28, 33, 36, 44, 52):
        with contextlib.suppress(WorkbookTooLarge):
            read_in_child(path, day=date(2025, 11, 24), limits=replace(DEFAULT, memory=megabytes * MIB))
