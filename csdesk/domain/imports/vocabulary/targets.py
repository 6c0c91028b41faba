"""A target is where a column of a sheet goes: a field of a noun, or one that the import understands by itself."""

from enum import StrEnum

from csdesk.domain.fields import Kind, Noun, noun_of
from csdesk.domain.imports.vocabulary.deals import DealStatus, LineStatus
from csdesk.domain.imports.vocabulary.often import Often
from csdesk.domain.imports.vocabulary.words import fold
from csdesk.domain.nouns import NOUNS
from csdesk.domain.usage import KNOWN_MEASURES, LICENCES
from csdesk.domain.values import dataclass

OMIT, CUSTOM, ASK = "omit", "custom", "ask"
"""Answers about a column: leave it out, or keep it as a custom field; `ask`: whatever it is called, a person says."""


def joined(name: str) -> str:
    """What an answer says that sends a column to a field of one's own by its name: `custom:Zodiac`."""
    return f"{CUSTOM}:{name}"


def joins(target: str) -> tuple[str, str]:
    """A target, and the name of the field of one's own behind it; empty where there is none."""
    bare, _, name = target.partition(":")
    return bare, name if bare == CUSTOM or bare.endswith(f".{CUSTOM}") else ""


CUSTOM_MARK = " (custom)"
"""What the csdesk workbook writes behind the header of a custom field."""
LEGEND_SHEET = "About the columns"
"""The sheet of the csdesk workbook that says what its columns are."""
MONTH = "usage.month"
"""A column whose header is a month: each cell is a reading of that month."""
PERIOD, LINE_STATUS = "subscription.period", "subscription.status"
"""What one amount pays for; a sheet has more words for it than a contract."""
BOTH_DAYS = "subscription.start_and_end"
"""The first and the last day of a term in one cell."""
NOTICE_BY = "subscription.notice_by"
"""The last day to give notice; how long that is before the end of the term is the notice."""
DAYS_LEFT, NOTICE_LEFT = "subscription.days_left", "subscription.notice_left"
"""How long it still is to the end of a term, or to the last day to give notice, from the day of the sheet on."""
RENEWS_BY = "subscription.renews_by"
"""How long each further term is, where that is told beside the first."""
CHURN_RISK = "account.churn_risk"
"""How likely a customer is to leave, as low, medium or high: the other way round, it is a judgement."""
NPS, NPS_ON = "survey.nps", "survey.nps_on"
CSAT, CSAT_ON = "survey.csat", "survey.csat_on"
"""The last answer of a customer, and its day, in a list of customers."""
TOUCHED_ON, REVIEWED_ON = "touch.on", "touch.reviewed_on"
"""The day of the last touch of a customer, and that of the last review, where a list of customers has both."""
DEAL_STATUS = "opportunity.status"
"""Whether an opportunity is open, won or lost, where that stands beside its stage."""
PAID, INVOICED = "subscription.month", "invoice.month"
"""The same, where a person said that the cells are what a month costs, or what was invoiced."""
PAYS = {PAID: 1, "subscription.quarter": 3, "subscription.month_arr": 12}
"""Targets of amounts that stand in columns of months or quarters → how many months one pays for."""
PRICED = ("subscription.mrr", "subscription.arr", "subscription.amount", "subscription.unit_price")
"""Targets of what a line costs, again and again."""
AMOUNTS = (*PAYS, INVOICED)
MONTHS = frozenset({MONTH, *AMOUNTS})
RAMP = {
    f"subscription.year_{n}{per}": (n, months) for n in range(1, 8) for per, months in (("", 1), ("_mrr", 12))
}
"""Targets of what each year of a term costs → which year it is, and by what an amount counts for all of it."""
NOW = {f"usage.{measure.replace(' ', '_')}": measure for measure in KNOWN_MEASURES if measure != LICENCES}
"""Targets of columns of a list of customers that say how much is used, as of its day → the measure."""
USED = NOW | {"usage.licences": LICENCES}
"""The same with the licences, where no contract says how many there are."""


