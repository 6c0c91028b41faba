"""With any measures of one's own, in any book, on any day: lines add up to the score, and parts to its change."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.health.between import between
from csdesk.domain.health.cards import Cards, Choice, Order
from csdesk.domain.health.own import Against, Source
from csdesk.domain.health.receipt import LineState, Receipt
from csdesk.domain.health.scope import Scope
from csdesk.domain.health.scorecard import TEN_SIGNALS
from csdesk.domain.health.terms import Measure, ReadingKind
from csdesk.services.health.health import receipts, score_of, scores
from csdesk.store.book import Book
from tests.services.health_books import DAY, add_account, ago, put, ticket, touch, usage
from tests.services.own_books import card_with, field_of, own, says
from tests.trials import trials

DAYS = st.integers(-5, 80)
SOURCES: st.SearchStrategy[tuple[ReadingKind, Source]] = st.sampled_from([
    (ReadingKind.LAST, Source(table="usage", usage="seats", field="value", dated="on")),
    (ReadingKind.LAST, Source(table="accounts", field="points")),
    (ReadingKind.COUNT, Source(table="tickets", dated="opened_at", where="severity <= 2")),
    (ReadingKind.COUNT, Source(table="accounts", where="points > 3")),
    (ReadingKind.SUM, Source(table="touches", field="minutes", dated="on")),
    (ReadingKind.SHARE, Source(table="tickets", dated="opened_at", that="escalated = yes")),
    (ReadingKind.DAYS_SINCE, Source(table="touches", dated="on")),
    (ReadingKind.OLDEST_OPEN, Source(table="tickets", dated="opened_at", field="closed_at")),
    (ReadingKind.TREND, Source(table="usage", usage="seats", field="value", dated="on")),
    (ReadingKind.TREND, Source(table="tickets", dated="opened_at", against=Against.YEAR)),
])  # fmt: skip
SCOPES = st.builds(
    Scope, segments=st.sampled_from([(), ("one",), ("two",)]), from_age=st.sampled_from([None, 0, 30]),
    to_age=st.sampled_from([None, 30, 60]),
)  # fmt: skip


@st.composite
def measures(draw: st.DrawFn) -> list[Measure]:
    found = []
    for number in range(draw(st.integers(1, 4))):
        kind, source = draw(SOURCES)
        dated = bool(source.dated)
        found.append(
            own(
                kind, source, f"Mine {number}",
                window=draw(st.integers(1, 60)) if dated else None,
                shelf=draw(st.sampled_from([None, 1, 20])) if dated else None,
                weight=draw(st.integers(0, 30)),
                scope=draw(SCOPES),
                points=draw(st.sampled_from([((0.0, 0.0), (7.0, 100.0)), ((0.5, 100.0), (3.0, 33.3), (40.0, 0.0))])),
            )
        )  # fmt: skip
    return found


@st.composite
def facts(draw: st.DrawFn) -> list[dict[str, Any]]:
    one = st.fixed_dictionaries({
        "segment": st.sampled_from([None, "One", "two"]), "age": st.one_of(st.none(), st.integers(0, 70)),
        "points": st.sampled_from([None, "1", "5", "no number"]),
        "usage": st.lists(st.tuples(DAYS, st.integers(0, 9)), max_size=4),
        "tickets": st.lists(st.tuples(DAYS, st.integers(1, 4), st.booleans()), max_size=3),
        "touches": st.lists(st.tuples(DAYS, st.one_of(st.none(), st.integers(5, 50))), max_size=3),
    })  # fmt: skip
    return draw(st.lists(one, min_size=1, max_size=3))


def fill(book: Book, said: list[dict[str, Any]]) -> None:
    field = field_of(book, "Points")
    for number, one in enumerate(said):
        signed = None if one["age"] is None else ago(one["age"])
        account = add_account(book, f"A{number}", segment=one["segment"], signed_on=signed)
        rows: list[Any] = [usage(account, "seats", ago(d), v) for d, v in one["usage"]]
        rows += [ticket(account, ago(d), ago(d - 9), severity=s, escalated=e) for d, s, e in one["tickets"]]
        rows += [touch(account, ago(d), minutes=m) for d, m in one["touches"]]
        rows += [says(field, account, one["points"])] if one["points"] else []
        put(book, *rows)


def adds_up(receipt: Receipt) -> None:
    score = receipt.score
    fresh = [x for x in receipt.lines if x.state is LineState.FRESH]
    assert sum(x.measure.weight for x in fresh) == score.fresh_weight
    applies = [x for x in receipt.lines if x.state is not LineState.NOT_APPLICABLE]
    assert sum(x.measure.weight for x in applies) == score.applicable_weight
    assert all(x.reading is None for x in receipt.lines if x.state is LineState.NOT_APPLICABLE)
    if score.without_modifiers is not None:
        assert sum((x.points or Decimal(0) for x in fresh), Decimal(0)) == score.without_modifiers


@trials(25)
@given(measures(), facts(), st.integers(0, 40))
def test_lines_add_up_and_one_account_reads_as_in_the_whole_book(
    mine: list[Measure], said: list[dict[str, Any]], back: int
) -> None:
    day, card = DAY - timedelta(days=back), replace(card_with(*mine), minimum_coverage=0)
    other = replace(card_with(mine[0], card=TEN_SIGNALS), name="Other", minimum_coverage=0)
    order = Order((Choice(other.name, Scope(segments=("one",))),), card.name)
    with Book.in_memory() as book:
        fill(book, said)
        by = Cards(order, (other,), card)
        every, kept = receipts(book, as_of=day, card=by), scores(book, as_of=day, card=by)
        assert receipts(book, as_of=day, card=by) == every
        for receipt in every:
            adds_up(receipt)
            account = receipt.score.account
            assert kept[account] == receipt.score
            alone = score_of(book, account, as_of=day, card=by)
            assert alone is not None
            assert [replace(x, rows=()) for x in alone.lines] == list(receipt.lines)
            same_rows(alone)
            then = score_of(book, account, as_of=day - timedelta(days=7), card=by)
            if then is not None and then.score.score is not None and alone.score.score is not None:
                change = alone.score.score - then.score.score
                assert sum((p.change for p in between(then, alone)), Decimal(0)) == change


def same_rows(receipt: Receipt) -> None:
    for line in receipt.lines:
        if line.measure.source is not None and line.state in {LineState.FRESH, LineState.EXPIRED}:
            assert len(line.rows) == line.row_count
