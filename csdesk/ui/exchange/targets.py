"""What the targets of columns are called on the screen."""

from functools import lru_cache

from csdesk.domain.imports.vocabulary.targets import CUSTOM, NOW, OMIT, TARGETS, joined, joins
from csdesk.domain.phrases import upper

_WHOLE = {"account.account": "Account", "contact.name": "Contact, name", "touch.on": "Touch, day"}
_WHOLE |= {"subscription.month": "MRR of the month", "invoice.month": "Invoiced in the month"}
_WHOLE |= {"subscription.month_arr": "ARR of the month", "subscription.quarter": "Revenue of the quarter"}
_WHOLE |= {
    "usage.month": "Reading of the month",
    "survey.nps": "Survey, NPS",
    "survey.nps_on": "Survey, day of the NPS",
    "survey.csat": "Survey, CSAT",
    "survey.csat_on": "Survey, day of the CSAT",
    "touch.reviewed_on": "Touch, day of the last review",
}
_WHOLE |= {"subscription.notice_left": "Subscription, days until notice"}
_CAPITALS = {"arr": "ARR", "mrr": "MRR", "id": "ID", "csm": "CSM", "new arr": "new ARR"}


def target_text(target: str | None) -> str:
    """A target as a person calls it: `Subscription, MRR`."""
    if target is None or target == OMIT:
        return "Leave out"
    bare, name = joins(target)
    if bare == CUSTOM or bare.endswith(f".{CUSTOM}"):
        return f"Your field “{name}”" if name else "Custom field"
    if target in _WHOLE:
        return _WHOLE[target]
    noun, _, field = target.partition(".")
    words = field.replace("_", " ")
    words = f"{words} now" if target in NOW else _CAPITALS.get(words, words)
    return f"{upper(noun)}, {words}"


@lru_cache(maxsize=8)
def options(own: tuple[str, ...] = ()) -> tuple[tuple[str, str], ...]:
    """Every target a column may be given: *Leave out*, *Custom field* and one's own first, the rest by name."""
    named = sorted(
        ((t, target_text(t)) for t in TARGETS if not t.endswith((".id", f".{CUSTOM}"))), key=lambda t: t[1]
    )
    mine = ((joined(name), target_text(joined(name))) for name in own)
    return ((OMIT, target_text(None)), (CUSTOM, target_text(CUSTOM)), *mine, *named)
