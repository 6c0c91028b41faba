"""A fact row (a ticket, a touch, an invoice …) is laid on the account that it names."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, cast

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact, Role
from csdesk.domain.fields import Field, Kind, Noun
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.imports.bench import Bench, Laid
from csdesk.domain.imports.companions import lay_companions
from csdesk.domain.imports.customers import lay_customs
from csdesk.domain.imports.lost import loss_as_signal, reason_in_words
from csdesk.domain.imports.place import Place
from csdesk.domain.imports.record import Problem, Record
from csdesk.domain.imports.referred import lay_references
from csdesk.domain.imports.targets import SHEET_NOUNS
from csdesk.domain.imports.told_in import assumed_in, said_in
from csdesk.domain.imports.values import Amount
from csdesk.domain.money import to_minor
from csdesk.domain.names import name_key
from csdesk.domain.objectives import Objective
from csdesk.domain.products import Product
from csdesk.domain.rates import Rate, wrong_rate
from csdesk.domain.signals import Signal
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Direction, Touch, TouchKind


def account_of(record: Record, bench: Bench, place: Place) -> Account | Problem:
    """The account of a fact: by id, external id, or name; never a new one, never a guess."""
    external = record.values.get("account.external_id")
    said = external or record.values.get("account.account")
    if not said and record.get("subscription.external_id"):
        return _of_line(record, record.get("subscription.external_id"), bench, place)
    found = _called(said, bench) if said else None
    if found is not None:
        return found
    header = place.headers.get("account.external_id" if external else "account.account")
    if not said:
        return Problem(record.row, header, "", "the row names no account", "fill in the account")
    what = "no account has this ID" if external else "no account is called so"
    return Problem(record.row, header, said, what, "import the account first, or correct it")


def _called(said: str, bench: Bench) -> Account | None:
    """The one account of that id, external id, or name."""
    found = bench.find(Account, said)
    if found is not None:
        return found
    for uids in (bench.by_external.get(said), bench.by_name.get(name_key(said))):
        if uids and len(uids) == 1:
            return bench.find(Account, uids[0])
    return None


def _of_line(record: Record, said: str, bench: Bench, place: Place) -> Account | Problem:
    """The account of the line that a row names."""
    line = bench.line_of(said)
    found = bench.find(Account, line.account) if line else None
    if found:
        return found
    header = place.headers.get("subscription.external_id")
    next_step = "import the subscriptions first, or correct it"
    return Problem(record.row, header, said, "no subscription has this id", next_step)


def lay_fact(
    noun: Noun, record: Record, account: Account | None, place: Place, bench: Bench, laid: Laid
) -> Problem | None:
    """Lay one fact row; a problem where something that it needs is missing."""
    found: dict[str, Any] = {}
    problem = _referred(noun, record, account, found, bench) or _missing(noun, record, place)
    problem = problem or lay_references(noun, record, account, found, bench)
    if problem:
        return problem
    line = bench.find(Subscription, str(found["subscription"])) if found.get("subscription") else None
    facts = _facts(noun, record, account, line, place, bench, laid) | found
    _by_noun(noun, record, facts, place, laid)
    problem = _no_rate(record, facts, place) if noun.type is Rate else None
    if problem:
        return problem
    row = _lay(noun, record, account, facts, place, bench, laid)
    if row is not None and account is not None and record.custom:
        lay_customs(record, account.id, row, bench, laid)
    lay_companions(noun, record, account, place, bench, laid)
    return None


_FOUND = frozenset({"account", "subscription", "objective"})
"""References that are looked up, and reported by themselves."""


def _missing(noun: Noun, record: Record, place: Place) -> Problem | None:
    needed: Sequence[Field] = _needed(noun.word)
    if noun.word == "usage":
        needed = (
            [] if record.months or record.get("usage.licences") else [f for f in needed if f.key != "measure"]
        )
    if noun.word == "step" and record.get("step.unit_price"):
        needed = [f for f in needed if f.key != "amount"]
    for field in needed:
        target = f"{noun.word}.{field.key}"
        if record.values.get(target) is None:
            header = place.headers.get(target, field.header)
            return Problem(record.row, header, "", f"{field.header} is missing", "fill it in")
    return None


def _facts(
    noun: Noun,
    record: Record,
    account: Account | None,
    line: Subscription | None,
    place: Place,
    bench: Bench,
    laid: Laid,
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    values = record.values
    for target, field in _targets(noun.word):
        if target not in values or (value := values[target]) is None:
            continue
        if field.kind not in _MEANT:
            pass
        elif field.kind is Kind.REFERENCE and field.refers == "contacts" and account:
            value = _person(account, value, bench, laid)
        elif field.kind is Kind.REFERENCES and account:
            names = [
                n.strip() for n in str(value).replace(" and ", ",").replace(";", ",").split(",") if n.strip()
            ]
            value = tuple(_person(account, n, bench, laid) for n in names)
        elif field.kind is Kind.MONEY and isinstance(value, Amount):
            said = said_in(record, noun.word, value, place)
            value = value.minor_units(said or assumed_in(account, line, place))
            if said and "currency" in _keys(noun.word):
                found.setdefault("currency", said)
        elif field.kind is Kind.INSTANT and isinstance(value, date) and not isinstance(value, datetime):
            value = datetime(value.year, value.month, value.day, tzinfo=UTC)
        found[field.key] = value
    if account is not None and "account" in _keys(noun.word):
        found["account"] = account.id
    return found


_MEANT = frozenset({Kind.REFERENCE, Kind.REFERENCES, Kind.MONEY, Kind.INSTANT})
"""Kinds of fields whose cells are not yet what the field holds."""


@cache
def _targets(word: str) -> tuple[tuple[str, Field], ...]:
    return tuple((f"{word}.{f.key}", f) for f in SHEET_NOUNS[word].fields[1:])


@cache
def _keys(word: str) -> frozenset[str]:
    return frozenset(f.key for f in SHEET_NOUNS[word].fields)


@cache
def _attributes(word: str) -> dict[str, str]:
    return {f.key: f.name for f in SHEET_NOUNS[word].fields}


@cache
def _needed(word: str) -> tuple[Field, ...]:
    return tuple(
        f
        for f in SHEET_NOUNS[word].fields[1:]
        if f.required and not (f.kind is Kind.REFERENCE and f.key in _FOUND)
    )


def _person(account: Account, said: str, bench: Bench, laid: Laid) -> ContactId:
    """The person that a cell names, by id or name."""
    known = bench.find(Contact, bench.alias.get(("contacts", said), said))
    return known.id if known else bench.person(account.id, said, laid)


def _referred(
    noun: Noun, record: Record, account: Account | None, facts: dict[str, Any], bench: Bench
) -> Problem | None:
    """Fill in the subscription or objective that a row names by id, or by account and its name."""
    if noun.word in {"step", "renewal"}:
        return _subscription(noun, record, account, facts, bench)
    if noun.word == "reading":
        said = record.get("reading.objective")
        mine = bench.of(Objective, account.id) if account else bench.all(Objective)
        known_as = bench.alias.get(("objectives", said or ""), said)
        found = [o for o in mine if said and (o.id == known_as or name_key(o.objective) == name_key(said))]
        if len(found) != 1:
            return Problem(
                record.row, "Objective", str(said or ""), "no such objective", "name one of the account"
            )
        facts["objective"] = found[0].id
    return None


def _subscription(
    noun: Noun, record: Record, account: Account | None, facts: dict[str, Any], bench: Bench
) -> Problem | None:
    said, product = record.get(f"{noun.word}.subscription"), record.get(f"{noun.word}.product")
    lines = bench.lines(account.id) if account else bench.all(Subscription)
    known_as = bench.alias.get(("subscriptions", said or ""), said)
    found = [s for s in lines if said and (s.id == known_as or s.external_id == said)]
    if not said and product:
        found = [s for s in lines if name_key(_name(bench, s)) == name_key(product)]
    if not said and not product and len(lines) == 1:
        found = lines
    if not found:
        return Problem(
            record.row,
            "Product",
            str(said or product or ""),
            "the account has no such line",
            "name its product",
        )
    line = max(found, key=lambda s: (s.end or date.max, s.id))
    facts |= (
        {"subscription": line.id, "account": line.account}
        if noun.word == "renewal"
        else {"subscription": line.id}
    )
    unit, quantity = record.get("step.unit_price"), record.get("step.quantity")
    if noun.word == "step" and unit and facts.get("amount") is None:
        share = 1 - (record.get("step.discount") or 0)
        facts["amount"] = to_minor(unit.units(line.currency) * (quantity or 1) * share, line.currency)
    return None


def _name(bench: Bench, line: Subscription) -> str:
    product = bench.find(Product, line.product)
    return product.product if product else ""


def _by_noun(noun: Noun, record: Record, facts: dict[str, Any], place: Place, laid: Laid) -> None:
    reason_in_words(facts)
    if noun.type is Touch:
        text = str(facts.get("summary") or "")
        one_way = "voicemail" in text.lower() or facts.get("kind") in _ONE_WAY
        if "direction" not in facts and one_way:
            facts["direction"] = Direction.OUTBOUND
    elif noun.type is Ticket and facts.get("closed_at") is None:
        status = str(record.get("ticket.status") or "").lower()
        if status in {"solved", "closed", "resolved", "done"}:
            facts["closed_at"] = record.get("ticket.last_changed_at") or facts.get("opened_at")
    elif noun.word == "survey":
        if facts.get("score") is not None:
            facts.setdefault("answered_on", facts.get("sent_on"))
            facts.setdefault("scale_min", 0.0)
            facts.setdefault("scale_max", 10.0)
    elif noun.type is Signal:
        loss_as_signal(record, facts, place)
    elif noun.word == "usage":
        facts.setdefault("measure", place.measure)
    elif noun.word == "invoice" and record.get("invoice.paid"):
        facts.setdefault("paid_on", facts.get("issued_on"))


def _no_rate(record: Record, facts: dict[str, Any], place: Place) -> Problem | None:
    """What of a rate cannot be; its codes become capital letters."""
    facts |= {key: str(facts[key]).strip().upper() for key in ("from_currency", "to_currency")}
    wrong = wrong_rate(Rate(id="", **{k: v for k, v in facts.items() if k != "id"}))
    if wrong is None:
        return None
    key = wrong.field.lower().replace(" ", "_")
    header = place.headers.get(f"rate.{key}", wrong.field)
    return Problem(record.row, header, wrong.said, f"this is not {wrong.wanted}", "correct it")


_ONE_WAY = {TouchKind.MAIL, TouchKind.NEWSLETTER, TouchKind.GIFT}


def _lay(
    noun: Noun,
    record: Record,
    account: Account | None,
    facts: dict[str, Any],
    place: Place,
    bench: Bench,
    laid: Laid,
) -> str | None:
    """The row that was laid, by its ID; None where only months were."""
    if noun.word == "usage" and "value" not in facts:
        return None
    found = _same_row(noun, record, account, facts, place, bench)
    sponsor = Role.SPONSOR in (facts.get("roles") or ())
    if found is not None:
        if sponsor:
            bench.sponsor_in.setdefault(found.id, place.sheet)
        bench.merge(found, {k: v for k, v in facts.items() if noun.field(k).kind is not Kind.REFERENCE}, laid)
        return str(found.id)
    fresh = bench.new_id()
    key = record.get(f"{noun.word}.id")
    if key:
        bench.alias[noun.table, key] = fresh
    attributes = _attributes(noun.word)
    names = {attributes[k]: v for k, v in facts.items() if v is not None}
    if "currency" in attributes and noun.type is not Account:
        names.setdefault("currency", assumed_in(account, None, place))
    if key and "external_id" in _keys(noun.word):
        names.setdefault("external_id", key)
    bench.add(noun.type(id=fresh, **names), laid)
    if sponsor:
        bench.sponsor_in[fresh] = place.sheet
    bench.claimed[fresh] = place.id_at(record.row)
    return fresh


def _same_row(
    noun: Noun, record: Record, account: Account | None, facts: dict[str, Any], place: Place, bench: Bench
) -> Any | None:
    """The row of the book that says the same: by id, external id, else by account, day and title."""
    uid, rows_of = record.get(f"{noun.word}.id"), cast("type[Any]", noun.type)
    if uid and (found := bench.find(rows_of, uid)):
        return found
    owner = account.id if account else facts.get("subscription") or facts.get("objective")
    external = facts.get("external_id") or uid
    if external and "external_id" in _keys(noun.word):
        return bench.external(rows_of, owner, str(external))
    if noun.type is Contact:
        return bench.contact(AccountId(str(owner)), name=facts.get("name"), email=facts.get("email"))
    keys = [noun.field(k) for k in _NATURAL.get(noun.word, ()) if k in facts]
    if not keys:
        return None
    mine: list[Any] = bench.of(rows_of, owner) if owner else bench.all(rows_of)
    same = [v for v in mine if all(_says(v, f, facts[f.key]) for f in keys)]
    if len(same) < 1 or noun.word not in _REPEATED:
        return same[0] if same else None
    where = place.id_at(record.row)
    return _unspoken(noun, same, facts, where, bench, apart=bool(record.custom))


def _unspoken(
    noun: Noun, same: list[Any], facts: dict[str, Any], where: str, bench: Bench, *, apart: bool
) -> Any | None:
    """Of rows with one key, the one that says all the same, else one of which no other row of the file speaks.

    `apart`: rows that say the same, but have custom fields of their own, are two.
    """
    told = [noun.field(k) for k in facts]
    exact = [v for v in same if all(_says(v, f, facts[f.key]) for f in told)]
    free = [v for v in same if bench.claimed.get(v.id, where) == where]
    found = next(iter([v for v in exact if v in free] or (free if apart else exact or free)), None)
    if found is not None:
        bench.claimed.setdefault(found.id, where)
    return found


_REPEATED = frozenset({"usage", "survey", "touch", "ticket", "invoice", "signal", "churn"})
"""Facts of which one account can have two on one day."""


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
    "promise": ("promise", "due_on"),
    "gap": ("gap",),
    "opportunity": ("opportunity",),
    "advocacy": ("kind", "contact", "asked_on"),
    "feedback": ("on", "feedback"),
    "churn": ("lost_on", "subscription"),
    "file": ("place",),
    "rate": ("from_currency", "to_currency", "on"),
}
