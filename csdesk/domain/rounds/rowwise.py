"""One row of a sheet that came back, beside what was sent and what the book says now: what would become of it."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.custom import CustomField, CustomValue, custom_text, moved
from csdesk.domain.fields import Field, Kind, noun_of
from csdesk.domain.ids import AccountId, ContactId, ProductId
from csdesk.domain.imports.bench.bench import PROVISIONAL
from csdesk.domain.imports.bench.field_text import field_text
from csdesk.domain.imports.bench.plan import FieldChange, Result, RowPlan
from csdesk.domain.imports.reading.record import Problem
from csdesk.domain.imports.tables.computed import is_id
from csdesk.domain.names import name_key
from csdesk.domain.products import Product
from csdesk.domain.rounds.called import called
from csdesk.domain.rounds.cells import UNIT_PRICE, Edited, Refused, by_unit, in_row
from csdesk.domain.rounds.compare import Outcome, outcome
from csdesk.domain.rounds.conflicts import Unlike, conflict_of
from csdesk.domain.rounds.laid import Laid
from csdesk.domain.rounds.memory import Memory
from csdesk.domain.rounds.naming import Naming
from csdesk.domain.rounds.now import Now
from csdesk.domain.rounds.own_fields import Told, custom_value
from csdesk.domain.rounds.plan import Conflict, Side
from csdesk.domain.rounds.sent import SentSheet
from csdesk.domain.rounds.unsent import Unsent
from csdesk.domain.rounds.words import is_cut
from csdesk.domain.subscriptions import Step

_LISTS = frozenset({Kind.CHOICES, Kind.REFERENCES})
_Words = Callable[[str, str], str | None]
"""What was sent in a cell, by the key of its field and the id of its row."""


class Rows:
    """Lays the rows of one sheet; `brings` says that who they name and nobody knows comes along."""

    def __init__(
        self, tab: str, sheet: SentSheet, now: Now, naming: Naming, memory: Memory, *, brings: bool = True
    ) -> None:
        self._tab, self._sheet, self._now, self._brings = tab, sheet, now, brings
        self._naming, self._memory = naming, memory
        self._noun = sheet.noun
        self._fields = {f.key: f for f in sheet.noun.fields}
        self.defaults = {
            f.name: None if f.default is dataclasses.MISSING else f.default
            for f in dataclasses.fields(sheet.noun.type)
        }
        self._customs = {c.id: c for c in (*now.customs(sheet.noun), *sheet.customs)}

    def changed(self, row: Edited, added: Told, before: Any, words: _Words) -> Laid:
        """A row of the book in which cells were edited; `words` says what was sent in a cell."""
        was = self._now.was(self._noun, self._sheet.cells(row.id))
        return self._compared(row, added, before, lambda field, _: getattr(was, field.name), words)

    def matched(self, row: Edited, added: Told, before: Any, *, renamed: bool) -> Laid:
        """A row that was not sent and that the book has all the same: a merge brought it, or both sides added it."""
        came = self._now.came(self._noun).get(before.id)
        unsent = Unsent(self._noun, self.defaults, before, came, renamed=renamed)
        return self._compared(row, added, before, unsent.was, lambda _, __: None)

    def new(self, row: Edited, added: Told) -> Laid:
        """A row that the book does not have."""
        uid = self.provisional(row)
        given, problems = self._given(row, None, [k for k in row.keys if k in self._fields])
        told, account = self._told(row, added), self._account(given, uid)
        if not problems:
            problems = [*self._missing(row, given), *self._again(row, uid)]
        if row.id and "external_id" in self._fields and not given.get("external_id"):
            given["external_id"] = row.id
        settled = Refused() if problems else self._now.settled(self._noun, None, uid, given)
        if isinstance(settled, str):
            return self.refused(row, problems or [Problem(row.number, None, "", settled, "correct it")])
        self._now.comes(settled)
        customs = tuple(custom_value(c, account, uid, text) for c, text in told)
        plan = RowPlan(self._tab, row.number, self.called(row), Result.NEW, self._what(row, settled))
        return Laid(plan, values=(settled, *customs))

    def as_sent(self, value: Any, but: Iterable[Any]) -> list[CustomValue]:
        """What a row said in custom fields when it was sent, but for what is said anew."""
        anew = {v.field for v in but if isinstance(v, CustomValue)}
        there = {c.id for c in self._now.customs(self._noun)} - anew
        account = self._account(_facts(value), value.id)
        told = self._sheet.said.get(value.id, {})
        return [custom_value(self._customs[k], account, value.id, told[k]) for k in told if k in there]

    def provisional(self, row: Edited) -> str:
        """The id of a new row until it is written."""
        return f"{PROVISIONAL}{self._noun.word}:{self._tab}:{row.number}"

    def called(self, row: Edited) -> str:
        """What a person calls the row."""
        return called(row, self._sheet, self._naming)

    def facts(self, row: Edited) -> dict[str, Any]:
        """What a row says, by attribute, as far as it can be read."""
        return self._given(row, None, [k for k in row.keys if k in self._fields])[0]

    def _compared(
        self, row: Edited, added: Told, before: Any, was: Callable[[Field, Any], Any], words: _Words
    ) -> Laid:
        keys = [k for k in row.keys if k in self._fields and k in self._sheet.fields]
        given, problems = self._given(row, before, keys)
        if problems:
            return self.refused(row, problems)
        taken: dict[str, Any] = {}
        changes: list[FieldChange] = []
        conflicts: list[Conflict] = []
        open_: dict[str, Any] = {}
        currency = self._now.currency(self._noun, _facts(before))
        for key in keys:
            field = self._fields[key]
            theirs, ours = given[field.name], getattr(before, field.name)
            found = outcome(was(field, theirs), theirs, ours)
            shown = [self._shown(field, v, currency) for v in (ours, theirs)]
            if found is Outcome.CONFLICT or (found is Outcome.TAKE and self._is_cut(row, key, words)):
                base = self._sent_shown(field, words(key, row.id), row.id)
                texts = [field_text(field, v, currency) for v in (theirs, ours)]
                unlike = Unlike(key, field.header, base, shown[1], shown[0], *texts)
                conflict = self._conflict(row, before.id, unlike)
                conflicts.append(conflict)
                found = Outcome.TAKE if conflict.taken is Side.SHEET else Outcome.KEEP
                if conflict.taken is None:
                    open_[field.name] = theirs
            if found is Outcome.TAKE:
                taken[field.name] = theirs
                changes.append(FieldChange(self._noun.word, before.id, key, field.header, shown[0], shown[1]))
        owner = self._account(_facts(before) | taken, before.id)
        values, drops = self._customs_compared(row, added, owner, before, words, changes, conflicts)
        settled: Any = before
        if taken:
            settled = self._now.settled(self._noun, before, before.id, taken)
            if isinstance(settled, str):
                return self.refused(row, [Problem(row.number, None, "", settled, "correct it")])
            self._now.comes(settled)
        put = (settled, *values) if settled != before else tuple(values)
        plan = self._plan(row, changes, conflicts, settled)
        return Laid(plan, tuple(conflicts), put, tuple(drops), self._hoped(before, taken, open_))

    def _hoped(self, before: Any, taken: Mapping[str, Any], open_: Mapping[str, Any]) -> tuple[Any, ...]:
        """The row as it would be, if the sheet won what nobody decided."""
        hoped = self._now.settled(self._noun, before, before.id, {**taken, **open_}) if open_ else None
        return () if hoped is None or isinstance(hoped, str) else (hoped,)

    def _is_cut(self, row: Edited, key: str, words: _Words) -> bool:
        """Whether taking the cell would lose the rest of a text that was too long for it."""
        sent = words(key, row.id)
        return sent is not None and key in row.texts and is_cut(sent)

    def _customs_compared(
        self,
        row: Edited,
        added: Told,
        owner: str | None,
        before: Any,
        words: _Words,
        changes: list[FieldChange],
        conflicts: list[Conflict],
    ) -> tuple[list[CustomValue], list[CustomValue]]:
        said = self._now.said(self._noun).get(before.id, {})
        values: list[CustomValue] = []
        drops: list[CustomValue] = []
        told: list[tuple[CustomField, str | None, str | None]] = [
            (self._customs[k], words(k, row.id), row.says.get(k)) for k in row.keys if k in self._customs
        ]
        told += [(field, None, text) for field, text in added]
        for field, sent, theirs in told:
            there = said.get(field.id)
            ours = there.value if there else None
            found = outcome(sent, theirs, ours)
            base, new, old = [None if v is None else custom_text(v, field) for v in (sent, theirs, ours)]
            if found is Outcome.CONFLICT:
                unlike = Unlike(field.id, field.name, base, new, old, theirs, ours)
                conflict = self._conflict(row, before.id, unlike)
                conflicts.append(conflict)
                found = Outcome.TAKE if conflict.taken is Side.SHEET else Outcome.KEEP
            if found is Outcome.TAKE:
                changes.append(FieldChange(self._noun.word, before.id, field.name, field.name, old, new))
                values += [custom_value(field, owner, before.id, theirs, there)] if theirs else []
                drops += [there] if there and not theirs else []
        there_still = (v for v in said.values() if v.field not in {d.field for d in (*values, *drops)})
        return [*values, *moved(there_still, owner)], drops

    def _told(self, row: Edited, added: Told) -> Told:
        """What a row says in fields of a person's own."""
        return [(c, str(row.says[k])) for k, c in self._customs.items() if k in row.says] + added

    def _account(self, facts: Mapping[str, Any], uid: str) -> str | None:
        """Whose a row is: its own account, or that of what it hangs on."""
        if self._noun.title == "account":
            return uid
        for field in self._noun.fields:
            said = facts.get(field.name)
            if field.owns and said:
                found = self._naming.account_of(str(field.refers), said)
                if found:
                    return found
        return None

    def _given(self, row: Edited, before: Any, keys: Iterable[str]) -> tuple[dict[str, Any], list[Problem]]:
        """The values of edited cells by attribute; references first, because a name is looked for in an account."""
        given: dict[str, Any] = {}
        problems: list[Problem] = []
        facts = _facts(before) if before is not None else {}
        hanging = [k for k in self._hanging() if before is None and k not in keys]
        order = sorted([*keys, *hanging], key=self._rank)
        for key in order:
            field = self._fields[key]
            problem = row.problems.get(key)
            value = None if problem else self._value(field, row, {**facts, **given})
            if isinstance(value, Refused):
                problem = Problem(row.number, field.header, row.texts.get(key, ""), str(value), "correct it")
            if problem:
                problems.append(problem)
            elif before is None or not (field.required and value is None):
                given[field.name] = self.defaults[field.name] if value is None else value
            else:
                problems.append(
                    Problem(row.number, field.header, "", f"{field.header} is needed", "fill it in again")
                )
        if before is None and self._noun.type is Step and "amount" not in keys:
            problems += self._price(row, given)
        return given, problems

    def _price(self, row: Edited, given: dict[str, Any]) -> Iterable[Problem]:
        """Work out the amount of a new step from its unit price, where that is what it says."""
        amount = by_unit(row, given, self._now.currency(self._noun, given))
        if problem := row.problems.get(UNIT_PRICE):
            yield problem
        elif isinstance(amount, Refused):
            yield Problem(row.number, "Unit price", str(row.says[UNIT_PRICE].number), amount, "correct it")
        elif amount is not None:
            given["amount"] = amount

    def _rank(self, key: str) -> tuple[bool, bool]:
        """The account first, then what hangs on it, amounts last: their currency hangs on all of it."""
        return key != "account", self._fields[key].kind is Kind.MONEY

    def _hanging(self) -> list[str]:
        """The references that a row may name by whose they are, without a word of their own."""
        return [
            f.key for f in self._noun.fields if f.kind is Kind.REFERENCE and f.required and f.key != "account"
        ]

    def _value(self, field: Field, row: Edited, facts: Mapping[str, Any]) -> Any:
        said = row.says.get(field.key)
        account = facts.get("account") or self._context_account(row)
        if field.kind is Kind.REFERENCE:
            text = str(said) if said is not None else row.context.get("product", "") if field.required else ""
            return self._referred(field, text, account) if text else None
        if said is None:
            return () if field.kind in _LISTS else None
        if field.kind is Kind.REFERENCES:
            parts = [p.strip() for p in str(said).replace(";", ",").split(",") if p.strip()]
            found = [self._referred(field, part, account) for part in parts]
            refused = next((f for f in found if isinstance(f, Refused)), None)
            return refused if refused is not None else tuple(dict.fromkeys(found))
        return in_row(field, said, self._now.currency(self._noun, facts))

    def _context_account(self, row: Edited) -> str | None:
        said = row.context.get("account")
        return self._naming.find("accounts", said) if said else None

    def _referred(self, field: Field, text: str, account: str | None) -> str:
        """The id of the row that a cell names; a person or product that nobody knows yet is a new one."""
        table = str(field.refers)
        found: set[str] = self._naming.those(table, text, None if table == "accounts" else account)
        if len(found) == 1:
            return next(iter(found))
        sheet = self._naming.sheet(table)
        if found:
            return Refused(f"{len(found)} rows of the sheet {sheet} are called so: write the ID")
        known = is_id(text) or not self._brings
        fresh = None if known else self._unknown(table, " ".join(text.split()), account)
        if fresh is None:
            return Refused(f"no row of the sheet {sheet} is called so")
        self._naming.make(fresh, account)
        return str(fresh.id)

    def _unknown(self, table: str, name: str, account: str | None) -> Any | None:
        """Who is not in the book, as an import would bring it; None for what must be added by itself."""
        uid = f"{PROVISIONAL}{table}:{account or ''}:{name_key(name)}"
        if table == noun_of(Contact).table and account:
            return Contact(id=ContactId(uid), account=AccountId(account), name=name)
        return Product(id=ProductId(uid), product=name) if table == noun_of(Product).table else None

    def _missing(self, row: Edited, given: Mapping[str, Any]) -> Iterable[Problem]:
        for field in self._noun.fields[1:]:
            if field.required and given.get(field.name) is None:
                yield Problem(row.number, field.header, "", f"{field.header} is missing", "fill it in")

    def _again(self, row: Edited, uid: str) -> Iterable[Problem]:
        """Accounts have names of their own: a second new one of the same name is most often a row pasted twice."""
        name = row.texts.get(self._noun.title, "") if self._noun.type is Account else ""
        first = self._naming.first_called(self._noun, name) if name else uid
        if first and first != uid and first.startswith(PROVISIONAL):
            what = "another new row has the same name"
            yield Problem(
                row.number, self._fields[self._noun.title].header, name, what, "take one of them out"
            )

    def _conflict(self, row: Edited, uid: str, unlike: Unlike) -> Conflict:
        name = self.called(row)
        return conflict_of(unlike, self._tab, self._noun, row, name, uid, self._now, self._memory)

    def _plan(
        self, row: Edited, changes: list[FieldChange], conflicts: list[Conflict], after: Any
    ) -> RowPlan:
        waiting = any(c.taken is None for c in conflicts)
        result = Result.CONFLICT if waiting else Result.CHANGED if changes else Result.SAME
        parts = [f"{c.header} {c.old or '–'} → {c.new or '–'}" for c in changes]
        parts += [
            f"{c.header}: {c.in_book or '–'} here, {c.in_sheet or '–'} there"
            for c in conflicts
            if not c.taken
        ]
        what = "; ".join([*parts, *self._newcomers(after)]) or "as in the book"
        return RowPlan(self._tab, row.number, self.called(row), result, what, tuple(changes))

    def refused(self, row: Edited, problems: list[Problem]) -> Laid:
        """A row that cannot be used, and why."""
        first = problems[0]
        where = f"{first.column}: " if first.column else ""
        what = f"{where}{first.told}"
        return Laid(
            RowPlan(self._tab, row.number, self.called(row), Result.REFUSED, what, problems=tuple(problems))
        )

    def _shown(self, field: Field, value: Any, currency: str) -> str | None:
        """A value as a person reads it; references by name."""
        if field.kind is Kind.REFERENCE and value is not None:
            return self._naming.name(str(field.refers), value)
        if field.kind is Kind.REFERENCES:
            return ", ".join(self._naming.name(str(field.refers), v) for v in value) or None
        return field_text(field, value, currency)

    def _sent_shown(self, field: Field, text: str | None, uid: str) -> str | None:
        """What a cell said when it was sent, as both values beside it are shown: an amount with its currency."""
        money = text is not None and field.kind is Kind.MONEY
        return f"{text} {self._sheet.currencies.get(uid, 'USD')}" if money else text

    def _what(self, row: Edited, value: Any) -> str:
        currency = self._now.currency(self._noun, _facts(value))
        keys = (*row.keys, "amount") if UNIT_PRICE in row.says and "amount" not in row.keys else row.keys
        told = [(self._fields[k], self._fields[k].name) for k in keys if k in self._fields]
        parts = [f"{f.header} {self._shown(f, getattr(value, name), currency)}" for f, name in told]
        return "; ".join([*parts, *self._newcomers(value)])

    def _newcomers(self, value: Any) -> list[str]:
        """The people and products that a row brings along."""
        made = self._naming.made_for(value)
        return [f"new {noun_of(type(v)).word} {getattr(v, noun_of(type(v)).title)}" for v in made]


def _facts(value: Any) -> dict[str, Any]:
    """A row by attribute."""
    return {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
