"""The sentences of errors about a question in SQL."""

from csdesk.domain.errors import queries as e
from csdesk.domain.refusals import CsdeskError

ERRORS: dict[type[CsdeskError], tuple[str, str]] = {
    e.SqlWrong: (
        "The query cannot be run: {why}.",
        'The tables: csdesk sql "SELECT name FROM sqlite_master ORDER BY name".',
    ),
    e.SqlOnlyReads: ("csdesk sql only reads the book.", "Write one SELECT; other verbs change things."),
    e.SqlTooLong: ("The query took longer than {seconds} seconds.", "Ask for less at once."),
}
