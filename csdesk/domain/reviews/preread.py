"""The pre-read is the one page of a review that is for inside use: what we think, and what is at stake."""

from collections.abc import Iterable
from datetime import date

from csdesk.domain.phrases import upper
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.revenue.due import Leaving
from csdesk.domain.reviews.ahead import own_steps
from csdesk.domain.reviews.facts import Facts
from csdesk.domain.reviews.undertakings import held_back, whose
from csdesk.domain.reviews.values import Line, Listing
from csdesk.domain.reviews.words import counted, day, plain, short_day
from csdesk.domain.risks import Risk
from csdesk.domain.subscriptions import Subscription

_BANDS = {1: "at risk", 2: "at risk", 3: "watch", 4: "healthy", 5: "healthy"}


def preread_of(
    facts: Facts, risks: Iterable[Risk], renewals: Iterable[Renewal], health: str, as_of: date
) -> Listing:
    """What a colleague should know before the meeting. `health` is the score in words; empty is not scored."""
    open_risks = sorted(
        (r for r in risks if r.opened_on <= as_of and not (r.closed_on and r.closed_on <= as_of)),
        key=lambda r: (r.opened_on, r.id),
    )
    lines = [Line(health or "Not scored", group="Health"), *_judgement(facts)]
    lines += [_risk(r) for r in open_risks] or [Line("No open risk is noted", group="Risks", strong=False)]
    lines += _renewals(facts, renewals, as_of)
    lines += _own_steps(facts, as_of)
    lines += _left_out(held_back(facts))
    count = counted(len(open_risks), "open risk") if open_risks else "no open risk"
    return Listing(
        title=f"Before the meeting: {count}",
        heads=("", "What", "Owner", "Day"),
        lines=tuple(lines),
        foot=f"As known on {day(as_of)}. Take this page out before the file leaves the house",
    )


def _own_steps(facts: Facts, as_of: date) -> list[Line]:
    return [
        Line(
            plain(u.title),
            "",
            whose(facts, u.party),
            short_day(u.due_on) if u.due_on else "",
            "Our tasks",
            strong=False,
        )
        for u in own_steps(facts, as_of)
    ]


def _left_out(titles: tuple[str, ...]) -> list[Line]:
    if not titles:
        return []
    verb = "is" if len(titles) == 1 else "are"
    some = counted(len(titles), "task or promise", "tasks and promises")
    what = f"{some} {verb} left out of the customer's deck"
    return [Line(what, "; ".join(titles), group="Undertaken", strong=False)]


def _judgement(facts: Facts) -> list[Line]:
    account = facts.account
    if account.judgement is None:
        return []
    when = short_day(account.judged_on) if account.judged_on else ""
    words = f"Your judgement: {account.judgement} of 5, {_BANDS.get(account.judgement, 'watch')}"
    return [Line(words, plain(account.judgement_reason), facts.ours, when, "Health")]


def _risk(risk: Risk) -> Line:
    clears = f"Clears when: {plain(risk.clears_when)}" if plain(risk.clears_when) else ""
    what = f"{upper(risk.cause.value)} ({risk.severity.value})"
    return Line(what, clears, plain(risk.owner), short_day(risk.opened_on), "Risks")


def _at_its_end(line: Subscription, renewal: Renewal | None) -> str:
    """What becomes of a line at the end of its term."""
    open_ = renewal is None or renewal.outcome is Outcome.OPEN
    return Leaving.ENDS.value if open_ and line.auto_renew is False else "renews"


def _renewals(facts: Facts, renewals: Iterable[Renewal], as_of: date) -> list[Line]:
    said = {(r.subscription, r.due_on): r for r in renewals}
    lines = []
    for line in sorted(facts.subscriptions, key=lambda s: (s.end or date.max, s.id)):
        if line.end is None or line.end < as_of or not line.recurring:
            continue
        renewal = said.get((line.id, line.end))
        known = renewal is not None and renewal.outcome is Outcome.OPEN
        category = (
            f"As you said: {renewal.category.value}"
            if renewal and known
            else "Nobody has said how sure it is"
        )
        what = f"{facts.product_name(line) or 'Contract'} {_at_its_end(line, renewal)}"
        lines.append(Line(what, category, "", short_day(line.end), "Renewal"))
    return lines
