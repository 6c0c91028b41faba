"""Several scorecards: the first whose criteria an account meets scores it, everywhere the same card."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from fractions import Fraction

import pytest

from csdesk.domain.accounts import Stage, TouchModel
from csdesk.domain.changes import Verb
from csdesk.domain.errors import (
    BookDamaged,
    NoSuchField,
    NoSuchScorecard,
    NotAQuery,
    ScorecardNameTaken,
    ScorecardShipped,
)
from csdesk.domain.health.bands import Bands
from csdesk.domain.health.cards import Choice, Order
from csdesk.domain.health.cohort import Place
from csdesk.domain.health.own import Source
from csdesk.domain.health.scope import Scope
from csdesk.domain.health.scorecard import DEAR, FOUNDERS_FOUR, TEN_SIGNALS, Scorecard
from csdesk.domain.health.terms import ReadingKind
from csdesk.domain.health.whatif import drafted
from csdesk.domain.ids import AccountId
from csdesk.domain.preferences import FISCAL_YEAR, Preference
from csdesk.domain.products import Product
from csdesk.domain.scorecards import SavedScorecard
from csdesk.services.book.history import undo
from csdesk.services.book.knowing import looking_back
from csdesk.services.book.which_account import find_account
from csdesk.services.health.health import history, receipts, score_of, scores
from csdesk.services.health.place_among import place
from csdesk.services.health.portfolio import portfolio
from csdesk.services.health.scorecards import (
    ORDER,
    add_card,
    card_names,
    card_of,
    cards_of,
    keep_order,
    remove_card,
    save_card,
)
from csdesk.services.health.whatif import Scratch
from csdesk.store.book import Book
from tests.services.health_books import DAY, add_account, ago, contract, put, touch, usage
from tests.services.own_books import card_with, field_of, own, says


def named(name: str, card: Scorecard = DEAR) -> Scorecard:
    return replace(card, name=name, version=1)


def order(book: Book, *choices: Choice, default: str = TEN_SIGNALS.name, on: date = DAY) -> None:
    keep_order(book, Order(choices, default), today=on)


def card_that_scores(book: Book, account: AccountId, day: date = DAY) -> str:
    """The card of an account, by every way to ask."""
    one = score_of(book, account, as_of=day)
    assert one is not None
    every = {r.score.account: r for r in receipts(book, as_of=day)}[account]
    assert replace(one, lines=()) == replace(every, lines=())
    assert scores(book, as_of=day)[account] == one.score
    assert one.score.card == one.card.name
    return one.card.name


def test_the_first_card_that_fits_scores_an_account_and_the_default_all_others(book: Book) -> None:
    large = add_account(book, "Large", segment="Enterprise", employees=900)
    both = add_account(book, "Both", segment="enterprise", stage=Stage.LOYALTY)
    small = add_account(book, "Small", segment="SMB")
    unknown = add_account(book, "Unknown")
    add_card(book, named("Big ones"), today=DAY)
    loyal = Choice(FOUNDERS_FOUR.name, Scope(stages=(Stage.LOYALTY,)))
    big = Choice("big ONES", Scope(segments=("Enterprise",)))
    order(book, loyal, big)
    chosen = [card_that_scores(book, a) for a in (large, both, small, unknown)]
    assert chosen == ["Big ones", FOUNDERS_FOUR.name, TEN_SIGNALS.name, TEN_SIGNALS.name]
    order(book, big, loyal, default=DEAR.name)
    assert [card_that_scores(book, a) for a in (large, both, small)] == ["Big ones", "Big ones", "DEAR"]


def test_undo_takes_an_order_back_and_a_card_that_is_gone_chooses_nobody(book: Book) -> None:
    account = add_account(book, "Corvid", segment="x")
    add_card(book, named("Mine"), today=DAY)
    order(book, Choice("Mine", Scope(segments=("x",))), default="Mine")
    assert card_that_scores(book, account) == "Mine"
    undo(book, today=DAY)
    assert card_that_scores(book, account) == TEN_SIGNALS.name
    order(book, Choice("Mine", Scope(segments=("x",))), default="Mine")
    with book.change(Verb.REMOVE, today=DAY):
        for saved in book.all(SavedScorecard, name="Mine"):
            book.drop(saved)
    assert card_that_scores(book, account) == TEN_SIGNALS.name


def test_age_and_product_are_those_of_the_day(book: Book) -> None:
    account = add_account(book, "Corvid", signed_on=ago(90))
    put(book, *contract(account, ago(30), (ago(30), 1000)))
    product = book.all(Product)[0].product
    order(
        book,
        Choice(DEAR.name, Scope(to_age=60)),
        Choice(FOUNDERS_FOUR.name, Scope(products=(product.upper(),))),
        on=ago(90),
    )
    days = (30, 31, 29, 0)
    found = [card_that_scores(book, account, ago(days_ago)) for days_ago in days]
    assert found == [DEAR.name, DEAR.name, FOUNDERS_FOUR.name, FOUNDERS_FOUR.name]
    weeks = [s and s.card for _, s in history(book, account, as_of=DAY, weeks=6)]
    assert weeks == [DEAR.name, *[FOUNDERS_FOUR.name] * 5]


def test_a_condition_asks_any_field_of_the_account_also_of_ones_own(book: Book) -> None:
    gold, plain = add_account(book, "Gold", employees=10), add_account(book, "Plain", employees=900)
    put(book, says(field_of(book, "Tier points"), gold, "7"))
    order(book, Choice(DEAR.name, where="tier_points > 5 or employees > 1000"))
    assert [card_that_scores(book, a) for a in (gold, plain)] == [DEAR.name, TEN_SIGNALS.name]
    order(book, Choice(DEAR.name, Scope(models=(TouchModel.LOW,)), "tier_points > 5"))
    assert card_that_scores(book, gold) == TEN_SIGNALS.name


def test_an_order_that_cannot_be_asked_is_refused(book: Book) -> None:
    with pytest.raises(NoSuchField):
        order(book, Choice(DEAR.name, where="nowhere = 1"))
    with pytest.raises(NotAQuery):
        order(book, Choice(DEAR.name, where="segment = ("))
    with pytest.raises(NoSuchScorecard):
        order(book, Choice("Nobody's"))
    assert cards_of(book).every == (TEN_SIGNALS,)


@pytest.mark.parametrize("name", ["", "  ", "dear", "MINE ", "x" * 61, ORDER.upper()])
def test_a_card_needs_a_name_of_its_own(book: Book, name: str) -> None:
    add_card(book, named("Mine"), today=DAY)
    with pytest.raises(ScorecardNameTaken):
        add_card(book, named(name), today=DAY)
    assert card_names(book)[-1] == "Mine"
    with pytest.raises(NoSuchScorecard):
        card_of(book, ORDER)


def test_own_cards_have_versions_that_are_kept(book: Book) -> None:
    add_card(book, named("Mine"), today=DAY)
    save_card(book, drafted(card_of(book, "mine"), bands=Bands(80, 50)), today=DAY)
    found = card_of(book, "MINE")
    assert (found.name, found.version, found.bands) == ("Mine", 2, Bands(80, 50))
    undo(book, today=DAY)
    assert card_of(book, "Mine").version == 1


def test_as_known_is_scored_by_the_card_and_the_order_of_that_day() -> None:
    now = [ago(20)]
    with Book.in_memory(clock=lambda: datetime.combine(now[0], time(12), UTC)) as book:
        account = add_account(book, "Corvid")
        put(book, usage(account, "seats", ago(25), 9), touch(account, ago(30)))
        now[0] = ago(5)
        source = Source(table="usage", usage="seats", field="value", dated="on")
        add_card(book, replace(card_with(own(ReadingKind.LAST, source)), name="Mine"), today=ago(5))
        order(book, Choice("Mine"), on=ago(5))
        before, after = (looking_back(book, ago(d), known_on=ago(d)) for d in (6, 4))
        with before as seen:
            assert card_that_scores(seen, account, ago(6)) == TEN_SIGNALS.name
        with after as seen:
            assert card_that_scores(seen, account, ago(4)) == "Mine"


def test_a_reading_that_was_recorded_late_was_not_known() -> None:
    now = [ago(20)]
    with Book.in_memory(clock=lambda: datetime.combine(now[0], time(12), UTC)) as book:
        account = add_account(book, "Corvid")
        source = Source(table="usage", usage="seats", field="value", dated="on")
        card = card_with(own(ReadingKind.LAST, source))
        put(book, usage(account, "seats", ago(25), 9))
        now[0] = ago(2)
        put(book, usage(account, "seats", ago(15), 50))

        def read(seen: Book) -> float | None:
            found = score_of(seen, account, as_of=ago(10), card=card)
            return next(x.reading for x in found.lines if x.measure.source) if found else None

        assert read(book) == 50
        with looking_back(book, ago(10), known_on=ago(10)) as seen:
            assert read(seen) == 9


def test_a_place_in_the_cohort_is_one_among_accounts_of_the_same_card_and_fiscal_quarter(book: Book) -> None:
    for n in range(20):
        account = add_account(
            book, f"A{n:02}", segment="x" if n % 2 else None, signed_on=date(2025, 4 + n // 18, 10)
        )
        put(book, touch(account, ago(3 + 8 * n)), touch(account, ago(200)))
    for card in (TEN_SIGNALS, DEAR):
        save_card(book, replace(card, minimum_coverage=0), today=DAY)
    order(book, Choice(DEAR.name, Scope(segments=("x",))))
    first, last = find_account(book, "A00").id, find_account(book, "A16").id
    assert place(book, first, as_of=DAY) == Place("2025-Q2", "ten signals", 10, Fraction(100))
    found = place(book, find_account(book, "A01").id, as_of=DAY)
    assert found is not None
    assert (found.card, found.of) == ("DEAR", 10)
    put(book, Preference(id=FISCAL_YEAR, value="2"))
    assert place(book, last, as_of=DAY) == Place("2025-02 to 2025-04", "ten signals", 9, Fraction(25))


def test_the_portfolio_says_how_many_each_card_scores(book: Book) -> None:
    for name, segment in (("A", "x"), ("B", "x"), ("C", None)):
        put(book, touch(add_account(book, name, segment=segment), ago(3)))
    order(book, Choice(DEAR.name, Scope(segments=("x",))))
    found = portfolio(book, as_of=DAY, since=ago(7))
    assert [(c.name, n) for c, n in found.scored_by] == [("DEAR", 2), ("ten signals", 1)]
    assert [h.card.name for h in found.holdings] == ["DEAR", "DEAR", "ten signals"]
    assert [(c.name, n) for c, n in portfolio(book, as_of=DAY, since=DAY, card=FOUNDERS_FOUR).scored_by] == [
        (FOUNDERS_FOUR.name, 3)
    ]


def test_what_if_tries_a_card_over_the_accounts_that_it_scores(book: Book) -> None:
    for name, segment in (("A", "x"), ("B", "x"), ("C", None)):
        put(book, touch(add_account(book, name, segment=segment), ago(3)))
    order(book, Choice(DEAR.name, Scope(segments=("x",))))

    def tried(card: Scorecard | None) -> list[str]:
        return [s.name for s in Scratch(book, as_of=DAY, card=card).now.values()]

    assert tried(DEAR) == ["A", "B"]
    assert tried(None) == ["C"]
    assert tried(FOUNDERS_FOUR) == ["A", "B", "C"]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"order": [{}], "default": "x"}', '{"order": 3}'])
def test_an_order_that_cannot_be_read_is_said(book: Book, text: str) -> None:
    put(book, SavedScorecard(id="x", name=ORDER, version=1, definition=text))
    with pytest.raises(BookDamaged, match="order"):
        cards_of(book)


def test_a_card_is_taken_away_with_its_versions_and_out_of_the_order_in_one_change(book: Book) -> None:
    account = add_account(book, "Corvid")
    add_card(book, named("Mine"), today=DAY)
    save_card(book, drafted(card_of(book, "Mine"), bands=Bands(80, 50)), today=DAY)
    order(book, Choice(DEAR.name, Scope(segments=("x",))), Choice("Mine"), default="Mine")
    assert card_that_scores(book, account) == "Mine"
    remove_card(book, "mine", today=DAY)
    assert card_that_scores(book, account) == TEN_SIGNALS.name
    assert "Mine" not in card_names(book)
    assert [c.card for c in cards_of(book).order.choices] == [DEAR.name]
    undo(book, today=DAY)
    assert (card_that_scores(book, account), card_of(book, "Mine").version) == ("Mine", 2)


def test_a_shipped_card_is_as_it_ships_again_and_stays(book: Book) -> None:
    save_card(book, drafted(DEAR, bands=Bands(80, 50)), today=DAY)
    order(book, Choice(DEAR.name))
    remove_card(book, "dear", today=DAY)
    assert card_of(book, "DEAR") is DEAR
    assert [c.card for c in cards_of(book).order.choices] == [DEAR.name]
    with pytest.raises(ScorecardShipped):
        remove_card(book, "dear", today=DAY)


def test_an_order_that_is_kept_already_is_no_change(book: Book) -> None:
    order(book, Choice(DEAR.name, where="segment = Enterprise"))
    count = len(book.all(SavedScorecard))
    assert (
        keep_order(
            book, Order((Choice(DEAR.name, where="segment = Enterprise"),), TEN_SIGNALS.name), today=DAY
        )
        is None
    )
    assert len(book.all(SavedScorecard)) == count
