"""A word is what a person typed, folded so that spellings of one word are equal; synonyms say what it means."""

from collections.abc import Iterator, Mapping
from typing import Any

from csdesk.domain.imports.vocabulary.exports import Export, exports_of
from csdesk.domain.imports.vocabulary.folding import fold, spellings
from csdesk.domain.values import dataclass

__all__ = ["Synonyms", "fold", "languages_of"]

_OTHERS = frozenset({"log", "sheets", "values", "free_mail", "shared_sites", "technical", "exports"})


@dataclass(frozen=True, slots=True)
class Synonyms:
    """What folded words mean: `columns` and `logs` name fields, `sheets` nouns, `values` a vocabulary's values."""

    columns: Mapping[str, str]
    """Folded header → `noun.field`, for a sheet with one customer a row."""
    logs: Mapping[str, Mapping[str, str]]
    """Noun → folded header → field key, for a sheet with one fact a row."""
    sheets: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    """Vocabulary → folded word → value."""
    free_mail: frozenset[str]
    shared_sites: frozenset[str] = frozenset()
    """Sites on which anybody has a page: as domains they say nothing of whose page it is."""
    technical: frozenset[str] = frozenset()
    """Headers of columns that only the program which moved the data needs."""
    lesser: frozenset[str] = frozenset()
    """Headers that name their field where no other column does."""
    exports: tuple[Export, ...] = ()
    """Tables that other programs write."""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Synonyms":
        """The synonyms of a parsed `synonyms.toml`."""
        columns: dict[str, str] = {}
        for noun, fields in data.items():
            if noun in _OTHERS:
                continue
            for field, languages in fields.items():
                for word in _spellings(languages):
                    columns.setdefault(word, f"{noun}.{field}")
        logs = {
            noun: {w: field for field, langs in reversed(fields.items()) for w in _spellings(langs)}
            for noun, fields in data.get("log", {}).items()
        }
        return cls(
            columns=columns,
            logs=logs,
            sheets={w: noun for noun, words in data["sheets"].items() for w in map(fold, words)},
            values={
                name: {w: value for value, words in groups.items() for word in words for w in spellings(word)}
                for name, groups in data["values"].items()
            },
            free_mail=frozenset(data["free_mail"]["any"]),
            shared_sites=frozenset(data.get("shared_sites", {}).get("any", ())),
            technical=frozenset(map(fold, data.get("technical", {}).get("any", ()))),
            lesser=frozenset(_lesser(data)),
            exports=exports_of(data.get("exports", ())),
        )

    def of_nobody(self, domain: str) -> bool:
        """Whether a domain tells no customer from another: free mail, or a site of many pages."""
        return domain in self.free_mail or domain in self.shared_sites

    def value(self, vocabulary: str, text: str) -> str | None:
        """What a word means in a vocabulary; None where nobody said."""
        return self.values.get(vocabulary, {}).get(fold(text))


def _spellings(languages: Mapping[str, list[str]]) -> list[str]:
    words = [fold(word) for words in languages.values() for word in words]
    german = [
        w.replace("ae", "a").replace("oe", "o").replace("ue", "u") for w in languages_of(languages, "de")
    ]
    return words + german


def _lesser(data: Mapping[str, Any]) -> Iterator[str]:
    for noun, fields in data.items():
        for languages in fields.values() if noun not in _OTHERS else ():
            yield from languages_of(languages, "less")


def languages_of(languages: Mapping[str, list[str]], language: str) -> list[str]:
    """The folded words of one language."""
    return [fold(word) for word in languages.get(language, [])]
