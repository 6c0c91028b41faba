"""An owner is the program that has a file open: it leaves a mark beside it."""

from pathlib import Path

from csdesk.folders import is_there


def excel_has(path: Path) -> bool:
    """Whether Excel, Word or PowerPoint has the file open: on Windows nobody else may replace it then."""
    return is_there(path.parent / f"~${path.name}")


def any_has(path: Path) -> bool:
    """Whether one of them, or LibreOffice, has the file open: what is not saved there is not in it."""
    return excel_has(path) or is_there(path.parent / f".~lock.{path.name}#")
