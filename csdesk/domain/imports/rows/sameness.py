"""Sameness says which row of the book a fact row tells again: by id, else by account, day and title."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, cast

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.fields import Field, Noun
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.bench import PROVISIONAL, Bench
from csdesk.domain.imports.bench.where import Where
from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.vocabulary.targets import REWORDED, SHEET_NOUNS
from csdesk.domain.names import name_key
from csdesk.domain.products import Product
from csdesk.domain.touches import Touch, TouchKind


def same_row(
    noun: Noun, record: Record, account: Account | None, facts: dict[str, Any], place: Place, bench: Bench
) -> Any | None:
    """The row of the book that says the same: by id, external id, else by account, day and title.

    A row of a new title is noted with those of the book that it may tell in other words.
    """
    if place.reworded and (told := place.reworded.get(place.at(record.row))):
        return bench.find(cast("type[Any]", noun.type), told)
    found = _same_row(noun, record, account, facts, place, bench)
    if found is None and account is not None and noun.word in REWORDED and not place.terms.own:
        _note_reworded(noun, record, account, facts, place, bench)
    return found


def _same_row(
    noun: Noun, record: Record, account: Account | None, facts: dict[str, Any], place: Place, bench: Bench
) -> Any | None:
    uid, rows_of = record.get(f"{noun.word}.id"), cast("type[Any]", noun.type)
    if uid and (found := bench.find(rows_of, bench.alias.get((noun.table, uid), uid))):
        return found
    owner = _owner(noun.word, account, facts)
    external = facts.get("external_id") or uid
    if external and "external_id" in _fields(noun.word):
        return bench.external(rows_of, owner, str(external))
    if noun.type is Product:
        return bench.find(rows_of, bench.products.get(name_key(str(facts.get("product"))), ""))
    if noun.type is Contact:
        return bench.contact(AccountId(str(owner)), name=facts.get("name"), email=facts.get("email"))
    fields = _fields(noun.word)
    keys = [fields[k] for k in _by(noun.word, facts) if k in facts]
    if not keys:
        return None
    mine: list[Any] = bench.of(rows_of, owner) if owner else bench.all(rows_of)
    same = [v for v in mine if all(_says(v, f, facts[f.key]) for f in keys)]
    if not same and bench.known.worded and noun.word in REWORDED:
        came = (replace(v, **{title_of(noun): words_that_came(noun, v, bench)}) for v in mine)
        same = [bench.find(rows_of, v.id) for v in came if all(_says(v, f, facts[f.key]) for f in keys)]
    if not same and noun.type is Touch and not (uid or place.terms.own):
        same = [v for v in mine if _is_day_alone(v) and v.on == facts.get("on") and _may_be(v, facts)]
    where = place.at(record.row)
    if noun.word in _PUT_OFF and not uid:
        return _put_off(mine, same, facts, where, bench)
    called = bool(uid) and noun.word not in _ONCE
    if len(same) < 1 or not (called or noun.word in _REPEATED):
        return same[0] if same else None
    return _unspoken(noun, same, facts, where, bench, apart=called or _says_more(record))


def _is_day_alone(touch: Touch) -> bool:
    """Whether a list of customers told of a touch no more than its day: a log that has that day tells the same."""
    return not touch.contacts and _FROM_A_LIST.fullmatch(touch.summary or "") is not None


_FROM_A_LIST = re.compile(r".+, from .+\.\w{2,5}")


def _may_be(touch: Touch, facts: Mapping[str, Any]) -> bool:
    return touch.kind is TouchKind.OTHER or touch.kind == facts.get("kind")


def title_of(noun: Noun) -> str:
    """The attribute by whose words rows of a noun are told apart."""
    return noun.field(noun.title).name


def words_that_came(noun: Noun, value: Any, bench: Bench) -> str:
    """What a row is called, or was when it came, where a person gave it other words since."""
    return bench.known.worded.get(value.id) or str(getattr(value, title_of(noun)) or "")


def _note_reworded(
    noun: Noun, record: Record, account: Account, facts: dict[str, Any], place: Place, bench: Bench
) -> None:
    """Note the rows that an import brought, and that differ from a new row without an ID in their words alone."""
    said = facts.get(noun.title)
    if said is None or record.get(f"{noun.word}.id") or facts.get("external_id"):
        return
    fields, day = _fields(noun.word), noun.day
    keys = [fields[k] for k in {*keys_of(noun.word), *([day] if day else [])} - {noun.title}]
    came = [
        v
        for v in bench.of(cast("type[Any]", noun.type), account.id)
        if not v.id.startswith(PROVISIONAL)
        and not getattr(v, "external_id", None)
        and v.id in bench.known.brought.get(noun.table, ())
    ]
    like = [
        v.id
        for v in came
        if all(_may_say(v, f, facts.get(f.key), alike=words_that_came(noun, v, bench) == said) for f in keys)
    ]
    where = place.at(record.row)
    if like:
        bench.reworded[where] = (noun.word, str(said), tuple(like))
    elif noun.word in _MOVED and (still := [v.id for v in came if _is_open(v)]):
        bench.moved[where] = (noun.word, str(said), tuple(still))


def _is_open(value: Any) -> bool:
    return not value.reached if hasattr(value, "reached") else bool(value.status == "open")


def _may_say(value: Any, field: Field, wanted: Any, *, alike: bool) -> bool:
    """Whether a row says so; of people one is enough, or that one of the two names none.

    The kind may be another one where all words are `alike`.
    """
    there = getattr(value, field.name)
    if field.key == "contacts":
        return not (there and wanted) or not {*there}.isdisjoint(wanted)
    return bool(there == wanted) or (field.key == "kind" and (alike or wanted is None))


def _says_more(record: Record) -> bool:
    """Whether a row says something in a field of a person's own."""
    return any(said is not None for _, said in record.custom)


