"""The book as a merge sees it now: its rows, its currencies, and what it would make of a row that was changed."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

from csdesk.domain.custom import CustomField, CustomValue
from csdesk.domain.fields import Noun
from csdesk.domain.kept_answers import KeptAnswer
from csdesk.domain.rounds.plan import Since
from csdesk.domain.rounds.words import Plain


class Now(Protocol):
    """What a merge asks of the book."""

    @property
    def is_older(self) -> bool:
        """Whether the book was restored to before the workbook went out."""

    def rows(self, noun: Noun) -> Mapping[str, tuple[Plain, ...]]:
        """The rows of a noun as they stand in the book, by id."""

    def value(self, noun: Noun, uid: str) -> Any | None:
        """The row of that id; None where it is gone."""

    def came(self, noun: Noun) -> Mapping[str, Any]:
        """The rows that merges brought after the workbook went out, as they came, by id; some are gone since."""

    def was(self, noun: Noun, cells: Mapping[str, Plain]) -> Any:
        """The value of a row as it was sent, by field key. Raises: ValueError, TypeError, ArithmeticError."""

    def customs(self, noun: Noun) -> tuple[CustomField, ...]:
        """The custom fields of a noun."""

    def said(self, noun: Noun) -> Mapping[str, Mapping[str, CustomValue]]:
        """What rows say in custom fields: row → field → value."""

    def currency(self, noun: Noun, facts: Mapping[str, Any]) -> str:
        """In which currency the amounts of a row with these facts, by attribute, are."""

    def comes(self, value: Any) -> None:
        """A row that comes with the merge: what belongs to it is in its currency."""

    def settled(self, noun: Noun, before: Any | None, uid: str, given: Mapping[str, Any]) -> Any | str:
        """The row with these facts, and what follows from them; or a sentence that says why it cannot be."""

    def refusals(self, coming: Collection[Any]) -> Mapping[str, str]:
        """Why rows that come cannot be so beside each other and what stays, by id."""

    def kept_answers(self) -> Sequence[KeptAnswer]:
        """What was answered in earlier merges."""

    def since(self, noun: Noun, uid: str, field: str) -> Since | None:
        """Who last changed a field in the book after the workbook went out."""
