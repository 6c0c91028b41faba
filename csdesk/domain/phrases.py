"""A phrase is what several words say together: a number with its noun, names in a row, the first of many."""

from collections.abc import Sequence


def upper(text: str) -> str:
    """With a capital at its beginning."""
    return text[:1].upper() + text[1:]


def lower(text: str) -> str:
    """Without a capital at its beginning."""
    return text[:1].lower() + text[1:]


def count(n: int, one: str, many: str | None = None) -> str:
    """A number with its noun in the right form: 1 day, 2 days."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def together(names: Sequence[str]) -> str:
    """All names in a row: `a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def first_of(few: Sequence[str], several: int) -> str:
    """The first of several names, and how many there are besides: `a, b and 3 more`."""
    return ", ".join(few) + (f" and {several - len(few):,} more" if several > len(few) else "")


def first_said(few: Sequence[str], several: int) -> str:
    """The first of several things that are told in words of their own: `a; b; and 3 more`."""
    return "; ".join(few) + (f"; and {several - len(few):,} more" if several > len(few) else "")
