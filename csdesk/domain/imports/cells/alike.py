"""Alike are two names that one company may have: without legal form, accents, `and`, and letters that look the same."""

import re
import unicodedata
from functools import lru_cache

from csdesk.domain.imports.cells.values import unless_same
from csdesk.domain.names import name_key

_FORMS = frozenset(
    "inc incorporated llc llp lllp lp ltd limited plc corp corporation co company pllc pc "
    "gmbh mbh ag kg ohg ug gbr se ev eg kgaa haftungsbeschrankt "
    "sa sas sasu sarl eurl snc sci scop sca cie spa srl srls sapa "
    "sl slu sll sau slne scoop cb sc cv sab rl eirl spr sprl "
    "ltda lda me epp eireli mei unipessoal crl "
    "bv nv cvba bvba vof ab as asa oy oyj aps is ehf hf pty pvt private pte sdn bhd kk oao ooo zao pao doo ad "
    "sp oo zoo sro kft zrt nyrt bt dd ood eood uab sia ou tbk ae abee jsc pjsc dac clg ulc".split()
)
"""Legal forms of companies, of many countries, without their points."""
_WITHIN = frozenset({"de", "&", "and", "und", "et", "y", "e", "z"})
_JOINING = frozenset({"and", "und", "et", "y", "e", "en", "og", "och", "i", "u"})
_BEFORE = frozenset({"the", "ooo", "oao", "zao", "pao", "uab", "sia", "ou", "pt"})
"""Words that may stand before a name, as forms do in some countries."""
_IN_FULL = {
    "assn": "association", "assoc": "association", "bros": "brothers", "cu": "credit union", "grp": "group",
    "hosp": "hospital", "intl": "international", "mfg": "manufacturing", "mgmt": "management", "mgt": "management",
    "natl": "national", "svc": "services", "svcs": "services", "uni": "university", "univ": "university",
}  # fmt: skip
"""Words of names that lists shorten."""
_EAST_ASIAN = re.compile(
    r"株式会社|有限会社|合同会社|㈱|㈲|\((?:株|有)\)|股份有限公司|有限责任公司|有限公司|주식회사|유한회사|\(주\)"
)
_NO_WORDS = re.compile(r"[^\w&+]+")
_SIGNS = re.compile(r"(?<!\d)\.|\.(?!\d)|[^\w&+'.]+|_+")
"""Signs that say nothing in a name: a point between digits does."""
_SAME_FORM = {"limited": "ltd", "incorporated": "inc", "corporation": "corp", "company": "co"}
_TYPED = str.maketrans({**dict.fromkeys("’‘`´", "'"), **dict.fromkeys("‐‑–—", "-"), "\u0307": ""})
_LOOK = str.maketrans(
    "авгеёзіїјкмнорстухѕһԁԛԝυαβεικνορτχıℓ",
    "abreёзiijkmhopctyxshdqwuaβeikvoptxil",
)
"""Letters of other alphabets that look like Latin ones."""


@lru_cache(maxsize=1 << 16)
def loose_key(name: str) -> str:
    """What is left of a name that one company may have in many spellings. It asks, it never decides."""
    key = name_key(name)
    plain = key.replace(".", "").replace("'", "").replace(" a/s", " as")
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", latin(_EAST_ASIAN.sub(" ", plain) or plain).replace("’", ""))
        plain = "".join(c for c in apart if not unicodedata.combining(c))
    if not plain.replace(" ", "").isalnum():  # most have no other signs
        plain = _NO_WORDS.sub(" ", plain.replace("&", " & ").replace("+", " & ").replace("_", " "))
    words = plain.split()
    if not _IN_FULL.keys().isdisjoint(words):
        words = [_IN_FULL.get(w, w) for w in words]
    kept = [w for w in words if w not in _JOINING and w != "&"] or words
    while len(kept) > 1 and (kept[-1] in _FORMS or (kept[-1] in _WITHIN and len(kept) > 2)):
        kept.pop()
    found = " ".join(kept[1:] if len(kept) > 1 and kept[0] in _BEFORE else kept)
    return unless_same(found, key)


def typed_key(name: str) -> str:
    """The key of a name, whichever apostrophes and hyphens a program made of those that were typed."""
    return name_key(name).translate(_TYPED)


@lru_cache(maxsize=1 << 12)
def written_key(name: str) -> str:
    """A name whichever signs, words for *and*, and long or short forms were typed: equal keys propose one name."""
    key = unicodedata.normalize("NFKC", name_key(name).translate(_TYPED)).replace(" a/s", " as")
    joined = _SIGNS.sub(lambda sign: "" if sign[0] == "." else " ", key.replace("&", " & "))
    words = ["&" if word in _JOINING else word for word in joined.split()]
    return " ".join([*words[:1], *(_SAME_FORM.get(word, word) for word in words[1:])]) or key


def latin(name: str) -> str:
    """The name with Latin letters where others look the same."""
    return name.translate(_LOOK)


def look_alike(one: str, other: str) -> bool:
    """Whether two names differ by nothing but letters of other alphabets that look the same."""
    first, second = name_key(one), name_key(other)
    return first != second and latin(first) == latin(second)
