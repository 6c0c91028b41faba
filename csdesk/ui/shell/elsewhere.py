"""What is done on another page than the one that is shown: named with where that is, and led to."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csdesk.domain.ids import AccountId
    from csdesk.ui.shell.palette.entries import Entry


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Something to do, the page where it is done, and the part of that page."""

    id: str
    text: str
    page: str
    part: str
    icon: str


ELSEWHERE = (
    Elsewhere("there.renew", "Renew", "renewals", "", "renewals"),
    Elsewhere("there.terms", "Change the terms of a contract", "renewals", "", "edit"),
    Elsewhere("there.renewals", "Print or export the renewals", "renewals", "", "print"),
    Elsewhere("there.week", "Print or export the week", "week", "", "print"),
    Elsewhere("there.accounts", "Print or export the accounts", "accounts", "", "export"),
    Elsewhere("there.account", "New account", "accounts", "", "plus"),
    Elsewhere("there.objective", "New objective", "account", "Plan", "plus"),
    Elsewhere("there.milestone", "New milestone", "account", "Plan", "plus"),
    Elsewhere("there.risk", "New risk", "account", "Plan", "plus"),
    Elsewhere("there.promise", "New promise", "account", "Plan", "plus"),
    Elsewhere("there.gap", "New gap", "account", "Plan", "plus"),
    Elsewhere("there.file", "New file", "account", "Files", "plus"),
    Elsewhere("there.reviews", "When the next review is due", "account", "Reviews", "deck"),
    Elsewhere("there.merge", "Merge accounts", "account", "", "accounts"),
)
_PLACES = {"renewals": "on Renewals", "week": "on Week", "accounts": "on Accounts"}


def elsewhere(shown: str, account: "AccountId | None", name: str) -> "list[Entry]":
    """What the other pages offer, while one is shown; what needs an account is about the chosen one."""
    from csdesk.ui.shell.palette.entries import Entry, Group

    return [
        Entry(Group.DO, one.id, one.text, _place(one, name), one.icon, (), account)
        for one in ELSEWHERE
        if one.page != shown
    ]


def _place(one: Elsewhere, name: str) -> str:
    return _PLACES.get(one.page) or (f"on the page of {name}" if name else "on the page of an account")


def place_of(id_: str) -> Elsewhere | None:
    """Where an entry leads; None where it is none of these."""
    return next((one for one in ELSEWHERE if one.id == id_), None)
