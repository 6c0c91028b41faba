"""A name's keys: how two spellings of one name are recognised, and how similar ones are found."""

import re
import unicodedata
from functools import lru_cache

_SUFFIXES = frozenset(
    "inc incorporated llc ltd limited gmbh ag sa sas sarl srl spa bv nv ab as oy oyj aps plc corp "
    "corporation co company kg ohg ug se pty llp lp lda ltda cv eirl".split()
)

_PARTICLES = frozenset("de da do dos das del della di du van von der den ter la le el al bin ben zu".split())
_TITLES = frozenset(
    "dr prof mr mrs ms miss mx sir herr frau hr fr dipl-ing dipl ing sr sra m mme mlle dott dra".split()
)
_DEGREES = frozenset("phd md mba msc esq".split())
_BEHIND = _DEGREES | frozenset("jr sr ii iii".split())

_NO_WORDS = re.compile(r"[^\w]+")
_BESIDE = re.compile(r"\([^()]*\)")
_SPELLED = str.maketrans({**dict.fromkeys("'’‘`´"), "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})
_WITH_E = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


@lru_cache(maxsize=1 << 12)
def name_key(name: str) -> str:
    """The identity key: NFC, case folded, single spaces. Equal keys are the same name."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def words_of(text: str) -> list[str]:
    """The words of a text without its punctuation; most names have none."""
    return (text if text.replace(" ", "").isalnum() else _NO_WORDS.sub(" ", text)).split()


@lru_cache(maxsize=1 << 16)
def search_key(name: str) -> str:
    """The loose key: accents, punctuation, `&` and legal suffixes gone. It finds, it never decides."""
    bare = name_key(name).replace("&", " and ").replace(".", "")
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    kept = words_of(bare)
    while len(kept) > 1 and kept[-1] in _SUFFIXES:
        kept.pop()
    return " ".join(kept)


def first_last(name: str) -> str:
    """A person's name as it is spoken: *Smith, Joe* is Joe Smith. Any other name stands as it is."""
    last, _, first = (part.strip() for part in name.partition(","))
    titles = [w for w in last.split() if _bare(w) in _TITLES]
    family = [w for w in last.split() if w not in titles]
    given = first.split()
    if sum(w.casefold() not in _PARTICLES for w in family) != 1 or not 1 <= len(given) <= 3:
        return name
    return " ".join([*titles, first, *family]) if all(map(_is_given, given)) else name


@lru_cache(maxsize=1 << 14)
def person_key(name: str, *, with_e: bool = False) -> str:
    """A person's name without titles and ways of writing it; `with_e`: *Müller* is mueller, and not muller."""
    bare = name_key(_BESIDE.sub(" ", first_last(name)))
    bare = (bare.translate(_WITH_E) if with_e else bare).translate(_SPELLED)
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    words = _NO_WORDS.sub(" ", bare).split()
    while len(words) > 1 and words[0] in _TITLES and (words[0] != "m" or len(words) > 2):
        words.pop(0)
    while len(words) > 2 and words[-1] in _DEGREES:
        words.pop()
    return " ".join(words) or name_key(name)


def same_person(one: str, other: str) -> bool:
    """Whether two names are one, however they are written: among the people of one customer the same person."""
    return person_key(one) == person_key(other) or (
        not (one.isascii() and other.isascii())
        and person_key(one, with_e=True) == person_key(other, with_e=True)
    )


def short_for(one: str, other: str) -> bool:
    """Whether one of two names may be short for the other: *J. Smith*, *Jane* or *Frau Smith* for *Jane Smith*."""
    if "@" in f"{one}{other}" or same_person(one, other):
        return False
    keys = ((person_key(one, with_e=e).split(), person_key(other, with_e=e).split()) for e in (False, True))
    return any(_short(*sorted(pair, key=lambda words: (len(words), words))) for pair in keys)


def _short(short: list[str], long: list[str]) -> bool:
    if len(short) == 1:
        return len(long) > 1 and short[0] in {long[0], long[-1]}
    return _may_stand(short[0], long[0]) and _in_order(short[1:], long[1:]) and not {*short}.isdisjoint(long)


def _in_order(short: list[str], long: list[str]) -> bool:
    """Whether each word, or what it is the initial of, stands in a longer name, in their order."""
    rest = iter(long)
    return all(any(_may_stand(word, other) for other in rest) for word in short)


def _may_stand(one: str, other: str) -> bool:
    """Whether two words are one, or one is the initial of the other."""
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def given_name(name: str) -> str:
    """By which name a person is greeted; one of whom only a title and a family name are known by both."""
    words = first_last(name).partition(",")[0].split()
    named = [w for w in words if _bare(w) not in _TITLES]
    return named[0] if len(named) > 1 or named == words != [] else " ".join(words) or name


def _is_given(word: str) -> bool:
    """Whether a word may be a first name or an initial: neither *CTO* nor *Jr.*"""
    bare = _bare(word)
    capital = word[0].isupper() and (len(bare) == 1 or not word.isupper())
    return capital and "," not in word and bare not in _BEHIND


def _bare(word: str) -> str:
    return word.casefold().replace(".", "")
