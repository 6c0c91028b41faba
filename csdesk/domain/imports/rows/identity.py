"""Identity says which account of the book a row speaks of; where it is not sure, a person decides."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from rapidfuzz import fuzz, process

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.imports.bench.bench import PROVISIONAL, Bench
from csdesk.domain.imports.bench.former import Former
from csdesk.domain.imports.bench.where import NOWHERE
from csdesk.domain.imports.cells.alike import look_alike, loose_key, typed_key, written_key
from csdesk.domain.imports.cells.also_called import also_called, apart, beginnings
from csdesk.domain.imports.cells.values import read_domain
from csdesk.domain.imports.rows.within import within
from csdesk.domain.imports.tables.questions import NEW, SIMILAR, SKIP, Choice, Question
from csdesk.domain.imports.vocabulary.near import NearNames
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.names import name_key
from csdesk.domain.values import dataclass

_SIMILAR = 90
"""From which likeness of two loose names (per cent) they are asked about."""
_SHORT = 4
_DISSIMILAR = 50
"""Under which likeness a shared domain does not make two names one account."""


@dataclass(frozen=True, slots=True)
class Who:
    """How a row names its account."""

    name: str | None
    external_id: str | None = None
    domain: str | None = None
    id: str | None = None
    email: str | None = None
    """The address of its person."""


@dataclass(frozen=True, slots=True)
class Match:
    """The account of a row, or None for a new one; `question` where only a person can tell."""

    account: Account | None
    question: Question | None = None
    was: Former | None = None
    """What the row names, where that was merged into the account since."""


_NOBODY = Match(None)


def match(who: Who, bench: Bench, synonyms: Synonyms, *, sheet: str, row: int, own: bool = False) -> Match:
    """Match by id, external id, domain, name; similar names, shared domains, contradictions are asked.

    An account that was merged is what it became: a person decided that. What is there by itself comes first.
    On the csdesk workbook's own sheet of accounts (`own`) similar names are different accounts.
    """
    found = _by_id(who, bench)
    if found:
        if found.id not in (who.id, who.external_id, who.name):
            hold_id_against_name(who, found, sheet, row, bench)
        return Match(found)
    if was := _former_by_id(who, bench):
        return Match(_account(bench, was.into), was=was)
    by_domain = _by_domain(who, bench, synonyms)
    key = name_key(who.name or "")
    by_name = [_account(bench, uid) for uid in bench.by_name.get(key) or _formerly(key, bench)]
    if len(by_name) == 1 and by_domain in (None, by_name[0]):
        return _unless_contradicted(who, by_name[0], sheet, row, bench)
    if by_domain and _here(by_domain, sheet, bench) and (own or _surely_two(who, by_domain)):
        by_domain = None
    if by_domain and not by_name and _one_of_its_domain(who, by_domain, sheet, bench):
        return Match(by_domain, was=_named(who, by_domain, bench))
    if by_name or by_domain:
        candidates = list({a.id: a for a in [*by_name, *([by_domain] if by_domain else [])]}.values())
        asked = _question(who, candidates, sheet, row, bench)
        return Match(None, asked if by_name else replace(asked, group=SIMILAR))
    told = bench.find(Account, bench.known_as[key]) if key in bench.known_as else None
    if told := told or _called_by_domain(who, bench, synonyms):
        return Match(told)
    return _NOBODY if own else _by_likeness(who, bench, synonyms, sheet=sheet, row=row)


def _by_likeness(who: Who, bench: Bench, synonyms: Synonyms, *, sheet: str, row: int) -> Match:
    there = (*_similar(who, bench), *within(who.name or "", sheet, bench))
    found = dict.fromkeys(account.id for account in there)
    similar = [a for a in map(partial(_account, bench), found) if not _another(who, a, bench, synonyms)]
    if not similar:
        return _NOBODY
    typed = [a for a in similar if typed_key(who.name or "") in map(typed_key, _names(a, bench))]
    if len(typed) == 1 and not _other_domain(who, typed[0], synonyms):
        return _unless_contradicted(who, typed[0], sheet, row, bench)
    asked = replace(_question(who, similar, sheet, row, bench), group=SIMILAR)
    if (
        len(similar) == 1
        and not _here(similar[0], sheet, bench)
        and _written_otherwise(who, similar[0], bench, synonyms)
    ):
        asked = replace(asked, default=asked.choices[0].value)
    return Match(None, asked)


def _written_otherwise(who: Who, account: Account, bench: Bench, synonyms: Synonyms) -> bool:
    """Whether signs, words for *and*, or long and short legal forms are all that tells two names apart."""
    same = written_key(who.name or "") in map(written_key, _names(account, bench))
    return same and not _other_domain(who, account, synonyms) and not _other_id(who, account)


def _another(who: Who, account: Account, bench: Bench, synonyms: Synonyms) -> bool:
    """Whether a domain or id of its own, or the domains of their people, tell a row from an account of a similar name.

    A name that differs by Inc or Ltd alone is asked about all the same: one company may have two domains.
    """
    if loose_key(who.name or "") == loose_key(account.account):
        return False
    of_itself = _other_domain(who, account, synonyms) or _other_id(who, account)
    return of_itself or _other_mail(who, account, bench, synonyms)


def _other_mail(who: Who, account: Account, bench: Bench, synonyms: Synonyms) -> bool:
    """Whether the person of a row writes from another domain than everybody of an account."""
    domains = {_mail_domain(c.email) for c in bench.of(Contact, account.id) if c.email}
    mine = _mail_domain(who.email or "")
    return bool(domains) and mine not in domains and not any(map(synonyms.of_nobody, (mine, *domains)))


def _mail_domain(address: str) -> str:
    return address.rpartition("@")[2].casefold()


def _other_domain(who: Who, account: Account, synonyms: Synonyms) -> bool:
    domains = {who.domain, account.domain}
    return len(domains) > 1 and all(d and not synonyms.of_nobody(d) for d in domains)


def _by_id(who: Who, bench: Bench) -> Account | None:
    if who.id:
        found = bench.find(Account, who.id) or _first(bench, bench.by_external.get(who.id, ()))
        if found:
            return found
    named = bench.find(Account, who.external_id) if who.external_id else None
    named = named or bench.find(Account, who.name or "")
    named = named or _first(bench, bench.by_external.get(who.external_id or who.name or "", ()))
    return named or told_elsewhere(who, bench)


def told_elsewhere(who: Who, bench: Bench) -> Account | None:
    """The account that has an ID in another list, if it is called alike: two lists may both begin with 1001."""
    uid = bench.known_as.get(name_key(who.external_id)) if who.external_id and who.name else None
    found = bench.find(Account, uid) if uid else None
    if not found or bench.known_as.get(name_key(who.name or "")) == found.id:
        return found
    return found if _named_alike(who, found, bench) >= _SIMILAR else None


def is_elsewhere(external_id: str | None, account: Account, bench: Bench) -> bool:
    """Whether an ID is what another list calls an account that keeps its own."""
    own = account.external_id
    if not external_id or not own or external_id == own:
        return False
    return bench.known_as.get(name_key(external_id)) == account.id or _of_two_programs(external_id, own)


def note_ids(
    values: Mapping[str, Any], was: Account | None, found: Account, sheet: str, bench: Bench, *, own: bool
) -> None:
    """Note by which IDs other rows may name the account of a row: a key of their own, and those of other lists."""
    if (key := values.get("account.id")) and key != found.id:
        bench.call(found.id, key)
    if was and not own:
        for key in (values.get("account.external_id"), was.external_id):
            if key and key != found.external_id:
                bench.call(found.id, key)
                bench.ids.elsewhere[sheet, key] = found.id


def hold_id_against_name(who: Who, found: Account, sheet: str, row: int, bench: Bench) -> None:
    """Note whether a row that names an account by its ID calls it alike, or has its domain."""
    if not who.name or found.id not in bench.by_external.get(who.external_id or "", ()):
        return
    key = name_key(who.name)
    known = key == name_key(found.account) or bench.known_as.get(key) == found.id
    same_domain = bool(who.domain) and who.domain == found.domain
    if known or same_domain or _named_alike(who, found, bench) >= _DISSIMILAR:
        bench.ids.agree(sheet)
    else:
        bench.ids.differ(sheet, row, f"{who.external_id} is {who.name}, and was {found.account}")


def _former_by_id(who: Who, bench: Bench) -> Former | None:
    keys = (who.id, who.external_id or who.name)
    return next(filter(None, map(bench.formers.by_id, keys)), None) if bench.formers else None


def _formerly(key: str, bench: Bench) -> list[str]:
    """What the former accounts of a name became."""
    return [former.into for former in bench.formers.by_name(key)]


def _named(who: Who, account: Account, bench: Bench) -> Former | None:
    """The former account that a row names, of what it became; None where the row names that by itself."""
    key = name_key(who.name or "")
    if not bench.formers or key == name_key(account.account):
        return None
    said = typed_key(who.name or "")
    by_name = [f for f in bench.formers.of(account.id) if typed_key(f.account.account) == said]
    others = bench.formers.by_domain(who.domain or "") if who.domain != account.domain else ()
    return next(iter([*by_name, *(f for f in others if f.into == account.id)]), None)


def _first(bench: Bench, uids: Sequence[str]) -> Account | None:
    return _account(bench, uids[0]) if uids else None


def _account(bench: Bench, uid: str) -> Account:
    found = bench.find(Account, uid)
    assert found is not None
    return found


def _by_domain(who: Who, bench: Bench, synonyms: Synonyms) -> Account | None:
    if not who.domain or synonyms.of_nobody(who.domain):
        return None
    uids = bench.by_domain.get(who.domain) or [f.into for f in bench.formers.by_domain(who.domain)]
    return _account(bench, uids[0]) if len(uids) == 1 else None


def _called_by_domain(who: Who, bench: Bench, synonyms: Synonyms) -> Account | None:
    """The account whose domain a row has for a name: *acme.example*."""
    called = read_domain(who.name) if who.name and not who.domain else None
    return _by_domain(replace(who, domain=called), bench, synonyms) if called else None


def _surely_two(who: Who, account: Account) -> bool:
    """Whether names and IDs of their own tell two rows of one list apart, though they share a domain."""
    return loose_key(who.name or account.account) != loose_key(account.account) and _other_id(who, account)


def _one_of_its_domain(who: Who, account: Account, sheet: str, bench: Bench) -> bool:
    """Whether a row of another name is surely the account of its domain, and no part of the same company.

    Two rows of one list are two, as are names of which each has a word or a number that the other has not.
    """
    if not who.name or bench.known_as.get(name_key(who.name)) == account.id:
        return True
    own, other = loose_key(who.name), loose_key(account.account)
    if own == other or _other_id(who, account):
        return not _other_id(who, account)
    if _here(account, sheet, bench) or set(_NUMBERS.findall(own)) != set(_NUMBERS.findall(other)):
        return False
    return _named_alike(who, account, bench) >= _SIMILAR


_NUMBERS = re.compile(r"\d+")


def _other_id(who: Who, account: Account) -> bool:
    return bool(who.external_id and account.external_id and who.external_id != account.external_id)


def _unless_contradicted(who: Who, account: Account, sheet: str, row: int, bench: Bench) -> Match:
    if _other_id(who, account):
        return Match(None, _question(who, [account], sheet, row, bench))
    return Match(account, was=_named(who, account, bench))


def _alike(name: str | None, other: str) -> float:
    return fuzz.token_set_ratio(loose_key(name or ""), loose_key(other)) if name else 100


def _named_alike(who: Who, account: Account, bench: Bench) -> float:
    """How like a name is to an account's, or to those that it had before."""
    return max(_alike(who.name, name) for name in _names(account, bench))


