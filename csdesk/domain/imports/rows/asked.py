"""What is asked once about a sheet of customers: its dates, terms, prices, headings, and what it leaves open."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from csdesk.domain.day_words import spelled
from csdesk.domain.imports.cells.term_words import MONTHLY
from csdesk.domain.imports.contracts.auto_renewal import offer_renewing
from csdesk.domain.imports.contracts.currencies import currency_of, holds_for_all
from csdesk.domain.imports.contracts.loss import told_loss
from csdesk.domain.imports.contracts.of_one import has_discount, of_all
from csdesk.domain.imports.contracts.paid_for import begun, months_of, paid_for
from csdesk.domain.imports.contracts.terms import Edge, Held, Length, Terms, goes_on_for_long, weigh
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.sheets.sections import CLOSED, CUSTOMERS, OPEN, heading_key, section_key
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.headings import heading_said, title_said
from csdesk.domain.imports.tables.questions import EACH, Asking, Choice, Question, counted
from csdesk.domain.imports.tables.tables import LeftOut
from csdesk.domain.imports.vocabulary.deals import Deal, LineStatus
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.price_words import for_one
from csdesk.domain.imports.vocabulary.targets import LINE_STATUS, RAMP
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.periods import add_months

LOST, LEAVE_OUT = "lost", "leave out"
_A_YEAR = 13
"""Up to how many months a term is one of a year."""
_UNIT = "subscription.unit_price"
_TELLING = 3
"""From how many rows that all agree a renewal date's meaning is not asked any more."""


def terms_of(sheet: Sheet, records: Sequence[Record], asking: Asking, currency: str, steps: str) -> Terms:
    """Ask what the days and amounts of a sheet mean. The csdesk workbook's own sheets are never asked.

    `steps` is the sheet that has later prices, if one has.
    """
    said = currency_of(sheet, records, asking, currency)
    marks = {c.mark for c in sheet.mapping.columns if c.mark}
    mark = marks.pop() if len(marks) == 1 else None
    terms = Terms(sheet.day, said or currency, currency_said=said is not None, mark=mark)
    alone = sheet.mapping.at("subscription.quantity") is None
    if sheet.mapping.own:
        return replace(terms, held=Held.SINCE, own=True, whole=alone)
    together = of_all(sheet, records, asking)
    whole = alone and not for_one(fold(sheet.header(_UNIT)))
    priced = whole or not alone
    amount, paid = paid_for(sheet, records, asking, together=together, priced=priced)
    return replace(
        terms,
        of_all_rows=holds_for_all(sheet, records, asking),
        amount=amount,
        paid=paid,
        of_all=together,
        discounted=has_discount(sheet),
        whole=whole,
        edge=_edge(sheet, records, asking),
        length=_length(sheet, records, asking),
        held=_held(sheet, records, asking, priced=priced, steps=steps),
        renewing=offer_renewing(sheet, records, asking),
        years={RAMP[c.target][0]: c.header for c in sheet.mapping.columns if c.target in RAMP},
    )


def _edge(sheet: Sheet, records: Sequence[Record], asking: Asking) -> Edge:
    dated = [r for r in records if isinstance(r.get("subscription.renewal_date"), date)]
    header = sheet.header("subscription.renewal_date")
    if not dated or all(r.get("subscription.end") for r in dated):
        return Edge.LAST
    found = weigh(dated)
    if found.first + found.last < len(dated) and any(
        q.key == f"span:{sheet.name}:{header}" for q in asking.asked
    ):
        found = weigh(dated, alone=False)  # the last day for which a month was taken is evidence of nothing
    lean = Edge.FIRST if found.first > found.last else Edge.LAST if found.last else None
    if (
        lean
        and min(found.first, found.last) == 0
        and max(found.first, found.last) >= max(_TELLING, len(dated))
    ):
        return lean
    sample = dated[0].get("subscription.renewal_date")
    answer = asking.ask(
        Question(
            key=f"edge:{sheet.name}:{header}",
            sheet=sheet.name,
            rows=tuple(r.row for r in dated[:3]),
            seen=tuple(spelled(r.get("subscription.renewal_date")) for r in dated[:3]),
            choices=(
                Choice(Edge.LAST.value, f"The last day of the old term: it ends on {spelled(sample)}"),
                Choice(
                    Edge.FIRST.value,
                    f"The first day of the new term: the old one ends the day before {spelled(sample)}",
                ),
            ),
            default=lean.value if lean else None,
            text=f"Is a day in “{header}” the last day of the old term, or the first of the new one?",
            evidence=_edge_evidence(sheet, found.first, found.last, found.sample),
        )
    )
    return Edge(answer) if answer else Edge.LAST


