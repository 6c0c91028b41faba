"""Settings are choices of this person on this computer, kept as TOML; what belongs to a book stands in it."""

import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path
from typing import Any

from csdesk import paths
from csdesk.domain.values import dataclass

SCHEMES = ("system", "light", "dark")
DECLINED = "-"
"""What stands for a second place of backups where the person wants none."""
_SCALARS = (str, bool, int)
"""What a newer program may keep beside its tables."""
_MOST_BOOKS, _LARGEST = 50, 2**20


@dataclass(frozen=True, slots=True)
class Settings:
    """`scheme`: system, light or dark. `last_book`: the path that was open last, or empty. `second_place`: a
    folder that takes a copy of every backup; empty where none was chosen yet, DECLINED where none is wanted.
    `told`: marks of the places of books that were told once.
    `calendar_folder`: a folder into which the calendars of a book are written after every change; empty where
    none was chosen. `column_widths`: how wide the person made columns, as `arr:90,health:130`, in px at 100 %.
    `window`: where the last window stood, as Qt writes it, in letters."""

    scheme: str = "system"
    last_book: str = ""
    second_place: str = ""
    told: str = ""
    calendar_folder: str = ""
    column_widths: str = ""
    window: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """When a book was last open in a window here: the day, and the number of the last change there was."""

    day: date
    n: int


def settings_file() -> Path:
    """Where the settings stand."""
    return paths.config_folder() / "settings.toml"


def visits_file() -> Path:
    """Where the last visits stand."""
    return paths.config_folder() / "visits.toml"


def csms_file() -> Path:
    """Where it stands whose week each book shows."""
    return paths.config_folder() / "csms.toml"


def views_file() -> Path:
    """Where it stands at which view of Accounts each book was left."""
    return paths.config_folder() / "views.toml"


def load() -> Settings:
    """The settings; a broken file is set aside and the defaults hold."""
    found = _read(settings_file)
    known = {f.name: found[f.name] for f in fields(Settings) if isinstance(found.get(f.name), str)}
    if known.get("scheme", "system") not in SCHEMES:
        known.pop("scheme")
    return Settings(**known)


def last_visit(book: str) -> Visit | None:
    """The last visit of a book, by its uid; None where there was none, or where it cannot be read."""
    day, _, n = str(_read(visits_file).get(book, "")).partition(" ")
    try:
        return Visit(date.fromisoformat(day), int(n))
    except ValueError:
        return None


def keep_visit(book: str, visit: Visit) -> None:
    """Keep the last visit of a book; the books that were not visited for longest are forgotten."""
    _keep(visits_file, book, f"{visit.day.isoformat()} {visit.n}")


def chosen_csm(book: str) -> str:
    """Whose week was chosen in a book, by its uid; empty for everybody's."""
    said = _read(csms_file).get(book, "")
    return said if isinstance(said, str) else ""


def keep_csm(book: str, csm: str) -> None:
    """Keep whose week was chosen in a book; empty for everybody's."""
    if csm != chosen_csm(book):
        _keep(csms_file, book, csm)


def chosen_view(book: str) -> str:
    """The id of the view of Accounts that was chosen last in a book, by its uid; empty where none was."""
    said = _read(views_file).get(book, "")
    return said if isinstance(said, str) else ""


def keep_view(book: str, view: str) -> None:
    """Keep which view of Accounts was chosen in a book."""
    if view != chosen_view(book):
        _keep(views_file, book, view)


def _keep(place: Callable[[], Path], book: str, what: str) -> None:
    """Keep what is said of a book as the newest of several."""
    kept = {uid: said for uid, said in _read(place).items() if isinstance(said, str) and uid != book}
    newest = dict(list(kept.items())[1 - _MOST_BOOKS :])
    _write(place, newest | {book: what})


def _read(place: Callable[[], Path]) -> dict[str, Any]:
    """What a file says; a broken or an endless one is set aside."""
    try:
        path = place()
    except RuntimeError:  # there is no home folder
        return {}
    try:
        with path.open("rb") as file:
            text = file.read(_LARGEST + 1)[:_LARGEST].decode()
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        _set_aside(path)
        return {}
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        _set_aside(path)
        return {}


def save(settings: Settings) -> None:
    """Write the settings whole, with what a newer csdesk keeps among them; a folder that takes no file is no reason to
    stop."""
    newer = {name: said for name, said in _read(settings_file).items() if isinstance(said, _SCALARS)}
    _write(settings_file, newer | asdict(settings))


def _write(place: Callable[[], Path], said: Mapping[str, Any]) -> None:
    lines = [f"{_quoted(name)} = {_quoted(value)}" for name, value in said.items()]
    try:
        path = place()
        temporary = path.with_suffix(".tmp")
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("w", encoding="utf-8", newline="\n") as file:
            file.write("\n".join(lines) + "\n")
            file.flush()
            os.fsync(file.fileno())  # else a power cut may leave an empty file
        temporary.replace(path)
    except (OSError, RuntimeError, UnicodeEncodeError):  # no home folder; a path that is no text
        return


def _quoted(said: str | int) -> str:
    """A TOML value: JSON's escapes of a string are a part of TOML's, but for pairs of surrogates."""
    import json

    return json.dumps(said, ensure_ascii=False).replace("\x7f", "\\u007f")


def _set_aside(path: Path) -> None:
    try:
        path.replace(path.with_suffix(".broken"))
    except OSError:
        return
