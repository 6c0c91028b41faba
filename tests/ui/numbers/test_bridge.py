"""From which amount the bars of a waterfall start."""

import pytest
from pytestqt.qtbot import QtBot

from csdesk.decks.money import starts_at
from csdesk.domain.pictures import Bridge as Pictured
from csdesk.domain.pictures import Rung
from csdesk.services.numbers.numbers_lists import Bar
from csdesk.ui.numbers.bridge import Bridge

HIGH = (15_000_000, 1_000_000, -500_000)
FROM_NOTHING = (0, 350_000, 0)
TO_NOTHING = (350_000, 0, -350_000)


@pytest.mark.parametrize(("amounts", "cut"), [(HIGH, True), (FROM_NOTHING, False), (TO_NOTHING, False)])
def test_bars_start_above_zero_only_where_no_level_is_zero(
    qtbot: QtBot, amounts: tuple[int, int, int], cut: bool
) -> None:
    opening, new, churn = amounts
    shown = Bridge()
    qtbot.addWidget(shown)
    bars = {Bar.OPENING: opening, Bar.NEW: new, Bar.CHURN: churn, Bar.CLOSING: sum(amounts)}
    shown.show_bars(bars, "USD")
    assert bool(shown.base) is cut
    rungs = tuple(Rung(bar.value, amount, bar in {Bar.OPENING, Bar.CLOSING}) for bar, amount in bars.items())
    assert bool(starts_at(Pictured("", "", rungs, "USD", ""))) is cut
