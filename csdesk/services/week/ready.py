"""What stands ready is a week as it was planned from a book that has not changed since: a window opens with it.

It is kept beside the backups, one file for each book, and is worth nothing once the program or the file is
another. Once the book was changed it is the week from before, which may be shown as that. Whoever shows either asks
the book all the same, right after.
"""

import json
import time
import types
import zlib
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, get_args, get_origin, get_type_hints

from csdesk import __version__, paths
from csdesk.domain.week.plan import WeekPlan
from csdesk.store.version import VERSION

if TYPE_CHECKING:
    from csdesk.store.book import Book

_MOST = 20_000_000
_DAYS = 5
_DAY = len("2025-11-24")
_WHICH = (0, 1, 5, 6)
"""What says of a state which file it is, and which program planned: all but how the book stands."""
_WRONG = (OSError, RuntimeError, ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError)


def ready_week(book: Path, start: date, csm: str = "") -> WeekPlan | None:
    """The week from a day on as it was planned of the book as it is now, of everybody or one CSM; None where none is
    kept."""
    with suppress(*_WRONG):
        kept, weeks = _kept(book)
        if kept["of"] == _state(book):
            return _week_of(weeks, start, csm)
    return None


def week_before(book: Path, start: date, csm: str = "", *, longer_than: float) -> WeekPlan | None:
    """The week from a day on as it was planned of this very file before it was changed, where planning takes longer
    than so many seconds; None where none is kept."""
    with suppress(*_WRONG):
        (kept, weeks), state = _kept(book), _state(book)
        if kept["took"] > longer_than and all(kept["of"][n] == state[n] for n in _WHICH):
            return _week_of(weeks, start, csm)
    return None


def _kept(book: Path) -> tuple[Any, dict[str, str]]:
    """Of which book the weeks are, which is the file's first line, and each week, which is a line of its own."""
    file = _file(book)
    if file.stat().st_size > _MOST:
        raise ValueError(file)
    head, *weeks = file.read_text("utf-8").split("\n")
    return json.loads(head), dict(line.partition(" ")[::2] for line in weeks)


def _week_of(weeks: dict[str, str], start: date, csm: str) -> WeekPlan:
    plan: WeekPlan = _reader(WeekPlan)(json.loads(weeks[_key(start, csm)]))
    return plan


def _key(start: date, csm: str) -> str:
    """What begins the line of a week: its day, and whose it is."""
    return f"{start.isoformat()}{csm.encode().hex()}"


def keep_week(book: "Book", start: date, csm: str = "") -> bool:
    """Plan a week and keep it, beside those of other days of the same book; whether it is kept now.

    Raises: what planning raises. A place that cannot be written in is no error: nothing is lost.
    """
    from csdesk.exchange.atomic import atomic_write
    from csdesk.services.week.week import plan_week, whose

    if book.path is None:
        return False
    before, begun = _state(book.path), time.perf_counter()
    plan = plan_week(book, start=start, only=whose(book, csm))
    took = time.perf_counter() - begun
    if _state(book.path) != before:
        return False
    weeks = {**_others(book.path, before, csm), _key(start, csm): _told(_plain(plan))}
    newest = sorted(weeks.items())[-_DAYS:]
    text = "\n".join([_json({"of": before, "took": round(took, 3)}), *map(" ".join, newest)]).encode()

    def write(file: BinaryIO) -> None:
        file.write(text)

    with suppress(*_WRONG):
        path = _file(book.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic_write(path, write)
        return True
    return False


def _others(book: Path, state: list[Any], csm: str) -> dict[str, str]:
    with suppress(*_WRONG):
        kept, weeks = _kept(book)
        if kept["of"] == state:
            return {key: week for key, week in weeks.items() if key[_DAY:] == _key(date.min, csm)[_DAY:]}
    return {}


def _file(book: Path) -> Path:
    return paths.data_folder() / "ready" / f"{zlib.crc32(str(book.resolve()).encode()):08x}.json"


def _state(book: Path) -> list[Any]:
    """Which book it is, and how it stands: every commit changes the file, and a cut-off one leaves a journal."""
    found = book.stat()
    cut_off = Path(f"{book}-journal").exists()
    return [
        str(book.resolve()),
        found.st_ino,
        found.st_size,
        found.st_mtime_ns,
        cut_off,
        VERSION,
        __version__,
    ]


def _plain(value: Any) -> Any:
    """A value as JSON has it: dataclasses and tuples are lists, days and exact numbers are texts."""
    if isinstance(value, str | int | float | bool | None) and not isinstance(value, Enum):
        return value
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction | Decimal):
        return str(value)
    return [_plain(getattr(value, name)) for name in get_type_hints(type(value))]


_json = json.JSONEncoder(separators=(",", ":")).encode


def _told(plain: Any, deep: int = 2) -> str:
    """The same as text, value by value: a large week told at once would hold up every other thread."""
    if deep and isinstance(plain, list):
        return f"[{','.join([_told(part, deep - 1) for part in plain])}]"
    return _json(plain)


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of this type out of plain JSON. It raises where the JSON is of something else."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is types.UnionType:
        return _or_none(_reader(next(k for k in inner if k is not type(None))))
    if origin is tuple and inner[-1] is ...:
        return _many(_reader(inner[0]))
    if origin is tuple:
        return _row([_reader(k) for k in inner], tuple)
    kind = getattr(kind, "__supertype__", kind)
    if kind is date:
        return date.fromisoformat
    if kind in {Fraction, Decimal} or issubclass(kind, Enum):
        made: Callable[[Any], Any] = kind
        return made
    if kind in {str, int, float, bool}:
        return _just(kind)
    return _row([_reader(k) for k in get_type_hints(kind).values()], _maker(kind))


def _just(kind: type) -> Callable[[Any], Any]:
    def read(plain: Any) -> Any:
        if type(plain) is not kind:
            raise TypeError(plain)
        return plain

    return read


def _or_none(reader: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda plain: None if plain is None else reader(plain)


def _many(reader: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda plain: tuple(map(reader, plain))


def _row(readers: list[Callable[[Any], Any]], make: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def read(plain: Any) -> Any:
        if len(plain) != len(readers):
            raise ValueError(plain)
        return make([reader(part) for reader, part in zip(readers, plain, strict=True)])

    return read


def _maker(kind: Any) -> Callable[[list[Any]], Any]:
    names = list(get_type_hints(kind))
    return lambda parts: kind(**dict(zip(names, parts, strict=True)))
