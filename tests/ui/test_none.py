"""What every program shares outlives what the window does with it."""

import sys

import pytest

from csdesk.ui.none import PLENTY, hold_none


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="they cannot die there")
@pytest.mark.parametrize("value", [None, True, False])
def test_nothing_the_window_does_can_use_up_a_constant(value: object) -> None:
    hold_none()
    assert sys.getrefcount(value) >= PLENTY
