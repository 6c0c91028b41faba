"""A criterion is a condition of a scorecard, or of a measure of one's own: it asks what rows say themselves."""

from datetime import date

from csdesk.domain.errors import CriterionComputed, NoSuchField
from csdesk.domain.query import field_key
from csdesk.services.account_facts import FIELDS, HEALTH
from csdesk.store.book import Book
from csdesk.store.readings_own import check_condition

_HEALTH = "it is what a scorecard computes"
_COUNTED = "it is counted from other rows"


def check_criterion(book: Book, table: str, where: str, day: date) -> None:
    """Whether a criterion can be asked of a table. Raises: CriterionComputed, NoSuchField, NotAQuery, KeyError."""
    try:
        check_condition(book, table, where, day)
    except NoSuchField as wrong:
        asked = field_key(str(wrong.facts["field"]))
        if asked not in FIELDS:
            raise
        why = _HEALTH if asked in HEALTH else _COUNTED
        raise CriterionComputed(field=asked, why=why, fields=wrong.facts["fields"]) from wrong