RATED = frozenset({"survey.score", "ticket.satisfaction"})
"""What may be said in words (*Good*, *Very unhappy*), as a mark from 1 to 5."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a column goes; `vocabulary` names the words of its values, where it has any."""

    name: str
    """`noun.field`, as JSON prints it."""
    kind: Kind
    choices: type[StrEnum] | None = None
    vocabulary: str = ""

    @property
    def field(self) -> str:
        """The field's key."""
        return self.name.split(".")[1]

    @property
    def counts(self) -> bool:
        """Whether it counts seats or people, which a cell may name beside the number."""
        return self.field in {"quantity", "employees", "licences"}


DISCOUNT = {
    "subscription.percent_off": Kind.EXACT,
    "subscription.amount_off": Kind.MONEY,
    "subscription.discount_from": Kind.DAY,
    "subscription.discount_until": Kind.DAY,
    "subscription.discount_lasts": Kind.TEXT,
    "subscription.discount_months": Kind.WHOLE,
    "subscription.discount_inherited": Kind.YES_NO,
}
"""What is told of a discount; a cell may tell it of several, one after another."""
CURRENCIES = frozenset(f"{word}.currency" for word in ("account", "subscription", "invoice", "opportunity"))
"""Columns that name the currency of their rows."""
_UNDERSTOOD = {
    "account.judgement": Kind.WHOLE,
    "account.domain": Kind.TEXT,
    "account.churned": Kind.YES_NO,
    "subscription.account": Kind.TEXT,
    "subscription.product": Kind.TEXT,
    "subscription.quantity": Kind.EXACT,
    "subscription.unit_price": Kind.MONEY,
    "subscription.discount": Kind.EXACT,
    "subscription.mrr": Kind.MONEY,
    "subscription.arr": Kind.MONEY,
    "subscription.amount": Kind.MONEY,
    "subscription.renewal_date": Kind.DAY,
    BOTH_DAYS: Kind.TEXT,
    NOTICE_BY: Kind.DAY,
    NPS: Kind.NUMBER,
    NPS_ON: Kind.DAY,
    CSAT: Kind.NUMBER,
    CSAT_ON: Kind.DAY,
    REVIEWED_ON: Kind.DAY,
    CHURN_RISK: Kind.TEXT,
    DAYS_LEFT: Kind.TEXT,
    NOTICE_LEFT: Kind.TEXT,
    RENEWS_BY: Kind.WHOLE,
    "subscription.trial": Kind.YES_NO,
    "invoice.paid": Kind.YES_NO,
    "invoice.open": Kind.MONEY,
    "opportunity.currency": Kind.TEXT,
    "opportunity.per": Kind.TEXT,
    "opportunity.won": Kind.YES_NO,
    "opportunity.closed": Kind.YES_NO,
    "opportunity.won_on": Kind.DAY,
    "opportunity.lost_on": Kind.DAY,
    "subscription.period_start": Kind.DAY,
    "subscription.period_end": Kind.DAY,
    "subscription.ends_at_period": Kind.YES_NO,
    "subscription.ended_on": Kind.DAY,
    "subscription.interval": Kind.TEXT,
    "subscription.interval_count": Kind.WHOLE,
    **DISCOUNT,
    "contact.first_name": Kind.TEXT,
    "contact.last_name": Kind.TEXT,
    "contact.left": Kind.TEXT,
    "contact.sponsor": Kind.TEXT,
    "contact.champion": Kind.TEXT,
    "contact.administrator": Kind.TEXT,
    "contact.billing": Kind.TEXT,
    "step.subscription": Kind.TEXT,
    "step.product": Kind.TEXT,
    "step.unit_price": Kind.MONEY,
    "renewal.product": Kind.TEXT,
    "ticket.status": Kind.TEXT,
    "risk.status": Kind.TEXT,
    "ticket.last_changed_at": Kind.INSTANT,
    "ticket.satisfaction": Kind.NUMBER,
    "usage.licences": Kind.NUMBER,
    **dict.fromkeys(NOW, Kind.NUMBER),
    "objective.now": Kind.NUMBER,
    "milestone.done": Kind.YES_NO,
    "reading.objective": Kind.TEXT,
    "reading.account": Kind.TEXT,
    "step.account": Kind.TEXT,
    MONTH: Kind.NUMBER,
    **dict.fromkeys((*AMOUNTS, *RAMP), Kind.MONEY),
}
_VOCABULARY = {
    "account.status": "status",
    "account.stage": "stage",
    "account.touch_model": "touch_model",
    "contact.roles": "role",
    PERIOD: "period",
    LINE_STATUS: "line_status",
    "subscription.notice_counted_in": "notice_counted_in",
    "contact.influence": "level",
    "contact.sentiment": "sentiment",
    "contact.status": "contact_status",
    "survey.kind": "survey_kind",
    "task.status": "task_status",
    "task.party": "party",
    "milestone.party": "party",
    "risk.cause": "risk_cause",
    "risk.severity": "level",
    "feedback.status": "feedback_status",
    "touch.direction": "direction",
    "touch.kind": "touch_kind",
    "ticket.severity": "severity",
    "promise.status": "promise_status",
    "promise.promised_by": "party",
    "opportunity.stage": "opportunity_stage",
    "opportunity.kind": "opportunity_kind",
    DEAL_STATUS: "deal_status",
    "feedback.kind": "feedback_kind",
    "churn.reason": "churn_reason",
    "renewal.category": "category",
    "renewal.outcome": "outcome",
    "step.order_kind": "order_kind",
    "signal.effect": "effect",
    "objective.direction": "better",
}
SHEET_NOUNS: dict[str, Noun] = {noun_of(n).word: noun_of(n) for n in NOUNS if noun_of(n).sheet}
"""The nouns that a workbook's sheet may hold, by word."""


