"""What an import brought: its ways on and back have room on half a screen, too."""

import pytest
from pytestqt.qtbot import QtBot

from csdesk.ui.exchange.result_panel import ResultPanel


@pytest.mark.parametrize("wide", [812, 1104, 1600])
def test_no_button_is_cut_on_half_a_screen(qtbot: QtBot, wide: int) -> None:
    panel = ResultPanel()
    qtbot.addWidget(panel)
    panel.resize(wide, 320)
    panel.show()
    panel.show_unplaced(1383)
    every = (panel.week, panel.accounts, panel.renewals, panel.undo, panel.refused)
    qtbot.waitUntil(lambda: all(b.width() >= b.sizeHint().width() for b in every))
    assert panel.week.x() == 16
    assert max(b.geometry().right() for b in every) < wide - 16
    assert len({b.y() for b in every}) == (1 if wide > 1100 else 2)
