"""A row is laid whole or not at all: refused, left out, waiting for an answer, new, changed, or the same."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Any

from csdesk.domain.accounts import Account, Status
from csdesk.domain.contacts import Contact
from csdesk.domain.day_words import spelled
from csdesk.domain.imports.bench.bench import PROVISIONAL, Bench, Laid
from csdesk.domain.imports.bench.decided import BOOK
from csdesk.domain.imports.bench.plan import Result, RowPlan
from csdesk.domain.imports.contracts.currencies import PRICES
from csdesk.domain.imports.contracts.despite import line_despite
from csdesk.domain.imports.contracts.lines import unlike_its_steps
from csdesk.domain.imports.contracts.paid import paid_problem
from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.contracts.returning import Again, has_left, own_days, return_question, returned
from csdesk.domain.imports.contracts.sold import Sold
from csdesk.domain.imports.reading.record import Problem, Record
from csdesk.domain.imports.rows.addresses import account_of_address
from csdesk.domain.imports.rows.customers import Customers, nameless, problems_of
from csdesk.domain.imports.rows.facts import NOBODYS, Facts
from csdesk.domain.imports.rows.identity import Match, Who, chosen, match
from csdesk.domain.imports.rows.namesakes import namesake_of, namesake_question, note_people, with_answer
from csdesk.domain.imports.rows.new_words import new_words
from csdesk.domain.imports.rows.standing import KEEP
from csdesk.domain.imports.rows.strangers import WAITING, called_by
from csdesk.domain.imports.rows.whose_details import with_details
from csdesk.domain.imports.tables.questions import BACK, NEW, SIMILAR, SKIP, Asking, Choice, Question
from csdesk.domain.imports.vocabulary.targets import MAY_NAME_NONE, OF_THE_BOOK
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.money import digits, half_up
from csdesk.domain.names import name_key
from csdesk.domain.subscriptions import Period, Step, Subscription
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Laying:
    """One sheet being laid."""

    noun: str
    place: Place
    bench: Bench
    asking: Asking
    synonyms: Synonyms
    customers: Customers
    facts: Facts
    """What lays its rows, where they are facts."""
    sold_of: Callable[..., Sold | Problem | None]
    """What tells the line of a row."""
    own: bool = False


def lay_row(record: Record, laying: Laying, *, lost: bool, out: bool) -> RowPlan:
    """Lay one row and say what would happen."""
    said = record.values.get
    name = str(said("account.account") or said("account.external_id") or "")
    if laying.noun == "account" and not said("account.account") and (called := _own_name(record, laying)):
        record, name = called
    if out:
        return _row(laying, record, name, Result.LEFT_OUT, "left out, as answered")
    problems = problems_of(record, laying.place)
    if problems:
        return _refused(laying, record, name, problems)
    if laying.noun in {"account", "subscription"}:
        return _customer(record, laying, name, lost=lost)
    return _fact(record, laying, name)


def _row(laying: Laying, record: Record, name: str, result: Result, what: str) -> RowPlan:
    return RowPlan(laying.place.sheet, record.row, name, result, what)


def _refused(laying: Laying, record: Record, name: str, problems: list[Problem]) -> RowPlan:
    first = problems[0]
    where = f"{first.column}: " if first.column else ""
    what = f"{where}{first.told}"
    return RowPlan(laying.place.sheet, record.row, name, Result.REFUSED, what, problems=tuple(problems))


def _customer(record: Record, laying: Laying, name: str, *, lost: bool) -> RowPlan:
    nobody = nameless(record, laying.place)
    if nobody:
        return _refused(laying, record, name, [nobody])
    prospect = record.row in laying.place.prospects
    sold = None if prospect else laying.sold_of(record, laying.place.terms, lost=lost)
    if isinstance(sold, Problem):
        return _refused(laying, record, name, [sold])
    account = _account_of(record, laying, name)
    if isinstance(account, RowPlan):
        return account
    if account and lost and (was := laying.bench.formers.named.get(laying.place.at(record.row))):
        laying.bench.spoken[laying.place.at(record.row)] = account.id
        return _row(laying, record, name, Result.LEFT_OUT, f"left out: {was.told(account.account)}")
    for check in (paid_problem,) if record.paid else (unlike_its_steps, line_despite):
        if problem := check(record, account, sold, laying.place, laying.bench):
            return _refused(laying, record, name, [problem])
    told = _with_person(with_details(record, laying.customers.detailed), account, laying)
    if isinstance(told, RowPlan):
        return told
    fresh = account is None
    again = None
    if account and sold and has_left(account, laying.bench):
        sold = own_days(record, account, sold, laying.place, laying.bench)
        again = None if lost else _again(record, account, sold, laying)
    laid = Laid()
    laid_account = laying.customers.lay(told, account, sold, laid, lost=lost, again=again)
    note_people(laid, laying.place, record, laying.bench)
    _call(name, told, laid_account, laying.bench)
    fresh = fresh or (laying.noun == "subscription" and any(type(v) is Subscription for v in laid.new))
    if laid.changes and laid.conflicts:
        _settle(told, laid_account, sold, laying, laid, lost=lost, again=again)
    return _done(laying, record, laid_account.account, laid, fresh=fresh, sold=sold, lost=lost)


def _again(record: Record, account: Account, sold: Sold, laying: Laying) -> tuple[Again, str] | None:
    """What a row tells of a contract that was lost, and which of the two it means."""
    again = None if record.paid else returned(record, account, sold, laying.place, laying.bench)
    if again is None:
        return None
    asked = None if again.sure else laying.asking.ask(return_question(again, laying.place, record.row))
    return again, again.sure or asked or BACK


def _own_name(record: Record, laying: Laying) -> tuple[Record, str] | None:
    """The row of a customer without a company, called as its person; None where nobody is named, or the book has it."""
    said = record.values.get
    person = said("contact.name")
    if not person or not said("account.external_id"):
        return None
    who = Who(None, said("account.external_id"), said("account.domain"), said("account.id"))
    found = match(
        who, laying.bench, laying.synonyms, sheet=laying.place.sheet, row=record.row, own=laying.own
    )
    if found.account is not None or found.question:
        return None
    others = {target: value for target, value in record.values.items() if target != "contact.name"}
    return replace(record, values={**others, "account.account": person}), str(person)


def _account_of(record: Record, laying: Laying, name: str) -> Account | RowPlan | None:
    """The account of a customer row, None for a new one; what becomes of the row where that is open or refused."""
    said = record.values.get
    ids = said("account.external_id"), said("account.domain"), said("account.id")
    who = Who(said("account.account"), *ids, said("contact.email"))
    brings = laying.own and laying.noun == "account"
    found = match(who, laying.bench, laying.synonyms, sheet=laying.place.sheet, row=record.row, own=brings)
    by_name = laying.noun != "account" or bool(found.question and found.question.group == SIMILAR)
    key = name_key(name)
    if apart := _told_apart(who, found, laying.bench.called.get(key), laying.bench):
        key = _with_id(name, record)
    called = laying.bench.called.get(key) if by_name or apart else None
    if called in {WAITING, SKIP}:
        waits = Result.WAITING if called == WAITING else Result.LEFT_OUT
        return _row(laying, record, name, waits, "as decided for the account of that name")
    account = laying.bench.find(Account, called) if called else found.account
    if found.question and not called:
        answer = laying.asking.ask(found.question)
        laying.bench.called[key] = WAITING if answer is None else answer
        if answer is None:
            return _row(laying, record, name, Result.WAITING, found.question.evidence)
        if answer == SKIP:
            return _row(laying, record, name, Result.LEFT_OUT, "left out, as answered")
        account = None if answer == NEW else chosen(answer, laying.place.sheet, laying.bench)
    if account is None and not who.name:
        account = _of_address(said("contact.email"), laying.bench)
    if account is None and not who.name:
        return _refused(laying, record, name, [_unknown(record, laying.place)])
    if found.was and account and account.id == found.was.into:
        laying.bench.formers.named[laying.place.at(record.row)] = found.was
    return account


def _told_apart(who: Who, found: Match, called: str | None, bench: Bench) -> bool:
    """Whether an ID of its own says whose a row is, or speaks against whom an earlier row of its name became."""
    if not who.external_id:
        return False
    if found.account is not None:
        return found.account.external_id == who.external_id
    there = bench.find(Account, called) if called else None
    return bool(there and found.question and there.external_id not in {None, who.external_id})


def _call(name: str, record: Record, account: Account, bench: Bench) -> None:
    """Note whom a row became, for those below it that are called so."""
    bench.called[name_key(name)] = account.id
    if (with_id := _with_id(name, record)) in bench.called:
        bench.called[with_id] = account.id


def _with_id(name: str, record: Record) -> str:
    """How a row is called by its name and its ID together."""
    return f"{name_key(name)}\n{record.get('account.external_id')}"


def _of_address(email: str | None, bench: Bench) -> Account | None:
    """Whose address a row has that names its customer by an ID which nobody knows yet, as of a billing program."""
    uid = account_of_address(email, bench) if email else None
    return bench.find(Account, uid) if uid else None


def _unknown(record: Record, place: Place) -> Problem:
    said = str(record.get("account.external_id") or record.get("account.id"))
    header = place.headers.get("account.external_id") or place.headers.get("account.id")
    next_step = "import the account first, or add its name to the row"
    return Problem(record.row, header, said, "no account has this id", next_step)


def _settle(
    record: Record,
    account: Account,
    sold: Sold | None,
    laying: Laying,
    laid: Laid,
    *,
    lost: bool,
    again: tuple[Again, str] | None,
) -> None:
    place, decided, conflicts = laying.place, laying.bench.decided, laid.conflicts
    question = _conflict(place.sheet, record.row, account.account, laid)
    if before := all(map(decided.holds, conflicts)):
        answer: str | None = laying.asking.hold(question, BOOK)
    else:
        answer = laying.asking.ask(question)
    if answer == "sheet":
        forced = Laid(force=True)
        laying.customers.lay(record, account, sold, forced, lost=lost, again=again)
        laid.changes = [c for c in laid.changes if not c.conflict] + forced.changes
    elif answer == BOOK:
        laid.changes = [c for c in laid.changes if not c.conflict]
        if before:
            decided.hold(place.sheet, conflicts)
        for kept in decided.news(conflicts, place.file, place.today, laying.bench.new_id):
            laying.bench.put(kept)


def _conflict(sheet: str, row: int, name: str, laid: Laid) -> Question:
    seen = tuple(f"{c.header}: {c.old} here, {c.new or 'nothing'} in the sheet" for c in laid.conflicts)
    return Question(
        key=f"conflict:{sheet}:{row}",
        sheet=sheet,
        rows=(row,),
        seen=seen,
        choices=(Choice(BOOK, "Keep what the book has"), Choice("sheet", "Take what the sheet says")),
        default=None,
        text=f"{name} was changed here since the last import. Which holds?",
        evidence="; ".join(seen),
    )


def _fact(record: Record, laying: Laying, name: str) -> RowPlan:
    noun, laid = laying.facts.noun, Laid()
    account: Account | Problem | RowPlan | None = laying.facts.account_of(record)
    if isinstance(account, Problem):
        account = _stranger(record, account, laying, name, laid)
    if isinstance(account, RowPlan):
        return account
    if isinstance(account, Problem):
        if account.problem == NOBODYS:
            return _row(laying, record, name, Result.LEFT_OUT, NOBODYS)
        if noun.word not in OF_THE_BOOK and (name or noun.word not in MAY_NAME_NONE):
            return _refused(laying, record, name, [account])
        account = None
    told = _with_person(record, account, laying) if noun.type is Contact else record
    if isinstance(told, RowPlan):
        return told
    problem = laying.facts.lay(record, account, laid)
    if problem:
        return _refused(laying, record, name, [problem])
    for other in laying.facts.others_of(record):
        also = _with_person(record, other, laying)
        if isinstance(also, RowPlan):
            return also
        laying.facts.lay(also, other, laid)
    note_people(laid, laying.place, record, laying.bench)
    fresh = noun.type in map(type, laid.new)
    return _done(
        laying, record, account.account if account else name, laid, fresh=fresh, sold=None, lost=False
    )


def _stranger(
    record: Record, problem: Problem, laying: Laying, name: str, laid: Laid
) -> Account | RowPlan | Problem:
    """The account of a row that nobody brings, as was said of it; what becomes of the row where there is none."""
    said = laying.place.strangers.get(called_by(record))
    if said == SKIP:
        return _row(laying, record, name, Result.LEFT_OUT, "left out, as its account is")
    if said == WAITING:
        return _row(laying, record, name, Result.WAITING, "waits for the answer about its account")
    if said in {NEW, KEEP}:
        if missing := laying.facts.missing(record):
            return missing
        status = Status.CUSTOMER if said == NEW else Status.PROSPECT
        return laying.facts.new_account(record, laid, status)
    meant = chosen(said, laying.place.sheet, laying.bench) if said else None
    if meant is not None:
        laying.bench.spoken[laying.place.at(record.row)] = meant.id
    return meant or problem


def _with_person(record: Record, account: Account | None, laying: Laying) -> Record | RowPlan:
    """The row once it is known whether its person is somebody who is there; what becomes of it where nobody is laid."""
    person = None if laying.own or account is None else namesake_of(record, account, laying.bench)
    if person is None or account is None:
        return record
    question = namesake_question(record, person, account.account, laying.place, laying.bench)
    answer = laying.asking.said(question)
    if answer is None:
        return _row(laying, record, account.account, Result.WAITING, question.evidence)
    if answer == SKIP and laying.facts.noun.type is Contact:
        return _row(laying, record, account.account, Result.LEFT_OUT, "left out, as answered")
    return with_answer(answer, record, person, laying.place.sheet, laying.bench)


def _done(
    laying: Laying, record: Record, name: str, laid: Laid, *, fresh: bool, sold: Sold | None, lost: bool
) -> RowPlan:
    if fresh:
        result = Result.NEW
    elif laid.changes and laid.conflicts:
        result = Result.CONFLICT
    else:
        result = Result.CHANGED if laid.changes or laid.new else Result.SAME
    sells = sold is not None or bool(record.paid and not laying.place.invoiced)
    what = _summary(laid, laying, fresh=fresh, sells=sells, lost=lost)
    named = laying.bench.formers.named
    if named and (was := named.get(laying.place.at(record.row))):
        what = f"{what} ({was.told(name)})"
    if fresh:
        return RowPlan(laying.place.sheet, record.row, name, result, what)
    changes = tuple(c for c in laid.changes if not c.id.startswith(PROVISIONAL))
    return RowPlan(laying.place.sheet, record.row, name, result, what, changes)


def _summary(laid: Laid, laying: Laying, *, fresh: bool, sells: bool, lost: bool) -> str:
    if fresh and sells:
        return "; ".join(_line_words(laid, laying.place, lost=lost)) or "new"
    parts = [f"{c.header} {c.old or '–'} → {c.new or '–'}" for c in laid.changes]
    return "; ".join([*parts, *new_words(laid.new, laying.bench)]) or "as in the book"


_A_DAY = timedelta(days=1)
_PER_YEAR = {"month": 12, "quarter": 4, "year": 1}


def _line_words(laid: Laid, place: Place, *, lost: bool) -> list[str]:
    """What a new line is, and costs on the day of the sheet; what is missing is said where that has a column for it."""
    columns, day = place.headers, place.terms.day
    by_noun: dict[type, list[Any]] = {Subscription: [], Step: [], Contact: []}
    for value in laid.new:
        if (some := by_noun.get(type(value))) is not None:
            some.append(value)
    lines, steps = by_noun[Subscription], by_noun[Step]
    line: Subscription | None = lines[-1] if lines else None
    words = []
    if line and steps:
        now = next((s for s in reversed(steps) if s.from_ <= day), steps[0])
        words.append(_amount_words(now.amount, line.period, line.currency))
    elif line and not set(PRICES).isdisjoint(columns):
        words.append("no amount")
    if line:
        words.append(_end_words(line, lost=lost))
    if len(steps) > 1:
        words.append(f"{len(steps)} prices over time")
    people = ", ".join([person.name for person in by_noun[Contact]])
    if people or any(column.startswith("contact.") for column in columns):
        words.append(f"contact {people}" if people else "no contact")
    return words


@lru_cache
def _amount_words(amount: int, period: Period, currency: str) -> str:
    per = _PER_YEAR.get(period)
    yearly = half_up(Fraction(amount * (per or 1))).scaleb(-digits(currency))
    return f"{yearly:,f} {currency} " + ("ARR" if per else "for the term")


def _end_words(line: Subscription, *, lost: bool) -> str:
    if line.month_to_month:
        return f"ended on {spelled(line.cancelled_on - _A_DAY)}" if line.cancelled_on else "month to month"
    if line.end is None:
        return "end not known"
    return f"{'lost on' if lost else 'term ends'} {spelled(line.end)}"
