"""What is paid: contracts with their terms, renewals, invoices."""

from datetime import date

from csdesk.domain.invoices import Invoice
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.timeline.entries import Entry, EntryKind, Names, Tone
from csdesk.domain.timeline.words import days, late


def invoice_entries(invoice: Invoice, names: Names, as_of: date) -> list[Entry]:
    """An invoice stands on its own day, and says whether it was paid."""
    del names
    paid = invoice.paid_on if invoice.paid_on and invoice.paid_on <= as_of else None
    overdue = invoice.is_late(as_of)
    if invoice.amount < 0:
        detail = "A credit"
    elif invoice.due_on is None:
        detail = "Paid" if paid else "Not paid; when it is due is not known"
    elif paid:
        detail = f"Paid {late(paid, invoice.due_on) or 'on time'}"
    elif invoice.due_on < as_of:
        detail = f"Not paid, {days(as_of - invoice.due_on)} late"
    else:
        detail = "Not due yet"
    return [
        Entry(
            on=invoice.issued_on,
            kind=EntryKind.INVOICE,
            id=invoice.id,
            title=f"Invoice {invoice.number or ''}".strip(),
            detail=detail,
            tone=Tone.BAD if overdue else Tone.PLAIN,
            amount=invoice.amount,
            currency=invoice.currency,
        )
    ]


def contract_entries(line: Subscription, names: Names, as_of: date) -> list[Entry]:
    """A contract stands on the day it was signed and lasts to its end; notice is an entry of its own."""
    what = names.get(line.product, "Subscription")
    kind, noun = EntryKind.CONTRACT, "subscription"
    signed = Entry(
        on=line.signed_on or line.start,
        kind=kind,
        id=line.id,
        title=f"Signed: {what}",
        detail=_term(line),
        how="signed",
        until=line.end,
        still=line.end is None or line.end >= as_of,
        noun=noun,
    )
    given = line.cancelled_on
    if not given or given > as_of:
        return [signed]
    title, why = f"Notice given: {what}", line.reason or ""
    left = Entry(
        on=given, kind=kind, id=line.id, title=title, detail=why, how="left", tone=Tone.BAD, noun=noun
    )
    return [signed, left]


def _term(line: Subscription) -> str:
    if line.month_to_month:
        return "Month to month"
    return "Term confirmed" if line.term_confirmed else "Term assumed, not confirmed"


def renewal_entries(renewal: Renewal, names: Names, as_of: date) -> list[Entry]:
    """A renewal stands on the day it was decided; an open one is planned for its due day."""
    del names
    decided = renewal.decided_on or renewal.booked_on
    made = renewal.outcome is not Outcome.OPEN and decided is not None and decided <= as_of
    said = (
        f"{renewal.category.label}; {renewal.reason}"
        if renewal.reason
        else f"Category: {renewal.category.label}"
    )
    lost = renewal.outcome is Outcome.LOST
    return [
        Entry(
            on=decided if made else renewal.due_on,
            kind=EntryKind.CONTRACT,
            id=renewal.id,
            title=f"Renewal: {renewal.outcome.value}" if made else "Renewal due",
            detail=(renewal.reason or "") if made else said,
            how=renewal.outcome.value if made else "due",
            tone=(Tone.BAD if lost else Tone.GOOD) if made else Tone.PLAIN,
            planned=not made and renewal.due_on >= as_of,
            noun="renewal",
        )
    ]