def _edge_evidence(sheet: Sheet, first: int, last: int, sample: tuple[int, date, date] | None) -> str:
    if sample is None:
        return "Nothing in the sheet tells."
    _, start, renewal = sample
    begun = (
        f"begun {spelled(start)}, renewal {spelled(renewal)}"
        if start != renewal
        else f"renewal {spelled(renewal)}"
    )
    tell = counted(first + last, "row", "tells")
    return (
        f"{tell}: {first} for the first day of the new term, {last} for the last of the old, such as {begun}."
    )


def _length(sheet: Sheet, records: Sequence[Record], asking: Asking) -> Length:
    target = "subscription.renewal_date" if sheet.header("subscription.renewal_date") else "subscription.end"
    begins = sheet.header("subscription.start") or sheet.header("subscription.signed_on")
    records = [r for r in records if not _is_long(r, sheet.day) and RAMP.keys().isdisjoint(r.values)]
    years = weigh(records).years if begins else ()
    long = sum(n for y, n in years if y >= 2)
    if not long:
        return Length.ONE
    spread = ", ".join(f"{counted(y, 'year')}: {counted(n, 'row')}" for y, n in years)
    next_year = long > 1 and _renew_within_a_year(sheet, records)
    soon = f" Each renews within a year of {spelled(sheet.day)}." if next_year else ""
    yearly = len(years) >= 3 or next_year
    far = None if yearly else next((r for r in records if _goes_on(r, sheet.day, _A_YEAR)), None)
    if far:
        soon = (
            f" Row {far.row} goes on for more than a year after {spelled(sheet.day)}, as no yearly term does."
        )
    answer = asking.ask(
        Question(
            key=f"terms:{sheet.name}:{sheet.header(target)}",
            sheet=sheet.name,
            rows=(),
            seen=tuple(f"{y} years" for y, _ in years if y >= 2),
            choices=(
                Choice(Length.YEARLY.value, "Yearly terms, renewed each year since"),
                Choice(Length.ONE.value, "One long term"),
            ),
            default=Length.YEARLY.value if yearly else Length.ONE.value if far else None,
            text="Are several years between start and renewal one long term, or yearly terms?",
            evidence=f"Between the two days lie {spread}.{soon}",
        )
    )
    return Length(answer) if answer else Length.ONE


def _goes_on(record: Record, day: date, months: int) -> bool:
    """Whether a line of several years ends later than so many months after a day."""
    end = record.get("subscription.end") or record.get("subscription.renewal_date")
    return (months_of(record) or 0) > _A_YEAR and isinstance(end, date) and end > add_months(day, months)


def _is_long(record: Record, day: date) -> bool:
    """Whether a term can only be one of several years: no yearly one goes on for so long."""
    return goes_on_for_long(begun(record), record.get("subscription.end"), day)


def _renew_within_a_year(sheet: Sheet, records: Sequence[Record]) -> bool:
    """Whether the next renewal of every line of several years is its next anniversary."""
    until, found = add_months(sheet.day, 12), False
    for record in records:
        if (months_of(record) or 0) > _A_YEAR:
            end = record.get("subscription.end") or record.get("subscription.renewal_date")
            if not sheet.day <= end <= until:
                return False
            found = True
    return found


