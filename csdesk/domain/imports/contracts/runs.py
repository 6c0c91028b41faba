"""A run is months of a table one after another in each of which something was paid."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Months one after another in each of which something was paid, in minor units; `gone` is the first month after
    them, None where the table ends with them.
    """

    amounts: tuple[tuple[date, int], ...]
    gone: date | None


def runs_of(amounts: Mapping[date, int], months: Sequence[date]) -> Iterator[Run]:
    """The runs among the months of a table, by their day; a month without an amount, or with 0, parts them."""
    run: list[tuple[date, int]] = []
    for month in months:
        if amounts.get(month):
            run.append((month, amounts[month]))
        elif run:
            yield Run(tuple(run), month)
            run = []
    if run:
        yield Run(tuple(run), None)


def gaps_of(amounts: Mapping[date, int], months: Sequence[date]) -> list[date]:
    """The first month of every stretch in which nothing was paid."""
    paid = [bool(amounts.get(month)) for month in months]
    return [m for at, m in enumerate(months) if not paid[at] and (at == 0 or paid[at - 1])]
