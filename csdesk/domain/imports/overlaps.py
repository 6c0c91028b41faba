"""Contracts of one customer and product whose terms overlap: kept as they are, and named."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench import Bench
from csdesk.domain.imports.questions import counted
from csdesk.domain.subscriptions import Subscription


def overlaps_of(sheet: str, bench: Bench) -> Iterator[str]:
    """What to tell of the lines that the rows of a sheet told without an id of their own."""
    found = list(_pairs(sheet, bench))
    if not found:
        return
    first, second = found[0]
    rows = sorted(int(bench.claimed[s.id].rsplit(":", 1)[1]) for s in (first, second))
    account = bench.find(Account, first.account)
    yield (
        f"{counted(len(found), 'contract')} overlapping with another of the same customer and product, such as rows "
        f"{rows[0]} and {rows[1]}, {account.account if account else ''}: each is kept as a line of its own."
    )


def _pairs(sheet: str, bench: Bench) -> Iterator[tuple[Subscription, Subscription]]:
    lines: dict[tuple[str, str], list[Subscription]] = defaultdict(list)
    there = {str(s.id): s for s in bench.all(Subscription) if s.start and s.end and not s.external_id}
    for uid, place in bench.claimed.items() if there else ():
        line = there.get(uid)
        if line and place.rsplit(":", 1)[0] == sheet:
            lines[line.account, line.product].append(line)
    for some in lines.values():
        if len(some) > 1:
            pairs = pairwise(sorted(some, key=_by_start))
            yield from (p for p in pairs if bench.claimed[p[0].id] != bench.claimed[p[1].id] and _overlap(*p))


def _by_start(line: Subscription) -> tuple[str, str]:
    return str(line.start), line.id


def _overlap(one: Subscription, other: Subscription) -> bool:
    assert one.end is not None
    assert other.start is not None
    return other.start <= one.end