def _held(sheet: Sheet, records: Sequence[Record], asking: Asking, *, priced: bool, steps: str) -> Held:
    """Since when prices hold; `priced`: the price of one leads to an amount; `steps`: where later ones stand."""
    amounts = ("subscription.mrr", "subscription.arr", "subscription.amount", *((_UNIT,) if priced else ()))
    header = next((sheet.header(t) for t in amounts if sheet.header(t)), "")
    older = [r for r in records if header and (day := begun(r)) and day < sheet.day]
    if not older:
        return Held.FILE
    first = min(begun(r) or sheet.day for r in older)
    why = _why_since(records, older, steps)
    answer = asking.ask(
        Question(
            key=f"price:{sheet.name}:{header}",
            sheet=sheet.name,
            rows=tuple(r.row for r in older[:3]),
            seen=(
                f"{counted(len(older), 'line')} began before {spelled(sheet.day)}, the first on {spelled(first)}",
            ),
            choices=(
                Choice(Held.FILE.value, f"It is known from {spelled(sheet.day)}, the day of the file"),
                Choice(Held.SINCE.value, "Assume that it has held since each line began"),
            ),
            default=(Held.SINCE if why else Held.FILE).value,
            text=f"There is one price in “{header}”. Since when does it hold?",
            evidence=why or "The sheet has no earlier prices. Assumed ones are marked as such.",
        )
    )
    return Held(answer) if answer else Held.FILE


def _why_since(records: Sequence[Record], older: Sequence[Record], steps: str) -> str:
    """What speaks for prices that have held since their lines began; nothing where nothing does."""
    if steps:
        return f"Later prices stand in “{steps}”."
    name = _following(records, older)
    return f"{name} stands with one term after another, each with its own price." if name else ""


def _following(records: Sequence[Record], older: Sequence[Record]) -> str:
    """A customer with rows of one term after another, where those that began before are mostly of such; or none."""
    ended: dict[tuple[str, str], date] = {}
    names: dict[str, None] = {}
    for record in records:
        said = record.values
        start = said.get("subscription.start")
        end = said.get("subscription.end") or said.get("subscription.renewal_date")
        name, product = str(said.get("account.account") or ""), str(said.get("subscription.product") or "")
        if not (start and name and isinstance(end, date)):
            continue
        before = ended.get((name, product))
        if before is not None and before <= start:
            names[name] = None
        ended[name, product] = end
    told = sum(str(r.values.get("account.account") or "") in names for r in older)
    return next(iter(names), "") if 2 * told >= len(older) else ""


def under_headings(sheet: Sheet, asking: Asking, synonyms: Synonyms) -> tuple[frozenset[int], frozenset[int]]:
    """Ask once what the rows under each heading are, or all of them: the rows that were lost, and those left out.

    Rows of facts are told apart by headings that say so (*Churned*) alone, and by no other (*Next week*).
    """
    silent = CUSTOMERS if sheet.mapping.noun in {"account", "subscription"} else None
    found: dict[str, list[int]] = {}
    each = asking.before(section_key(sheet.name)) == EACH
    for heading in sheet.table.headings:
        under = [r for r in sheet.records if r.heading == heading.row]
        if under and (each or heading_said(heading.text, synonyms) not in {CUSTOMERS, silent}):
            said = asking.ask(_heading(sheet, heading, under, synonyms)) or CUSTOMERS
            found.setdefault(said, []).extend(r.row for r in under)
    if (title := _title_over_all(sheet, synonyms)) and sheet.records:
        said = asking.ask(_heading(sheet, title, list(sheet.records), synonyms)) or CUSTOMERS
        found.setdefault(said, []).extend(r.row for r in sheet.records)
    return frozenset(found.get(LOST, ())), frozenset(found.get(LEAVE_OUT, ()))


def _title_over_all(sheet: Sheet, synonyms: Synonyms) -> LeftOut | None:
    """The title of a list, or of its sheet, that says its rows are lost or no customers, where no column does."""
    if sheet.mapping.own or sheet.mapping.noun not in {"account", "subscription"}:
        return None
    if any(sheet.header(f"account.{key}") for key in ("churned", "status", "stage")):
        return None
    said = title_said(sheet.table, synonyms, LOST, LEAVE_OUT)
    return LeftOut(sheet.table.header_row, said, "title") if said else None


def _heading(sheet: Sheet, heading: LeftOut, under: list[Record], synonyms: Synonyms) -> Question:
    meant = heading_said(heading.text, synonyms)
    return Question(
        key=heading_key(sheet.table, heading),
        sheet=sheet.name,
        rows=tuple(r.row for r in under),
        seen=tuple(str(r.get("account.account") or "") for r in under),
        choices=(
            Choice(LOST, "Customers that were lost"),
            Choice(CUSTOMERS, "Customers like those above"),
            Choice(LEAVE_OUT, "Nothing for the book: leave them out"),
        ),
        default={OPEN: CUSTOMERS, CLOSED: None}.get(meant or "", meant),
        text=f"What {_the_rows(len(under))} under “{heading.text}”?",
        evidence=_losses(under) if meant == LOST else "",
    )


