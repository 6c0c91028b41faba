"""Look-alikes: by chosen keys or by as many as leave enough, and what became of them."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from csdesk.domain.ids import AccountId
from csdesk.domain.revenue.decided import Decided
from csdesk.domain.revenue.lookalike import ENOUGH, Key, Profile, lookalikes

DAY = date(2025, 6, 30)
LOST, SAME = Decided(DAY, lost=True), Decided(DAY, lost=False, change=Fraction(0))
MORE = Decided(DAY, lost=False, change=Fraction(1, 5))


def profile(
    name: str, *renewals: Decided, industry: str | None = "retail", size: str | None = "1 to 10"
) -> Profile:
    facts = {Key.INDUSTRY: industry, Key.SIZE: size, Key.CHANNEL: None}
    return Profile(AccountId(name), name, facts, renewals)


ME = profile("me")


def test_both_renewals_are_counted_apart_with_their_changes() -> None:
    others = [profile("a", SAME, MORE), profile("b", MORE, LOST), profile("c", LOST), profile("d")]
    found = lookalikes(ME, [ME, *others], [Key.INDUSTRY])
    assert (found.first.tested, found.first.lost, found.first.change) == (3, 1, Fraction(1, 10))
    assert (found.second.tested, found.second.lost, found.second.change) == (2, 1, Fraction(1, 5))
    assert found.untested == 1
    assert found.first.rate == Fraction(1, 3)


def test_chosen_keys_are_never_given_up_and_say_what_one_fewer_would_find() -> None:
    others = [profile("a"), profile("b", size="over 1,000"), profile("c", industry="banks")]
    found = lookalikes(ME, others, [Key.INDUSTRY, Key.SIZE])
    assert [p.name for p in found.alike] == ["a"]
    assert found.given_up == ()
    assert found.without == {Key.INDUSTRY: 2, Key.SIZE: 2}


def test_without_choice_the_key_goes_that_finds_most_others() -> None:
    same_size = [profile(f"s{n}", industry=f"i{n}") for n in range(ENOUGH)]
    same_trade = [profile(f"t{n}", size=f"z{n}") for n in range(3)]
    found = lookalikes(ME, [*same_size, *same_trade])
    assert (found.keys, found.given_up) == ((Key.SIZE,), (Key.INDUSTRY,))
    assert len(found.alike) == ENOUGH


def test_what_is_not_known_of_it_is_no_key_and_it_is_not_like_itself() -> None:
    found = lookalikes(ME, [ME, *(profile(f"a{n}") for n in range(ENOUGH))])
    assert found.keys == (Key.INDUSTRY, Key.SIZE)
    assert ME not in found.alike


def test_nobody_alike_makes_no_rate() -> None:
    found = lookalikes(ME, [], [Key.INDUSTRY])
    assert (found.first.tested, found.first.rate, found.first.change) == (0, None, None)
    assert (found.rating, found.health) == (None, None)


def test_chosen_none_everybody_is_alike_and_no_key_was_given_up() -> None:
    found = lookalikes(ME, [ME, profile("a", industry="banks"), profile("b", size=None)], [])
    assert [p.name for p in found.alike] == ["a", "b"]
    assert (found.keys, found.given_up) == ((), ())


def test_who_was_lost_before_a_renewal_was_not_tested_and_is_not_waiting_either() -> None:
    left = replace(profile("a"), gone=True)
    tested = replace(profile("d", LOST), gone=True)
    found = lookalikes(ME, [left, profile("b"), profile("c", LOST), tested], [Key.INDUSTRY])
    assert (found.early, found.untested, found.first.tested) == (1, 1, 2)


def test_of_keys_that_find_as_many_the_later_is_given_up() -> None:
    trade = [profile(f"t{n}", size=f"z{n}") for n in range(ENOUGH)]
    size = [profile(f"s{n}", industry=f"i{n}") for n in range(ENOUGH)]
    assert lookalikes(ME, [*trade, *size]).given_up == (Key.SIZE,)
