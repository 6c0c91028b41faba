"""What a review finds, in sentences."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from csdesk.domain.errors import PeriodBackwards
from csdesk.domain.ids import SubscriptionId
from csdesk.domain.promises import Promise, PromiseStatus
from csdesk.domain.reviews import Facts, review_period
from csdesk.domain.reviews.values import Listing
from csdesk.domain.reviews.words import customer_words, name, number, percent, plain
from csdesk.domain.signals import SignalKind
from csdesk.domain.tasks import Party, Task, TaskStatus
from csdesk.domain.touches import Touch, TouchKind
from csdesk.domain.usage import LICENCES
from tests.decks.examples import (
    ACCOUNT,
    DAY,
    FIRST,
    financiality,
    hardly_anything,
    nothing_known,
    review,
    task,
)


def said(text: str) -> str:
    """The text with common spaces."""
    return text.replace("\u00a0", " ")


def lines(part: Listing | None) -> list[str]:
    """What the lines of a part say."""
    return [line.what for line in part.lines] if part else []


def test_adoption_is_told_against_the_licences_and_the_own_past() -> None:
    adoption = review(financiality()).adoption
    assert adoption is not None
    assert said(adoption.title) == "101 of 120 licences are active, 79 more than on 15 September"
    assert "4 more in the last week, 12 in the first" in said(adoption.lead)
    assert "Use of the key feature: 64, from 12 on 15 September." in said(adoption.lead)


def test_without_a_reading_the_licences_are_the_quantity_of_the_one_live_line() -> None:
    facts = financiality()
    facts = replace(facts, usage=tuple(u for u in facts.usage if u.measure != LICENCES))
    adoption = review(facts).adoption
    assert adoption is not None
    assert adoption.licences == 120.0


def test_two_products_with_quantities_do_not_make_a_number_of_licences() -> None:
    facts = financiality()
    second = replace(facts.subscriptions[0], id=SubscriptionId("sb2"))
    more = replace(facts.steps[0], id="st3", subscription=second.id)
    facts = replace(
        facts,
        usage=tuple(u for u in facts.usage if u.measure != LICENCES),
        subscriptions=(*facts.subscriptions, second),
        steps=(*facts.steps, more),
    )
    adoption = review(facts).adoption
    assert adoption is not None
    assert adoption.licences is None
    assert said(adoption.title).startswith("101 people are active, 79 more")


def test_more_people_than_licences_are_told_as_people() -> None:
    facts = financiality()
    rows = tuple(replace(u, value=90) if u.measure == LICENCES else u for u in facts.usage)
    adoption = review(replace(facts, usage=rows)).adoption
    assert adoption is not None
    assert said(adoption.title).startswith("101 people are active on 90 licences, 79 more")


def test_objectives_are_told_against_what_the_plan_expects_today() -> None:
    part = review(financiality()).objectives
    assert part is not None
    assert said(part.title) == "The objectives are about half way; the plan expected 67 % by now"
    days, share, questions = part.measures
    assert days.gained == "7 of 15 days gained"
    assert share.gained == "13 of 24 points gained"
    assert questions.gained == "28 of 60 fewer"
    assert days.progress == pytest.approx(7 / 15)
    assert days.expected == pytest.approx(
        (DAY - date(2025, 7, 16)).days / (date(2026, 1, 31) - date(2025, 7, 16)).days
    )


def test_one_day_is_no_days() -> None:
    facts = financiality()
    near = tuple(replace(o, target=1.0) if o.id == "o1" else o for o in facts.objectives)
    back = tuple(replace(r, value=46) for r in facts.readings if r.objective == "o1")
    part = review(replace(facts, objectives=near, readings=back)).objectives
    assert part is not None
    assert part.measures[0].origin == "from 45, target 1 day"
    assert part.measures[0].gained == "1 day further away"


def test_going_the_wrong_way_is_not_dressed_up() -> None:
    facts = financiality()
    facts = replace(
        facts, readings=tuple(replace(r, value=50) for r in facts.readings if r.objective == "o1")
    )
    part = review(facts).objectives
    assert part is not None
    assert part.measures[0].gained == "5 days further away"
    assert part.measures[1].gained == "not measured yet"


def test_a_reading_of_tomorrow_is_not_known_today() -> None:
    made = review(financiality(), day=date(2025, 11, 19))
    assert [m.now for m in made.outcome.measures] == [None, None, None]
    assert made.objectives is None  # the page of the outcome asks for them already


def test_more_objectives_than_the_outcome_has_room_for_have_their_page_without_a_reading() -> None:
    facts = financiality()
    one = facts.objectives[0]
    made = review(replace(facts, readings=(), objectives=(one,) * 4))
    assert made.objectives is not None
    assert said(made.objectives.title) == "None of the 4 objectives has been measured yet"


def test_a_single_objective_without_progress_is_where_it_started() -> None:
    facts = financiality()
    first = tuple(replace(r, value=45) for r in facts.readings if r.objective == "o1")
    made = review(replace(facts, readings=first, objectives=facts.objectives[:1]))
    assert made.objectives is not None
    assert "is where it started" in made.objectives.title


def test_an_open_task_from_before_the_period_is_no_promise_but_a_promise_stays_one() -> None:
    facts = financiality()
    before = FIRST - timedelta(days=200)
    old = Task(
        id="k-old", account=facts.account.id, title="Send summary", due_on=before, party=Party.CUSTOMER
    )
    mine = promise("An old word", due_on=before, promised_on=before)
    made = review(replace(facts, tasks=(old, replace(old, id="k-new", due_on=FIRST)), promises=(mine,)))
    assert lines(made.promises) == ["An old word", "Send summary"]


def test_a_next_step_of_ours_is_no_promise_to_the_customer_open_or_done() -> None:
    facts = financiality()
    mine = Task(id="k-mine", account=facts.account.id, title="Ask around who decides", due_on=FIRST)
    done = replace(mine, id="k-done", status=TaskStatus.DONE, done_on=FIRST)
    assert review(replace(facts, tasks=(mine, done))).promises is None
    made = review(replace(facts, tasks=(mine, done), promises=(promise("Send the figures", due_on=FIRST),)))
    assert lines(made.promises) == ["Send the figures"]


def test_fewer_findings_are_fewer_and_not_gained() -> None:
    facts = financiality()
    facts = replace(facts, objectives=(replace(facts.objectives[2], unit="findings"),))
    part = review(facts).objectives
    assert part is not None
    assert part.measures[0].gained == "28 of 60 findings fewer"


def test_an_objective_whose_day_has_passed_is_asked_for_its_next_target() -> None:
    facts = financiality()
    facts = replace(
        facts, objectives=(replace(facts.objectives[0], due_on=date(2025, 11, 30)), *facts.objectives[1:])
    )
    part = review(facts).decisions
    assert part is not None
    details = [said(line.detail) for line in part.lines if "next target" in line.what]
    assert details == ["It was due on 30 Nov 2025; 7 of 15 days gained"]


def test_only_what_was_confirmed_is_told_as_value() -> None:
    part = review(financiality()).value
    assert part is not None
    assert lines(part) == [
        "Live in two branches",
        "84 adviser days saved since September (12 advisers × 7 days)",
    ]
    assert part.after == "Yours to confirm: Own team changes a course"


def test_steps_on_the_way_alone_are_no_value() -> None:
    facts = financiality()
    facts = replace(
        facts, signals=tuple(s for s in facts.signals if s.kind is not SignalKind.VALUE_CONFIRMED)
    )
    assert review(facts).value is None


def test_what_changed_holds_facts_that_a_customer_knows_and_no_others() -> None:
    part = review(financiality()).changes
    assert part is not None
    assert [said(line) for line in lines(part)] == [
        "Live in two branches",
        "Wingtip Learn: 120 instead of 100 licences",
        "New leadership: Ana Keller",
        "Own team changes a course",
        "Training",
    ]
    assert "two milestones reached, one change of people" in said(part.title)


def test_milestones_of_the_period_are_listed_and_the_earlier_ones_counted() -> None:
    part = review(financiality()).milestones
    assert part is not None
    assert said(part.title) == "3 of 5 milestones reached; next: 10 advisers in 30 days, 12 December"
    assert [line.group for line in part.lines] == ["Reached", "Reached", "Next", "Next"]
    assert said(part.after) == "Earlier: 1 more milestone reached"


def test_when_all_milestones_are_reached_the_next_one_is_asked_for() -> None:
    facts = financiality()
    facts = replace(facts, milestones=facts.milestones[:2])
    made = review(facts)
    assert made.milestones is not None
    assert made.milestones.title == "Both milestones are reached"
    assert made.ahead is None
    assert lines(made.decisions) == ["Which milestone comes next, and by when?"]


def test_a_milestone_reached_on_no_known_day_is_listed_without_a_word_about_lateness() -> None:
    facts = financiality()
    step = replace(facts.milestones[0], achieved_on=None, achieved=True, evidence=None)
    part = review(replace(facts, milestones=(step,))).milestones
    assert part is not None
    assert [(row.group, row.detail, row.when) for row in part.lines] == [("Reached", "", "day not known")]


def test_a_definition_is_printed_once_for_all_figures_that_share_it() -> None:
    appendix = review(financiality()).appendix
    names = [f.what for f in appendix]
    assert "Tickets opened, Tickets closed and Tickets open" in names
    assert len({f.definition for f in appendix}) == len(appendix)
    assert not any("row" in f.source for f in appendix)


def test_support_tells_what_was_opened_closed_and_is_open() -> None:
    part = review(financiality()).support
    assert part is not None
    assert said(part.title) == "You opened 7 tickets; we closed 5, half of them within 3 days"
    assert said(part.lead) == "Two are open; the oldest for 13 days."
    assert part.open_words == "1 high, 1 medium"
    assert sum(b.closed + b.still_open for b in part.buckets) == 7


@pytest.mark.parametrize(
    ("first", "last", "cut_off"),
    [
        (date(2025, 9, 1), date(2025, 11, 30), ""),
        (date(2025, 9, 3), date(2025, 11, 30), "; the first week is not whole"),
        (date(2025, 9, 1), date(2025, 11, 26), "; the last week is not whole"),
        (date(2025, 1, 1), date(2025, 11, 30), ""),
        (date(2025, 1, 15), date(2025, 12, 8), "; the first and the last month are not whole"),
    ],
)
def test_a_week_or_month_that_the_period_cuts_off_is_said_not_to_be_whole(
    first: date, last: date, cut_off: str
) -> None:
    part = review(financiality(), first=first, day=last).support
    assert part is not None
    assert part.foot.partition(str(last.year))[2] == cut_off


def test_the_first_week_of_the_tickets_has_its_month_and_so_has_each_that_begins_one() -> None:
    part = review(financiality(), first=date(2025, 8, 27), day=date(2025, 10, 8)).support
    assert part is not None
    assert [b.label for b in part.buckets] == ["25 Aug", "1 Sep", "8", "15", "22", "29", "6 Oct"]


def test_without_a_new_ticket_no_week_is_shown_and_none_is_said_not_to_be_whole() -> None:
    part = review(financiality(), first=date(2025, 11, 26), day=date(2025, 11, 28)).support
    assert part is not None
    assert part.opened == 0
    assert "whole" not in part.foot


def test_a_ticket_that_was_closed_later_is_still_open_as_of_the_day() -> None:
    part = review(financiality(), day=date(2025, 10, 24)).support
    assert part is not None
    assert [line.what for line in part.open_lines] == ["Two advisers were invited twice"]


def test_promises_are_counted_by_who_made_them() -> None:
    kept = {"status": PromiseStatus.KEPT, "due_on": date(2025, 11, 3)}
    mine = (
        promise("Fix the export", settled_on=date(2025, 11, 3), **kept),
        promise("Train two editors", settled_on=date(2025, 11, 10), **kept),
    )
    part = review(replace(financiality(), promises=mine)).promises
    assert part is not None
    assert part.title == "We did both things we promised, one of them late; one of yours is open"
    assert [line.group for line in part.lines] == ["Ours", "Ours", "Yours", "Yours"]


def test_survey_answers_are_shown_without_names() -> None:
    part = review(financiality()).voice
    assert part is not None
    assert said(part.title) == "Your 4 answers average 7.8 of 10"
    assert "Joe" not in repr(part)
    assert [said(f.value) for f in part.figures] == ["4 answers; mean 7.8"]


def test_the_next_90_days_name_steps_owners_and_days() -> None:
    part = review(financiality()).ahead
    assert part is not None
    assert said(part.title) == "Next 90 days: 10 advisers in 30 days by 12 December, then All six branches on"
    assert [(line.who, said(line.when)) for line in part.lines] == [
        ("Financiality", "12 Dec 2025"),
        ("to agree", "30 Jan 2026"),
    ]
    assert said(part.lines[0].detail) == "Planned for 30 November, now expected 12 December"


def test_one_decision_stands_under_the_plan_and_several_get_their_own_part() -> None:
    made = review(financiality())
    assert made.ahead is not None
    assert (
        made.ahead.after
        == "Decision we need today: Do you confirm that “Own team changes a course” is reached?"
    )
    assert made.decisions is None
    facts = replace(financiality(), readings=())
    assert len(lines(review(facts).decisions)) == 4


def test_an_account_without_anything_is_asked_for_its_outcome_and_offered_a_plan() -> None:
    made = review(nothing_known())
    assert made.outcome.asks == (
        "What must you achieve?", "How do you want to get there?", "How will you measure it?"
    )  # fmt: skip
    parts = (
        made.changes,
        made.objectives,
        made.value,
        made.adoption,
        made.milestones,
        made.support,
        made.voice,
    )
    assert parts == (None,) * 7
    assert made.ahead is not None
    assert made.ahead.title.startswith("We propose")
    assert made.appendix == ()


def test_an_outcome_without_a_measure_is_asked_how_it_is_measured() -> None:
    made = review(hardly_anything())
    assert made.outcome.title == "Month-end closes in three days"
    assert "How will you measure it?" in made.outcome.asks


def test_one_reading_of_usage_is_told_as_one() -> None:
    adoption = review(hardly_anything()).adoption
    assert adoption is not None
    assert said(adoption.title) == "14 people were active on 20 November"


PRIVATE = (
    "Call Jo, angry",
    "Push for more seats",
    "nachfassen wegen Kündigung",
    "ask Ben if they will stay",
    "find out who else they talk to",
    "Ana ist sauer, vorsichtig sein",
    "relancer, ils ont parlé avec un concurrent",
    "📞 sponsor leaving??",
    "Renewal call",
)


@pytest.mark.parametrize("party", [Party.US, Party.PARTNER])
@pytest.mark.parametrize("title", PRIVATE)
def test_a_customer_reads_no_task_of_ours_whatever_its_words_are(title: str, party: Party) -> None:
    facts = replace(financiality(), promises=(promise("Send the figures", due_on=date(2025, 12, 20)),))
    near = task("k", title, date(2025, 12, 20), party=party)
    done = task("l", f"{title} again", date(2025, 12, 1), done=date(2025, 12, 2), party=party)
    late = task("m", f"{title} soon", date(2025, 12, 1), party=party)
    made = review(replace(facts, tasks=(near, done, late)))
    assert made.own_steps == (title,)
    assert title not in repr(replace(made, own_steps=()))
    assert "Send the figures" in lines(made.ahead)


def test_a_task_of_ours_alone_makes_no_plan_of_the_next_90_days() -> None:
    facts = replace(hardly_anything(), tasks=(task("k", PRIVATE[0], DAY + timedelta(days=9)),), objectives=())
    made = review(facts).ahead
    assert made is not None
    assert made.title.startswith("We propose")


def test_what_we_did_since_the_answers_is_what_we_promised() -> None:
    facts = financiality()
    done = date(2025, 12, 5)
    kept = promise("Trainers for two branches", status=PromiseStatus.KEPT, due_on=done, settled_on=done)
    made = review(replace(facts, tasks=(task("k", PRIVATE[0], done, done=done),), promises=(kept,))).voice
    assert made is not None
    assert made.after == "Done since: Trainers for two branches"


def test_our_tasks_of_the_next_90_days_are_named_to_the_person() -> None:
    made = review(financiality())
    assert made.own_steps == ("SECRET: prepare the upsell before the renewal", "Move two courses per branch")
    assert "SECRET" not in repr(replace(made, own_steps=()))


def _theirs(title: str) -> Facts:
    """Financiality with a task of the customer's own that is called so."""
    return replace(financiality(), tasks=(task("k", title, date(2025, 12, 20), party=Party.CUSTOMER),))


