"""The views of the Numbers page, as a person sees them."""

from PySide6.QtWidgets import QPushButton

from csdesk.ui.numbers.page import NumbersPage


def offered(page: NumbersPage) -> list[str]:
    """What can be chosen, from left to right."""
    return [b.text() for b in page.views.findChildren(QPushButton) if not b.isHidden()]


def segment(page: NumbersPage, words: str) -> QPushButton:
    return next(b for b in page.views.findChildren(QPushButton) if b.text() == words)
