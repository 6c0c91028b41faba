"""What goes beyond the contract: opportunities, advocacy, feedback, losses with their reasons, files."""

from datetime import date

from csdesk.domain.advocacy import Advocacy, AdvocacyOutcome
from csdesk.domain.churn import Churn
from csdesk.domain.feedback import Feedback, FeedbackStatus
from csdesk.domain.files import File, FileKind
from csdesk.domain.opportunities import ENDED, Opportunity, OpportunityStage
from csdesk.domain.phrases import upper
from csdesk.domain.timeline.entries import Entry, EntryKind, Names, Tone
from csdesk.domain.timeline.words import joined, overdue

_ENDS = {OpportunityStage.WON: Tone.GOOD, OpportunityStage.LOST: Tone.WATCH}


def opportunity_entries(opportunity: Opportunity, names: Names, as_of: date) -> list[Entry]:
    """An open opportunity is planned for its expected day; it stands on the days it was seen and decided."""
    kind, id_, amount = EntryKind.OPPORTUNITY, opportunity.id, opportunity.amount
    what = names.get(opportunity.product or "", "")
    made = []
    if opportunity.seen_on is not None:
        title, detail = f"Opportunity seen: {opportunity.opportunity}", joined(opportunity.kind.value, what)
        made.append(
            Entry(on=opportunity.seen_on, kind=kind, id=id_, title=title, detail=detail, amount=amount)
        )
    if opportunity.stage in ENDED:
        return [*made, *_decided(opportunity)]
    due = opportunity.expected_on
    detail = joined("opportunity", opportunity.stage.value, overdue(due, as_of))
    tone = Tone.WATCH if due is not None and due < as_of else Tone.PLAIN
    title = opportunity.opportunity
    made.append(
        Entry(on=due, kind=kind, id=id_, title=title, detail=detail, tone=tone, planned=True, amount=amount)
    )
    return made


def _decided(opportunity: Opportunity) -> list[Entry]:
    how = opportunity.stage.value
    return [
        Entry(
            on=opportunity.decided_on,
            kind=EntryKind.OPPORTUNITY,
            id=opportunity.id,
            title=f"Opportunity {how}: {opportunity.opportunity}",
            detail=joined(opportunity.kind.value, opportunity.note or ""),
            how=how,
            tone=_ENDS.get(opportunity.stage, Tone.PLAIN),
            amount=opportunity.amount,
        )
    ]


def advocacy_entries(advocacy: Advocacy, names: Names, as_of: date) -> list[Entry]:
    """Advocacy stands on the day it was asked for, and on the day it was given."""
    who, what = names.get(advocacy.contact or "", ""), upper(advocacy.kind.value)
    kind, note = EntryKind.ADVOCACY, advocacy.note or ""
    made = []
    if advocacy.asked_on is not None:
        open_ = advocacy.outcome is AdvocacyOutcome.ASKED
        said = "not answered yet" if open_ else advocacy.outcome.value
        title, detail = f"{what} asked for", joined(who, said, "" if advocacy.given_on else note)
        made.append(Entry(on=advocacy.asked_on, kind=kind, id=advocacy.id, title=title, detail=detail))
    if advocacy.given_on is not None and advocacy.given_on <= as_of:
        title, detail = f"{what} given", joined(who, note)
        made.append(
            Entry(
                on=advocacy.given_on,
                kind=kind,
                id=advocacy.id,
                title=title,
                detail=detail,
                how="given",
                tone=Tone.GOOD,
            )
        )
    return made


def feedback_entries(feedback: Feedback, names: Names, as_of: date) -> list[Entry]:
    """Feedback says what kind it is, and whether they were told what came of it."""
    told = feedback.told_back_on is not None and feedback.told_back_on <= as_of
    settled = feedback.status is not FeedbackStatus.OPEN
    back = "told back" if told else "not told back yet" if settled else ""
    detail = joined(
        feedback.kind.value,
        names.get(feedback.contact or "", ""),
        feedback.area or "",
        feedback.status.value if settled else "",
        back,
    )
    tone = Tone.WATCH if settled and not told else Tone.PLAIN
    how = feedback.kind.value
    return [
        Entry(
            on=feedback.on,
            kind=EntryKind.FEEDBACK,
            id=feedback.id,
            title=feedback.feedback,
            detail=detail,
            how=how,
            tone=tone,
        )
    ]


def churn_entries(churn: Churn, names: Names, as_of: date) -> list[Entry]:
    """A loss stands on its first day, ahead where notice was given; the call after it is planned until it is made."""
    kind, id_ = EntryKind.CHURN, churn.id
    what = names.get(churn.subscription or "", "") or "the account"
    reason = f"reason: {churn.reason.value}"
    lost = Entry(
        on=churn.lost_on,
        kind=kind,
        id=id_,
        title=f"Lost: {what}",
        detail=joined(reason, churn.detail or ""),
        how="lost",
        tone=Tone.BAD,
        planned=churn.lost_on > as_of,
        amount=churn.amount,
    )
    if churn.called_on is not None and churn.called_on <= as_of:
        detail = churn.learned or ""
        title = "Call after the loss"
        return [lost, Entry(on=churn.called_on, kind=kind, id=id_, title=title, detail=detail, how="call")]
    _, usual, last = churn.call_window
    if not churn.lost_on <= as_of <= last:
        return [lost]
    due = churn.call_on or usual
    said, tone = joined(reason, overdue(due, as_of)), Tone.WATCH if due < as_of else Tone.PLAIN
    title = "Call after the loss"
    call = Entry(on=due, kind=kind, id=id_, title=title, detail=said, how="call", tone=tone, planned=True)
    return [lost, call]


def file_entries(file: File, names: Names, as_of: date) -> list[Entry]:
    """A file stands on the day on which it was added; a deck says of which day it speaks."""
    del names, as_of
    if file.added_on is None:
        return []
    deck = file.kind is FileKind.DECK
    title = f"{'Deck' if deck else 'File'}: {file.title}"
    how, note = file.kind.value, file.note or ""
    kind = EntryKind.FILE
    return [Entry(on=file.added_on, kind=kind, id=file.id, title=title, detail=note, how=how)]