def keys_of(word: str) -> tuple[str, ...]:
    """The fields by which a row of a noun is known again that names no ID."""
    return _NATURAL.get(word, ())


def _by(word: str, facts: Mapping[str, Any]) -> tuple[str, ...]:
    """The same of what one row says: an answer without the day of its question is known by its own day."""
    keys = keys_of(word)
    if word == "invoice" and facts.get("number") is not None:
        return ("number", "issued_on")
    return (*keys, "answered_on") if word == "survey" and facts.get("sent_on") is None else keys


def _put_off(
    mine: list[Any], same: list[Any], facts: Mapping[str, Any], where: Where, bench: Bench
) -> Any | None:
    """The row of that day; else the one open row of the book that is called so, of which no other row speaks."""
    if same:
        bench.claimed.setdefault(same[0].id, where)
        return same[0]
    key = "title" if "title" in facts else "promise"
    called = [v for v in mine if getattr(v, key, None) == facts.get(key)]
    there = [v for v in called if v.status == "open" and not v.id.startswith(PROVISIONAL)]
    if len(there) != 1 or bench.claimed.setdefault(there[0].id, where) != where:
        return None
    return there[0]


def _owner(word: str, account: Account | None, facts: Mapping[str, Any]) -> str | None:
    """To what a row belongs: a step to its line, a reading to its objective, all else to its account."""
    if word in _HANGS_ON:
        return facts.get(_HANGS_ON[word])
    return account.id if account else None


_HANGS_ON = {"step": "subscription", "reading": "objective"}


def _unspoken(
    noun: Noun, same: list[Any], facts: dict[str, Any], where: Where, bench: Bench, *, apart: bool
) -> Any | None:
    """Of rows with one key, the one that says all the same, else one of which no other row of the file speaks.

    `apart`: rows that say the same, but have an ID or custom fields of their own, are two.
    """
    told = [_fields(noun.word)[k] for k in facts]
    exact = [v for v in same if all(_says(v, f, facts[f.key]) for f in told)]
    free = [v for v in same if bench.claimed.get(v.id, where) == where]
    found = next(iter([v for v in exact if v in free] or (free if apart else exact or free)), None)
    if found is not None:
        bench.claimed.setdefault(found.id, where)
    return found


@cache
def _fields(word: str) -> Mapping[str, Field]:
    return {f.key: f for f in SHEET_NOUNS[word].fields}


_REPEATED = frozenset(
    {"usage", "survey", "touch", "ticket", "invoice", "signal", "churn", "opportunity", "objective"}
)
"""Facts of which one account can have two on one day, or of one name."""


_MOVED = frozenset({"task", "promise", "milestone"})
"""Facts that are ahead, and may get other words and another day at once."""
_PUT_OFF = frozenset({"task", "promise"})
"""Facts that are open until they are done, and may be put off to another day."""
_ONCE = frozenset({"step", "reading", "renewal", "rate"})
"""Of these there is one a day, whatever ID a row has."""


def _says(value: Any, field: Field, wanted: Any) -> bool:
    return bool(getattr(value, field.name) == wanted)


_NATURAL = {
    "touch": ("on", "kind", "summary", "contacts"),
    "ticket": ("opened_at", "subject"),
    "survey": ("sent_on", "kind", "contact"),
    "usage": ("measure", "on", "contact"),
    "invoice": ("number", "issued_on", "amount"),
    "task": ("title", "due_on"),
    "milestone": ("milestone",),
    "objective": ("objective",),
    "reading": ("objective", "on"),
    "signal": ("on", "kind", "contact", "note"),
    "risk": ("cause", "opened_on"),
    "renewal": ("subscription", "due_on"),
    "step": ("subscription", "from"),
    "override": ("set_on", "reason"),
    "promise": ("promise", "due_on"),
    "gap": ("gap",),
    "opportunity": ("opportunity",),
    "advocacy": ("kind", "contact", "asked_on"),
    "feedback": ("on", "feedback"),
    "churn": ("lost_on", "subscription"),
    "file": ("place",),
    "rate": ("from_currency", "to_currency", "on"),
}
