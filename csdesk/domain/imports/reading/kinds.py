"""What touches are of which no column says the kind: the name of their sheet, or the header of their day, says it."""

from collections.abc import Sequence
from dataclasses import replace

from csdesk.domain.imports.columns.mapping import SheetMapping
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.vocabulary.words import Synonyms, fold
from csdesk.domain.touches import TouchKind

_KIND, _ON = "touch.kind", "touch.on"


def with_kind(
    sheet: str, mapping: SheetMapping, records: Sequence[Record], synonyms: Synonyms
) -> tuple[Sequence[Record], tuple[str, ...]]:
    """The touches with their kind, and what to tell of it: those of a *QBR log* are reviews."""
    day = mapping.at(_ON)
    if mapping.noun != "touch" or mapping.own or mapping.at(_KIND) or day is None:
        return records, ()
    told = ((name, kind) for name in (day.header, sheet) if (kind := kind_said(name, synonyms)))
    name, kind = next(told, ("", None))
    if kind is None:
        return records, ()
    whole = [replace(r, values={**r.values, _KIND: r.values.get(_KIND) or kind}) for r in records]
    return whole, (f"Each row is a {kind.value}, as “{name}” says.",)


def kind_said(text: str, synonyms: Synonyms) -> TouchKind | None:
    """The one kind of touch that the words of a name speak of; None where they speak of none, or of several."""
    whole = synonyms.value("touch_kind", text)
    said = {whole} if whole else {synonyms.value("touch_kind", word) for word in fold(text).split()}
    kinds = {TouchKind(s) for s in said if s} - {TouchKind.OTHER}
    return kinds.pop() if len(kinds) == 1 else None
