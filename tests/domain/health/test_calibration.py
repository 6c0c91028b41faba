"""The calibration of a person's judgement: counted, ranked beside the score, and silent where too few were judged."""

import random

from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.health.bands import Band
from csdesk.domain.health.calibration import Calibration, calibrated
from csdesk.domain.health.decisions import Case
from csdesk.domain.health.ranking import Verdict
from csdesk.services.health.calibration_text import calibration_finding, calibration_remarks
from tests.domain.health.test_backtest import case

EMPTY = calibrated([])


def judged(*said: tuple[int, int, int]) -> Calibration:
    """From (judgement, decisions, losses), each with a score of 50."""
    cases: list[Case] = []
    for judgement, decisions, lost in said:
        cases += [case(len(cases) + n, n < lost, 500, judgement=judgement) for n in range(decisions)]
    return calibrated(cases)


def test_levels_are_counted_and_said_as_counts() -> None:
    found = judged((2, 5, 3), (4, 15, 1), (5, 5, 0))
    assert [(o.of, o.decisions, o.lost) for o in found.levels] == [
        (1, 0, 0), (2, 5, 3), (3, 0, 0), (4, 15, 1), (5, 5, 0),
    ]  # fmt: skip
    said = (
        "Accounts you judged 1 or 2 left in 3 of 5 decisions, those you judged 4 or 5 in 1 of 20 decisions."
    )
    assert calibration_finding(found) == said
    assert (found.decisions, found.lost) == (25, 4)
    low, high = found.levels[1].interval
    assert (round(low, 3), round(high, 3)) == (0.231, 0.882)


def test_without_a_judgement_or_a_loss_it_says_so() -> None:
    assert calibration_finding(EMPTY) == "No account had been judged before its decision."
    assert calibration_remarks(EMPTY) == []
    kept = judged((4, 3, 0))
    assert calibration_finding(kept) == "None of 3 decisions on an account that you had judged was a loss."
    assert calibration_finding(judged((3, 4, 2))) == "Accounts you judged 3 left in 2 of 4 decisions."
    assert calibration_finding(judged((5, 4, 2))) == "Accounts you judged 4 or 5 left in 2 of 4 decisions."


def test_of_few_decisions_no_share_is_drawn_and_which_is_said() -> None:
    found = judged((1, 2, 2), (2, 4, 1), (4, 5, 0))
    assert [o.few for o in found.levels] == [True, True, True, False, True]
    assert calibration_remarks(found)[-1] == (
        "Of fewer than 5 decisions no share is drawn: judged 1 (2), 2 (4)."
    )


def test_a_better_judgement_that_lost_more_is_named() -> None:
    found = judged((2, 10, 1), (3, 10, 6), (4, 10, 0))
    assert found.backwards == (found.levels[1], found.levels[2])
    assert "Accounts judged 3 left more often than those judged 2." in calibration_remarks(found)
    assert judged((2, 10, 6), (3, 10, 6), (4, 10, 0)).backwards is None


def of_two(judgement_knows: bool, score_knows: bool, count: int = 400) -> Calibration:
    """Decisions of which the judgement, the score, both or neither know the outcome."""
    chance = random.Random(7)
    cases = []
    for n in range(count):
        lost = chance.random() < 0.3
        judgement = (
            (chance.choice([1, 2, 2]) if lost else chance.choice([4, 4, 5])) if judgement_knows else None
        )
        tenths = chance.randint(100, 400) if score_knows and lost else chance.randint(300, 900)
        cases.append(case(n, lost, tenths, judgement=judgement or chance.randint(1, 5)))
    return calibrated(cases)


def test_the_better_of_the_two_is_named_only_where_their_intervals_are_apart() -> None:
    assert of_two(judgement_knows=True, score_knows=False).better == "judgement"
    assert of_two(judgement_knows=False, score_knows=True).better == "score"
    assert of_two(judgement_knows=False, score_knows=False).better is None
    few = of_two(judgement_knows=True, score_knows=False, count=8)
    assert few.better is None
    assert any("cannot be told" in said for said in calibration_remarks(few))


def test_a_judgement_that_knows_nothing_is_not_praised() -> None:
    found = of_two(judgement_knows=False, score_knows=True)
    assert found.judgement.verdict in {Verdict.NOISE, Verdict.TOO_FEW}
    assert "better than chance" not in " ".join(calibration_remarks(found)).split("The score has")[0]


@given(st.lists(st.tuples(st.booleans(), st.none() | st.integers(0, 1000), st.none() | st.integers(1, 5))))
def test_every_judged_decision_stands_in_one_level_and_bands_hold_those_with_a_score(
    facts: list[tuple[bool, int | None, int | None]],
) -> None:
    cases = [
        case(n, lost, tenths) if judgement is None else case(n, lost, tenths, judgement=judgement)
        for n, (lost, tenths, judgement) in enumerate(facts)
    ]
    found = calibrated(cases)
    mine = [(lost, tenths) for lost, tenths, judgement in facts if judgement is not None]
    assert found.decisions == len(mine)
    assert found.lost == sum(lost for lost, _ in mine)
    both = [lost for lost, tenths in mine if tenths is not None]
    assert sum(o.decisions for o in found.bands) == len(both) == found.score.lost + found.score.kept
    assert (found.judgement.lost, found.judgement.kept) == (found.score.lost, found.score.kept)
    assert sum(found.together(band).decisions for band in Band) == found.decisions
    assert calibration_finding(found).endswith(".")
