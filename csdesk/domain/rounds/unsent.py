"""Unsent is a row that no workbook carried and that both sides have: what stands for the values that were sent."""

from collections.abc import Mapping
from typing import Any

from csdesk.domain.fields import Field, Noun
from csdesk.domain.names import name_key
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Unsent:
    """One such row: `ours` as the book has it, `came` as an earlier merge brought it, None where none did.

    What the sheet says as it said then, only the book changed. Where it says something else, another workbook may
    have brought the row, and both may be right; unless somebody said that it is this row, `renamed`.
    """

    noun: Noun
    defaults: Mapping[str, Any]
    ours: Any
    came: Any | None
    renamed: bool

    def was(self, field: Field, theirs: Any) -> Any:
        """What a field said before both sides spoke of it."""
        ours, brought = getattr(self.ours, field.name), getattr(self.came, field.name, None)
        if self.came is not None and (self.renamed or theirs == brought):
            return brought
        alike = field.key == self.noun.title and name_key(str(theirs)) == name_key(str(ours))
        nothing = (None, (), self.defaults[field.name])
        if alike or theirs in nothing:
            return theirs
        return ours if ours in nothing else None
