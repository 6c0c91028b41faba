"""Settings are choices of this person on this computer, kept as TOML; what belongs to a book stands in it."""

from dataclasses import asdict, fields
from pathlib import Path

from csdesk import paths
from csdesk.domain.values import dataclass

SCHEMES = ("system", "light", "dark")
DECLINED = "-"
"""What stands for a second place of backups where the person wants none."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`scheme`: system, light or dark. `last_book`: the path that was open last, or empty. `second_place`: a
    folder that takes a copy of every backup; empty where none was chosen yet, DECLINED where none is wanted.
    `column_widths`: how wide the person made columns, as `arr:90,health:130`, in px at 100 %."""

    scheme: str = "system"
    last_book: str = ""
    second_place: str = ""
    column_widths: str = ""


def settings_file() -> Path:
    """Where the settings stand."""
    return paths.config_folder() / "settings.toml"


def load() -> Settings:
    """The settings; a broken file is set aside and the defaults hold."""
    try:
        path = settings_file()
    except RuntimeError:  # there is no home folder
        return Settings()
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError):
        _set_aside(path)
        return Settings()
    import tomllib

    try:
        found = tomllib.loads(text)
    except ValueError:
        _set_aside(path)
        return Settings()
    known = {f.name: found[f.name] for f in fields(Settings) if isinstance(found.get(f.name), str)}
    if known.get("scheme", "system") not in SCHEMES:
        known.pop("scheme")
    return Settings(**known)


def save(settings: Settings) -> None:
    """Write the settings whole; a folder that takes no file is no reason to stop."""
    lines = [f"{name} = {_quoted(value)}" for name, value in asdict(settings).items()]
    try:
        path = settings_file()
        temporary = path.with_suffix(".tmp")
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text("\n".join(lines) + "\n", encoding="utf-8")
        temporary.replace(path)
    except (OSError, RuntimeError, UnicodeEncodeError):  # no home folder; a path that is no text
        return


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are a part of TOML's, but for pairs of surrogates."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _set_aside(path: Path) -> None:
    try:
        path.replace(path.with_suffix(".broken"))
    except OSError:
        return
