"""Board packs from a whole book: the same figures as Numbers, nothing that the board does not read, the same bytes."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.errors import DeckKindUnknown, PeriodBackwards
from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.money import whole_text
from csdesk.domain.periods import Days
from csdesk.domain.products import Product
from csdesk.domain.surveys import Survey, SurveyKind
from csdesk.domain.tasks import Task
from csdesk.services.book.editing import set_fields
from csdesk.services.numbers.boards import Boards
from csdesk.services.numbers.figures import figures
from csdesk.services.numbers.packs import board_pack, only_of, pack_period, write_board
from csdesk.services.week.week import whose
from csdesk.store.book import Book
from tests.conftest import TODAY, Samples
from tests.domain.revenue.contracts import step, subscription
from tests.figures import numbers


def test_the_period_is_the_twelve_months_to_the_day() -> None:
    period = pack_period(first=None, last=None, as_of=TODAY)
    assert (period.first, period.last) == (date(2024, 11, 25), TODAY)
    assert pack_period(first=None, last=date(2030, 1, 1), as_of=TODAY) == period
    with pytest.raises(PeriodBackwards):
        pack_period(first=date(2026, 1, 1), last=None, as_of=TODAY)


def test_the_pack_of_one_csm_tells_of_that_csm_s_accounts_alone(samples: Samples) -> None:
    period = pack_period(first=None, last=None, as_of=TODAY)
    with Book.open(samples()) as book:
        everybody = board_pack(book, period, as_of=TODAY)
        assert everybody.at_risk is not None
        risky = {line.what for line in everybody.at_risk.lines}
        for number, account in enumerate(book.all(Account)):
            if number % 3 == 0:
                set_fields(book, "account", account.id, {"csm": "Ann Poe"}, today=TODAY)
        hers = {a.account for a in book.all(Account) if a.csm == "Ann Poe"}
        pack = board_pack(book, period, as_of=TODAY, only=only_of(book, "Ann Poe"))
        rest = board_pack(book, period, as_of=TODAY, only=only_of(book, "Mary Harrison"))
        assert pack.at_risk is not None
        assert {line.what for line in pack.at_risk.lines} == risky & hers
        assert pack.cover.subtitle.endswith(", customers of Ann Poe")
        both = [
            Boards(TODAY, csm).board(book, period.first, period.last) for csm in ("Ann Poe", "Mary Harrison")
        ]
        whole = Boards(TODAY).board(book, period.first, period.last)
        for bar, amount in whole.bars.items():
            assert sum(board.bars[bar] for board in both) == pytest.approx(amount, abs=1), bar
            assert not {row.name for row in both[0].lists[bar]} - hers
        assert rest.scoreboard.tiles[0].value != pack.scoreboard.tiles[0].value
        others = {a.account for a in book.all(Account)} - hers
        told = figures(book, period.first, period.last, as_of=TODAY, accounts=whose(book, "Ann Poe"))[1]
        assert not {row.name for figure in told for row in figure.behind} & others


def test_a_pack_tells_the_figures_of_the_numbers_page(sample: Book) -> None:
    period = pack_period(first=None, last=None, as_of=TODAY)
    pack = board_pack(sample, period, as_of=TODAY)
    same = numbers(sample, period.first, period.last, as_of=TODAY)
    assert same.closing is not None
    assert pack.scoreboard.tiles[0].value == whole_text(12 * same.closing, same.currency)
    assert pack.bridge is not None
    assert [pack.bridge.rungs[n].amount for n in (0, -1)] == [same.shown.opening, same.shown.closing]
    assert pack.leaving is not None
    assert pack.leaving.lines[0].what == "Copperline Retail"
    assert pack.at_risk is not None
    assert "Halden Freight" in [line.what for line in pack.at_risk.lines]


def test_the_same_book_and_day_give_the_same_file_and_another_kind_is_refused(
    sample: Book, tmp_path: Path
) -> None:
    twice = [write_board(sample, tmp_path / f"{n}.pptx", as_of=TODAY).sha256 for n in (1, 2)]
    assert twice[0] == twice[1]
    with pytest.raises(DeckKindUnknown):
        write_board(sample, tmp_path / "board.pdf", as_of=TODAY)


def test_a_book_without_anything_gives_a_pack_that_says_so(tmp_path: Path) -> None:
    with Book.in_memory() as book:
        assert write_board(book, tmp_path / "board.pptx", as_of=TODAY).slides == 3


def test_a_customer_without_an_amount_is_named_on_the_scoreboard() -> None:
    with Book.in_memory() as book:
        with book.change(Verb.ADD, label="rows", today=TODAY):
            book.put_all(
                [
                    Account(id=AccountId("a1"), account="Halden"),
                    Product(id=ProductId("p1"), product="Team"),
                    subscription("2025-01-01", None),
                ]
            )
        pack = board_pack(book, pack_period(first=None, last=None, as_of=TODAY), as_of=TODAY)
    said = pack.scoreboard
    assert said.title.replace("\u00a0", " ") == "What 1 account pays is not known, so ARR is not either"
    assert said.lead.endswith(
        "NRR and GRR are not told. There is no amount for Halden (Team) on 24 Nov 2025."
    )


def test_only_losses_of_the_period_are_told_and_only_steps_that_are_not_overdue(sample: Book) -> None:
    with Book.in_memory() as book:
        account = Account(id=AccountId("a-1"), account="Halden", judgement=1, judged_on=TODAY)
        late = Task(id="k-1", account=account.id, title="overdue", due_on=TODAY - timedelta(days=9))
        ahead = Task(id="k-2", account=account.id, title="ahead", due_on=TODAY + timedelta(days=9))
        with book.change(Verb.ADD, label="rows", today=TODAY):
            book.put_all([account, late, ahead])
        part = board_pack(book, pack_period(first=None, last=None, as_of=TODAY), as_of=TODAY).at_risk
    assert part is not None
    assert [line.who.partition(",")[0] for line in part.lines] == ["ahead"]
    quarter = Days(date(2025, 6, 1), date(2025, 8, 31))
    told = board_pack(sample, quarter, as_of=TODAY).leaving
    assert told is not None
    assert [line.what for line in told.lines] == ["Bellamy Motors", "Alder & Wren"]


def test_losses_that_logo_retention_does_not_count_are_told_apart_from_it() -> None:
    period = pack_period(first=None, last=None, as_of=TODAY)
    stays, goes = AccountId("a1"), AccountId("a2")
    with Book.in_memory() as book:
        with book.change(Verb.ADD, label="rows", today=TODAY):
            book.put_all([Account(id=stays, account="Halden"), Account(id=goes, account="Corvid")])
            book.put(Product(id=ProductId("p1"), product="Team"))
            book.put(subscription("2024-01-01", None, id="s1", account="a1"))
            book.put(subscription("2025-01-01", "2025-06-30", id="s2", account="a2", cancelled="2025-06-30"))
            book.put_all([step("2024-01-01", 120_000), step("2025-01-01", 60_000, of="s2")])
        pack = board_pack(book, period, as_of=TODAY)
    assert pack.leaving is not None
    logos = next(t for t in pack.scoreboard.tiles if t.label == "Logo retention")
    assert (logos.value.replace("\u00a0", " "), logos.under[-1]) == ("100 %", "1 of 1")
    assert pack.leaving.title.replace("\u00a0", " ").startswith("1 customer left with")
    assert pack.leaving.foot.replace("\u00a0", " ").startswith(
        "Logo retention asks after the 1 customer of 24 November 2024: none of them had left by the end. "
        "Who came later and left, or left and came back, is counted here only. Lost from"
    )


@pytest.mark.parametrize(("answers", "told"), [(29, True), (30, False)])
def test_intervals_are_spoken_of_only_beside_a_figure_of_few_answers(answers: int, *, told: bool) -> None:
    with Book.in_memory() as book:
        account = Account(id=AccountId("a-1"), account="Halden")
        said = [
            Survey(
                id=f"s-{n}",
                account=account.id,
                kind=SurveyKind.CSAT,
                score=5,
                answered_on=TODAY,
                scale_min=1,
                scale_max=5,
            )
            for n in range(answers)
        ]
        with book.change(Verb.ADD, label="rows", today=TODAY):
            book.put_all([account, *said])
        voice = board_pack(book, pack_period(first=None, last=None, as_of=TODAY), as_of=TODAY).voice
    assert voice is not None
    assert ("fewer than 30" in voice.lead) is told
