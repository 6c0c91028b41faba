"""The Numbers page of the sample book, with its figures."""

import pytest

from csdesk.ui.numbers.page import NumbersPage
from csdesk.ui.window import Window
from tests.ui.windows import settled


@pytest.fixture
def page(window: Window) -> NumbersPage:
    window.go("numbers")
    found = window.findChild(NumbersPage)
    assert isinstance(found, NumbersPage)
    settled(lambda: found.found is not None)
    return found
