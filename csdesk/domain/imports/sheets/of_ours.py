"""*Who* in a log is one of us where the same names stand beside several customers, or are those of the book's CSMs."""

from collections import defaultdict
from dataclasses import replace

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.columns.mapping import DECIDED, SheetMapping
from csdesk.domain.imports.tables.headers import blank, header_word
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.names import name_key


def without_ours(table: Table, mapping: SheetMapping, known: Known) -> tuple[SheetMapping, list[str]]:
    """The mapping in which such a column names nobody of a customer, and what to tell of it."""
    who, whom = mapping.at("touch.contacts"), mapping.at("account.account")
    if (
        mapping.own
        or who is None
        or whom is None
        or who.because == DECIDED
        or header_word(who.header) != "who"
    ):
        return mapping, []
    csms = {
        name for a in known.all(Account) if a.csm for name in (name_key(a.csm), name_key(a.csm.split()[0]))
    }
    beside: dict[str, list[str]] = defaultdict(list)
    for name, customer in zip(table.cells(who.index), table.cells(whom.index), strict=True):
        if not blank(name) and not blank(customer):
            beside[str(name).strip()].append(name_key(str(customer)))
    ours = [name for name, at in beside.items() if name_key(name) in csms or len(set(at)) > 1]
    if 2 * sum(len(beside[name]) for name in ours) <= sum(map(len, beside.values())):
        return mapping, []
    note = f"“{who.header}” names people of ours, such as {ours[0]}, and nobody of a customer."
    return mapping.instead(who, replace(who, target=None, confidence=0.0, because="one of us")), [note]
