"""Typed cells: as what each column of the accounts is typed, how a row shows it at once, and why others are not."""

from dataclasses import replace
from datetime import date
from typing import Any

from csdesk import wording
from csdesk.domain.names import search_key
from csdesk.services.accounts.account_facts import AccountFact, FactKind
from csdesk.services.accounts.accounts import AccountRow
from csdesk.ui.accounts.fact_columns import plain_of
from csdesk.ui.accounts.finding import Finding
from csdesk.ui.kit.cell_editor import Typing
from csdesk.ui.kit.columns import local_text

_FREE = frozenset({"account", "domain", "external_id", "required_outcome", "tags"})
"""Texts for which nothing is offered: each account has its own."""
_MOST = 200
_HINTS = {"judgement": "1 to 5; 5 is best"}
_LINES = "Adds up the contracts: change them on the account, under Money."
_TERM = "Follows from the contracts: change the term on the account, under Money."
_SCORE = "Follows from the scorecard. Your own opinion has a column: Judgement."
_TOUCH = "Follows from the touches: log one with L."
_TASKS = "Follows from the open tasks: change them on the account, under Plan."
_PEOPLE = "Follows from the people of the account."
_WHY = {
    **dict.fromkeys(("arr", "mrr", "currency"), _LINES),
    **dict.fromkeys(("renewal_on", "renews_in", "notice_on", "notice_in"), _TERM),
    **dict.fromkeys(("health", "coverage", "standing", "band"), _SCORE),
    **dict.fromkeys(("last_two_way_on", "silent_for", "last_touch_on"), _TOUCH),
    **dict.fromkeys(("next_step", "next_on", "open_tasks"), _TASKS),
    **dict.fromkeys(("sponsor", "contacts"), _PEOPLE),
    "lost_on": "Follows from the decision that lost it; edit the account to correct it.",
}


def why_not(fact: AccountFact) -> str:
    """Why a column is not typed into; empty where it is."""
    return "" if fact.editable else _WHY.get(fact.key, "This is counted, not typed.")


def typing_of(fact: AccountFact, row: AccountRow, finding: Finding, today: date) -> Typing:
    """As what a cell is typed, with what stands there."""
    value = fact.read(row, today)
    if fact.choices is not None:
        values = tuple((str(c.value), wording.choice(c)) for c in fact.choices)
        return Typing(fact.header, "" if value is None else str(value), values)
    if fact.kind is FactKind.DAY:
        return Typing(
            fact.header, value or "", day=date.fromisoformat(value) if value else today, today=today
        )
    text, number = local_text(plain_of(fact, today)(row)), fact.kind in (FactKind.NUMBER, FactKind.MONEY)
    offered = () if number or fact.key in _FREE else _offered(fact, finding)
    return Typing(fact.header, text, offered, strict=False, hint=_HINTS.get(fact.key, ""), right=number)


def _offered(fact: AccountFact, finding: Finding) -> tuple[tuple[str, str], ...]:
    if fact.key == "parent":
        return tuple((row.account, row.account) for row in finding.rows)
    return tuple((text, text) for text in finding.values(fact.key)[:_MOST])


def typed_row(row: AccountRow, fact: AccountFact, text: str, today: date) -> AccountRow:
    """The row as it is once a text stands in a cell, so that it is seen at once.

    Raises: FieldNeeded, FieldRefused, DayBothWays.
    """
    from csdesk.services.accounts.cells import read_cell

    value = read_cell(fact, text, today=today)
    if fact.custom is not None:
        own: dict[str, Any] = {**row.own, fact.custom.id: value}
        return replace(row, own=own)
    line = replace(row.line, **{fact.key: value})
    return replace(row, line=replace(line, search_key=search_key(line.account)))