@pytest.mark.parametrize(
    "title",
    [
        "Write the save plan with Priya",
        "Save call, operations lead",
        "Win-back offer",
        "Krisengespräch mit Ute",
        "Vertragsverlängerung klären",
        "bis Ende März nachfassen",
        "Relancer Mme Petit",
        "Renovación: ofrecer descuento",
    ],
)
def test_a_customer_does_not_read_that_it_is_to_be_saved(title: str) -> None:
    made = review(_theirs(title))
    assert title in made.held_back
    assert title not in repr(replace(made, held_back=()))


def test_a_step_that_tells_its_day_in_its_words_says_it_once() -> None:
    """The day has a column of its own."""
    made = review(_theirs("Move two courses by 20 Dec!!")).ahead
    assert (
        lines(made)[:1] == lines(review(_theirs("Move two courses")).ahead)[:1] == ["10 advisers in 30 days"]
    )
    assert lines(made)[1] == "Move two courses"


@pytest.mark.parametrize(
    "title", ["Send two-year quote", "Ask for a reference", "Ask for logo", "Clarify pricing"]
)
def test_a_customer_does_not_read_what_is_to_be_sold_or_asked_of_them(title: str) -> None:
    made = review(_theirs(title))
    assert title in made.held_back
    assert title not in repr(replace(made, held_back=()))


