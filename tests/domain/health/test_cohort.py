"""A place in a cohort is hidden where it would say nothing, and is one among those that are scored alike."""

from dataclasses import replace
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
    return place_of(subjects[mine], card(1).name, everybody)


def test_the_place_is_the_share_of_the_others_below_ties_half() -> None:
    found = placed(50, 10, 20, 30, 40, 50, 60, 70, 80)
    assert found == Place("2025-Q2", card(1).name, 9, Fraction(100 * (2 * 4 + 1), 16))


def test_a_small_cohort_has_no_place_and_says_its_size() -> None:
    assert placed(*range(LEAST - 1)) == Place("2025-Q2", card(1).name, LEAST - 1, None)
    assert placed(*range(LEAST)) == Place("2025-Q2", card(1).name, LEAST, Fraction(0))


def test_who_is_scored_by_another_card_has_no_part_in_the_place() -> None:
    mine, *others = [Subject(n, AccountId(str(n)), str(n), since="2025-05-01") for n in range(LEAST + 4)]
    judge = Judge(card(1), {"0": Column({n: (n * 5, "", 1) for n in range(LEAST + 4)})}, DAY)
    scored = [(s, judge.score(s)) for s in (mine, *others)]
    by_another = [(s, replace(score, card="DEAR")) for s, score in scored[LEAST:]]
    assert place_of(mine, card(1).name, [*scored[:LEAST], *by_another]) == Place(
        "2025-Q2", card(1).name, LEAST, Fraction(0)
    )
    assert place_of(others[-1], "DEAR", [*scored[:LEAST], *by_another]) == Place("2025-Q2", "DEAR", 4, None)


def test_the_quarter_is_one_of_the_fiscal_year() -> None:
    subjects = [
        Subject(n, AccountId(str(n)), str(n), since=day) for n, day in enumerate(("2025-04-30", "2025-05-01"))
    ]
    judge = Judge(card(1), {"0": Column({0: (10, "", 1), 1: (20, "", 1)})}, DAY)
    everybody = [(s, judge.score(s)) for s in subjects]
    assert [place_of(s, card(1).name, everybody, 1) for s in subjects] == [
        Place("2025-Q2", card(1).name, 2, None)
    ] * 2
    assert [place_of(s, card(1).name, everybody, 2) for s in subjects] == [
        Place("2025-02 to 2025-04", card(1).name, 1, None),
        Place("2025-05 to 2025-07", card(1).name, 1, None),
    ]
