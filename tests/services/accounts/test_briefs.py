"""The call brief: one page before a call, from what the book knows, and as PDF."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.errors import NoSuchAccount, NotWritten
from csdesk.domain.ids import AccountId, ProductId, SubscriptionId
from csdesk.domain.products import Product
from csdesk.domain.promises import Promise, PromiseStatus
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.tasks import Task
from csdesk.printing.pages import Page, sheets_of
from csdesk.services.accounts.brief_pages import fitted, on_one_sheet, save_brief
from csdesk.services.accounts.briefs import Brief, Point, brief_html, brief_lines, call_brief
from csdesk.services.book.which_account import find_account
from csdesk.store.book import Book
from tests.conftest import Samples

BARE = AccountId("bare")


@pytest.fixture(scope="module")
def sample(samples: Samples) -> Iterator[Book]:
    with Book.open(samples()) as made:
        with made.change(Verb.ADD, today=date(2025, 11, 24)):
            made.put(Account(id=BARE, account="Bare <b> & Co"))
        yield made


def parts(book: Book, name: str, day: date) -> dict[str, tuple[Point, ...]]:
    return dict(call_brief(book, find_account(book, name).id, as_of=day).parts)


def test_a_brief_has_the_last_three_touches_with_their_people(sample: Book, today: date) -> None:
    touches = parts(sample, "Financiality", today)["Last touches"]
    assert [p.left for p in touches] == ["20 Nov 2025", "18 Nov 2025", "3 Nov 2025"]
    assert touches[0].says.startswith("Call with Joe Smith: Joe wants certification time by branch.")


def test_a_brief_of_an_earlier_day_knows_nothing_that_came_later(sample: Book) -> None:
    found = parts(sample, "Financiality", date(2025, 11, 13))
    assert found["Last touches"][0].left == "3 Nov 2025"
    assert "Two advisers lost their progress (severity 3, open 1 day)" in [
        p.says for p in found["Open tickets"]
    ]


def test_promises_tickets_people_and_dates_stand_in_their_order(sample: Book, today: date) -> None:
    found = parts(sample, "Financiality", today)
    assert list(found) == ["Last touches", "Promised", "To do", "Open tickets", "People", "Next dates"]
    answer = "An answer on progress by branch, with the November release (to Tom Alvarez)"
    assert found["Promised"][0] == Point("28 Nov 2025", answer)
    assert "The list of branches with their trainers (by Carol Bennett)" in [
        p.says for p in found["Promised"]
    ]
    assert found["To do"][0] == Point("26 Nov 2025", "Agree who confirms first value")
    assert "Send the branch list (the customer)" in [p.says for p in found["To do"]]
    assert Point("4 Dec 2025", "Business review due") in found["Next dates"]
    assert len(found["Open tickets"]) == 2
    people = {p.left: p.says for p in found["People"]}
    assert people["Joe Smith"] == "senior director of education; sponsor; last talk 20 Nov 2025"
    assert found["Next dates"][-1].says.startswith("and ")


def test_the_head_says_money_renewal_health_and_open_risks(sample: Book, today: date) -> None:
    brief = call_brief(sample, find_account(sample, "Financiality").id, as_of=today)
    facts = {p.left: p.says for p in brief.facts}
    assert facts["ARR"] == "$29,000"
    assert facts["Gap"] == "Trainers cannot see progress by branch; bridge: training"
    assert facts["Renewal"] == "29 Jun 2026; notice and auto-renewal not known"
    assert facts["Open risk"].startswith("ticket surge, since 18 Nov 2025")
    assert brief.outcome.startswith("New advisers are certified")


def test_of_an_account_without_facts_it_says_what_is_not_there(sample: Book, today: date) -> None:
    lines = brief_lines(call_brief(sample, BARE, as_of=today))
    assert "Outcome: not agreed yet" in lines
    assert "  No touch yet." in lines
    assert not [line for line in lines if line.startswith("ARR")]


def test_an_overdue_promise_is_said_to_be_late(book: Book, today: date) -> None:
    with book.change(Verb.ADD, today=today):
        book.put(Account(id=BARE, account="Bare"))
        book.put(Task(id="t", account=BARE, title="Send it", due_on=today - timedelta(days=1)))
        book.put(Promise(id="p", account=BARE, promise="The guide", due_on=today - timedelta(days=1)))
        book.put(Promise(id="q", account=BARE, promise="Over", status=PromiseStatus.KEPT, settled_on=today))
    found = dict(call_brief(book, BARE, as_of=today).parts)
    assert found["To do"] == (Point("23 Nov 2025", "Send it, overdue", late=True),)
    assert found["Promised"] == (Point("23 Nov 2025", "The guide, overdue", late=True),)


def test_nothing_in_a_name_becomes_markup(sample: Book, today: date) -> None:
    page = brief_html(call_brief(sample, BARE, as_of=today))
    assert "Bare &lt;b&gt; &amp; Co" in page
    assert "<b> & Co" not in page


def test_an_account_that_is_not_there_is_said_so(sample: Book, today: date) -> None:
    with pytest.raises(NoSuchAccount):
        call_brief(sample, AccountId("nobody"), as_of=today)


@pytest.mark.usefixtures("qapp")
def test_the_page_is_written_as_pdf_whole_or_not_at_all(sample: Book, today: date, tmp_path: Path) -> None:
    file = tmp_path / "brief.pdf"
    brief = call_brief(sample, BARE, as_of=today)
    assert save_brief(brief, file) == "Call brief written: brief.pdf"
    assert file.read_bytes().startswith(b"%PDF")
    with pytest.raises(NotWritten):
        save_brief(brief, tmp_path / "nowhere" / "brief.pdf")


LONG = "W" * 300
HOSTILE = (
    LONG, "word " * 400, "line\n" * 60, "<b>&amp;</b>" * 80, "\u202e" + "right to left " * 40, "客户成功" * 200,
    "عميل " * 200, "😀" * 300, "a" * 2000, "$ % {} \\n" * 100,
)  # fmt: skip


def crowded(text: str, lines: int = 12) -> Brief:
    """A brief with so many lines in each part."""
    points = tuple(Point(f"{n} {text}", text, late=n % 2 == 0) for n in range(lines))
    titles = ("Last touches", "Promised", "Open tickets", "People", "Next dates")
    return Brief(text, date(2025, 11, 24), text, text, points, tuple((t, points) for t in titles))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_an_account_holds_its_brief_is_one_page(text: str) -> None:
    brief = crowded(text)
    assert sheets_of(Page(brief_html(brief), "x")) > 1
    one = on_one_sheet(brief)
    assert sheets_of(Page(brief_html(one), one.title)) == 1
    assert [title for title, _ in one.parts] == [title for title, _ in brief.parts]
    assert all(points for _, points in one.parts)


@pytest.mark.usefixtures("qapp")
def test_every_brief_of_the_sample_fits_without_being_cut_and_is_written_as_one_page(
    sample: Book, today: date, tmp_path: Path
) -> None:
    for account in sample.all(Account)[:12]:
        brief = call_brief(sample, account.id, as_of=today)
        assert on_one_sheet(brief) == brief
    file = tmp_path / "brief.pdf"
    save_brief(call_brief(sample, find_account(sample, "Halden Freight").id, as_of=today), file)
    assert file.read_bytes().count(b"/Type /Page\n") == 1


def test_what_has_no_room_is_counted() -> None:
    cut = fitted(crowded("word", lines=40), lambda brief: len(brief.parts[0][1]) < 10)
    assert cut.parts[0][1][-1] == Point("", "and 32 more")


def test_a_term_that_ended_undecided_and_the_notes_are_said() -> None:
    with Book.in_memory() as book:
        with book.change(Verb.ADD, today=date(2025, 11, 24)):
            book.put(Account(id=BARE, account="Bare", notes="Calls on\nFridays only."))
            book.put(Product(id=ProductId("p"), product="Platform"))
            sold, ends = SubscriptionId("s"), date(2025, 9, 30)
            book.put(
                Subscription(id=sold, account=BARE, product=ProductId("p"), start=date(2024, 10, 1), end=ends)
            )
            book.put(Step(id="st", subscription=sold, from_=date(2024, 10, 1), amount=1_200_000))
        brief = call_brief(book, BARE, as_of=date(2025, 11, 24))
    facts = {p.left: p for p in brief.facts}
    assert facts["Notes"].says == "Calls on Fridays only."
    assert facts["Contract"] == Point("Contract", "ended 30 Sep 2025, undecided", late=True)
    dates = dict(brief.parts)["Next dates"]
    assert dates == (Point("30 Sep 2025", "Term ended: undecided", late=True),)


def test_what_a_part_leaves_out_is_counted(sample: Book, today: date) -> None:
    found = parts(sample, "Financiality", today)
    assert [p.left for p in found["To do"][-2:]] == ["28 Nov 2025", ""]
    assert found["To do"][-1].says == "and 3 more"
    assert found["Next dates"][-1].says.startswith("and ")


@pytest.mark.usefixtures("qapp")
def test_the_brief_of_financiality_loses_nothing_on_paper(sample: Book, today: date) -> None:
    brief = call_brief(sample, find_account(sample, "Financiality").id, as_of=today)
    one = on_one_sheet(brief)
    assert [p.left for p in one.facts] == [p.left for p in brief.facts]
    assert [len(points) for _, points in one.parts] == [len(points) for _, points in brief.parts]
