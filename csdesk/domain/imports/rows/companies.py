"""Several companies stand in one cell, as HubSpot exports what is associated: *Acme Inc; Beta LLC*."""

from collections.abc import Callable, Iterator

from csdesk.domain.imports.bench.bench import Bench
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import counted

_SHOWN = 3


def parts_of(said: str) -> list[str]:
    """The names that stand one after another in a cell."""
    return [part for each in said.split(";") if (part := each.strip())]


def companies_in(said: str, called: Callable[[str], str | None]) -> tuple[str, ...]:
    """The accounts that a cell names one after another, as far as they are there; none of a cell that names one."""
    parts = parts_of(said)
    found = map(called, parts) if len(parts) > 1 else ()
    return tuple(dict.fromkeys(uid for uid in found if uid))


def companies_told(sheet: Sheet, bench: Bench) -> Iterator[str]:
    """What to tell of rows that name several companies."""
    rows = {row: (said, lacks) for where, row, said, lacks in bench.several if where == sheet.name}
    if not rows:
        return
    row, (said, _) = next(iter(rows.items()))
    header = sheet.header("account.external_id") or sheet.header("account.account")
    what = "A person is a contact at each of them"
    if sheet.mapping.noun != "contact":
        what = "Such a row counts once, at the first of them"
    missing = list(dict.fromkeys(part for _, lacks in rows.values() for part in lacks))
    more = f" Not there: {', '.join(missing[:_SHOWN])}." if missing else ""
    cells = counted(len(rows), "cell")
    yield f"“{header}”: {cells} with several companies, such as row {row}: {said}. {what} that there is.{more}"