def test_the_words_of_customer_success_become_the_customers() -> None:
    assert customer_words("First value: 10 advisers") == "10 advisers"
    assert customer_words("agree who confirms first value") == "Agree who confirms first result"
    assert customer_words("First value") == "First result"


def test_the_period_is_90_days_or_since_the_last_review() -> None:
    assert review_period((), first=None, last=None, as_of=DAY).count == 90
    held = Touch(id="x", account=ACCOUNT, on=date(2025, 8, 1), kind=TouchKind.REVIEW)
    assert review_period((held,), first=None, last=None, as_of=DAY).first == date(2025, 8, 2)
    long_ago = replace(held, on=DAY - timedelta(days=201))
    assert review_period((long_ago,), first=None, last=None, as_of=DAY).count == 90
    today = replace(held, on=DAY - timedelta(days=3))
    assert review_period((held, today), first=None, last=None, as_of=DAY).first == date(2025, 8, 2)


def test_a_period_ends_by_the_day_as_of_and_never_backwards() -> None:
    assert review_period((), first=FIRST, last=date(2026, 5, 1), as_of=DAY).last == DAY
    with pytest.raises(PeriodBackwards):
        review_period((), first=DAY + timedelta(days=1), last=None, as_of=DAY)


def test_control_characters_surrogates_and_direction_marks_do_not_survive() -> None:
    assert plain("a\x00b\ud800c\u202ed\n e\ufffe") == "a\ufffdb\ufffdcd e\ufffd"


