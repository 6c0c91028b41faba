"""The lower bound of a band belongs to it wherever a band is said: table, filter, page, curve, chart, export, deck."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from csdesk.cli.program import program
from csdesk.domain.accounts import Account
from csdesk.domain.health.bands import Band, Bands
from csdesk.domain.health.points import stretches
from csdesk.domain.health.scorecard import TEN_SIGNALS
from csdesk.domain.health.whatif import drafted
from csdesk.domain.signals import SignalKind
from csdesk.exchange.package_texts import texts_of
from csdesk.services.accounts.accounts import account_rows
from csdesk.services.book.which_account import find_account
from csdesk.services.health.health_story import health_story
from csdesk.services.health.portfolio import portfolio
from csdesk.services.health.scorecards import card_of, save_card
from csdesk.services.health.whatif import Scratch
from csdesk.services.reviews.reviews import write_qbr
from csdesk.services.spreadsheets.computed_out import COMPUTED_OF
from csdesk.store.book import Book
from tests.services.health_books import DAY, add_account, ago, put, signal

CURVE = ((0.0, 70.0), (1.0, 69.9), (2.0, 40.0), (3.0, 39.9))
NAMES = ("At 70.0", "At 69.9", "At 40.0", "At 39.9")
BANDS = (Band.HEALTHY, Band.WATCH, Band.WATCH, Band.AT_RISK)
SAID = dict(zip(NAMES, BANDS, strict=True))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Four accounts, on the edges and a tenth of a point below them."""
    measure = next(m for m in TEN_SIGNALS.measures if m.key == "confirmed_value")
    with Book.create(tmp_path / "edges.csdesk") as book:
        for days, name in enumerate(NAMES):
            account = add_account(book, name)
            put(book, signal(account, SignalKind.VALUE_CONFIRMED, ago(days)))
        save_card(book, replace(TEN_SIGNALS, measures=(replace(measure, points=CURVE),)), today=DAY)
    return tmp_path / "edges.csdesk"


@pytest.fixture
def book(path: Path) -> Iterator[Book]:
    with Book.view(path) as made:
        yield made


def test_in_the_table_and_on_the_page(book: Book) -> None:
    rows = account_rows(book, as_of=DAY)
    assert {r.account: (str(r.score.score), r.score.band) for r in rows if r.score} == {
        name: (name.removeprefix("At "), band) for name, band in SAID.items()
    }
    assert {h.name: h.score.band for h in portfolio(book, as_of=DAY, since=DAY).holdings} == SAID


@pytest.mark.parametrize("band", list(Band))
def test_in_a_filter(path: Path, band: Band) -> None:
    call = ["accounts", "--where", f"band = '{band.value}'", "--as-of", DAY.isoformat(), "--json"]
    found = json.loads(CliRunner().invoke(program, [*call, "--book", str(path)]).stdout)
    assert {a["account"] for a in found["accounts"]} == {n for n, b in SAID.items() if b is band}


def test_where_a_draft_is_tried_and_where_its_edge_is_moved(book: Book) -> None:
    scratch = Scratch(book, as_of=DAY)
    assert {s.name: s.band for s in scratch.now.values()} == SAID
    moved = scratch.scores(drafted(card_of(book), bands=Bands(69, 39)))
    assert {s.name: s.band for s in moved.values()} == dict(
        zip(NAMES, (*BANDS[:1] * 2, *BANDS[1:2] * 2), strict=True)
    )


def test_under_the_curve_and_in_the_chart(book: Book) -> None:
    assert [s.band for s in stretches(((0.0, 39.9), (1.0, 40.0), (2.0, 69.9), (3.0, 70.0)), Bands())] == [
        Band.AT_RISK, Band.WATCH, Band.HEALTHY,
    ]  # fmt: skip
    told = health_story(book, find_account(book, NAMES[0]).id, as_of=DAY)
    assert told.standing is not None
    assert (told.standing.band, told.history.weeks[-1][1], told.history.healthy) == (Band.HEALTHY, 70.0, 70.0)


def test_in_the_export(book: Book) -> None:
    ids = {find_account(book, name).id: band.value for name, band in SAID.items()}
    (column,) = [c for c in COMPUTED_OF[Account](book, DAY) if c.key == "band"]
    assert column.said == ids


@pytest.mark.parametrize("name", NAMES)
def test_in_the_deck(path: Path, tmp_path: Path, name: str) -> None:
    with Book.open(path) as book:
        account = find_account(book, name).id
        write_qbr(book, account, tmp_path / "qbr.pptx", profile="internal", as_of=DAY)
    told = " ".join(str(text) for text in texts_of((tmp_path / "qbr.pptx").read_bytes(), "qbr.pptx"))
    assert f"{SAID[name].value.capitalize()}, {name.removeprefix('At ')}" in told
