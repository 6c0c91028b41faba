"""A parent is laid once all accounts of the files are there: the one of that name or id, and never a loop."""

from dataclasses import replace

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.bench import Bench, Laid
from csdesk.domain.imports.bench.plan import Result, RowPlan
from csdesk.domain.imports.reading.record import Problem, Record
from csdesk.domain.names import name_key


def with_parent(sheet: str, bench: Bench, record: Record, row: RowPlan) -> RowPlan:
    """What becomes of a row once its parent is laid."""
    account = bench.find(Account, bench.spoken.get((sheet, record.row), ""))
    if account is None:
        return row
    laid = Laid()
    problem = lay_parent(record, account, bench, laid)
    if problem:
        return replace(row, problems=(*row.problems, problem))
    if not laid.changes or row.result is not Result.SAME:
        return row
    what = f"Parent {record.get('account.parent')}"
    return replace(row, result=Result.CHANGED, what=what, changes=tuple(laid.changes))


def lay_parent(record: Record, account: Account, bench: Bench, laid: Laid) -> Problem | None:
    """Lay the parent of an account, once all accounts are there; a problem where there is none or a loop."""
    said = record.values.get("account.parent")
    if not said:
        return None
    uids = bench.by_name.get(name_key(said)) or bench.by_external.get(said, ())
    former = bench.formers.called(said)
    parent = bench.find(Account, said) or (bench.find(Account, uids[0]) if len(uids) == 1 else None)
    if parent is None and former:
        parent = bench.find(Account, former.into) if former.into != account.id else None
        if parent is None:
            return None
    if parent is None:
        return Problem(record.row, "Parent", said, "no account is called so: the account has no parent now")
    if _above(parent, account, bench):
        return Problem(record.row, "Parent", said, "an account cannot be its own parent: it has none now")
    bench.merge(account, {"parent": parent.id}, laid)
    return None


def _above(parent: Account, account: Account, bench: Bench) -> bool:
    at: Account | None = parent
    for _ in range(100):
        if at is None or at.id == account.id:
            return at is not None
        at = bench.find(Account, at.parent) if at.parent else None
    return True
