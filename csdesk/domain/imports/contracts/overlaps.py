"""Contracts of one customer and product whose terms overlap: kept as they are, and named."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.bench import Bench
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.subscriptions import Subscription


def overlaps_of(sheet: str, bench: Bench) -> Iterator[str]:
    """What to tell of the lines that the rows of a sheet told without an id of their own."""
    found = list(_pairs(sheet, bench))
    if not found:
        return
    first, second = found[0]
    rows = sorted(bench.claimed[s.id][1] for s in (first, second))
    account = bench.find(Account, first.account)
    yield (
        f"{counted(len(found), 'contract')} overlapping with another of the same customer and product, such as rows "
        f"{rows[0]} and {rows[1]}, {account.account if account else ''}: each is kept as a line of its own."
    )


def _pairs(sheet: str, bench: Bench) -> Iterator[tuple[Subscription, Subscription]]:
    claimed = bench.claimed
    there = [
        line
        for uid, (name, _) in (claimed.items() if bench.all(Subscription) else ())
        if name == sheet and (line := bench.find(Subscription, uid)) and _has_a_term(line)
    ]
    several = {uid for uid, count in Counter(line.account for line in there).items() if count > 1}
    lines: dict[tuple[str, str], list[Subscription]] = defaultdict(list)
    for line in there if several else ():
        if line.account in several:
            lines[line.account, line.product].append(line)
    for some in lines.values():
        pairs = pairwise(sorted(some, key=_by_start))
        yield from (p for p in pairs if claimed[p[0].id] != claimed[p[1].id] and _overlap(*p))


def _has_a_term(line: Subscription) -> bool:
    """Whether both its days are known, and nothing else tells it from another."""
    return bool(line.start and line.end and not line.external_id)


def _by_start(line: Subscription) -> tuple[str, str]:
    return str(line.start), line.id


def _overlap(one: Subscription, other: Subscription) -> bool:
    assert one.end is not None
    assert other.start is not None
    return other.start <= one.end
