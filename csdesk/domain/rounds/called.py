"""What a person calls a row that came back: its account, and what it is beside that where it has a name."""

from collections.abc import Mapping

from csdesk.domain.accounts import Account
from csdesk.domain.fields import Kind, Noun, noun_of
from csdesk.domain.rounds.cells import Edited
from csdesk.domain.rounds.naming import Naming
from csdesk.domain.rounds.sent import SentSheet
from csdesk.domain.rounds.words import Plain

_LONGEST = 60
"""How much of its title a row is called by."""
_ACCOUNTS = noun_of(Account).table


def called(row: Edited, sheet: SentSheet, naming: Naming) -> str:
    """The row by what its cells say; one whose name was erased is called as it was sent."""
    noun = sheet.noun
    texts = {**_as_sent(row.id, sheet), **row.texts}
    account = _whose(noun, texts, naming) or _account_named(row.context.get("account"), naming)
    account = account or texts.get("account")
    title = texts.get(noun.title) if noun.title not in {"id", "account"} else None
    if title and account and noun.field(noun.title).kind is Kind.TEXT:
        return f"{title[:_LONGEST]} ({account})"
    return account or texts.get(noun.title) or row.id


def _as_sent(uid: str, sheet: SentSheet) -> dict[str, str]:
    cells: Mapping[str, Plain] = sheet.cells(uid) if uid in sheet.rows else {}
    return {key: str(cell) for key, cell in cells.items() if cell is not None}


def _whose(noun: Noun, texts: Mapping[str, str], naming: Naming) -> str | None:
    """The account that the row, or what it hangs on, belongs to, as far as its cells name one."""
    for field in noun.fields:
        said = texts.get(field.key) if field.owns else None
        uid = naming.find(str(field.refers), said) if said else None
        owner = naming.account_of(str(field.refers), uid) if uid else None
        if owner:
            return naming.name(_ACCOUNTS, owner)
    return None


def _account_named(said: str | None, naming: Naming) -> str | None:
    """An account that a computed column names."""
    uid = naming.find(_ACCOUNTS, said) if said else None
    return naming.name(_ACCOUNTS, uid) if uid else said
