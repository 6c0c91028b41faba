"""A caution is one sentence for the person who writes a review: what a customer would wonder about in it."""

from datetime import date

from csdesk.domain.accounts import Status
from csdesk.domain.csms import is_address
from csdesk.domain.reviews.facts import Facts
from csdesk.domain.reviews.values import Review
from csdesk.domain.reviews.words import day, name, plain

FEW = 2
"""Parts with something to say, besides cover and outcome; fewer make a thin deck."""


def cautions_of(facts: Facts, review: Review) -> tuple[str, ...]:
    """What to know before the deck goes out, the gravest first; nothing for most decks."""
    said = (_no_customer(facts, review), _address_of_ours(facts), _thin(review))
    return tuple(sentence for sentence in said if sentence)


def _no_customer(facts: Facts, review: Review) -> str:
    account, status = name(review.account), facts.account.status
    lost: date | None = facts.account.lost_on
    if status is Status.LOST and (lost is None or lost <= review.as_of):
        when = f" on {day(lost)}".replace("\u00a0", " ") if lost else ""
        return f"{account} was lost{when}: the deck speaks to them as a customer."
    if status in {Status.PROSPECT, Status.ARCHIVED}:
        word = "a prospect" if status is Status.PROSPECT else "archived"
        return f"{account} is {word}: the deck speaks to them as a customer."
    return ""


def _address_of_ours(facts: Facts) -> str:
    csm, ours = plain(facts.account.csm), facts.ours
    if not is_address(csm) or ours == plain(facts.owner):
        return ""
    if ours == csm:
        return f"The CSM stands on it as {csm}: write a name under CSM."
    return f"The CSM stands on it as {ours}, read from {csm}."


def _thin(review: Review) -> str:
    parts = (
        review.changes, review.objectives, review.value, review.adoption, review.milestones, review.support,
        review.voice, review.promises, review.ahead, review.decisions,
    )  # fmt: skip
    if sum(part is not None for part in parts) >= FEW:
        return ""
    return f"Little is known of {name(review.account)}: objectives, milestones or usage would fill the deck."
