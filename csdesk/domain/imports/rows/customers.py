"""A customer row is laid on the bench: account, contact, line, touch, judgement, next step, all from one row."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from csdesk.domain.accounts import Account, Status
from csdesk.domain.contacts import Contact, Role
from csdesk.domain.day_words import spelled
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.imports.bench.bench import Bench, Laid, row_like
from csdesk.domain.imports.bench.people import full_name
from csdesk.domain.imports.bench.where import Where
from csdesk.domain.imports.columns.persons import ROLES, Person, persons_in
from csdesk.domain.imports.columns.touches import kind_of_touch
from csdesk.domain.imports.contracts.called import as_called
from csdesk.domain.imports.contracts.category import endless_category, lay_category
from csdesk.domain.imports.contracts.lines import lay_line
from csdesk.domain.imports.contracts.loss import Loss, told_loss
from csdesk.domain.imports.contracts.paid import lay_paid
from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.contracts.returning import Again, customer_again, lay_again, stays
from csdesk.domain.imports.contracts.rounded import note_paid
from csdesk.domain.imports.contracts.sold import Sold
from csdesk.domain.imports.contracts.twice import told_before
from csdesk.domain.imports.reading.notices import SaidNotice
from csdesk.domain.imports.reading.record import Problem, Record
from csdesk.domain.imports.rows.answers import lay_answers
from csdesk.domain.imports.rows.erasing import erasable, lay_blank_customs, lay_blanks
from csdesk.domain.imports.rows.identity import is_elsewhere, note_ids
from csdesk.domain.imports.rows.next_steps import lay_next_step
from csdesk.domain.imports.rows.standing import bought
from csdesk.domain.imports.rows.whose_details import detailed
from csdesk.domain.imports.vocabulary.deals import Deal
from csdesk.domain.imports.vocabulary.targets import REVIEWED_ON, TOUCHED_ON, USED
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.touches import Direction, Touch, TouchKind
from csdesk.domain.usage import Usage


class Customers:
    """The customers of one sheet. What its columns tell is found out once; a row is asked nothing else."""

    def __init__(self, place: Place, bench: Bench, synonyms: Synonyms) -> None:
        self._place, self._bench = place, bench
        self._account_told = _told(place, "account", _ACCOUNT)
        own = place.terms.own
        self._account_blank = erasable(Account, place, bench, but=_KEPT if own else _KEPT | _OF_A_LOSS)
        self._person_blank = erasable(Contact, place, bench, only=_PERSON)
        self._line_blank = erasable(Subscription, place, bench, only=None if own else _OF_A_LINE)
        self._person_told = _told(place, "contact", _PERSON)
        self._roles = tuple((t, role) for t, role in ROLES.items() if t in place.headers)
        self.detailed = detailed(place)
        """The columns of people whose address and the like the sheet may have; see `with_details`."""
        self._touched = _touches_of(place, synonyms)
        self._used = tuple((t, m) for t, m in USED.items() if t in place.headers)

    def lay(
        self,
        record: Record,
        account: Account | None,
        sold: Sold | None,
        laid: Laid,
        *,
        lost: bool,
        again: tuple[Again, str] | None = None,
    ) -> Account:
        """Lay one row; `account` is whom it was matched with, None makes a new one; `again`: what of it was lost."""
        place, bench = self._place, self._bench
        found = self._account(record, account, laid)
        where = place.at(record.row)
        bench.spoken[where], was = found.id, bench.formers.named.get(where)
        if was is None:
            bench.came_from.setdefault(found.id, where)
        note_ids(record.values, account, found, place.sheet, bench, own=place.terms.own)
        self._people(record, found.id, laid, fresh=account is None)
        loss = _loss(record, sold) if lost else None
        if loss and loss.on is None and sold and sold.amount is not None and not bench.lines(found.id):
            bench.dayless.append((place.sheet, record.row))
            sold = None
        line = None
        if record.paid:
            line = lay_paid(record, found.id, sold, place, bench, laid, loss)
        if sold and (place.invoiced or not record.paid):
            fresh = account is None and line is None
            found, line = self._sell(record, found, sold, again, laid, loss, known=bool(account), fresh=fresh)
        if was:
            record = replace(record, custom=was.told_otherwise(record.custom))
        if record.custom or place.customs:
            self._describe(record, found, line.id if line and place.lines_only else found.id, laid)
        if loss and not place.lines_only:
            found = _lose(found, loss, place, bench, laid, own_line=line is not None)
        self._touches(record, found.id, laid, fresh=account is None)
        lay_next_step(record, found.id, place.terms.day, bench, laid, only=where, headers=place.headers)
        self._use(record, found.id, laid)
        return found

    def _describe(self, record: Record, account: Account, described: str, laid: Laid) -> None:
        place, bench = self._place, self._bench
        lay_customs(record, account.id, described, place.at(record.row), bench, laid)
        lay_blank_customs(record, described, account.account, place, bench, laid)

    def _sell(
        self,
        record: Record,
        account: Account,
        sold: Sold,
        again: tuple[Again, str] | None,
        laid: Laid,
        loss: Loss | None,
        *,
        known: bool,
        fresh: bool,
    ) -> tuple[Account, Subscription]:
        """Lay the line of a row; an account that is not `known` has none yet, and one that is `fresh` none at all."""
        place, bench = self._place, self._bench
        account = bought(account, record, sold, place, bench, laid)
        sold = as_called(record.row, account, sold, place, bench) if known else sold
        told = told_before(record, account, sold, place, bench) if known else None
        if again and told is None:
            sold, fresh = lay_again(*again, sold, record, place, bench, laid)
            account = customer_again(account, bench, laid)
        line = lay_line(record.row, account, sold, place, bench, laid, loss=loss, told=told, fresh=fresh)
        self._beside_line(record, line, sold, laid)
        return account, line

    def _beside_line(self, record: Record, line: Subscription, sold: Sold, laid: Laid) -> None:
        place, bench = self._place, self._bench
        note_paid(record, line, place, bench)
        lay_category(record, line, place.terms.day, bench, laid)
        lay_blanks(line, self._line_blank, record, sold.facts, place, bench, laid)

    def _account(self, record: Record, account: Account | None, laid: Laid) -> Account:
        place, bench, values = self._place, self._bench, record.values
        facts = {key: values.get(target) for key, target in self._account_told}
        own_line = place.terms.own and account is not None
        facts["signed_on"] = values.get("account.signed_on") if own_line else _signed(record, account)
        facts["notes"] = _notes(record, account, place, bench)
        facts["status"] = _status(record, place)
        facts["judgement"] = facts["judged_on"] = None
        if place.terms.own:
            facts |= {key: record.values.get(f"account.{key}") for key in _OWN}
            facts["account"] = None if place.lines_only else record.values.get("account.account")
            facts["external_id"] = facts.get("external_id") or _key_of_own(record, account)
        judgement = values.get("account.judgement")
        if judgement is not None and (account is None or account.judgement != judgement):
            facts["judgement"] = judgement
            facts["judged_on"] = values.get("account.judged_on") or place.terms.day
        if account is None:
            named = {"id": AccountId(bench.new_id()), "account": str(values.get("account.account"))}
            return bench.add(row_like(Account, facts | named), laid)
        where = place.at(record.row)
        if was := bench.formers.named.get(where):
            facts = was.news(facts)
        if not place.terms.own and is_elsewhere(facts.get("external_id"), account, bench):
            facts["external_id"] = None
        said = facts
        if bench.came_from.get(account.id, where) != where:
            said = {k: v for k, v in facts.items() if k == "notes" or getattr(account, k) is None}
        found = bench.merge(account, said, laid)
        found = found if place.terms.own else stays(account, found, bench, laid)
        facts = {**facts, "parent": values.get("account.parent")}
        return lay_blanks(found, self._account_blank, record, facts, place, bench, laid)

    def _people(self, record: Record, account: AccountId, laid: Laid, *, fresh: bool) -> None:
        values, bench = record.values, self._bench
        name, email = values.get("contact.name"), values.get("contact.email")
        if name or email:
            first, *others = self._named(name or str(email))
            facts = {key: values.get(target) for key, target in self._person_told}
            facts = first.beside | {key: said for key, said in facts.items() if said is not None}
            facts["roles"] = values.get("contact.roles") or ()
            known = self._person(account, first.name, facts, laid, fresh=fresh)
            if known:
                lay_blanks(known, self._person_blank, record, facts, self._place, self._bench, laid)
            for other in others:
                self._person(account, other.name, other.beside | {"roles": ()}, laid)
        for target, role in self._roles:
            if values.get(target):
                for person in self._named(values[target]):
                    name = person.name if person.email else full_name(bench.of(Contact, account), person.name)
                    self._person(account, name, person.beside | {"roles": (role,)}, laid)

    def _named(self, text: str) -> tuple[Person, ...]:
        """Whom a cell names; the csdesk workbook's own names stand as they are."""
        return (Person(text),) if self._place.terms.own else persons_in(text)

    def _person(
        self, account: AccountId, name: str, facts: dict[str, Any], laid: Laid, *, fresh: bool = False
    ) -> Contact | None:
        """Lay a person, and give who was there; nobody is looked for at an account that is `fresh`."""
        bench, sheet = self._bench, self._place.sheet
        found = None if fresh else bench.contact(account, name=name, email=facts.get("email"))
        sponsor = Role.SPONSOR in facts["roles"]
        if found:
            if sponsor:
                bench.sponsor_in.setdefault(found.id, sheet)
            facts = bench.former_people.news(found, name, facts, sheet)
            facts["roles"] = tuple(dict.fromkeys((*found.roles, *facts.get("roles", ()))))
            return bench.merge(found, facts, laid)
        uid = ContactId(bench.new_id())
        if sponsor:
            bench.sponsor_in[uid] = sheet
        bench.add(row_like(Contact, facts | {"id": uid, "account": account, "name": name}), laid)
        return None

    def _use(self, record: Record, account: AccountId, laid: Laid) -> None:
        """Lay what is used, month by month and on the day of the sheet, and what was answered."""
        place = self._place
        lay_answers(record, account, place, self._bench, laid)
        for month, value in record.months:
            lay_usage(account, place.measure, month, float(value), self._bench, laid)
        for target, measure in self._used:
            if (now := record.values.get(target)) is not None:
                lay_usage(account, measure, place.terms.day, float(now), self._bench, laid)

    def _touches(self, record: Record, account: AccountId, laid: Laid, *, fresh: bool) -> None:
        """Lay the last touches; a review on the day on which somebody last spoke is that touch."""
        told: dict[Any, tuple[TouchKind, str]] = {}
        for target, touched in self._touched:
            told.setdefault(record.values.get(target), touched)
        for on, (kind, summary) in told.items():
            there = () if fresh else self._bench.of(Touch, account)
            if not isinstance(on, date) or any(
                t.on == on and kind in {t.kind, TouchKind.OTHER} for t in there
            ):
                continue
            facts = {
                "id": self._bench.new_id(),
                "account": account,
                "on": on,
                "kind": kind,
                "summary": summary,
            }
            self._bench.add(row_like(Touch, facts | {"direction": Direction.TWO_WAY}), laid)


