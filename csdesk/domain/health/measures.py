"""The shipped measures, each declared once: where it is read, what a reading is worth, what answers it."""

from csdesk.domain.accounts import TouchModel
from csdesk.domain.health.scope import Scope
from csdesk.domain.health.terms import Group, Measure, Nature, Paces, Play, ReadingKind, Unit

_A, _P = Nature.ACTIONABLE, Nature.PREDICTIVE
_PEOPLE = Scope(models=(TouchModel.HIGH, TouchModel.LOW))
"""Who is looked after in person."""

TOUCH_PACES: Paces = (
    (TouchModel.HIGH, ((14, 100), (30, 50), (60, 0))),
    (TouchModel.LOW, ((45, 100), (90, 50), (180, 0))),
    (TouchModel.TECH, ((180, 100), (365, 50), (730, 0))),
    (None, ((60, 100), (90, 50), (180, 0))),
)
"""100 up to the ideal interval, 50 at the maximum, 0 at twice the maximum."""

MEASURES: tuple[Measure, ...] = (
    Measure(
        key="objective_progress", name="Objective progress", group=Group.OUTCOME, noun="objectives, readings",
        kind=ReadingKind.LAST, unit=Unit.LEAD, points=((-0.4, 0), (0, 100)),
        weight=15, refresh=30, shelf=120, nature=_A, play=Play.REVIEW,
        rule="mean over the objectives of progress (at most 1) − share of the time from agreed to due",
        brings="Objectives: Baseline, Target, Agreed on, Due on; Readings: On, Value",
    ),
    Measure(
        key="milestones_on_time", name="Milestones on time", group=Group.OUTCOME, noun="milestones",
        kind=ReadingKind.SHARE, unit=Unit.SHARE, window=365, points=((0, 0), (0.5, 40), (0.8, 70), (1, 100)),
        weight=8, refresh=30, shelf=365, nature=_A, play=Play.ONBOARDING,
        rule="share reached by their target day, of those due or reached before it in the window",
        brings="Milestones: Target on, Achieved on",
    ),
    Measure(
        key="confirmed_value", name="Days since confirmed value", group=Group.OUTCOME,
        noun="signals, milestones",
        kind=ReadingKind.DAYS_SINCE, unit=Unit.DAYS, points=((30, 100), (90, 80), (180, 40), (365, 0)),
        weight=7, refresh=90, nature=_P, play=Play.REVIEW,
        rule="days since a signal *value confirmed*, or a first value that somebody confirmed",
        brings="Signals: Kind “value confirmed”, On; Milestones: First value, Achieved on, Confirmed by",
    ),
    Measure(
        key="active_users", name="Active users of licences", group=Group.ADOPTION, noun="usage, subscriptions",
        kind=ReadingKind.LAST, unit=Unit.SHARE, points=((0.1, 0), (0.5, 50), (0.8, 90), (1, 100)),
        weight=10, refresh=7, shelf=45, nature=_P, play=Play.USAGE_DROP,
        rule="last *active users* ÷ last *licences*, or the quantity sold where no licences were read",
        brings="Usage: Measure “active users” and “licences”, On, Value",
    ),
    Measure(
        key="key_feature", name="Key-feature use, trend", group=Group.ADOPTION, noun="usage",
        kind=ReadingKind.TREND, unit=Unit.RATIO, window=30,
        points=((0.5, 0), (0.75, 35), (1, 80), (1.3, 100)),
        weight=10, refresh=7, shelf=30, nature=_P, play=Play.USAGE_DROP,
        rule="mean *key feature* use of the last 30 days ÷ mean of the customer's own 90 days before",
        brings="Usage: Measure “key feature”, On, Value",
    ),
    Measure(
        key="breadth", name="Planned use cases in use", group=Group.ADOPTION, noun="usage",
        kind=ReadingKind.LAST, unit=Unit.SHARE, points=((0.2, 0), (0.5, 50), (1, 100)),
        weight=3, refresh=30, shelf=90, nature=_A, play=Play.STUCK,
        rule="last *breadth*: planned use cases in use ÷ planned",
        brings="Usage: Measure “breadth” (0 to 1), On, Value",
    ),
    Measure(
        key="executive_use", name="Executive use", group=Group.ADOPTION, noun="usage",
        kind=ReadingKind.LAST, unit=Unit.COUNT, points=((0, 0), (1, 100)),
        weight=2, refresh=90, shelf=120, nature=_P, play=Play.REVIEW, scope=_PEOPLE,
        rule="last *executive use*: executives seen to use it",
        brings="Usage: Measure “executive use”, On, Value",
    ),
    Measure(
        key="open_cases", name="Open cases", group=Group.SUPPORT, noun="tickets",
        kind=ReadingKind.OLDEST_OPEN, unit=Unit.SEVERE_DAYS, points=((0, 100), (10, 75), (20, 50), (60, 0)),
        weight=6, refresh=7, shelf=45, nature=_A, play=Play.SEVERE,
        rule="days that the worst open case is open × 4 at severity 1, × 2 at 2, × 1 at 3, × ½ at 4",
        brings="Tickets: Severity, Opened at, Closed at",
    ),
    Measure(
        key="case_frequency", name="Case frequency", group=Group.SUPPORT, noun="tickets",
        kind=ReadingKind.COUNT, unit=Unit.COUNT, window=30,
        points=((0, 60), (1, 100), (4, 100), (12, 0)),
        weight=2, refresh=7, shelf=45, nature=_P, play=Play.TICKET_SURGE,
        rule="cases opened in 30 days: none is too few, more than four too many",
        brings="Tickets: Opened at",
    ),
    Measure(
        key="escalations", name="Escalations", group=Group.SUPPORT, noun="tickets",
        kind=ReadingKind.COUNT, unit=Unit.COUNT, window=90, points=((0, 100), (1, 50), (3, 0)),
        weight=2, refresh=7, shelf=45, nature=_P, play=Play.SEVERE,
        rule="escalated cases opened in 90 days",
        brings="Tickets: Opened at, Escalated",
    ),
    Measure(
        key="touch_cadence", name="Two-way touch in cadence", group=Group.RELATIONSHIP, noun="touches",
        kind=ReadingKind.DAYS_SINCE, unit=Unit.DAYS, paces=TOUCH_PACES,
        weight=6, refresh=7, nature=_A, play=Play.SILENCE,
        rule="days since the last two-way touch; a gift or a newsletter does not count",
        brings="Touches: On, Direction",
    ),
    Measure(
        key="sponsor", name="Sponsor and champion", group=Group.RELATIONSHIP, noun="contacts, signals",
        kind=ReadingKind.SHARE, unit=Unit.SHARE, points=((0, 0), (0.5, 50), (1, 100)),
        weight=6, refresh=90, nature=_A, play=Play.SPONSOR,
        rule="the share of the two roles, sponsor and champion, held by somebody who is still there",
        brings="Contacts: Roles, Status",
    ),
    Measure(
        key="executive_contact", name="Executive contact", group=Group.RELATIONSHIP, noun="touches, contacts",
        kind=ReadingKind.DAYS_SINCE, unit=Unit.DAYS, points=((30, 100), (90, 60), (180, 0)),
        weight=3, refresh=90, nature=_A, play=Play.REVIEW, scope=_PEOPLE,
        rule="days since the last two-way touch with a contact whose role is executive",
        brings="Touches: Contacts; Contacts: Roles “executive”",
    ),
    Measure(
        key="contacts_in_place", name="Contacts in place", group=Group.RELATIONSHIP, noun="contacts, signals",
        kind=ReadingKind.COUNT, unit=Unit.COUNT, points=((0, 0), (1, 20), (2, 60), (4, 100)),
        weight=2, refresh=90, nature=_A, play=Play.SPONSOR,
        rule="people known at the account who are still there; one is single-threaded",
        brings="Contacts: Name, Status",
    ),
    Measure(
        key="last_answer", name="Last survey answer", group=Group.VOICE, noun="surveys",
        kind=ReadingKind.LAST, unit=Unit.SHARE, points=((0, 0), (0.6, 40), (0.7, 70), (0.9, 100)),
        weight=5, refresh=90, shelf=180, nature=_P, play=Play.DETRACTOR,
        rule="where the last answer stands on its scale, 0 to 1 (NPS 0 to 10 unless said otherwise)",
        brings="Surveys: Answered on, Score, Scale min, Scale max",
    ),
    Measure(
        key="response", name="Answered the last survey", group=Group.VOICE, noun="surveys",
        kind=ReadingKind.SHARE, unit=Unit.SHARE, points=((0, 0), (0.5, 100)),
        weight=1, refresh=90, shelf=270, nature=_P, play=Play.SURVEYS,
        rule="share answered of what was sent on the last day; 14 days are left to answer",
        brings="Surveys: Sent on, Answered on",
    ),
    Measure(
        key="advocacy", name="Advocacy, 12 months", group=Group.VOICE, noun="signals",
        kind=ReadingKind.COUNT, unit=Unit.COUNT, window=365, points=((0, 50), (1, 80), (2, 100)),
        weight=2, refresh=90, shelf=365, nature=_A, play=Play.ASK,
        rule="references given in 12 months",
        brings="Signals: Kind “reference given”, On",
    ),
    Measure(
        key="consent", name="Marketing consent", group=Group.VOICE, noun="contacts, signals",
        kind=ReadingKind.COUNT, unit=Unit.COUNT, window=365, points=((0, 100), (1, 30), (2, 0)),
        weight=1, refresh=90, shelf=365, nature=_P, play=Play.SPONSOR,
        rule="people who opted out, and opt-outs and bounces of 12 months without a name",
        brings="Contacts: Opted out on; Signals: Kind “opt-out” or “bounce”, On",
    ),
    Measure(
        key="invoices_on_time", name="Invoices on time", group=Group.MONEY, noun="invoices",
        kind=ReadingKind.OLDEST_OPEN, unit=Unit.DAYS, window=365,
        points=((0, 100), (15, 70), (30, 40), (60, 0)),
        weight=6, refresh=30, shelf=100, nature=_A, play=Play.BILLING,
        rule="days that the oldest unpaid invoice is overdue; at least 20 × the share paid late in 12 months",
        brings="Invoices: Issued on, Due on, Paid on",
    ),
    Measure(
        key="growth", name="Contract growth", group=Group.MONEY, noun="subscriptions, steps",
        kind=ReadingKind.TREND, unit=Unit.RATIO, points=((0.5, 0), (1, 50), (1.5, 85), (2, 100)),
        weight=3, refresh=365, nature=_P, play=Play.RENEWAL, scope=Scope(from_age=365),
        rule="what a year costs now ÷ what it cost in the first contract, if that is known; from the second year on",
        brings="Subscriptions: Start; Steps: From, Amount",
    ),
    Measure(
        key="payment", name="Card and payment", group=Group.MONEY, noun="invoices, signals",
        kind=ReadingKind.COUNT, unit=Unit.COUNT, window=60, points=((0, 100), (1, 0)),
        weight=1, refresh=30, shelf=100, nature=_P, play=Play.BILLING,
        rule="failed payments not made good, and cards that expire, in 60 days",
        brings="Invoices: Failed on; Signals: Kind “payment failed” or “card expiring”, On",
    ),
    Measure(
        key="reactive_touches", name="Reactive touches", group=Group.SELF_SUFFICIENCY, noun="touches",
        kind=ReadingKind.TREND, unit=Unit.RATIO, window=90, points=((0.5, 100), (1, 70), (2, 0)),
        weight=2, refresh=30, shelf=180, nature=_P, play=Play.STUCK,
        rule="inbound touches of the last 90 days ÷ those of the 90 days before; falling is good",
        brings="Touches: On, Direction “inbound”",
    ),
)  # fmt: skip
"""In the order of a receipt."""


def measure(key: str) -> Measure:
    """The measure of a key. Raises: KeyError."""
    return _BY_KEY[key]


_BY_KEY = {m.key: m for m in MEASURES}