def _names(account: Account, bench: Bench) -> list[str]:
    """How an account is called, and how those that were merged into it were."""
    return [account.account, *(f.account.account for f in bench.formers.of(account.id))]


def _similar(who: Who, bench: Bench) -> list[Account]:
    found = similar_to(loose_key(who.name or ""), bench.near, bench.by_loose_name)
    uids = dict.fromkeys(uid for key in found for uid in bench.by_loose_name[key])
    return [_account(bench, uid) for uid in uids]


def similar_to(loose: str, near: NearNames, there: Container[str]) -> list[str]:
    """The loose names, of those that are there, that a loose name is like; a short one is like no other."""
    if len(loose) < _SHORT:
        return [loose] if loose and loose in there else []
    names = near.of(loose)
    found = process.extract(loose, names, scorer=fuzz.ratio, score_cutoff=_SIMILAR, limit=3) if names else []
    return [key for key, _, _ in found]


def _question(who: Who, candidates: list[Account], sheet: str, row: int, bench: Bench) -> Question:
    choices = [_choice(a, sheet, bench) for a in candidates]
    name = who.name or who.external_id or who.domain or ""
    return Question(
        key=f"same:{sheet}:{row}",
        sheet=sheet,
        rows=(row, *(bench.came_from[a.id][1] for a in candidates if _here(a, sheet, bench))),
        seen=(name, *(a.account for a in candidates)),
        choices=(
            *choices,
            Choice(NEW, "No, it is another account"),
            Choice(SKIP, "Leave the row out"),
        ),
        default=choices[0].value if _of_two_lists(who, candidates, sheet, bench) else None,
        text=f"Is row {row}, {name}, {candidates[0].account}?",
        evidence=_evidence(who, candidates[0], bench),
    )