def _the_rows(count: int) -> str:
    return "is the row" if count == 1 else f"are the {counted(count, 'row')}"


def _losses(records: list[Record]) -> str:
    said = []
    for record in records:
        end = record.get("subscription.end") or record.get("subscription.renewal_date")
        near = end if isinstance(end, date) else None
        loss = told_loss(record, near=near)
        day = loss.on or near
        when = f" on {spelled(day)}" if day else ""
        said.append(f"{record.get('account.account')}{when}" + (f": {loss.reason}" if loss.reason else ""))
    return "Lost, as the rows and notes say: " + "; ".join(dict.fromkeys(said)) + "."


_CANCELLED = "subscription.cancelled_on"
_MARKS = ("account.churned", "account.status", LINE_STATUS, "account.lost_on")
"""Columns that say who left."""


def churned_rows(sheet: Sheet, asking: Asking) -> frozenset[int]:
    """Rows whose status or flag says that they left; asked once where their line still runs."""
    header = next((h for t in (*_MARKS, _CANCELLED) if (h := sheet.header(t))), "")
    if sheet.mapping.own or not header:
        return frozenset()
    told = any(sheet.header(f"subscription.{day}") for day in ("ended_on", "cancelled_on"))
    here = (
        q for q in asking.asked if q.sheet == sheet.name and q.kind == "heading" and q.answer == CUSTOMERS
    )
    kept = {row for question in here for row in question.rows}
    flagged = [
        r
        for r in sheet.records
        if _says_lost(r)
        or (_says_when(r) and r.row not in kept)
        or (sheet.mapping.noun == "account" and _cancelled_by(r, sheet.day) and r.row not in kept)
        or (not told and r.get(LINE_STATUS) is LineStatus.ENDED)
    ]
    running = [r for r in flagged if _runs(r, sheet.day)]
    if not running:
        return frozenset(r.row for r in flagged)
    answer = asking.ask(
        Question(
            key=f"churned:{sheet.name}:{header}",
            sheet=sheet.name,
            rows=tuple(r.row for r in running),
            seen=tuple(str(r.get("account.account") or "") for r in running[:5]),
            choices=(
                Choice(LOST, "Lost: they leave at the end of their term"),
                Choice(CUSTOMERS, "Still customers"),
            ),
            default=LOST,
            text=f"{counted(len(running), 'row', 'is')} marked as lost in “{header}”, with running lines.",
            evidence="",
        )
    )
    ran = {r.row for r in running}
    return frozenset(r.row for r in flagged if r.row not in ran or answer == LOST)


def _says_lost(record: Record) -> bool:
    """Whether a row is marked as lost; a deal that was is a customer's where a contract of theirs ended."""
    status = record.get("account.status")
    if status is Deal.LOST:
        return bool(record.get("subscription.end") or record.get("subscription.renewal_date"))
    return bool(record.get("account.churned")) or str(status or "") == LOST


def _says_when(record: Record) -> bool:
    """Whether a row says that its customer left only by the day on which that was."""
    marked = any(record.get(mark) is not None for mark in _MARKS[:-1])
    return record.get("account.lost_on") is not None and not marked


def _cancelled_by(record: Record, day: date) -> bool:
    """Whether a row says only that its customer cancelled, on a day that is over, and of no term until when."""
    said = record.values.get
    cancelled, months = said(_CANCELLED), said("subscription.term_months")
    ends = [said(f"subscription.{key}") for key in ("end", "renewal_date", "period_end", "ended_on")]
    monthly = MONTHLY in (*ends, months)
    if cancelled is None or cancelled > day or any(said(mark) is not None for mark in _MARKS):
        return False
    return monthly or not (any(ends) or months or said("subscription.start"))


def _runs(record: Record, day: date) -> bool:
    end = record.get("subscription.end") or record.get("subscription.renewal_date")
    return isinstance(end, date) and end > day
