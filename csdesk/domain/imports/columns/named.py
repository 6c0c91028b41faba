"""What a header names: the fields that it goes to by its words alone, and how sure that is."""

from csdesk.domain.imports.cells.durations import LENGTHS, without_unit
from csdesk.domain.imports.columns.question_words import asked_in, without_scale
from csdesk.domain.imports.tables.headers import bare_headers
from csdesk.domain.imports.vocabulary.price_words import for_one, without_time
from csdesk.domain.imports.vocabulary.targets import (
    BOTH_DAYS,
    CSAT,
    CSAT_ON,
    NOTICE_BY,
    NOW,
    NPS,
    NPS_ON,
    REVIEWED_ON,
    own_headers,
)
from csdesk.domain.imports.vocabulary.words import Synonyms

SAME, KNOWN, KNOWN_BUT_UNIT = 1.0, 0.97, 0.94
_BESIDE = 0.01
"""How much less sure a column is of a noun beside the row's own."""
CELLS = "its cells are such"
_INSTEAD = {
    "invoice.paid_on": "invoice.paid", "churn.reason": "churn.detail", "account.status": "account.judgement",
    "account.stage": "account.status", "subscription.renewal_date": "subscription.auto_renew",
    BOTH_DAYS: "subscription.term_months", "account.churned": "account.lost_on",
    "subscription.cancelled_on": "account.churned",
    NOTICE_BY: "subscription.notice_days",
    "milestone.done": "milestone.achieved_on", "milestone.achieved_on": "milestone.done",
    "ticket.closed_at": "ticket.status", "risk.closed_on": "risk.status",
    "task.status": "task.done_on", "task.done_on": "task.status",
    "subscription.notice_days": NOTICE_BY,
}  # fmt: skip
"""What a column is whose header says a field, and whose cells say yes or no, or when, or are sentences, or coloured
dots, or who is a customer."""


_DATED = frozenset("date day fecha datum tag data dia jour on am le el".split())
"""Words with which a header says that a day stands below it, and no yes or no."""
Candidate = tuple[str, float, str]
"""A target, how sure it is (0 to 1), and because of what."""


WHOM = frozenset({"account.account", "account.external_id", "account.id", "subscription.external_id"})
"""What says whom a row is about: an account, or a line of one."""
_ANYWHERE = WHOM - {"account.id"}
_COMPANIONS = {"touch": ("task",), "objective": ("milestone",)}
"""What else a row of facts may feed: a follow-up beside a touch, a milestone beside an objective."""


_OF_CUSTOMERS = frozenset({*NOW, NPS, NPS_ON, CSAT, CSAT_ON, REVIEWED_ON})
"""What only a list of customers says so."""


def allowed(target: str, word: str) -> bool:
    """Whether a row of a noun may say this."""
    if word == "account" or target in _ANYWHERE:
        return True
    if word == "subscription" and target == "account.churned":
        return True
    return target not in _OF_CUSTOMERS and target.split(".", maxsplit=1)[0] in {
        word,
        *_COMPANIONS.get(word, ()),
    }


def known_by_words(header: str, synonyms: Synonyms, word: str) -> list[Candidate]:
    """Where a folded header goes by its words alone, surest first."""
    without = KNOWN - KNOWN_BUT_UNIT
    found = _said(header, 0.0, synonyms, word)
    found = found or next(
        (f for b in bare_headers(header)[1:] if (f := _said(b, without, synonyms, word))), []
    )
    if not found and (length := without_unit(header)) != header:
        told = _said(length, without, synonyms, word)
        found = [c for c in told if c[0].rpartition(".")[2] in LENGTHS]
    if not found and allowed(_UNIT_PRICE, word) and _is_unit_price(header, synonyms):
        found = [(_UNIT_PRICE, KNOWN_BUT_UNIT, "a known name")]
    if not found and word == "survey":
        found = _asked(header, without, synonyms, word)
    if header.endswith("type") and any(name == "account.status" for name, *_ in found):
        found.append(("account.segment", KNOWN - 2 * _BESIDE, "a known name"))
    dated = bool(_DATED & set(header.split()))
    instead = [
        (_INSTEAD[n], min(sure, KNOWN) - _BESIDE)
        for n, sure, _ in found
        if n in _INSTEAD and not (dated and n == "subscription.renewal_date")
    ]
    return found + [(name, sure, CELLS) for name, sure in instead]


def _said(text: str, surer: float, synonyms: Synonyms, word: str) -> list[Candidate]:
    """The fields that are called so; `surer` is what another spelling would be surer."""
    found: list[Candidate] = []
    own = own_headers(word)
    if text in own:
        found.append((own[text], SAME - surer, "same name"))
    for noun in (word, *_COMPANIONS.get(word, ())):
        if key := synonyms.logs.get(noun, {}).get(text):
            beside = 0.0 if noun == word else _BESIDE
            found.append((f"{noun}.{key}", KNOWN - surer - beside, "a known name"))
    target = synonyms.columns.get(text)
    if target and allowed(target, word):
        lesser = _BESIDE if text in synonyms.lesser else 0.0
        found.append((target, KNOWN - surer - lesser, "a known name"))
    return found


def _asked(header: str, surer: float, synonyms: Synonyms, word: str) -> list[Candidate]:
    """What a form asks in a whole question, or with the scale of its answer."""
    if field := asked_in(header, synonyms):
        noun = "account" if field == "account" else word
        return [(f"{noun}.{field}", KNOWN - surer, "its question")]
    return _said(without_scale(header), surer, synonyms, word)


def _is_unit_price(header: str, synonyms: Synonyms) -> bool:
    return for_one(header) or synonyms.columns.get(without_time(header)) == _UNIT_PRICE


_UNIT_PRICE = "subscription.unit_price"


def known_of_losses(header: str, synonyms: Synonyms) -> list[Candidate]:
    """Where a folded header goes in a list of customers who left: *When*, *ARR lost*."""
    if synonyms.value("lost_when", header):
        return [("account.lost_on", KNOWN, "a list of those who left")]
    rest = " ".join(w for w in header.split() if not synonyms.value("lost_of", w))
    found = known_by_words(rest, synonyms, "account") if rest != header else []
    return [(name, sure, "what those who left paid") for name, sure, _ in found if name in _PAID]


_PAID = frozenset({"subscription.arr", "subscription.mrr", "subscription.amount"})


def what_says(target: str) -> str:
    """What of the sheet itself says that a column goes there, whose header does not."""
    told = {"account.status": CELLS, "account.judgement": "its colours say it"}
    return told.get(target, "the headings among the rows say it")