def _of_two_lists(who: Who, candidates: Sequence[Account], sheet: str, bench: Bench) -> bool:
    """Whether a row of another list is called as the one account is, and only IDs of two programs tell them apart."""
    account, *others = candidates
    if others or _here(account, sheet, bench) or name_key(who.name or "") != name_key(account.account):
        return False
    one_domain = not who.domain or not account.domain or who.domain == account.domain
    return one_domain and _of_two_programs(who.external_id, account.external_id)


def _of_two_programs(one: str | None, other: str | None) -> bool:
    """Whether one ID is a number and the other begins with what it is an ID of, as *cus_* does.

    Anything else may be one program's: *UK-7* and *US-7*, *4711* and *47a1*.
    """
    ids = (one or "", other or "")
    return any(map(str.isdigit, ids)) and any(map(_PREFIXED.match, ids))


_PREFIXED = re.compile(r"[A-Za-z]+_")


def _here(account: Account, sheet: str, bench: Bench) -> bool:
    return bench.came_from.get(account.id, NOWHERE)[0] == sheet


def _choice(account: Account, sheet: str, bench: Bench) -> Choice:
    if _here(account, sheet, bench):
        row = bench.came_from[account.id][1]
        return Choice(str(row), f"Yes, the same as row {row}, {account.account}")
    if account.id in bench.came_from and account.id.startswith(PROVISIONAL):
        other, row = bench.came_from[account.id]
        return Choice(f"{other}!{row}", f"Yes, the same as row {row} of “{other}”, {account.account}")
    return Choice(account.id, f"Yes, update {account.account}")


