"""A draft is what was typed and not yet saved: kept outside the book, offered again after a crash."""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import BinaryIO

from csdesk import paths
from csdesk.domain.errors import CsdeskError

_MOST = 1_000_000
"""Bytes of a draft; what is longer was written by somebody else."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The texts of one editor by the names of its fields; `about` says what the editor was open on."""

    kind: str
    label: str
    at: str
    texts: Mapping[str, str]
    about: Mapping[str, str] = field(default_factory=dict)

    @property
    def longest(self) -> str:
        """The text that would be missed most."""
        return max(self.texts.values(), key=len, default="")


def keep_draft(book: str, key: str, draft: Draft) -> None:
    """Keep a draft of the book of this uid under a key, in the place of the one before.

    Raises: NoPermission, NotWritten, NoHome.
    """
    from csdesk.exchange.atomic import atomic_write

    path = _file(book, key)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(draft)).encode()

    def write(file: BinaryIO) -> None:
        file.write(text)

    atomic_write(path, write)


def drop_draft(book: str, key: str) -> None:
    """Forget a draft: it was saved, or put away by the person."""
    with suppress(OSError, RuntimeError):
        _file(book, key).unlink(missing_ok=True)


def drafts_of(book: str) -> dict[str, Draft]:
    """The drafts that were left by key, the oldest first; a file that is none is passed over."""
    found: dict[str, Draft] = {}
    with suppress(OSError, RuntimeError):
        for path in sorted(_folder(book).glob("*.json")):
            with suppress(OSError, ValueError, TypeError, CsdeskError):
                if path.stat().st_size <= _MOST:
                    found[path.stem] = _sound(json.loads(path.read_text("utf-8")))
    return dict(sorted(found.items(), key=lambda one: (one[1].at, one[0])))


def _sound(said: object) -> Draft:
    """A draft of what a file says. Raises: ValueError, TypeError."""
    if not isinstance(said, dict):
        raise TypeError
    draft = Draft(**said)
    words = [draft.kind, draft.label, draft.at, *draft.texts, *draft.texts.values()]
    if not all(isinstance(word, str) for word in [*words, *draft.about, *draft.about.values()]):
        raise TypeError
    return draft


def _folder(book: str) -> Path:
    return paths.data_folder() / "drafts" / re.sub(r"[^A-Za-z0-9-]", "_", book or "book")


def _file(book: str, key: str) -> Path:
    return _folder(book) / f"{re.sub(r'[^A-Za-z0-9-]', '_', key)}.json"
