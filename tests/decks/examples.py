"""Accounts for tests of reviews and decks: one with everything, one with hardly anything, a hostile one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact, Role
from csdesk.domain.ids import AccountId, ContactId, ObjectiveId, ProductId, SubscriptionId
from csdesk.domain.milestones import Milestone, Responsible
from csdesk.domain.objectives import Better, Objective, Reading
from csdesk.domain.periods import Days
from csdesk.domain.products import Product
from csdesk.domain.reviews import Facts, Review, review_of
from csdesk.domain.reviews.kinds import ReviewKind
from csdesk.domain.signals import Signal, SignalKind
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.surveys import Survey, SurveyKind
from csdesk.domain.tasks import Party, Task, TaskStatus
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Touch, TouchKind
from csdesk.domain.usage import ACTIVE_USERS, KEY_FEATURE, LICENCES, Usage

DAY = date(2025, 12, 8)
FIRST = date(2025, 9, 5)
ACCOUNT, JOE, ANA = AccountId("acc"), ContactId("c1"), ContactId("c2")
_LINE, _PRODUCT = SubscriptionId("sb1"), ProductId("p1")
_ACTIVE = (22, 34, 47, 58, 66, 73, 79, 84, 88, 93, 97, 101)
_TICKETS = (
    ("Export drops the last column", 2, date(2025, 9, 22), 3),
    ("Sign-in with the new domain", 1, date(2025, 10, 6), 1),
    ("Course video stops at 3:40", 3, date(2025, 10, 8), 5),
    ("Two advisers were invited twice", 4, date(2025, 10, 20), 9),
    ("Quiz shows an old logo", 4, date(2025, 10, 21), 2),
    ("Certificate has the wrong branch on it", 2, date(2025, 11, 25), None),
    ("A slow page in the course editor", 3, date(2025, 12, 2), None),
)


def review(
    facts: Facts, *, first: date = FIRST, day: date = DAY, kind: ReviewKind = ReviewKind.QBR
) -> Review:
    """The review of an example."""
    return review_of(facts, Days(first, day), day, kind)


def financiality() -> Facts:
    """Everything that a review can say, and much that it must not."""
    return Facts(
        account=Account(
            id=ACCOUNT,
            account="Financiality",
            required_outcome="New advisers are certified in 30 days instead of 45, with no added trainers",
            appropriate_experience="short video calls, no days on site.",
            csm="Mary Harrison",
            notes="SECRET: churn risk, ARR 29000",
            judgement=2,
            judgement_reason="SECRET: the sponsor is cool",
        ),
        vendor="Wingtip",
        owner="Mary Harrison",
        contacts=(
            Contact(id=JOE, account=ACCOUNT, name="Joe Smith", title="director", roles=(Role.SPONSOR,)),
            Contact(id=ANA, account=ACCOUNT, name="Ana Keller", notes="SECRET: wants a discount"),
        ),
        products=(Product(id=_PRODUCT, product="Wingtip Learn"),),
        subscriptions=(
            Subscription(
                id=_LINE, account=ACCOUNT, product=_PRODUCT, start=date(2025, 6, 30), end=date(2026, 6, 29)
            ),
        ),
        steps=_steps(),
        touches=(
            Touch(id="x1", account=ACCOUNT, on=date(2025, 11, 10), kind=TouchKind.TRAINING, contacts=(JOE,),
                  summary="SECRET: they may leave"),
        ),
        tasks=_tasks(),
        milestones=_milestones(),
        objectives=_objectives(),
        readings=_readings(),
        usage=_usage(),
        tickets=_tickets(),
        surveys=_surveys(),
        signals=_signals(),
    )  # fmt: skip


def _steps() -> tuple[Step, ...]:
    return (
        Step(id="st1", subscription=_LINE, from_=date(2025, 6, 30), quantity=Decimal(100), amount=2_400_000),
        Step(id="st2", subscription=_LINE, from_=date(2025, 10, 1), quantity=Decimal(120), amount=2_900_000),
    )


def task(
    id_: str,
    title: str,
    due: date,
    *,
    done: date | None = None,
    party: Party = Party.US,
    cause: str | None = None,
) -> Task:
    """A task of the example account."""
    status = TaskStatus.DONE if done else TaskStatus.OPEN
    return Task(
        id=id_,
        account=ACCOUNT,
        title=title,
        due_on=due,
        done_on=done,
        party=party,
        status=status,
        cause=cause,
    )


def _tasks() -> tuple[Task, ...]:
    return (
        task("k1", "Fix the export template for branch reports", date(2025, 10, 10), done=date(2025, 10, 9)),
        task("k2", "Train two more course editors", date(2025, 11, 3), done=date(2025, 11, 10)),
        task("k3", "Send the branch list", date(2025, 11, 28), party=Party.CUSTOMER),
        task("k4", "Name a reviewer for each course", date(2025, 10, 15), done=date(2025, 10, 14),
             party=Party.CUSTOMER),
        task("k5", "Move two courses per branch", date(2026, 1, 16)),
        task("k6", "SECRET: prepare the upsell before the renewal", date(2025, 12, 20)),
        task("k7", "SECRET: call them", date(2025, 12, 20), cause="silence"),
    )  # fmt: skip


def _milestones() -> tuple[Milestone, ...]:
    return (
        Milestone(id="m1", account=ACCOUNT, milestone="Plan agreed", target_on=date(2025, 7, 16),
                  achieved_on=date(2025, 7, 16), confirmed_by="Joe Smith"),
        Milestone(id="m2", account=ACCOUNT, milestone="Live in two branches", target_on=date(2025, 8, 25),
                  achieved_on=date(2025, 9, 5), confirmed_by="Joe Smith", party=Responsible.US),
        Milestone(id="m3", account=ACCOUNT, milestone="Own team changes a course", target_on=date(2025, 11, 1),
                  achieved_on=date(2025, 10, 28), party=Responsible.CUSTOMER),
        Milestone(id="m4", account=ACCOUNT, milestone="First value: 10 advisers in 30 days", first_value=True,
                  target_on=date(2025, 11, 30), forecast_on=date(2025, 12, 12), party=Responsible.CUSTOMER),
        Milestone(id="m5", account=ACCOUNT, milestone="All six branches on", target_on=date(2026, 1, 30)),
    )  # fmt: skip


def _objectives() -> tuple[Objective, ...]:
    agreed = date(2025, 7, 16)
    return (
        Objective(id=ObjectiveId("o1"), account=ACCOUNT, objective="Days to certify an adviser", unit="days",
                  baseline=45, target=30, direction=Better.LOWER, agreed_on=agreed, due_on=date(2026, 1, 31)),
        Objective(id=ObjectiveId("o2"), account=ACCOUNT, objective="Courses finished on time", unit="%",
                  baseline=61, target=85, agreed_on=agreed, due_on=date(2026, 1, 31)),
        Objective(id=ObjectiveId("o3"), account=ACCOUNT, objective="Questions to your team, a week",
                  baseline=120, target=60, direction=Better.LOWER, agreed_on=agreed, due_on=date(2026, 3, 31)),
    )  # fmt: skip


def _readings() -> tuple[Reading, ...]:
    values = {"o1": 38, "o2": 74, "o3": 92}
    on = date(2025, 11, 20)
    return tuple(
        Reading(id=f"r-{o}", objective=ObjectiveId(o), on=on, value=v, confirmed_by="Joe Smith")
        for o, v in values.items()
    )


def _usage() -> tuple[Usage, ...]:
    weeks = [date(2025, 9, 15) + timedelta(days=7 * n) for n in range(len(_ACTIVE))]
    rows = [(ACTIVE_USERS, on, value) for on, value in zip(weeks, _ACTIVE, strict=True)]
    rows += [(LICENCES, weeks[0], 120), (KEY_FEATURE, weeks[0], 12), (KEY_FEATURE, weeks[-1], 64)]
    return tuple(
        Usage(id=f"u{n:02}", account=ACCOUNT, measure=measure, on=on, value=value)
        for n, (measure, on, value) in enumerate(rows)
    )


def _tickets() -> tuple[Ticket, ...]:
    return tuple(
        Ticket(
            id=f"t{n}",
            account=ACCOUNT,
            subject=subject,
            severity=severity,
            opened_at=_at(on, 9),
            closed_at=None if days is None else _at(on + timedelta(days=days), 9),
        )
        for n, (subject, severity, on, days) in enumerate(_TICKETS)
    )


def _at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def _surveys() -> tuple[Survey, ...]:
    said = ((9, "The path is clear now."), (4, "Exports lose a column every time."), (8, None), (10, None))
    return tuple(
        Survey(id=f"s{n}", account=ACCOUNT, contact=JOE, kind=SurveyKind.NPS, answered_on=date(2025, 10, 1 + n),
               score=score, comment=comment)
        for n, (score, comment) in enumerate(said)
    )  # fmt: skip


def _signals() -> tuple[Signal, ...]:
    return (
        Signal(id="g1", account=ACCOUNT, on=date(2025, 11, 20), kind=SignalKind.VALUE_CONFIRMED, contact=JOE,
               note="84 adviser days saved since September (12 advisers × 7 days)"),
        Signal(id="g2", account=ACCOUNT, on=date(2025, 10, 20), kind=SignalKind.NEW_LEADERSHIP, contact=ANA,
               note="SECRET: she prefers a competitor"),
        Signal(id="g3", account=ACCOUNT, on=date(2025, 11, 2), kind=SignalKind.COMPETITOR, note="SECRET"),
    )  # fmt: skip


def nothing_known() -> Facts:
    """An account of which only the name is known."""
    return Facts(
        account=Account(id=ACCOUNT, account="Meridian Tile"), vendor="Wingtip", owner="Mary Harrison"
    )


def hardly_anything() -> Facts:
    """An outcome, one reading of usage, one ticket, one milestone that nobody confirmed."""
    return Facts(
        account=Account(
            id=ACCOUNT, account="Corvid Analytics", required_outcome="Month-end closes in three days"
        ),
        usage=(Usage(id="u", account=ACCOUNT, measure=ACTIVE_USERS, on=date(2025, 11, 20), value=14),),
        tickets=(
            Ticket(id="t", account=ACCOUNT, subject="Cannot upload", opened_at=_at(date(2025, 11, 24), 9)),
        ),
        milestones=(
            Milestone(id="m", account=ACCOUNT, milestone="First close", achieved_on=date(2025, 11, 1)),
        ),
    )


def old_tickets() -> Facts:
    """Six tickets from long before the period, all of them open still, with subjects of two lines."""
    subject = "The report of the month leaves out every branch that was opened after the first of the year, "
    return replace(
        hardly_anything(),
        tickets=tuple(
            Ticket(
                id=f"t{n}", account=ACCOUNT, subject=subject + f"as seen in case {n} of the older list from support",
                severity=1 + n % 4, opened_at=_at(date(2024, 5, 1 + n), 9),
            )
            for n in range(6)
        ),
    )  # fmt: skip


LONG = "Österreichische Donaudampfschifffahrtsgesellschaftskapitänsversicherungsanstalt " * 4
BAD = "<img src=\"file:///etc/passwd\">=cmd|' /C calc'!A0 \x00\x07 \u202eevil\u202c 👩‍👩‍👧 🚀"
HEBREW = "חברת הביטוח הגדולה בע״מ"


def hostile(lone: str = "\ud800") -> Facts:
    """The same account, with the worst that people paste into a spreadsheet.

    `lone` is half of a character: it cannot be kept in a book, but a review must bear it.
    """
    facts = financiality()
    name = f"{LONG}{'x' * 300}"[:300]
    extra = tuple(
        replace(
            facts.milestones[0], id=f"mm{n}", milestone=f"{BAD}{'M' * 200}{n}", evidence="file://evil/share"
        )
        for n in range(30)
    )
    return replace(
        facts,
        account=replace(
            facts.account,
            account=name,
            required_outcome=f"{BAD}{lone} {LONG}",
            appropriate_experience=HEBREW * 20,
            csm=HEBREW,
        ),
        vendor=HEBREW,
        contacts=(replace(facts.contacts[0], name=f"{HEBREW} {LONG}", title=BAD), facts.contacts[1]),
        milestones=(*(replace(m, milestone=BAD + LONG) for m in facts.milestones), *extra),
        objectives=tuple(
            replace(o, objective=t) for o, t in zip(facts.objectives, (BAD, LONG, HEBREW), strict=True)
        ),
        readings=tuple(replace(r, value=r.value * 10**9, confirmed_by=BAD) for r in facts.readings),
        tickets=tuple(replace(t, subject=BAD + LONG) for t in facts.tickets),
        surveys=tuple(replace(s, comment=LONG * 9 + BAD) for s in facts.surveys),
        tasks=tuple(replace(t, title=BAD + LONG) for t in facts.tasks),
    )
