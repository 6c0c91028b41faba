"""A draft: its steps go back one by one, and nothing that was kept is touched."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.accounts import TouchModel
from csdesk.domain.health.bands import Band, Bands
from csdesk.domain.health.definition import card_from, definition_of
from csdesk.domain.health.draft import Draft, answered, shaped, weighed, with_measure, without
from csdesk.domain.health.measures import MEASURES, TOUCH_PACES
from csdesk.domain.health.own import Source
from csdesk.domain.health.scope import Scope
from csdesk.domain.health.scorecard import TEN_SIGNALS, Scorecard
from csdesk.domain.health.terms import Play, ReadingKind
from csdesk.services.health.whatif_text import draft_words
from tests.services.own_books import own

BEGUN = Draft(TEN_SIGNALS, TEN_SIGNALS)
KEYS = [m.key for m in TEN_SIGNALS.measures]
SHORT = ((10.0, 100.0), (20.0, 0.0))


@given(st.lists(st.tuples(st.sampled_from(KEYS), st.integers(0, 30)), max_size=12))
def test_as_many_undos_as_steps_lead_back_and_redos_forth_again(deeds: list[tuple[str, int]]) -> None:
    draft = BEGUN
    for key, weight in deeds:
        draft = draft.stepped(weighed(draft.now, key, weight), key)
    there, steps = draft.now, len(draft.past)
    for _ in range(steps):
        draft = draft.undone()
    assert draft.now == TEN_SIGNALS
    assert draft.undone() is draft
    for _ in range(steps):
        draft = draft.redone()
    assert draft.now == there
    for _ in range(steps):
        draft = draft.undone()
    assert draft.now == TEN_SIGNALS


def test_a_drag_is_one_step_and_the_next_drag_another() -> None:
    draft = BEGUN
    for weight in (3, 4, 5):
        draft = draft.stepped(weighed(draft.now, "breadth", weight), "breadth")
    draft = draft.rested()
    draft = draft.stepped(weighed(draft.now, "breadth", 9), "breadth")
    assert [_weight(card) for card in draft.past] == [3, 5]
    assert _weight(draft.undone().now) == 5
    assert draft.undone().undone().now == TEN_SIGNALS


def _weight(card: Scorecard) -> int:
    return next(m.weight for m in card.measures if m.key == "breadth")


def test_what_comes_back_to_where_it_began_is_no_step() -> None:
    draft = BEGUN.stepped(weighed(BEGUN.now, "breadth", 9), "breadth")
    back = draft.stepped(TEN_SIGNALS, "breadth")
    assert (back.past, back.differs) == ((), False)


def test_discarding_is_a_step_that_can_be_taken_back() -> None:
    draft = BEGUN.stepped(weighed(BEGUN.now, "breadth", 9))
    gone = draft.discarded()
    assert not gone.differs
    assert gone.undone().now == draft.now


def test_one_touch_models_curve_is_changed_alone_and_is_kept_so() -> None:
    made = shaped(TEN_SIGNALS, "touch_cadence", TouchModel.LOW, SHORT)
    changed = next(m for m in made.measures if m.key == "touch_cadence")
    assert changed.points_for(TouchModel.LOW) == SHORT
    assert dict(changed.paces) == {**dict(TOUCH_PACES), TouchModel.LOW: SHORT}
    assert card_from(made.name, made.version, definition_of(made)) == made
    whole = shaped(TEN_SIGNALS, "breadth", None, SHORT)
    assert next(m for m in whole.measures if m.key == "breadth").points == SHORT


def test_changes_are_carried_to_another_version_where_they_differ_still() -> None:
    now = weighed(weighed(TEN_SIGNALS, "breadth", 9), "growth", 7)
    now = replace(shaped(now, "touch_cadence", None, SHORT), bands=Bands(80, 50), minimum_coverage=40)
    draft = BEGUN.stepped(now)
    other = replace(weighed(TEN_SIGNALS, "payment", 4), version=2)
    carried = draft.upon(other)
    assert {m.key: m.weight for m in carried.now.measures if m.key in {"breadth", "growth", "payment"}} == {
        "breadth": 9, "growth": 7, "payment": 4,
    }  # fmt: skip
    assert (carried.now.version, carried.now.bands, carried.now.minimum_coverage) == (2, Bands(80, 50), 40)
    saved = replace(now, version=2)
    assert not draft.upon(saved).differs


def test_it_says_what_it_changes() -> None:
    assert draft_words(BEGUN) == "As the scorecard stands"
    now = weighed(weighed(TEN_SIGNALS, "breadth", 9), "growth", 7)
    draft = BEGUN.stepped(replace(shaped(now, "touch_cadence", None, SHORT), bands=Bands(80, 50)))
    assert draft_words(draft) == "2 weights, 1 curve and the bands changed"
    assert draft_words(BEGUN.stepped(replace(now, bands=Bands(80, 50), measures=TEN_SIGNALS.measures))) == (
        "The bands changed"
    )


def test_measures_that_a_draft_added_or_took_out_go_along_to_a_newer_version() -> None:
    mine = own(ReadingKind.COUNT, Source(table="tickets"))
    gone, scoped = MEASURES[0], replace(MEASURES[1], scope=Scope(from_age=9), play=None)
    now = without(with_measure(with_measure(TEN_SIGNALS, mine), scoped), gone.key)
    assert draft_words(BEGUN.stepped(now)) == "1 setting changed; 1 measure added; 1 measure taken out"
    newer = replace(weighed(TEN_SIGNALS, MEASURES[2].key, 77), version=2)
    carried = BEGUN.stepped(now).upon(newer).now
    assert [m.key for m in carried.measures if m.group is mine.group][-1] == mine.key
    assert gone.key not in {m.key for m in carried.measures}
    assert carried.measures[0] == scoped
    assert carried.measures[1].weight == 77


def test_the_plays_of_bands_are_of_the_draft_and_go_along_to_another_version() -> None:
    draft = BEGUN.stepped(answered(TEN_SIGNALS, Band.WATCH, None))
    assert draft.now.faults() == ["the band watch has no play"]
    assert draft_words(draft) == "1 play changed"
    newer = replace(answered(TEN_SIGNALS, Band.AT_RISK, Play.SPONSOR), version=2)
    upon = draft.upon(newer).now
    assert [upon.play_of(band) for band in Band] == [Play.ASK, None, Play.SPONSOR]
    assert card_from("ten signals", 2, definition_of(upon)) == upon
