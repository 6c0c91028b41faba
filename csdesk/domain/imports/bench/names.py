"""What is known of the names of an import beside the accounts themselves: names within names, and who is on a list."""

from collections.abc import Sequence
from dataclasses import field

from csdesk.domain.imports.reading.record import Record
from csdesk.domain.values import dataclass


@dataclass(slots=True)
class Names:
    """By loose name, accounts that are also called so; by sheet, its rows and what is found out when asked for."""

    called_so: frozenset[tuple[str, str]] = frozenset()
    """Name keys of products, with the contracts of which was said for an earlier file that lists call them so."""
    also: dict[str, tuple[str, ...]] = field(default_factory=dict)
    rows: dict[str, Sequence[Record]] = field(default_factory=dict)
    """The rows of the lists of customers."""
    listed: dict[str, frozenset[str]] = field(default_factory=dict)
    """The loose names on a list of customers."""
    longer: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    """By what their names begin with, the accounts that other sheets, or the book, have."""
    contracts: dict[tuple[str, str, str], None] = field(default_factory=dict)
    """What lists call contracts, as it is said for these files: sheet, product, contract."""
