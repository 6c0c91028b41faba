"""An NPS in a list of customers is an answer where its day stands beside it; without it nobody knows of when it is."""

from dataclasses import replace

from csdesk.domain.imports.columns.mapping import DECIDED, SheetMapping
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.tables.tables import Table, blank
from csdesk.domain.imports.vocabulary.targets import NPS, NPS_ON


def with_answers(table: Table, mapping: SheetMapping) -> tuple[SheetMapping, list[str]]:
    """The mapping without an NPS or a day of it that stands alone; and rows that have no day."""
    score, on = mapping.at(NPS), mapping.at(NPS_ON)
    if mapping.own or (score is None and on is None):
        return mapping, []
    if score is None or on is None:
        columns = (
            replace(c, target=None) if c.target in {NPS, NPS_ON} and c.because != DECIDED else c
            for c in mapping.columns
        )
        return replace(mapping, columns=tuple(columns)), []
    bare = [r.number for r in table.rows if not blank(r.cell(score.index)) and blank(r.cell(on.index))]
    if not bare:
        return mapping, []
    told = counted(len(bare), "row", "has")
    return mapping, [
        f"{told} a “{score.header}” and no “{on.header}”, such as row {bare[0]}: it is not kept."
    ]
