"""Synonyms are what people call their columns and values, as the program ships them."""

import tomllib
from functools import cache

from csdesk import paths
from csdesk.domain.imports.vocabulary.words import Synonyms


@cache
def synonyms() -> Synonyms:
    """All of them, read once."""
    return Synonyms.of(tomllib.loads(paths.resource("synonyms.toml").read_text("utf-8")))
