"""A customer row is laid on the bench: account, contact, line, touch, judgement, next step, all from one row."""

from datetime import date
from functools import lru_cache
from typing import Any

from csdesk.domain.accounts import Account, Status
from csdesk.domain.contacts import Contact, ContactStatus, Role
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.imports.bench import Bench, Laid
from csdesk.domain.imports.lines import earlier_line, lay_line, tells_same
from csdesk.domain.imports.loss import Loss, loss_of
from csdesk.domain.imports.notices import SaidNotice
from csdesk.domain.imports.paid import lay_paid
from csdesk.domain.imports.place import Place
from csdesk.domain.imports.record import Problem, Record
from csdesk.domain.imports.sold import Sold
from csdesk.domain.names import name_key
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.tasks import Task
from csdesk.domain.touches import Direction, Touch, TouchKind
from csdesk.domain.usage import Usage


def lay_customer(
    record: Record,
    account: Account | None,
    sold: Sold | None,
    place: Place,
    bench: Bench,
    laid: Laid,
    *,
    lost: bool,
) -> Account:
    """Lay one row; `account` is whom it was matched with, None makes a new one."""
    where = place.id_at(record.row)
    laid_account = _account(record, account, place, bench, laid)
    bench.spoken[where] = laid_account.id
    bench.came_from.setdefault(laid_account.id, (place.sheet, record.row))
    _people(record, laid_account.id, place.sheet, bench, laid)
    loss = _loss(record, sold) if lost else None
    line = None
    if record.paid:
        line = lay_paid(record, laid_account.id, sold, place, bench, laid, loss)
    if sold and (place.invoiced or not record.paid):
        line = _line(record, laid_account, sold, place, bench, laid, loss)
    if record.custom:
        described = line.id if line and place.lines_only else laid_account.id
        lay_customs(record, laid_account.id, described, bench, laid)
    if loss and not place.lines_only:
        laid_account = _lose(laid_account, loss, place, bench, laid, own_line=line is not None)
    _touch(record, laid_account.id, place, bench, laid)
    lay_task(record, laid_account.id, place.terms.day, bench, laid)
    _months(record, laid_account.id, place, bench, laid)
    return laid_account


def _line(
    record: Record,
    account: Account,
    sold: Sold,
    place: Place,
    bench: Bench,
    laid: Laid,
    loss: Loss | None,
) -> Subscription:
    told = _told_before(record, account, sold, place, bench)
    return lay_line(record.row, account, sold, place, bench, laid, loss=loss, told=told)


def _told_before(
    record: Record, account: Account, sold: Sold, place: Place, bench: Bench
) -> Subscription | None:
    """The line that an earlier row of a sheet of customers told, where this row tells the same one again."""
    if place.lines_only or place.terms.own or sold.id or sold.facts.get("external_id"):
        return None
    earlier = earlier_line(account.id, sold, place.sheet, record.row, bench)
    if earlier is None or place.one_line or tells_same(earlier, sold, bench):
        return earlier
    row = bench.claimed[earlier.id].rsplit(":", 1)[1]
    bench.doubled.append((place.sheet, record.row, f"{account.account}, rows {row} and {record.row}"))
    return None


def lay_customs(record: Record, account: AccountId, row: str, bench: Bench, laid: Laid) -> None:
    """Lay what a row says in custom fields, beside the row of the book that it describes."""
    for custom, text in record.custom:
        bench.keep(custom.field, account, row, text, laid)


def problems_of(record: Record, place: Place) -> list[Problem]:
    """What keeps a row from being laid, beside cells that could not be read."""
    found = list(record.problems)
    on = record.values.get("touch.on")
    if on is not None and isinstance(on, date) and on > place.today:
        header = place.headers.get("touch.on")
        found.append(
            Problem(
                record.row,
                header,
                on.isoformat(),
                f"a touch cannot happen after today, {place.today}",
                "correct the day, or keep it as a task",
            )
        )
    return found


def nameless(record: Record, place: Place) -> Problem | None:
    """What is wrong with a customer row that names no account."""
    said = record.values.get
    if said("account.account") or said("account.external_id") or said("account.id"):
        return None
    header = place.headers.get("account.account")
    return Problem(record.row, header, "", "the row names no account", "fill in the account's name")


_ACCOUNT = (
    "external_id domain segment touch_model industry region employees channel csm currency stage "
    "required_outcome appropriate_experience tags judgement_reason lost_reason"
).split()
_TARGETS = tuple((key, f"account.{key}") for key in _ACCOUNT)