def _declared() -> dict[str, Target]:
    found = {name: Target(name, kind) for name, kind in _UNDERSTOOD.items()}
    for name, choices in ((PERIOD, Often), (LINE_STATUS, LineStatus), (DEAL_STATUS, DealStatus)):
        found[name] = Target(name, Kind.CHOICE, choices, _VOCABULARY[name])
    for word, noun in SHEET_NOUNS.items():
        for field in noun.fields:
            name = f"{word}.{field.key}"
            kind = Kind.TEXT if field.kind in {Kind.REFERENCE, Kind.REFERENCES} else field.kind
            found.setdefault(name, Target(name, kind, field.choices, _VOCABULARY.get(name, "")))
        found[f"{word}.{CUSTOM}"] = Target(f"{word}.{CUSTOM}", Kind.TEXT)
    return found


REWORDED = frozenset({"touch", "ticket", "task", "milestone", "objective", "promise", "gap", "feedback"})
"""Facts that are told apart by their words, which may be mended from one list to the next."""
OF_THE_BOOK = frozenset({"product", "rate"})
"""Nouns whose rows are about no account."""
MAY_NAME_NONE = frozenset({"reading", "step", "file"})
"""Nouns whose rows may name no account: it follows from what they hang on, or there is none."""
TARGETS: dict[str, Target] = _declared()
SHORTCUTS = {
    "arr": "subscription.arr",
    "mrr": "subscription.mrr",
    "product": "subscription.product",
    "renewal date": "subscription.renewal_date",
}
"""Headers of the workbook's Accounts sheet that create one subscription."""
_MORE_HEADERS = {
    "subscription": ("product", "quantity", "unit price", "discount", "account"),
    "step": ("subscription", "account", "product", "unit price"),
    "renewal": ("account", "product"),
    "reading": ("objective", "account"),
}
READ_OF_NEW = {
    "step": frozenset({"account", "product", "unit price"}),
    "renewal": frozenset({"product"}),
    "reading": frozenset({"account"}),
}
"""Columns that go out marked as worked out, and by which a new row may say what it hangs on and costs, by noun."""


def own_headers(word: str) -> dict[str, str]:
    """The folded headers of the csdesk workbook's sheet of a noun, with their targets."""
    found = {fold(f.header): f"{word}.{f.key}" for f in SHEET_NOUNS[word].fields}
    for header in _MORE_HEADERS.get(word, ()):
        found.setdefault(header, f"{word}.{header.replace(' ', '_')}")
    if word == "account":
        found |= SHORTCUTS
    elif "account" in found:
        found["account"] = "account.account"
    return found | {f"{header} computed": found[header] for header in READ_OF_NEW.get(word, ())}
