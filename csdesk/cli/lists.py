"""A list that a verb answers, written into a file, too: the columns of its JSON under their headers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from csdesk.domain.phrases import upper

if TYPE_CHECKING:
    from csdesk.domain.plain import Plain
    from csdesk.services.spreadsheets.list_out import Listing

Rows = Sequence[Mapping[str, Any]]
_DAYS = ("_on", "_on_theirs", "_since", "end")
_MONEY = frozenset({"amount", "arr", "forecast", "mrr", "new_arr"})
_CAPITALS = frozenset({"arr", "cmrr", "csm", "fx", "grr", "id", "mrr", "nrr"})


def out_option(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option; the verb takes its file as `out`."""
    return click.option(
        "-o", "--output", "out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
        help="Write the list, too: as .xlsx or .csv.",
    )(verb)  # fmt: skip


def written(path: Path, lists: Mapping[str, Rows], today: date) -> dict[str, Any]:
    """Write lists by their names, those without rows left out unless all are; what was written, as JSON.

    Raises: ExportKindUnknown, NoPermission, NotWritten, PathUnusable.
    """
    from csdesk.services.spreadsheets.list_out import write_lists

    made = [_listing(name, rows) for name, rows in lists.items() if rows]
    return asdict(write_lists(path, made or [_listing(next(iter(lists)), [])], today))


def _listing(name: str, rows: Rows) -> "Listing":
    from csdesk.services.spreadsheets.list_out import Listing

    keys = list(rows[0]) if rows else ["account"]
    return Listing(name, [_header(key) for key in keys], [[_plain(row, key) for key in keys] for row in rows])


def _header(key: str) -> str:
    words = [word.upper() if word in _CAPITALS else word for word in key.split("_")]
    said = " ".join(words)
    return upper(said)


def _plain(row: Mapping[str, Any], key: str) -> "Plain":
    from csdesk.domain.plain import Amount, Share, share

    value = row[key]
    if value is None or isinstance(value, Amount | Share | date):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if key in _MONEY:
        return Amount(Decimal(value), row["currency"])
    if key.endswith(_DAYS):
        return date.fromisoformat(value)
    return share(value) if key == "coverage" else value
