"""The strip above the renewals names the next deadline, also of a term that ends after the span."""

from pytestqt.qtbot import QtBot

from csdesk.services.renewals.outlook import outlook
from csdesk.store.book import Book
from csdesk.ui.renewals.strip import Strip, summary_of
from tests.domain.revenue.contracts import day, step, subscription
from tests.ui.renewals.test_currencies import TODAY, fill


def test_three_months_of_notice_come_before_the_renewals_of_the_next_months(book: Book, qtbot: QtBot) -> None:
    book = fill(
        book,
        subscription(end="2026-02-28", id="s3", product="p2", auto_renew=True, notice_days=92),
        step("2025-01-01", 100, of="s3"),
    )
    found = outlook(book, TODAY, day("2026-02-22"), as_of=TODAY)
    strip = Strip()
    qtbot.addWidget(strip)
    strip.show_outlook(found, TODAY)
    assert [line.text() for line in strip._lines] == [
        "Next deadline",
        "Fri 28 Nov",
        "Halden Freight, in 4 days",
    ]
    assert "Halden Freight: notice by 28 Nov, due 28 Feb 2026" in strip._more.toolTip()
    assert summary_of(found).endswith("due; 1 due later needs notice in this span")


def test_no_deadline_is_made_up(book: Book, qtbot: QtBot) -> None:
    strip = Strip()
    qtbot.addWidget(strip)
    strip.show_outlook(outlook(book, TODAY, day("2026-02-22"), as_of=TODAY), TODAY)
    assert [line.text() for line in strip._lines] == ["", "No deadline ahead", ""]
    assert strip._more.toolTip() == ""