def _account(record: Record, account: Account | None, place: Place, bench: Bench, laid: Laid) -> Account:
    values, said = record.values, record.values.get
    facts: dict[str, Any] = {key: values[target] for key, target in _TARGETS if target in values}
    facts["signed_on"] = _signed(record, account)
    facts["notes"] = _notes(record, account, place)
    status = said("account.status")
    facts["status"] = status if place.terms.own or status is not Status.LOST else None
    if place.terms.own:
        facts |= {key: record.get(f"account.{key}") for key in _OWN}
        facts["external_id"] = facts.get("external_id") or _key_of_own(record, account)
    judgement = said("account.judgement")
    if judgement is not None and (account is None or account.judgement != judgement):
        facts |= {"judgement": judgement, "judged_on": record.get("account.judged_on") or place.terms.day}
    if account is None:
        fresh = AccountId(bench.new_id())
        name = str(said("account.account"))
        known = {k: v for k, v in facts.items() if v is not None and k != "account"}
        return bench.add(Account(id=fresh, account=name, **known), laid)
    if account.id in bench.came_from and bench.came_from[account.id] != (place.sheet, record.row):
        facts = {k: v for k, v in facts.items() if getattr(account, k) is None}
    return bench.merge(account, facts, laid)


_OWN = ("account", "judgement", "judged_on", "lost_on", "score_from")
"""Fields that only the csdesk workbook's own sheet sets as they stand."""


def _key_of_own(record: Record, account: Account | None) -> str | None:
    """A key in the ID column that is not the book's: kept as the external id."""
    key = record.get("account.id")
    return key if account is None or account.id != key else account.external_id


def lay_parent(record: Record, account: Account, bench: Bench, laid: Laid) -> Problem | None:
    """Lay the parent of an account, once all accounts are there; a problem where there is none or a loop."""
    said = record.get("account.parent")
    if not said:
        return None
    uids = bench.by_name.get(name_key(said)) or bench.by_external.get(said, ())
    parent = bench.find(Account, said) or (bench.find(Account, uids[0]) if len(uids) == 1 else None)
    if parent is None:
        return Problem(record.row, "Parent", said, "no account is called so: the account has no parent now")
    if _above(parent, account, bench):
        return Problem(record.row, "Parent", said, "an account cannot be its own parent: it has none now")
    bench.merge(account, {"parent": parent.id}, laid)
    return None


def _above(parent: Account, account: Account, bench: Bench) -> bool:
    at: Account | None = parent
    for _ in range(100):
        if at is None or at.id == account.id:
            return at is not None
        at = bench.find(Account, at.parent) if at.parent else None
    return True


def _signed(record: Record, account: Account | None) -> date | None:
    said = record.get("account.signed_on") or record.get("subscription.signed_on")
    if (
        said
        and account
        and account.signed_on
        and account.signed_on < said
        and "account.signed_on" not in record.values
    ):
        return None
    return said if isinstance(said, date) else None


def _notes(record: Record, account: Account | None, place: Place) -> str | None:
    text = record.values.get("account.notes") or ""
    beside = [*record.left, *_bound(record, place), *(record.extra if place.unknown == "notes" else ())]
    if beside:
        text = "\n".join(filter(None, [text, *(f"{header}: {said}" for header, said in beside)]))
    if not text or account is None:
        return text or None
    there = {" ".join(line.split()) for line in (account.notes or "").splitlines()}
    fresh = [line for line in text.splitlines() if " ".join(line.split()) not in there]
    if not fresh:
        return None
    return text if not account.notes else account.notes + "\n" + "\n".join(fresh)


def _bound(record: Record, place: Place) -> list[tuple[str, str]]:
    """The words of a notice that ends only with a month, quarter or year: no field holds that."""
    said = record.values.get("subscription.notice_days")
    if not isinstance(said, SaidNotice) or not said.to_an_end:
        return []
    return [(place.headers.get("subscription.notice_days", "Notice days"), said.to_an_end)]


_ROLES = {
    "contact.sponsor": Role.SPONSOR,
    "contact.champion": Role.CHAMPION,
    "contact.administrator": Role.ADMINISTRATOR,
    "contact.billing": Role.BILLING,
}


_PERSON = tuple((k, f"contact.{k}") for k in ("email", "phone", "title", "influence", "sentiment"))


