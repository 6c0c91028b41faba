"""The IDs of customers that rows name, held against what those customers are called."""

from collections import Counter
from collections.abc import Mapping


class Ids:
    """Sheet by sheet, rows whose ID is that of a customer called otherwise, and how many are called alike."""

    def __init__(self) -> None:
        self._alike: Counter[str] = Counter()
        self._otherwise: dict[str, dict[int, str]] = {}
        self.elsewhere: dict[tuple[str, str], str] = {}
        """Sheet and ID → the account that has another ID of its own."""

    def agree(self, sheet: str) -> None:
        """Note a row with the name of the customer whose ID it has."""
        self._alike[sheet] += 1

    def differ(self, sheet: str, row: int, said: str) -> None:
        """Note a row with another name, in words."""
        self._otherwise.setdefault(sheet, {})[row] = said

    def alike(self, sheet: str) -> int:
        """How many rows of a sheet agree."""
        return self._alike[sheet]

    def otherwise(self, sheet: str) -> Mapping[int, str]:
        """The rows of a sheet that do not, with what was seen."""
        return self._otherwise.get(sheet, {})
