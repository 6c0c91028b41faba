"""Criteria in a book: whether it can be asked the condition of a scorecard, or of a measure of one's own."""

from datetime import date

from csdesk.domain.errors import CriterionComputed, NoSuchField
from csdesk.domain.health.criteria import COMPUTED
from csdesk.domain.query import field_key
from csdesk.store.book import Book
from csdesk.store.readings.own import check_condition


def check_criterion(book: Book, table: str, where: str, day: date) -> None:
    """Whether a table can be asked a criterion. Raises: CriterionComputed, NoSuchField, NotAQuery, KeyError."""
    try:
        check_condition(book, table, where, day)
    except NoSuchField as wrong:
        asked = field_key(str(wrong.facts["field"]))
        if asked not in COMPUTED:
            raise
        raise CriterionComputed(field=asked, why=COMPUTED[asked], fields=wrong.facts["fields"]) from wrong
