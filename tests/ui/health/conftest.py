"""The Health page of a window on the sample book."""

import pytest

from csdesk.ui.health.page import HealthPage
from csdesk.ui.window import Window
from tests.ui.windows import settled


@pytest.fixture
def page(window: Window) -> HealthPage:
    window.go("health")
    found = window.findChild(HealthPage)
    assert isinstance(found, HealthPage)
    settled(lambda: found.found is not None)
    return found
