"""A form is what a person is offered to edit one row: its fields, their texts, and what a reference may be."""

from collections.abc import Mapping
from dataclasses import dataclass

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.custom import CustomField, custom_keys
from csdesk.domain.fields import Field, Kind, Noun, noun_of
from csdesk.domain.ids import AccountId
from csdesk.domain.milestones import Milestone
from csdesk.domain.objectives import Objective
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import Subscription
from csdesk.services.book.custom import as_field, cell, custom_fields, custom_of
from csdesk.services.book.editing import account_of, noun_named, row_of, texts_of, titled
from csdesk.store.book import Book

Options = tuple[tuple[str, str], ...]
"""Ids with what they are in order."""

FIRST: dict[str, tuple[str, ...]] = {
    "account": ("account", "required_outcome", "appropriate_experience", "stage", "touch_model", "segment",
                "status", "judgement", "judgement_reason", "notes", "csm", "domain", "industry", "region"),
    "contact": ("name", "title", "roles", "status", "influence", "sentiment", "email", "phone"),
    "milestone": ("milestone", "first_value", "target_on", "forecast_on", "achieved_on", "achieved", "confirmed_by"),
    "task": ("title", "due_on", "status", "party", "minutes"),
    "ticket": ("subject", "severity", "opened_at", "closed_at", "escalated"),
}  # fmt: skip
"""The fields that a form begins with; the others follow as they are declared."""
_OWN = frozenset(
    {("task", "cause"), ("task", "not_before"), ("task", "created_on"), ("account", "score_from")}
    | {("file", "sha256"), ("file", "profile")}
)
"""What the program keeps for itself, or what is a setting of another page."""


@dataclass(frozen=True, slots=True)
class FormFacts:
    """One row to edit, or a new one (`id` None) of an account, with the texts of its fields."""

    noun: Noun
    id: str | None
    account: AccountId | None
    called: str
    fields: tuple[Field, ...]
    texts: Mapping[str, str]
    options: Mapping[str, Options]


def form_of(book: Book, noun: str, id_: str) -> FormFacts:
    """The form of a row. Raises: NoSuchNoun, NoSuchRow."""
    spec = noun_named(noun)
    value = row_of(book, spec, id_)
    account = account_of(book, value)
    owner = account.id if account else None
    texts = texts_of(book, value)
    if isinstance(value, Account) and value.parent:
        parent = book.find(Account, value.parent)
        texts["parent"] = parent.account if parent else ""
    own = _own_fields(book, spec)
    known = {
        c.field.id: c.value for c in custom_of(book, value.id) if cell(c.value, c.field.kind) is not None
    }
    texts |= {key: known.get(field.id, "") for key, field in own.items()}
    fields = _fields(spec, own)
    return FormFacts(spec, id_, owner, titled(book, value), fields, texts, _options(book, spec, owner))


def new_form(book: Book, noun: str, account: AccountId) -> FormFacts:
    """The form of a new row of an account. Raises: NoSuchNoun, NoSuchAccount."""
    spec = noun_named(noun)
    owner = row_of(book, noun_named("account"), account)
    texts = {"account": str(account)} | ({"currency": owner.currency} if owner.currency else {})
    return FormFacts(
        spec,
        None,
        account,
        owner.account,
        _fields(spec, _own_fields(book, spec)),
        {f.key: texts.get(f.key, "") for f in spec.fields[1:]},
        _options(book, spec, account),
    )


def _own_fields(book: Book, noun: Noun) -> dict[str, CustomField]:
    """The fields of a person's own that stand in the form; those of accounts have a place of their own."""
    if noun.type is Account:
        return {}
    return custom_keys(custom_fields(book, noun.word), {f.key for f in noun.fields})


def _fields(noun: Noun, own: Mapping[str, CustomField]) -> tuple[Field, ...]:
    first = FIRST.get(noun.word, ())
    shown = [f for f in noun.fields[1:] if f.refers != "accounts" or noun.word == "account"]
    shown = [f for f in shown if (noun.word, f.key) not in _OWN]
    ordered = sorted(shown, key=lambda f: first.index(f.key) if f.key in first else len(first))
    return (*ordered, *(as_field(key, field) for key, field in own.items()))


def _options(book: Book, noun: Noun, account: AccountId | None) -> dict[str, Options]:
    return {
        f.key: _referable(book, f.refers or "", account)
        for f in noun.fields[1:]
        if f.kind in {Kind.REFERENCE, Kind.REFERENCES} and f.refers != "accounts"
    }


def _referable(book: Book, table: str, account: AccountId | None) -> Options:
    if table == noun_of(Product).table:
        return _sorted([(p.id, p.product) for p in book.all(Product)])
    if table == noun_of(Contact).table:
        return _sorted([(c.id, c.name) for c in book.all(Contact, account=account)])
    if table == noun_of(Milestone).table:
        return _sorted([(m.id, m.milestone) for m in book.all(Milestone, account=account)])
    if table == noun_of(Objective).table:
        return _sorted([(o.id, o.objective) for o in book.all(Objective, account=account)])
    products = {p.id: p.product for p in book.all(Product)}
    lines = book.all(Subscription, account=account)
    return _sorted([(s.id, f"{products[s.product]}, {s.start or 'no start'}") for s in lines])


def _sorted(options: list[tuple[str, str]]) -> Options:
    return tuple(sorted(((str(i), name) for i, name in options), key=lambda o: (o[1].casefold(), o[0])))
