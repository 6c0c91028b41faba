"""A fact row (a ticket, a touch, an invoice …) is laid on the account that it names."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from csdesk.domain.accounts import Account, Status
from csdesk.domain.contacts import Contact, Role
from csdesk.domain.fields import Field, Kind, Noun
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.imports.bench.bench import Bench, Laid
from csdesk.domain.imports.bench.people import better_called
from csdesk.domain.imports.cells.people import name_and_address, people_in
from csdesk.domain.imports.cells.values import Amount
from csdesk.domain.imports.contracts.despite import renewal_despite
from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.contracts.rounded import note_rounded
from csdesk.domain.imports.contracts.told_in import assumed_in, said_in
from csdesk.domain.imports.reading.record import Problem, Record
from csdesk.domain.imports.rows.by_itself import UNDERSTOOD, as_known
from csdesk.domain.imports.rows.companies import account_called, companies_in, parts_of
from csdesk.domain.imports.rows.companions import BESIDE, lay_companions
from csdesk.domain.imports.rows.customers import lay_customs
from csdesk.domain.imports.rows.erasing import erasable, lay_blank_customs, lay_blanks
from csdesk.domain.imports.rows.identity import Who, hold_id_against_name, told_elsewhere
from csdesk.domain.imports.rows.lost import reason_in_words
from csdesk.domain.imports.rows.referred import REFERRING, lay_references, optional, referred
from csdesk.domain.imports.rows.sales import currency_said, without_foreign
from csdesk.domain.imports.rows.sameness import keys_of, same_row
from csdesk.domain.objectives import Objective, Reading
from csdesk.domain.opportunities import Opportunity
from csdesk.domain.rates import Rate, wrong_rate
from csdesk.domain.renewals import Renewal
from csdesk.domain.risks import Risk
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.values import making

_FOUND = frozenset({"account", "subscription", "objective"})
"""References that are looked up, and reported by themselves."""
_MEANT = frozenset({Kind.REFERENCE, Kind.REFERENCES, Kind.MONEY, Kind.INSTANT})
"""Kinds of fields whose cells are not yet what the field holds."""
_OPENED_ON = "risk.opened_on"
"""Where no column says it, a risk is open since the day of the sheet."""
CALLED_NOTHING = "no account is called so"
_NO_SUCH_ID = "no account has this ID"
NOBODYS = "no account has a person of this address, or its domain"
NO_ACCOUNT = frozenset({CALLED_NOTHING, _NO_SUCH_ID})
"""What is wrong with a row whose account the book has not, and no other row brings."""


class Facts:
    """The facts of one sheet. What its columns tell is found out once; a row is asked nothing else."""

    def __init__(self, noun: Noun, place: Place, bench: Bench) -> None:
        self.noun = noun
        self._place, self._bench = place, bench
        self._keys = {f.key: f for f in noun.fields}
        self._id = f"{noun.word}.id"
        self._told = tuple(
            (target, f.key, f if f.kind in _MEANT else None)
            for f in noun.fields[1:]
            if (target := f"{noun.word}.{f.key}") in place.headers
        )
        self._references = tuple((t, f) for t, f in optional(noun.word) if t in place.headers)
        self._needed = tuple(
            (f"{noun.word}.{f.key}", f)
            for f in noun.fields[1:]
            if f.required and not (f.kind is Kind.REFERENCE and f.key in _FOUND)
        )
        if noun.type is Risk and _OPENED_ON not in place.headers:
            self._needed = tuple(n for n in self._needed if n[0] != _OPENED_ON)
        self._reasons = f"{noun.word}.reason" in place.headers
        self._understood = UNDERSTOOD.get(noun.type)
        self._refers = noun.word in REFERRING
        self._beside = not BESIDE.isdisjoint(place.headers)
        self._names_people = f"{noun.word}.roles" in place.headers
        references = {f.key for f in noun.fields if f.kind is Kind.REFERENCE}
        self._blank = erasable(noun.type, place, bench, but=references)
        self._blank_by_key = tuple(b for b in self._blank if b.field.key not in keys_of(noun.word))
        """Of rows that name no ID: what they are known by stays."""
        self._make = making(noun.type, tuple(f.name for f in noun.fields))
        self._called: dict[str, str | None] = {}
        """What cells call an account → the account; facts make and change none."""
        self._several: dict[str, tuple[str, ...]] = {}
        """Cells that name several accounts → those that there are."""

    def account_of(self, record: Record) -> Account | Problem:
        """The account of a fact: by id, external id, or name; never a guess."""
        external = record.values.get("account.external_id")
        said = external or record.values.get("account.account") or self._by_mail(record)
        if not said and record.get("subscription.external_id"):
            return self._of_line(record, record.get("subscription.external_id"))
        if said and said not in self._called:
            self._called[said] = account_called(said, self._bench)
            if self._called[said] is None and (was := self._bench.formers.called(said)):
                self._called[said] = was.into
                self._bench.formers.named[self._place.at(record.row)] = was
            self._hold_id_against_name(record, external)
            if self._called[said] is None and external:
                there_too = told_elsewhere(Who(record.get("account.account"), external), self._bench)
                self._called[said] = there_too.id if there_too else None
            if self._called[said] is None and (there := companies_in(said, self._account_called)):
                self._called[said], self._several[said] = there[0], there
        if said in self._several:
            missing = tuple(part for part in parts_of(said) if not self._account_called(part))
            self._bench.several.append((self._place.sheet, record.row, said, missing))
        uid = self._called[said] if said else None
        found = self._bench.find(Account, uid) if uid else None
        if found is not None:
            return found
        header = self._place.headers.get("account.external_id" if external else "account.account")
        if not said:
            return Problem(record.row, header, "", "the row names no account", "fill in the account")
        if "@" in said and not external:
            return Problem(
                record.row, header, said, NOBODYS, "import the customer's people first, or correct it"
            )
        what = _NO_SUCH_ID if external else CALLED_NOTHING
        return Problem(record.row, header, said, what, "import the account first, or correct it")

    def _by_mail(self, record: Record) -> str | None:
        """The address of a row's person, where no column of its sheet names the customer."""
        said = str(record.get(f"{self.noun.word}.contact") or "")
        return said if "@" in said and "account.account" not in self._place.headers else None

    def _hold_id_against_name(self, record: Record, external: str | None) -> None:
        """Note whether the account of an ID, when it is first named, is called so."""
        found = self._bench.find(Account, self._called.get(external) or "") if external else None
        if found and found.id != external:
            who = Who(record.get("account.account"), external, record.get("account.domain"))
            hold_id_against_name(who, found, self._place.sheet, record.row, self._bench)

    def _account_called(self, said: str) -> str | None:
        return account_called(said, self._bench)

    def others_of(self, record: Record) -> list[Account]:
        """The further accounts at which a row's person is, too; of anything else a row is about the first alone."""
        said = record.values.get("account.external_id") or record.values.get("account.account")
        uids = self._several.get(str(said), ())[1:] if self.noun.type is Contact else ()
        return [found for uid in uids if (found := self._bench.find(Account, uid))]

    def new_account(self, record: Record, laid: Laid, status: Status) -> Account:
        """An account of which no more is known than what a row calls it, and in which currency it would pay."""
        name, key = str(record.get("account.account")), record.get("account.external_id")
        parts = (parts_of(name) if not key else ()) or [name]
        wanted = parts if self.noun.type is Contact else parts[:1]
        made = [self._fresh(part, key, record, laid, status) for part in wanted]
        self._called |= dict.fromkeys((name, key or name), made[0].id)
        if len(parts) > 1:
            self._several[name] = tuple(account.id for account in made)
            self._bench.several.append((self._place.sheet, record.row, name, tuple(parts[len(made) :])))
        return made[0]

    def _fresh(self, name: str, key: str | None, record: Record, laid: Laid, status: Status) -> Account:
        if there := self._bench.find(Account, self._account_called(name) or ""):
            return there
        uid, said = AccountId(self._bench.new_id()), currency_said(record, self._place)
        currency = said if said != self._place.terms.currency else None
        fresh = Account(id=uid, account=name, external_id=key, status=status, currency=currency)
        self._called[name] = fresh.id
        self._bench.came_from[fresh.id] = self._place.at(record.row)
        return self._bench.add(fresh, laid)

    def _of_line(self, record: Record, said: str) -> Account | Problem:
        """The account of the line that a row names."""
        line = self._bench.line_of(said)
        found = self._bench.find(Account, line.account) if line else None
        if found:
            return found
        header = self._place.headers.get("subscription.external_id")
        next_step = "import the subscriptions first, or correct it"
        return Problem(record.row, header, said, "no subscription has this id", next_step)

    def lay(self, record: Record, account: Account | None, laid: Laid) -> Problem | None:
        """Lay one row; a problem where something that it needs is missing."""
        noun, bench, place = self.noun, self._bench, self._place
        found: dict[str, Any] = {}
        problem = referred(noun, record, account, found, bench) if self._refers else None
        problem = problem or self.missing(record)
        if problem is None and self._references:
            problem = lay_references(self._references, record, account, found, bench)
        if problem:
            return problem
        facts = self._facts(record, account, found, laid)
        if self._reasons:
            reason_in_words(facts)
        if self._understood:
            self._understood(record, facts, place)
        cannot_be = _CANNOT_BE.get(noun.type)
        if cannot_be and (problem := cannot_be(record, facts, place, bench)):
            return problem
        row = self._lay(record, account, facts, laid)
        if row is not None and (record.custom or place.customs):
            lay_customs(record, self._owner(row), row, place.at(record.row), bench, laid)
            lay_blank_customs(record, row, account.account if account else "", place, bench, laid)
        if self._beside or record.months:
            lay_companions(noun, record, account, place, bench, laid)
        return None

    def _owner(self, uid: str) -> AccountId | None:
        """Whose a row is: its account, or that of its line or objective; None for nobody's."""
        row: Any = self._bench.find(self.noun.type, uid)
        if isinstance(row, Step):
            row = self._bench.find(Subscription, row.subscription)
        elif isinstance(row, Reading):
            row = self._bench.find(Objective, row.objective)
        return getattr(row, "account", None)

    def missing(self, record: Record) -> Problem | None:
        """What a row needs and does not say."""
        word, needed, values = self.noun.word, self._needed, record.values
        if word == "usage":
            told = record.months or record.get("usage.licences")
            needed = (
                ()
                if told and record.get("usage.value") is None
                else tuple(n for n in needed if n[0] != "usage.measure")
            )
        if word == "step" and values.get("step.unit_price"):
            needed = tuple(n for n in needed if n[0] != "step.amount")
        for target, field in needed:
            if values.get(target) is None:
                header = self._place.headers.get(target, field.header)
                return Problem(record.row, header, "", f"{field.header} is missing", "fill it in")
        return None

    def _facts(
        self, record: Record, account: Account | None, found: dict[str, Any], laid: Laid
    ) -> dict[str, Any]:
        """What a row says, by field; `found` is what was looked up."""
        facts: dict[str, Any] = {}
        values = record.values
        named = found.get("subscription")
        line = self._bench.find(Subscription, str(named)) if named else None
        for target, key, meant in self._told:
            value = values.get(target)
            if value is not None:
                if meant is not None and type(value) is not datetime:
                    value = self._meant(meant, value, record, account, line, facts, laid)
                facts[key] = value
        if account is not None and "account" in self._keys:
            facts["account"] = account.id
        return facts | found if found else facts

    def _meant(
        self,
        field: Field,
        said: Any,
        record: Record,
        account: Account | None,
        line: Subscription | None,
        facts: dict[str, Any],
        laid: Laid,
    ) -> Any:
        """What a cell means whose field holds something else than a cell can."""
        if field.kind is Kind.MONEY and isinstance(said, Amount):
            currency = said_in(record, self.noun.word, said, self._place)
            if currency and "currency" in self._keys:
                facts.setdefault("currency", currency)
            currency = currency or assumed_in(account, line, self._place)
            target = f"{self.noun.word}.{field.key}"
            note_rounded(record, target, said, currency, self._place, self._bench)
            return said.minor_units(currency)
        if field.kind is Kind.INSTANT and isinstance(said, date):
            return datetime(said.year, said.month, said.day, tzinfo=UTC)
        if field.kind is Kind.REFERENCE and field.refers == "contacts" and account:
            return self._person(account, said, laid)
        if field.kind is Kind.REFERENCES and account:
            return tuple(self._person(account, name, laid) for name in people_in(str(said)))
        return said

    def _person(self, account: Account, said: str, laid: Laid) -> ContactId:
        """The person that a cell names, by id, address or name."""
        bench = self._bench
        known = bench.find(Contact, bench.alias.get(("contacts", said), said))
        known = known or bench.external(Contact, account.id, said)
        return known.id if known else bench.person(account.id, *name_and_address(said), laid)

    def _lay(self, record: Record, account: Account | None, facts: dict[str, Any], laid: Laid) -> str | None:
        """The row that was laid, by its ID; None where only months were."""
        noun, bench, place = self.noun, self._bench, self._place
        if noun.word == "usage" and "value" not in facts:
            return None
        found = same_row(noun, record, account, facts, place, bench)
        sponsor = self._names_people and Role.SPONSOR in (facts.get("roles") or ())
        if found is not None:
            if key := record.values.get(self._id):
                bench.alias[noun.table, key] = found.id
            if sponsor:
                bench.sponsor_in.setdefault(found.id, place.sheet)
            told = {k: v for k, v in facts.items() if self._keys[k].kind is not Kind.REFERENCE}
            as_known(found, told, record, place)
            if noun.type is Contact:
                told = bench.former_people.news(found, facts.get("name"), told, place.sheet)
                if not place.terms.own and not better_called(found.name, told.get("name") or found.name):
                    told.pop("name", None)
            now = bench.merge(found, told, laid)
            blank = self._blank if self._id in record.values else self._blank_by_key
            lay_blanks(now, blank, record, facts, place, bench, laid)
            return str(found.id)
        fresh = self._new(record, account, facts, laid)
        if sponsor:
            bench.sponsor_in[fresh] = place.sheet
        bench.claimed[fresh] = place.at(record.row)
        return fresh

    def _new(self, record: Record, account: Account | None, facts: dict[str, Any], laid: Laid) -> str:
        """A row that the book lacks, by its ID."""
        noun, bench = self.noun, self._bench
        fresh = bench.new_id()
        key = record.values.get(self._id)
        if key:
            bench.alias[noun.table, key] = fresh
        named = facts | {"id": fresh}
        if noun.type is Risk:
            named.setdefault("opened_on", self._place.terms.day)
        if "currency" in self._keys and facts.get("currency") is None:
            named["currency"] = assumed_in(account, None, self._place)
        if key and "external_id" in self._keys and facts.get("external_id") is None:
            named["external_id"] = key
        bench.add(self._make(*map(named.get, self._keys)), laid)
        return fresh


def _no_rate(record: Record, facts: dict[str, Any], place: Place, bench: Bench) -> Problem | None:
    """What of a rate cannot be; its codes become capital letters."""
    del bench
    facts |= {key: str(facts[key]).strip().upper() for key in ("from_currency", "to_currency")}
    wrong = wrong_rate(Rate(id="", **{k: v for k, v in facts.items() if k != "id"}))
    if wrong is None:
        return None
    key = wrong.field.lower().replace(" ", "_")
    header = place.headers.get(f"rate.{key}", wrong.field)
    return Problem(record.row, header, wrong.said, f"this is not {wrong.wanted}", "correct it")


_CANNOT_BE: dict[type, Callable[[Record, dict[str, Any], Place, Bench], Problem | None]] = {
    Rate: _no_rate,
    Renewal: renewal_despite,
    Opportunity: without_foreign,
}
"""Why a row of a noun cannot be so, beside what its cells say."""