def test_a_name_from_the_right_leaves_the_sentence_after_it_in_order() -> None:
    assert name("חברה") == "חברה\u200e"
    assert name("Corvid") == "Corvid"


def test_a_long_name_is_cut_at_as_much_room_in_any_script() -> None:
    assert name("Corvid International Holdings", 20) == "Corvid Internationa…"
    assert name("北京东方国际贸易与供应链管理", 28) == "北京东方国际贸易与供应链管理"
    assert name("北京东方国际贸易与供应链管理", 20) == "北京东方国际贸易与…"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (38, "38"),
        (0.125, "0.13"),
        (-1234.5, "−1,235"),
        (123.45, "123.5"),
        (38e9, "38 bn"),
        (12_340_000, "12.3 M"),
    ],
)
def test_numbers_are_written_as_people_write_them(value: float, text: str) -> None:
    assert said(number(value)) == text


def test_a_share_far_beyond_its_target_is_only_said_to_be_beyond() -> None:
    assert said(percent(0.465)) == "47 %"
    assert said(percent(99)) == "over 999 %"


def promise(name: str, **facts: Any) -> Promise:
    """Something undertaken for Financiality in October."""
    plain = {"id": name, "account": financiality().account.id, "promise": name}
    return Promise(**plain | {"promised_on": date(2025, 10, 1)} | facts)


