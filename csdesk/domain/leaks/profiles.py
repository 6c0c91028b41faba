"""A profile is for whom a file is: the customer, the board, or the house; it decides what may stand in it."""

from enum import StrEnum


class Profile(StrEnum):
    """For whom a file is."""

    CUSTOMER = "customer"
    """One customer: nothing of another one, nothing that we only say among ourselves."""
    INTERNAL = "internal"
    """Ourselves: everything."""
    BOARD = "board"
    """The board: every customer by name, but no notes, and nobody's address or number."""

    @property
    def reader(self) -> str:
        """Who reads it, in a sentence."""
        return {"customer": "a customer", "board": "the board"}.get(self.value, "the house")
