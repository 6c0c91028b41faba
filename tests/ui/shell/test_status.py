"""The right end of the status line: what the page sums up, and that an answer is waited for."""

import threading

from csdesk.store.book import Book
from csdesk.ui.window import Window
from tests.ui.windows import settled


class Long:
    """A question that takes until it is let go; its answer is of no interest."""

    def __init__(self) -> None:
        self.let_go = threading.Event()

    def __call__(self, book: Book) -> str:
        del book
        self.let_go.wait(10)
        return "window"


def test_a_page_that_waits_for_its_rows_says_so_in_the_status_line(window: Window) -> None:
    assert window.desk is not None
    question, right = Long(), window.frame.status._right
    window.desk.read(question, window.setObjectName)
    window.go("accounts")
    settled(lambda: right.text() == "Reading the book …")
    question.let_go.set()
    settled(lambda: right.text().startswith("50 accounts"))


def test_a_page_that_has_nothing_to_sum_up_is_not_waited_for(window: Window) -> None:
    assert window.desk is not None
    question, right = Long(), window.frame.status._right
    window.desk.read(question, window.setObjectName)
    window.go("import")
    settled(lambda: right.text() == "Reading the book …")
    question.let_go.set()
    settled(lambda: right.text() == "")


def test_a_page_whose_long_read_goes_on_beside_says_so_too(window: Window) -> None:
    assert window.desk is not None
    question, right = Long(), window.frame.status._right
    window.desk.read_beside(question, window.setObjectName)
    window.go("numbers")
    settled(lambda: right.text() == "Reading the book …")
    question.let_go.set()
    settled(lambda: "accounts" in right.text())
