"""What the sample book shows on its day: a spread of health, a board of renewals, a full week."""

from collections import Counter
from datetime import date

from csdesk.domain.accounts import Account, Status
from csdesk.services.health.health import scores
from csdesk.services.renewals.renewals import renewals_due
from csdesk.services.sample import CLOCK
from csdesk.services.week.week import plan_week
from csdesk.store.book import Book


def test_most_accounts_are_healthy_and_a_few_are_at_risk(sample: Book) -> None:
    bands = Counter(str(s.band) if s.band else "not scored" for s in scores(sample, as_of=CLOCK).values())
    assert sum(bands.values()) == 50
    assert 27 <= bands["healthy"] <= 33
    assert 10 <= bands["watch"] <= 15
    assert 4 <= bands["at risk"] <= 7
    assert 1 <= bands["not scored"] <= 3


def test_those_who_were_lost_scored_lower_before(sample: Book) -> None:
    lost = {a.id: a.lost_on for a in sample.all(Account) if a.status is Status.LOST and a.lost_on}
    before = [
        scores(sample, as_of=date.fromordinal(day.toordinal() - 60))[a].score for a, day in lost.items()
    ]
    assert all(score is None or score < 70 for score in before)
    assert any(score is not None for score in before)


def test_the_renewals_ahead_have_categories_and_halden_can_still_give_notice(sample: Book) -> None:
    due = {r.account: r for r in renewals_due(sample, CLOCK, date(2026, 3, 31), as_of=CLOCK)}
    assert len(due) >= 15
    assert {str(r.category) for r in due.values()} == {"committed", "likely", "at risk", "lost", "unknown"}
    assert due["Halden Freight"].notice_on == date(2025, 12, 2)
    assert (due["Quillfeather Press"].due_on - CLOCK).days == 21
    assert due["Marrow & Pine"].outcome == "lost"


def test_the_week_is_full_and_something_has_to_wait(sample: Book) -> None:
    week = plan_week(sample, start=CLOCK)
    assert 22 <= len(week.plan) <= 40
    assert 0.85 * week.capacity_minutes <= week.planned_minutes <= week.capacity_minutes
    assert 3 <= len(week.not_doing) <= 12
    assert len(week.leave_alone) >= 10
    said = {(i.item.candidate.name, i.item.candidate.source) for i in week.plan}
    assert ("Nettleton Bank", "rule: sponsor left") in said
    assert ("Brightwater Dental", "rule: detractor") in said
    assert ("Meridian Tile", "rule: billing") in said
