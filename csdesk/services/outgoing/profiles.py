"""What each reader may read of a book: for a customer the fields that are named here, for the board all but some."""

from collections.abc import Mapping

from csdesk.services.outgoing.leak_secrets import FOR_THE_BOARD, INTERNAL, OURS

CUSTOMER: Mapping[str, frozenset[str]] = {
    table: frozenset(keys.split())
    for table, keys in {
        "accounts": "account domain industry region csm signed_on required_outcome appropriate_experience",
        "contacts": "name email phone title roles time_zone language",
        "subscriptions": "product currency signed_on start end auto_renew notice_days notice_counted_in "
        "quantity_computed amount_computed",
        "invoices": "number issued_on due_on amount currency paid_on",
        "tickets": "external_id subject severity opened_at closed_at",
        "surveys": "kind sent_on answered_on score scale_min scale_max comment",
        "usage": "measure on value",
        "tasks": "title due_on party status done_on",
        "milestones": "milestone target_on forecast_on achieved_on confirmed_by party evidence",
        "objectives": "objective unit baseline target due_on confirmed_by",
        "readings": "objective on value",
        "promises": "promise promised_by promised_on due_on status settled_on",
        "feedback": "feedback kind on status",
    }.items()
}
"""A field that is not named here is ours: a new one stays inside until somebody lets it out."""

_ADDRESSES = {"contacts": frozenset({"email", "phone", "notes"})}
_NOT_FOR_THE_BOARD = frozenset(
    {"touches", "files", "passes", "arrivals", "views", "preferences", "custom_fields", "custom_values"}
)


def may_read(table: str, key: str) -> bool:
    """Whether a customer may read a field of its own rows."""
    return key in CUSTOMER.get(table, frozenset())


def board_may_read(table: str, key: str) -> bool:
    """Whether the board may read a field: no notes, nobody's address, nothing of single talks,
    and no field of one's own."""
    if table in _NOT_FOR_THE_BOARD:
        return False
    ours = frozenset(INTERNAL.get(table, OURS)) - FOR_THE_BOARD
    return key not in _ADDRESSES.get(table, frozenset()) | ours