def chosen(answer: str, sheet: str, bench: Bench) -> Account | None:
    """The account that an answer names: by its id, or by its row on this sheet."""
    for uid, place in bench.came_from.items():
        if answer == f"{place[0]}!{place[1]}" or place == (sheet, int(answer) if answer.isdigit() else -1):
            return bench.find(Account, uid)
    return bench.find(Account, answer)


def how_alike(name: str, other: str) -> str:
    """How like two names are, in a sentence."""
    if look_alike(name, other):
        return "The names look alike, but one has letters of another alphabet."
    if name_key(name) == name_key(other):
        return "The names are the same."
    longer, shorter = sorted((name, other), key=len, reverse=True)
    if _holds(longer, shorter):
        return f"“{longer}” has “{shorter}” in its name."
    alike = round(fuzz.ratio(loose_key(name), loose_key(other)))
    return f"Names {alike} % alike once Inc, Ltd and the like are left out."


def _holds(longer: str, shorter: str) -> bool:
    """Whether a name holds another: it begins with it, or says that the company has both."""
    loose, key = loose_key(longer), loose_key(shorter)
    return key in {*beginnings(loose), *map(loose_key, (*also_called(longer), *apart(longer)))} - {loose}


def _evidence(who: Who, account: Account, bench: Bench) -> str:
    name = who.name or ""
    like = [f for f in bench.formers.of(account.id) if _alike(name, f.account.account) >= _SIMILAR]
    former = like[0] if like and _alike(name, account.account) < _SIMILAR else None
    said = [f"{former.told(account.account)}."] if former else []
    said.append(how_alike(name, former.account.account if former else account.account))
    if who.domain and account.domain:
        same_domain = who.domain == account.domain
        said.append(
            f"Both have the domain {who.domain}."
            if same_domain
            else f"Domains {who.domain} and {account.domain} differ."
        )
    if who.external_id and account.external_id:
        said.append(f"Ids {who.external_id} and {account.external_id} differ.")
    return " ".join(said)
