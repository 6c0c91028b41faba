"""A name within another may be the same customer: *Greyfriars* of *Greyfriars Legal LLP*, *Bolt (formerly Acme)*."""

from collections.abc import Iterable, Iterator

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.bench import Bench
from csdesk.domain.imports.bench.where import NOWHERE
from csdesk.domain.imports.cells.alike import loose_key
from csdesk.domain.imports.cells.also_called import also_called, apart, beginnings
from csdesk.domain.imports.reading.record import said_in

_SHORT = 4
_FEW = 3
"""From more accounts than these a beginning says nothing."""


def within(name: str, sheet: str, bench: Bench) -> list[Account]:
    """The accounts whose name is within this one, or this one within theirs.

    Where a list brings both *Acme* and *Acme UK*, they are two; only words such as *formerly* make them one there.
    """
    loose, there = loose_key(name), bench.by_loose_name
    told = dict.fromkeys([*_called(also_called(name), bench), *bench.names.also.get(loose, ())])
    near = [uid for begin in beginnings(loose) if len(begin) >= _SHORT for uid in there.get(begin, ())]
    longer = _longer(sheet, bench).get(loose, ()) if len(loose) >= _SHORT else ()
    near += (*_called(apart(name), bench), *(longer if len(longer) <= _FEW else ()))
    if not (told or near):
        return []
    elsewhere = [uid for uid in dict.fromkeys(near) if uid not in told and not _listed(uid, sheet, bench)]
    uids = [*told, *(elsewhere if len(elsewhere) <= _FEW else ())]
    return [account for uid in uids if (account := bench.find(Account, uid))]


def _called(names: Iterable[str], bench: Bench) -> Iterator[str]:
    for name in names:
        yield from bench.by_loose_name.get(loose_key(name), ())


def _longer(sheet: str, bench: Bench) -> dict[str, tuple[str, ...]]:
    """By what longer names begin with, or hold between strokes, the accounts that no row of a sheet brought."""
    if sheet not in bench.names.longer:
        found = bench.names.longer[sheet] = {}
        for account in bench.all(Account):
            if not _from(account.id, sheet, bench):
                names = (loose_key(part) for part in apart(account.account))
                for key in {*beginnings(loose_key(account.account)), *names}:
                    there = found.get(key, ())
                    found[key] = (*there, account.id) if len(there) <= _FEW else there
    return bench.names.longer[sheet]


def _from(uid: str, sheet: str, bench: Bench) -> bool:
    return bench.came_from.get(uid, NOWHERE)[0] == sheet


def _listed(uid: str, sheet: str, bench: Bench) -> bool:
    """Whether a list of customers has a row of an account itself."""
    if _from(uid, sheet, bench):
        return True
    if sheet in bench.names.rows and sheet not in bench.names.listed:
        names = said_in(bench.names.rows[sheet], "account.account")
        bench.names.listed[sheet] = frozenset(loose_key(name) for name in names if name)
    account = bench.find(Account, uid)
    return account is not None and loose_key(account.account) in bench.names.listed.get(sheet, ())
