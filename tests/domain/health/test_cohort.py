"""A place in a cohort is hidden where it would say nothing."""

from fractions import Fraction

from csdesk.domain.health.cohort import LEAST, Place, place_of
from csdesk.domain.health.judge import Judge
from csdesk.domain.health.readings import Column, Subject
from csdesk.domain.ids import AccountId
from tests.domain.health.cards import DAY, card


def placed(*scores: float, since: str = "2025-05-01", mine: int = 0) -> Place | None:
    subjects = [Subject(n, AccountId(str(n)), str(n), since=since) for n in range(len(scores))]
    judge = Judge(card(1), {"0": Column({n: (score, "", 1) for n, score in enumerate(scores)})}, DAY)
    elsewhere = Subject(99, AccountId("x"), "x", since="2025-07-01")
    everybody = [(s, judge.score(s)) for s in (*subjects, elsewhere)]
    return place_of(subjects[mine], everybody)


def test_the_place_is_the_share_of_the_others_below_ties_half() -> None:
    found = placed(50, 10, 20, 30, 40, 50, 60, 70, 80)
    assert found == Place("2025-Q2", 9, Fraction(100 * (2 * 4 + 1), 16))


def test_a_small_cohort_has_no_place_and_says_its_size() -> None:
    assert placed(*range(LEAST - 1)) == Place("2025-Q2", LEAST - 1, None)
    assert placed(*range(LEAST)) == Place("2025-Q2", LEAST, Fraction(0))
