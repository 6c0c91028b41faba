"""Several companies stand in one cell, as HubSpot exports what is associated: *Acme Inc; Beta LLC*."""

from collections.abc import Callable, Iterator

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.bench import Bench
from csdesk.domain.imports.rows.addresses import account_of_address
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.names import name_key

_SHOWN = 3


def parts_of(said: str) -> list[str]:
    """The names that stand one after another in a cell."""
    return [part for each in said.split(";") if (part := each.strip())]


def account_called(said: str, bench: Bench) -> str | None:
    """The one account of that id, external id, or name; of a mail address that of its person, or of its domain."""
    if bench.find(Account, said) is not None:
        return said
    for uids in (bench.by_external.get(said), bench.by_name.get(name_key(said))):
        if uids and len(uids) == 1:
            return uids[0]
    if "@" in said and (found := account_of_address(said, bench)):
        return found
    meant = bench.called.get(name_key(said))
    return meant if meant and bench.find(Account, meant) else None


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
