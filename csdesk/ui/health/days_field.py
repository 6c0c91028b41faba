"""A field for a number of days; where it is empty there is no such limit."""

from csdesk.ui.kit.fields import Field


class DaysField(Field):
    """Whole days from `least` to `most`, in figures."""

    def __init__(self, least: int, most: int, *, name: str, hint: str = "") -> None:
        super().__init__(name=name, hint=hint)
        self._least, self._most = least, most

    def show_days(self, days: int | None) -> None:
        """Show a number of days; None empties the field."""
        self.set_text("" if days is None else str(days))

    @property
    def days(self) -> int | None:
        """The days; None where the field is empty. Raises: ValueError where it does not hold days."""
        text = self.text().strip()
        return int(text) if text else None

    def holds(self) -> bool:
        """Whether it is empty or holds days; where it does not, that is said at the field."""
        text = self.text().strip()
        if not text or (
            text.isdecimal() and len(text) <= len(str(self._most)) and self._least <= int(text) <= self._most
        ):
            return True
        self.refuse(f"A whole number of days, {self._least} to {self._most}")
        return False
