"""What is said of leaving at a renewal: by when notice is due, and what of that nobody knows."""

import pytest

from csdesk.domain.revenue.notice import notice_of
from csdesk.domain.revenue.noticing import leaving_text, notice_text
from tests.domain.revenue.contracts import day

DUE = day("2027-01-27")


@pytest.mark.parametrize(
    ("auto_renew", "days", "today", "words"),
    [
        (True, 60, "2026-11-22", "by 2026-11-27"),
        (None, 60, "2026-11-22", "by 2026-11-27; auto-renewal not known"),
        (None, 60, "2026-11-28", "by 2026-11-27; auto-renewal not known"),
        (None, 60, "2026-11-29", "notice was due 2026-11-27; auto-renewal not known"),
        (True, 60, "2026-11-29", "renews, can no longer leave"),
        (False, 60, "2026-11-22", "ends on 2027-01-27 unless signed"),
        (False, None, "2026-11-22", "ends on 2027-01-27 unless signed"),
        (True, None, "2026-11-22", "renews; notice not known"),
        (None, None, "2026-11-22", "notice and auto-renewal not known"),
    ],
)
def test_a_deadline_is_a_day_and_what_is_not_known_is_said_after_it(
    auto_renew: bool | None, days: int | None, today: str, words: str
) -> None:
    notice = None if days is None else notice_of(DUE, days)
    assert leaving_text(DUE, notice, auto_renew, today=day(today), day=str) == words


def test_by_itself_a_deadline_says_that_it_is_about_notice() -> None:
    notice = notice_of(DUE, 60)
    said = [notice_text(DUE, notice, auto, today=day("2026-11-22"), day=str) for auto in (True, None, False)]
    assert said == [
        "notice by 2026-11-27",
        "notice by 2026-11-27; auto-renewal not known",
        "ends on 2027-01-27 unless signed",
    ]