def _told(place: Place, noun: str, keys: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Those fields of a noun that the sheet has a column for, with their targets."""
    return tuple((key, target) for key in keys if (target := f"{noun}.{key}") in place.headers)


_ACCOUNT = (
    "external_id domain segment touch_model industry region employees channel csm currency stage "
    "required_outcome appropriate_experience tags judgement_reason lost_reason"
).split()
_PERSON = ("email", "phone", "title", "influence", "sentiment")
_KEPT = frozenset({"notes", "judged_on"})
"""Notes are only added to; the day of a judgement goes with it."""
_OF_A_LOSS = frozenset({"lost_on", "lost_reason"})
"""What a list of customers tells in several columns, and by headings."""
_OF_A_LINE = ("live_on", "auto_renew", "notice_days", "cancelled_on", "reason")
"""What one column of a list of customers says of a contract; its days and amounts are worked out of several."""


def lay_customs(
    record: Record, account: AccountId | None, row: str, where: Where, bench: Bench, laid: Laid
) -> None:
    """Lay what a row says in custom fields, beside the row of the book that it describes."""
    for custom, text in record.custom:
        if text is not None:
            bench.keep(custom.field, account, row, text, where, laid)


def problems_of(record: Record, place: Place) -> list[Problem]:
    """What keeps a row from being laid, beside cells that could not be read."""
    found = list(record.problems)
    for target in _TOUCHES:
        on = record.values.get(target)
        if isinstance(on, date) and on > place.today:
            why = f"a touch cannot happen after today, {spelled(place.today)}"
            next_step = "correct the day, or keep it as a task"
            found.append(Problem(record.row, place.headers.get(target), spelled(on), why, next_step))
    return found


def nameless(record: Record, place: Place) -> Problem | None:
    """What is wrong with a customer row that names no account."""
    said = record.values.get
    if said("account.account") or said("account.external_id") or said("account.id"):
        return None
    header = place.headers.get("account.account")
    return Problem(record.row, header, "", "the row names no account", "fill in the account's name")


def _status(record: Record, place: Place) -> Status | None:
    """What a row says of being a customer; that one is lost is told by its loss, that one is a prospect was asked."""
    said: Status | Deal | None = record.values.get("account.status")
    if place.terms.own:
        return said if isinstance(said, Status) else None
    if record.row in place.prospects:
        return Status.PROSPECT
    return None if said in {Status.LOST, Status.PROSPECT} or isinstance(said, Deal) else said


_OWN = ("judgement", "judged_on", "lost_on", "score_from")
"""Fields that only the csdesk workbook's own sheet sets as they stand; so is the name, but on its sheet of
contracts, which calls accounts as it likes."""


def _key_of_own(record: Record, account: Account | None) -> str | None:
    """A key in the ID column that is not the book's: kept as the external id."""
    key = record.values.get("account.id")
    return key if account is None or account.id != key else account.external_id


def _signed(record: Record, account: Account | None) -> date | None:
    said = record.values.get("account.signed_on") or record.values.get("subscription.signed_on")
    if (
        said
        and account
        and account.signed_on
        and account.signed_on < said
        and "account.signed_on" not in record.values
    ):
        return None
    return said if isinstance(said, date) else None


def _notes(record: Record, account: Account | None, place: Place, bench: Bench) -> str | None:
    text = record.values.get("account.notes") or ""
    beside = [
        *record.left,
        *_bound(record, place),
        *endless_category(record, place),
        *(record.extra if place.unknown == "notes" else ()),
    ]
    if beside:
        text = "\n".join(filter(None, [text, *(f"{header}: {said}" for header, said in beside)]))
    if not text or account is None:
        return text or None
    was = bench.formers.named.get(place.at(record.row))
    known = set(map(_bare, (was.account.notes or "").splitlines() if was else ()))
    return _noted(account.notes or "", [line for line in text.splitlines() if _bare(line) not in known])


def _noted(notes: str, told: list[str]) -> str | None:
    """Notes with the lines that are told, None where none is new; one that goes on takes the place of what it was."""
    lines = notes.splitlines()
    old = [_bare(line) for line in lines]
    for line in told:
        bare = _bare(line)
        if bare in map(_bare, lines):
            continue
        goes_on = (n for n, was in enumerate(old) if was and bare.startswith(was) and _bare(lines[n]) == was)
        if (at := next(goes_on, None)) is None:
            lines.append(line)
        else:
            lines[at] = line
    return "\n".join(lines) if list(map(_bare, lines)) != old else None


def _bare(line: str) -> str:
    return " ".join(line.split())


def _bound(record: Record, place: Place) -> list[tuple[str, str]]:
    """The words of a notice that ends only with a month, quarter or year: no field holds that."""
    said = record.values.get("subscription.notice_days")
    if not isinstance(said, SaidNotice) or not said.to_an_end:
        return []
    return [(place.headers.get("subscription.notice_days", "Notice days"), said.to_an_end)]


def _loss(record: Record, sold: Sold | None) -> Loss:
    end = sold.facts.get("end") if sold else None
    said = told_loss(record, near=end)
    return replace(said, on=said.on or end)


def _lose(account: Account, loss: Loss, place: Place, bench: Bench, laid: Laid, *, own_line: bool) -> Account:
    ends = [s.end for s in bench.lines(account.id) if s.end] if own_line else []
    last = max(ends, default=loss.on)
    gone = last is None or last <= place.today
    facts = {"status": Status.LOST, "lost_on": last or loss.on, "lost_reason": loss.reason}
    return bench.merge(account, facts if gone else {"lost_reason": loss.reason}, laid)


_TOUCHES = (REVIEWED_ON, TOUCHED_ON)
"""The columns of last touches; who last spoke in a review says so in the first of them."""


def _touches_of(place: Place, synonyms: Synonyms) -> tuple[tuple[str, tuple[TouchKind, str]], ...]:
    """The kinds of touches whose days stand in columns, and what is said of them, by target."""
    there = ((target, header) for target in _TOUCHES if (header := place.headers.get(target)))
    return tuple((t, (kind_of_touch(h, synonyms), f"{h}, from {place.file}")) for t, h in there)


def lay_usage(account: AccountId, measure: str, on: date, value: float, bench: Bench, laid: Laid) -> None:
    """Lay one reading; the same measure of a day is one reading."""
    found = next((u for u in bench.of(Usage, account) if u.measure == measure and u.on == on), None)
    if found:
        bench.merge(found, {"value": value}, laid)
    else:
        fresh = bench.new_id()
        bench.add(Usage(id=fresh, account=account, measure=measure, on=on, value=value), laid)
