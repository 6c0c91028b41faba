"""One sample account: its row, and every fact of its two years."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from csdesk.domain.accounts import Account, Stage, Status, TouchModel
from csdesk.domain.ids import ProductId
from csdesk.domain.subscriptions import Step
from csdesk.services.sample.aims import milestones_of, objectives_of
from csdesk.services.sample.billing import invoices_of
from csdesk.services.sample.contracts import contracts_of, steps_of
from csdesk.services.sample.dice import CLOCK
from csdesk.services.sample.events import events_of
from csdesk.services.sample.life import Life
from csdesk.services.sample.people import contacts_of
from csdesk.services.sample.story import CURRENCY
from csdesk.services.sample.support import tickets_of
from csdesk.services.sample.talk import touches_of
from csdesk.services.sample.use import usage_of
from csdesk.services.sample.voice import voice_of

_MEASURED = 0.8
"""The share of accounts below high touch whose use is known."""
_SETTLING = timedelta(days=60)

_REASONS = {
    1: "They look for something else.",
    2: "Nobody on their side pulls it.",
    3: "Could go either way.",
    4: "Steady, and they tell us what is wrong.",
    5: "They would speak for us anywhere.",
}


def account_of(life: Life) -> Account:
    """The account itself."""
    known = life.portrait
    judged = None if known.thin or known.lost_on else _judgement(life)
    return Account(
        id=life.id,
        account=known.name,
        external_id=f"WT-{life.number}",
        domain=known.domain,
        segment=known.segment,
        touch_model=known.touch_model,
        industry=known.industry,
        region=known.region,
        employees=known.employees,
        channel="partner" if life.dice.chance(0.2) else "direct",
        csm=known.csm,
        currency=CURRENCY,
        signed_on=life.signed_on,
        stage=known.stage or _stage(life),
        status=Status.LOST if known.lost_on else Status.CUSTOMER,
        required_outcome=known.outcome,
        appropriate_experience=known.experience,
        judgement=judged,
        judged_on=CLOCK - life.dice.days(4, 60) if judged else None,
        judgement_reason=_REASONS[judged] if judged else None,
        score_from=life.go_live if CLOCK - known.started < _SETTLING else None,
        lost_on=known.lost_on,
        lost_reason=known.lost_reason,
    )


def _judgement(life: Life) -> int:
    """What the CSM thinks: near the fortune, with some surprises."""
    return min(5, max(1, round(1.0 + 4.7 * life.fortune.on(CLOCK) + life.dice.about(0, 0.6))))


def _stage(life: Life) -> Stage:
    if (CLOCK - life.portrait.started).days < 100:
        return Stage.ONBOARDING
    fortune = life.fortune.on(CLOCK)
    return Stage.VALUE_REALIZATION if fortune < 0.5 else Stage.LOYALTY if fortune < 0.82 else Stage.EXPANSION


def facts_of(life: Life, products: dict[str, ProductId]) -> Iterator[Any]:
    """Everything that belongs to the account, which itself comes before it."""
    life.turn_to("people")
    life.people = contacts_of(life)
    yield from life.people
    life.turn_to("contracts")
    contracts = contracts_of(life, products)
    yield from contracts
    if not life.portrait.thin:
        for draw in _chapters(life, steps_of(contracts)):
            yield from draw


def _chapters(life: Life, steps: list[Step]) -> Iterator[Iterator[Any]]:
    """What was done and said, each drawn with dice of its own."""
    life.turn_to("money and cases")
    yield invoices_of(life, steps)
    yield tickets_of(life)
    life.turn_to("voice")
    yield voice_of(life)
    life.turn_to("use")
    model = life.portrait.touch_model
    if model is TouchModel.HIGH or life.dice.chance(_MEASURED):
        yield usage_of(life, steps)
    life.turn_to("talk")
    yield touches_of(life)
    life.turn_to("aims")
    if model is not TouchModel.TECH or life.dice.chance(_MEASURED / 2):
        yield objectives_of(life)
    life.turn_to("milestones")
    yield milestones_of(life)
    life.turn_to("events")
    yield events_of(life)
