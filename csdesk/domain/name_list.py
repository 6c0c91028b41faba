"""A list of names as a person types it: commas between, double quotes around a name that has one itself."""

import re
from collections.abc import Iterable

_NAME = re.compile(r'\s*(?P<name>"(?P<inside>(?:[^"]|"")*)(?:"|$)|[^,]*?)\s*(?P<end>,|$)')


def names_text(names: Iterable[str]) -> str:
    """Names as one text, which `names_of` reads back."""
    return ", ".join(map(quoted, names))


def quoted(name: str) -> str:
    """A name in quotes, where it would be read otherwise without."""
    doubled = name.replace('"', '""')
    return name if names_of(name) == (name,) else f'"{doubled}"'


def names_of(text: str) -> tuple[str, ...]:
    """The names of a text; none is empty."""
    return tuple(name for one in _NAME.finditer(text) if (name := _name(one)))


def last_begins(text: str) -> int:
    """Where in a text the name begins that is typed last, its quotes included; the end where none is begun."""
    begun = [one.start("name") for one in _NAME.finditer(text) if not one["end"]]
    return begun[0]


def _name(one: re.Match[str]) -> str:
    inside = one["inside"]
    return (one["name"] if inside is None else inside.replace('""', '"')).strip()
