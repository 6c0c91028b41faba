"""A sheet that came before is mapped as it was then."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from csdesk.domain.custom import CustomField
from csdesk.domain.imports.columns.mapping import SheetMapping
from csdesk.domain.imports.vocabulary.targets import CUSTOM, TARGETS, joins


def as_before(
    mapping: SheetMapping, before: Mapping[str, str | None], fields: Iterable[CustomField]
) -> SheetMapping:
    """The mapping with what was chosen the last time for columns that nothing else places; `fields` are one's own.

    A column that named the customer does so again where no other does, whatever it is called.
    """
    columns = list(mapping.columns)
    used = {c.sent for c in columns}
    own = {f"{f.of_noun}.{CUSTOM}:{f.name}" for f in fields}
    for at, column in enumerate(columns):
        sent = before.get(column.header)
        names = sent == "account.account" and not mapping.names_accounts
        if sent is None or sent in used or not (names or column in mapping.undecided):
            continue
        target, name = joins(sent)
        if sent in own or (sent in TARGETS and not sent.endswith(f".{CUSTOM}")):
            columns[at] = replace(column, target=target, field=name, confidence=1.0, because="as last time")
            used.add(sent)
    return replace(mapping, columns=tuple(columns))