def test_promises_stand_beside_tasks_kept_broken_or_open_as_of_the_day() -> None:
    day = date(2025, 11, 20)
    facts = replace(
        financiality(),
        tasks=(),
        promises=(
            promise("A kept one", status=PromiseStatus.KEPT, due_on=day, settled_on=day),
            promise("A broken one", status=PromiseStatus.BROKEN, due_on=day, settled_on=day),
            promise("A changed one", status=PromiseStatus.CHANGED, due_on=day, settled_on=day),
            promise("Kept later", status=PromiseStatus.KEPT, due_on=day, settled_on=date(2025, 12, 1)),
            promise("Their own", promised_by=Party.CUSTOMER, due_on=day),
            promise("Kept, nobody knows when", status=PromiseStatus.KEPT, due_on=day),
            promise("Broken, nobody knows when", status=PromiseStatus.BROKEN, due_on=day),
            promise("Made later", due_on=day, promised_on=date(2025, 12, 1)),
            promise("Not in their eyes: renewal offer", due_on=day),
            promise("Comes", due_on=date(2025, 12, 10)),
        ),
    )
    made = review(facts, day=date(2025, 11, 24))
    assert made.promises is not None
    assert [(line.what, said(line.detail)) for line in made.promises.lines] == [
        ("A kept one", "Done on 20 November"),
        ("A broken one", "Not kept, as of 20 November"),
        ("Kept later", "Open, 4 days over its day"),
        ("Their own", "Open, 4 days over its day"),
    ]
    assert said(made.promises.title) == "We did 1 of the 3 things we promised; one of yours is open"
    assert made.ahead is not None
    assert "Comes" in [line.what for line in made.ahead.lines]
    assert made.held_back == ("Not in their eyes: renewal offer",)


@pytest.mark.parametrize(
    ("ours", "theirs", "title"),
    [
        ("o", "", "What we promised is not done"),
        ("oo", "b", "None of the 2 things we promised is done; one of yours is not done"),
        ("k", "k", "We did what we promised; yours is done"),
        ("ko", "kk", "We did 1 of the 2 things we promised; yours are all done"),
        ("b", "ob", "What we promised is not done; two of yours are not done"),
    ],
)
def test_the_title_of_the_promises_says_what_is_done_and_what_is_not(
    ours: str, theirs: str, title: str
) -> None:
    day, states = (
        date(2025, 11, 20),
        {"o": PromiseStatus.OPEN, "k": PromiseStatus.KEPT, "b": PromiseStatus.BROKEN},
    )
    made = [
        promise(f"{party} {n}", promised_by=party, due_on=day, settled_on=day, status=states[letter])
        for party, letters in ((Party.US, ours), (Party.CUSTOMER, theirs))
        for n, letter in enumerate(letters)
    ]
    part = review(replace(financiality(), tasks=(), promises=tuple(made)), day=date(2025, 11, 24)).promises
    assert part is not None
    assert said(part.title) == title
