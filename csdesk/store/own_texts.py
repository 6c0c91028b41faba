"""What the fields of a person's own say of one customer alone, in words."""

from csdesk.domain.custom import CustomKind
from csdesk.domain.ids import AccountId
from csdesk.domain.values import dataclass
from csdesk.store.book import Book


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text in a field of one's own: of which account, and what the field is called."""

    account: AccountId
    field: str
    text: str


def own_texts(book: Book) -> list[OwnText]:
    """The texts that fields of one's own say of a single account; one that several share is a choice of words."""
    sql = (
        "SELECT min(a.uid), min(f.name), v.value FROM custom_values v JOIN custom_fields f ON f.pk = v.field"
        " JOIN accounts a ON a.pk = v.account WHERE f.kind = ? AND v.value LIKE '% %'"
        " GROUP BY v.value HAVING count(DISTINCT v.account) = 1 ORDER BY min(v.pk)"
    )
    rows = book.rows(sql, [CustomKind.TEXT.value])
    return [OwnText(AccountId(account), field, text) for account, field, text in rows]
