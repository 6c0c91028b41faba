"""Near are loose names of which one company may have two: they hold the same numbers, and most begin alike."""

import re
from functools import lru_cache

_NUMBER = re.compile(r"\d+")
_LARGE = 1500
"""From how many names on only those that begin alike are near."""


class NearNames:
    """Loose names by what similar ones have in common: Store 12 and Store 13 are two."""

    def __init__(self) -> None:
        self._names: dict[str, list[str] | str] = {}
        """By their first two letters and their numbers; most stand there alone."""
        self._same_numbers: dict[str, list[str]] = {}
        """The keys of these by their numbers alone; of a large book nobody asks for them."""
        self._count = 0

    def note(self, name: str) -> None:
        """Know of a name, once."""
        key = _key(name)
        there = self._names.get(key)
        if there is None:
            self._names[key] = name
            if self._count <= _LARGE:
                self._same_numbers.setdefault(key[2:], []).append(key)
        elif isinstance(there, list):
            there.append(name)
        else:
            self._names[key] = [there, name]
        self._count += 1

    def of(self, name: str) -> list[str]:
        """The names among which one may be similar; of many only those that begin alike."""
        key = _key(name)
        if self._count > _LARGE:
            return self._under(key)
        return [name for each in self._same_numbers.get(key[2:], ()) for name in self._under(each)]

    def _under(self, key: str) -> list[str]:
        there = self._names.get(key, [])
        return [there] if isinstance(there, str) else there


@lru_cache(maxsize=1 << 10)
def _key(name: str) -> str:
    return f"{name[:2]:2}{' '.join(_NUMBER.findall(name))}"