def _people(record: Record, account: AccountId, sheet: str, bench: Bench, laid: Laid) -> None:
    values = record.values
    name, email = values.get("contact.name"), values.get("contact.email")
    if name or email:
        facts = {key: values[target] for key, target in _PERSON if target in values}
        facts["roles"] = values.get("contact.roles") or ()
        _lay_person(account, name or str(email), facts, sheet, bench, laid)
    for target, role in _ROLES.items():
        if values.get(target):
            _lay_person(account, values[target], {"roles": (role,)}, sheet, bench, laid)


def _lay_person(
    account: AccountId, name: str, facts: dict[str, Any], sheet: str, bench: Bench, laid: Laid
) -> Contact:
    found = bench.contact(account, name=name, email=facts.get("email"))
    sponsor = Role.SPONSOR in facts.get("roles", ())
    if found:
        if sponsor:
            bench.sponsor_in.setdefault(found.id, sheet)
        facts["roles"] = tuple(dict.fromkeys((*found.roles, *facts.get("roles", ()))))
        return bench.merge(found, facts, laid)
    fresh = ContactId(bench.new_id())
    if sponsor:
        bench.sponsor_in[fresh] = sheet
    known = {k: v for k, v in facts.items() if v is not None}
    return bench.add(Contact(id=fresh, account=account, name=name, **known), laid)


def lay_left(contact: Contact, bench: Bench, laid: Laid) -> Contact:
    """Say that a person is no longer there."""
    return bench.merge(contact, {"status": ContactStatus.LEFT}, laid)


def _loss(record: Record, sold: Sold | None) -> Loss:
    end = sold.facts.get("end") if sold else None
    said = loss_of(record.get("account.notes"), near=end)
    on = record.get("account.lost_on") or record.get("subscription.cancelled_on") or said.on
    return Loss(on or end, record.get("account.lost_reason") or said.reason)


def _lose(account: Account, loss: Loss, place: Place, bench: Bench, laid: Laid, *, own_line: bool) -> Account:
    ends = [s.end for s in bench.lines(account.id) if s.end] if own_line else []
    last = max(ends, default=loss.on)
    gone = last is None or last <= place.today
    facts = {"status": Status.LOST, "lost_on": last or loss.on, "lost_reason": loss.reason}
    return bench.merge(account, facts if gone else {"lost_reason": loss.reason}, laid)


def _touch(record: Record, account: AccountId, place: Place, bench: Bench, laid: Laid) -> None:
    on = record.get("touch.on")
    if not isinstance(on, date):
        return
    header = place.headers.get("touch.on", "Last touch")
    kind = _kind_of(header)
    if any(t.on == on and t.kind is kind for t in bench.of(Touch, account)):
        return
    fresh = bench.new_id()
    summary = _summary(header, place.file)
    bench.add(
        Touch(id=fresh, account=account, on=on, kind=kind, direction=Direction.TWO_WAY, summary=summary), laid
    )


@lru_cache
def _summary(header: str, file: str) -> str:
    return f"{header}, from {file}"


@lru_cache
def _kind_of(header: str) -> TouchKind:
    """The kind of touch whose day stands under a header."""
    if "qbr" in header.lower():
        return TouchKind.REVIEW
    return next((k for k in TouchKind if k.value in header.lower()), TouchKind.CALL)


def lay_task(record: Record, account: AccountId, day: date | None, bench: Bench, laid: Laid) -> None:
    """Lay the next step that a row names, written down on a day; the same step for the same day is one task."""
    title = record.values.get("task.title")
    if not title:
        return
    due = record.get("task.due_on")
    if any(t.title == title and t.due_on == due for t in bench.of(Task, account)):
        return
    fresh = bench.new_id()
    created = min((d for d in (day, due) if d), default=None)
    bench.add(Task(id=fresh, account=account, title=title, due_on=due, created_on=created), laid)


def _months(record: Record, account: AccountId, place: Place, bench: Bench, laid: Laid) -> None:
    for month, value in record.months:
        lay_usage(account, place.measure, month, float(value), bench, laid)


def lay_usage(account: AccountId, measure: str, on: date, value: float, bench: Bench, laid: Laid) -> None:
    """Lay one reading; the same measure of a day is one reading."""
    found = next((u for u in bench.of(Usage, account) if u.measure == measure and u.on == on), None)
    if found:
        bench.merge(found, {"value": value}, laid)
    else:
        fresh = bench.new_id()
        bench.add(Usage(id=fresh, account=account, measure=measure, on=on, value=value), laid)
