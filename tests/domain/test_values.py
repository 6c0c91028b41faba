"""A value behaves as the dataclass that it is to everybody else."""

import copy
import dataclasses
import pickle
from typing import ClassVar

import pytest

from csdesk.domain.values import dataclass, making


@dataclass(frozen=True, slots=True)
class Pair:
    """Two facts."""

    unit: ClassVar[str] = "px"
    left: int
    right: tuple[int, ...] = ()

    @property
    def both(self) -> int:
        """The sum."""
        return self.left + sum(self.right)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Facts that are named when they are given."""

    first: str = "none"
    second: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Long:
    """So many facts that it is a draft while it is made."""

    one: int
    two: str = "two"
    three: int | None = None
    four: list[int] = dataclasses.field(default_factory=list)
    five: int = 5
    six: int = 6


class Longer(Long):
    """One that is not declared again."""


@dataclass(frozen=True, slots=True, order=True)
class Ranked:
    """Facts with an order."""

    place: int
    name: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A fact with notes."""

    size: int
    notes: dict[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checked:
    """A fact that is looked at."""

    size: int

    def __post_init__(self) -> None:
        if self.size < 0:
            raise ValueError(self.size)


def test_a_value_takes_its_facts_by_place_by_name_and_by_default() -> None:
    assert (Pair(1).left, Pair(1).right, Pair(left=2, right=(3,)).both) == (1, (), 5)
    assert (Named(second="b").first, Named(first="a", second="b").second) == ("none", "b")


def test_every_value_gets_a_default_of_its_own_where_one_is_made() -> None:
    one, other = Noted(1), Noted(2)
    one.notes["a"] = "b"
    assert (one.notes, other.notes, Noted(3, {}).notes) == ({"a": "b"}, {}, {})


def test_a_value_refuses_what_its_class_does_not_know() -> None:
    with pytest.raises(TypeError, match="missing 1 required"):
        Pair()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword"):
        Pair(1, wrong=2)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="positional"):
        Named("a", "b")  # type: ignore[call-arg]


def test_values_are_equal_where_their_class_and_all_facts_are() -> None:
    assert Pair(1, (2,)) == Pair(1, (2,))
    assert Pair(1, (2,)) != Pair(1, (3,))
    assert len({Pair(1), Pair(1), Pair(2), Checked(1), Checked(1)}) == 3


def test_values_that_have_an_order_are_sorted_by_their_facts_in_turn() -> None:
    assert sorted([Ranked(2, "a"), Ranked(1, "b"), Ranked(1, "a")]) == [
        Ranked(1, "a"),
        Ranked(1, "b"),
        Ranked(2, "a"),
    ]
    assert Ranked(1, "a") <= Ranked(1, "a") < Ranked(1, "b")
    with pytest.raises(TypeError):
        assert Pair(1) < Pair(2)  # type: ignore[operator]


def test_a_value_cannot_be_changed() -> None:
    value = Pair(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.left = 2  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.left
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.other = 2  # type: ignore[attr-defined]
    assert not hasattr(value, "__dict__")


def test_a_value_is_looked_at_when_it_is_made() -> None:
    with pytest.raises(ValueError, match="-1"):
        Checked(-1)
    with pytest.raises(ValueError, match="-2"):
        dataclasses.replace(Checked(1), size=-2)


def test_a_value_can_be_replaced_taken_apart_copied_and_matched() -> None:
    value = Pair(1, (2,))
    assert dataclasses.replace(value, left=5) == Pair(5, (2,))
    assert dataclasses.asdict(value) == {"left": 1, "right": (2,)}
    assert copy.deepcopy(value) == copy.copy(value) == pickle.loads(pickle.dumps(value)) == value
    assert repr(value) == "Pair(left=1, right=(2,))"
    match value:
        case Pair(left, right):
            assert (left, right) == (1, (2,))


def test_a_value_of_many_facts_is_what_its_class_says() -> None:
    value = Long(one=1, six=7)
    assert (type(value), dataclasses.astuple(value)) == (Long, (1, "two", None, [], 5, 7))
    assert repr(value) == "Long(one=1, two='two', three=None, four=[], five=5, six=7)"
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.one = 2  # type: ignore[misc]
    with pytest.raises(TypeError, match="missing 1 required"):
        Long()  # type: ignore[call-arg]
    assert (type(Longer(one=1)), Longer(one=1).six) == (Longer, 6)


def test_values_are_made_of_some_of_their_facts_in_turn() -> None:
    make = making(Ranked, ("name", "place"))
    assert make("a", 1) == Ranked(1, "a")
    make_named = making(Named, ("second", "first"))
    assert [make_named("b", "a"), make_named("b", None)] == [Named(first="a", second="b"), Named(second="b")]
    with pytest.raises(dataclasses.FrozenInstanceError):
        make("a", 1).place = 2
    with pytest.raises(AssertionError):
        making(Checked, ("size",))
