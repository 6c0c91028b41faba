"""A scope's terms all hold; ages count both edges; accounts alike in what is asked are judged alike."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.accounts import Stage, TouchModel
from csdesk.domain.health.judge import Judge
from csdesk.domain.health.readings import Column, Subject
from csdesk.domain.health.receipt import LineState
from csdesk.domain.health.scope import ANYBODY, Likeness, Scope
from csdesk.domain.health.scope_text import scope_facts, scope_from
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.ids import AccountId
from tests.domain.health.cards import DAY, plain

SOMEBODY = Subject(1, AccountId("a"), "Corvid")


def aged(days: int) -> Subject:
    return replace(SOMEBODY, since=(DAY - timedelta(days=days)).isoformat())


@pytest.mark.parametrize(
    ("age", "fits"), [(29, False), (30, True), (31, True), (89, True), (90, True), (91, False)]
)
def test_both_edges_of_an_age_belong_to_it(age: int, fits: bool) -> None:
    assert Scope(from_age=30, to_age=90).fits(aged(age), DAY, unknown=False) is fits


def test_the_first_day_as_a_customer_is_day_0() -> None:
    assert Scope(to_age=0).fits(aged(0), DAY, unknown=False)
    assert not Scope(to_age=0).fits(aged(1), DAY, unknown=False)


def test_each_term_leaves_out_who_is_something_else() -> None:
    scope = Scope(
        segments=("Enterprise", "mid"), models=(TouchModel.HIGH,), stages=(Stage.LOYALTY,), products=("Desk",)
    )
    fitting = replace(
        SOMEBODY, segment="enterprise", model=TouchModel.HIGH, stage=Stage.LOYALTY, products=("Chat", "desk")
    )
    assert scope.fits(fitting, DAY, unknown=False)
    for other in (
        {"segment": "small"}, {"model": TouchModel.LOW}, {"stage": Stage.EXPANSION}, {"products": ("Chat",)},
        {"products": ()},
    ):  # fmt: skip
        assert not scope.fits(replace(fitting, **other), DAY, unknown=True)


@pytest.mark.parametrize(
    "scope",
    [
        Scope(segments=("x",)),
        Scope(models=(TouchModel.LOW,)),
        Scope(stages=(Stage.LOYALTY,)),
        Scope(to_age=5),
    ],
)
def test_what_is_not_known_of_an_account_is_said_by_who_asks(scope: Scope) -> None:
    assert scope.fits(SOMEBODY, DAY, unknown=True)
    assert not scope.fits(SOMEBODY, DAY, unknown=False)


def test_a_line_that_does_not_apply_counts_nowhere() -> None:
    scoped = replace(plain("late", 30), scope=Scope(from_age=100))
    card = Scorecard("test", 1, (plain("always", 10), scoped))
    columns = {"always": Column({1: (80, "", 1)}), "late": Column({1: (0, "", 1)})}
    young, old = (Judge(card, columns, DAY).receipt(aged(age)) for age in (99, 100))
    assert [x.state for x in young.lines] == [LineState.FRESH, LineState.NOT_APPLICABLE]
    assert (young.score.tenths, young.score.applicable_weight, old.score.tenths) == (800, 10, 200)


AGES = st.one_of(st.none(), st.integers(0, 6))
SCOPES = st.builds(
    Scope,
    segments=st.sampled_from([(), ("One",), ("one", "two")]),
    models=st.sampled_from([(), (TouchModel.LOW,)]),
    stages=st.sampled_from([(), (Stage.LOYALTY,)]),
    products=st.sampled_from([(), ("P",), ("q",)]),
    from_age=AGES,
    to_age=AGES,
)
SINCE = st.one_of(st.none(), st.integers(-2, 8).map(lambda d: (DAY - timedelta(days=d)).isoformat()))
SUBJECTS = st.builds(
    Subject, st.just(1), st.just(AccountId("a")), st.just("Corvid"),
    model=st.sampled_from([None, *TouchModel]),
    since=SINCE,
    segment=st.sampled_from([None, "one", "Two"]), stage=st.sampled_from([None, *Stage]),
    products=st.sampled_from([(), ("p",), ("P", "Q")]),
)  # fmt: skip


@given(st.lists(SCOPES, min_size=1, max_size=2), SUBJECTS, SUBJECTS, SINCE, st.booleans(), st.booleans())
def test_accounts_that_are_alike_are_treated_alike(
    scopes: list[Scope], one: Subject, other: Subject, since: str | None, near: bool, unknown: bool
) -> None:
    other = replace(one, since=since) if near else other
    likeness = Likeness(scopes, DAY)
    if likeness.of(one) == likeness.of(other):
        assert [s.fits(one, DAY, unknown=unknown) for s in scopes] == [
            s.fits(other, DAY, unknown=unknown) for s in scopes
        ]


@pytest.mark.parametrize(
    "scope", [Scope(from_age=3), Scope(to_age=3), Scope(from_age=2, to_age=5), Scope(to_age=0)]
)
def test_ages_on_two_sides_of_an_edge_are_not_alike(scope: Scope) -> None:
    likeness = Likeness([scope], DAY)
    fits = {likeness.of(aged(age)): set[bool]() for age in range(9)}
    for age in range(9):
        fits[likeness.of(aged(age))].add(scope.fits(aged(age), DAY, unknown=False))
    assert all(len(said) == 1 for said in fits.values())


@given(SCOPES)
def test_a_scope_comes_back_from_its_text(scope: Scope) -> None:
    assert scope_from(scope_facts(scope)) == scope
    assert bool(scope.words) is (scope != ANYBODY)
