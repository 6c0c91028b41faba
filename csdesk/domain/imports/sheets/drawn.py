"""A table drawn: with its mapping, and whether it says whom its rows are about."""

from dataclasses import replace

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.cells.grid import Source
from csdesk.domain.imports.columns.mapping import SheetMapping
from csdesk.domain.imports.columns.naming import names_in, tells_by_mail, with_customer, with_known_names
from csdesk.domain.imports.sheets.joins import Draft
from csdesk.domain.imports.tables.questions import Asking
from csdesk.domain.imports.tables.tables import NAMELESS, Skipped, Table
from csdesk.domain.imports.vocabulary.targets import OF_THE_BOOK
from csdesk.domain.names import name_key
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table with its mapping, and the export that it is."""

    source: Source
    draft: Draft
    mapping: SheetMapping

    @property
    def table(self) -> Table:
        """The table."""
        return self.draft.table

    def came_before(self, known: Known) -> bool:
        """Whether a sheet of that name came earlier: then it is asked what its columns are."""
        return self.table.sheet in known.mapped


def with_names(
    drawn: list[Drawn], known: Known, asking: Asking, also: frozenset[str]
) -> tuple[list[Drawn], list[Skipped]]:
    """The tables that say whom their rows are about; without any, those of which a person may say it, who may take
    others (`also`) besides."""
    named = [
        d
        for d in drawn
        if d.mapping.names_accounts
        or tells_by_mail(d.table, d.mapping)
        or d.mapping.noun in OF_THE_BOOK
        or d.mapping.own
        or d.came_before(known)
    ]
    named = _with_known_names(drawn, named, known) if named else named
    there = {d.table.sheet for d in named}
    wanted = [d for d in drawn if d.table.sheet in also - there] if named else drawn
    able = ((d, with_customer(d.table, d.mapping, asking)) for d in wanted)
    named += [replace(d, mapping=mapping) for d, mapping in able if mapping]
    there = {d.table.sheet for d in named}
    rest = [d for d in drawn if d.table.sheet not in there]
    return named, [Skipped(d.source.file, d.table.sheet, NAMELESS) for d in rest]


def _with_known_names(drawn: list[Drawn], named: list[Drawn], known: Known) -> list[Drawn]:
    """The tables that name customers, and those of facts in which these stand below another header: *Who*."""
    if len(named) == len(drawn):
        return named
    there = {d.table.sheet for d in named}
    names = names_in((d.table, d.mapping) for d in named) | {name_key(a.account) for a in known.all(Account)}
    told = (
        (d, d.mapping if d.table.sheet in there else with_known_names(d.table, d.mapping, names))
        for d in drawn
    )
    return [replace(d, mapping=mapping) for d, mapping in told if mapping]
