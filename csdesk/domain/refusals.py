"""A refusal is a fact that a person can act on: the base of every error."""

import re
from typing import ClassVar


class CsdeskError(Exception):
    """The person can act on it: what happened, where, what to do next. Anything else is our fault.

    `facts` fill the sentence of this error; `where` names file, sheet, row, column.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, *, where: str = "", **facts: object) -> None:
        super().__init__(", ".join(f"{k}={v}" for k, v in facts.items()))
        self.where = where
        self.facts = facts

    @classmethod
    def code(cls) -> str:
        """The word for this error in JSON: `BookInUse` is `book_in_use`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
