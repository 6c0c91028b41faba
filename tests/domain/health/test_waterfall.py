"""A waterfall: every step begins where the one before it ended, and the last one ends at the score."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.health.between import between
from csdesk.domain.health.readings import OpenRisk
from csdesk.domain.health.receipt import Receipt
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.health.terms import Group
from csdesk.domain.health.waterfall import LEVELS, Step, StepKind, steps_between, steps_of
from csdesk.domain.risks import RiskCause, Severity
from csdesk.services.health.portfolio_text import part_words
from tests.domain.health.cards import SURGE, judged, plain

CARD = Scorecard("test", 1, tuple(plain(str(n), n + 1, group=list(Group)[n % 4]) for n in range(8)))
GRAVE = OpenRisk(RiskCause.TICKET_SURGE, Severity.HIGH, "2025-11-18")
readings = st.dictionaries(
    st.sampled_from([m.key for m in CARD.measures]), st.integers(0, 100).map(float), min_size=1
)
risks = st.lists(st.sampled_from([SURGE, GRAVE]), max_size=3)


def joined(steps: list[Step]) -> None:
    """Every move begins where the one before it ended; a level stands where the moves led."""
    level = Decimal(0)
    for step in steps:
        if step.kind is StepKind.GROUP:
            assert step.begin == level
        elif step.kind is StepKind.START:
            level = step.end
        elif step.kind in LEVELS:
            assert (step.begin, step.end) == (Decimal(0), level)
        else:
            assert step.begin == level
            level = step.end
        assert 0 <= step.end <= 100 or step.kind in {StepKind.MODIFIER, StepKind.PART}


@given(readings, risks)
def test_the_steps_of_a_receipt_lead_to_the_score(
    found: dict[str, float], open_risks: list[OpenRisk]
) -> None:
    receipt = judged(CARD, found, risks=open_risks)
    steps = steps_of(receipt)
    if receipt.score.score is None:
        assert steps == []
        return
    joined(steps)
    assert steps[-1].end == receipt.score.score
    assert [s.line for s in steps if s.line] == [x for _, _, lines in receipt.groups() for x in lines]
    groups = [s.points for s in steps if s.kind is StepKind.GROUP]
    assert sum(groups) == receipt.score.without_modifiers


@given(readings, readings, risks)
def test_the_steps_between_two_receipts_lead_from_one_score_to_the_other(
    one: dict[str, float], other: dict[str, float], open_risks: list[OpenRisk]
) -> None:
    before, after = judged(CARD, one), judged(CARD, other, risks=open_risks)
    if before.score.score is None or after.score.score is None:
        return
    steps = steps_between(before.score.score, after.score.score, between(before, after), ("then", "now"))
    joined(steps)
    assert [s.name for s in (steps[0], steps[-1])] == ["then", "now"]


def test_a_measure_that_stands_as_it_did_counts_for_less_when_others_are_known() -> None:
    before, after = judged(CARD, {"6": 90.0, "7": 20.0}), judged(CARD, {"6": 90.0, "7": 60.0, "5": 70.0})
    parts = {p.name: p for p in between(before, after)}
    assert (parts["6"].share_alone, parts["6"].change < 0) == (True, True)
    assert part_words(parts["6"]) == "6: 90, counts for less"
    assert (parts["7"].share_alone, part_words(parts["7"])) == (False, "7: 60")
    assert part_words(parts["5"]) == "5: 70, known now"


def test_a_score_that_would_fall_below_nothing_is_cut_and_the_cut_is_a_step() -> None:
    receipt: Receipt = judged(CARD, dict.fromkeys((m.key for m in CARD.measures), 4.0), risks=[GRAVE])
    assert [(s.kind, s.points) for s in steps_of(receipt)[-4:]] == [
        (StepKind.SUBTOTAL, Decimal("4.0")), (StepKind.MODIFIER, Decimal("-10.0")),
        (StepKind.CUT, Decimal("6.0")), (StepKind.SCORE, Decimal("0.0")),
    ]  # fmt: skip
