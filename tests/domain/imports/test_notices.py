"""A notice in a cell: its length in days, and which days count."""

import pytest

from csdesk.domain.imports.notices import SaidNotice, read_notice
from csdesk.domain.imports.special import Unreadable
from csdesk.domain.subscriptions import NoticeCount

WORKING, CALENDAR = NoticeCount.WORKING, NoticeCount.CALENDAR


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("30", 30),
        ("30 days", 30),
        ("30d", 30),
        ("30 working days", SaidNotice(30, WORKING)),
        ("30 business days", SaidNotice(30, WORKING)),
        ("10 BD", SaidNotice(10, WORKING)),
        ("30 Werktage", SaidNotice(30, WORKING)),
        ("20 Arbeitstage", SaidNotice(20, WORKING)),
        ("15 días hábiles", SaidNotice(15, WORKING)),
        ("15 jours ouvrés", SaidNotice(15, WORKING)),
        ("15 dias úteis", SaidNotice(15, WORKING)),
        ("30 calendar days", SaidNotice(30, CALENDAR)),
        ("30 Kalendertage", SaidNotice(30, CALENDAR)),
        ("2 weeks", 14),
        ("3 Monate", 92),
        ("none", None),
    ],
)
def test_a_cell_says_how_long_a_notice_is_and_which_days_count(
    text: str, said: SaidNotice | int | None
) -> None:
    assert read_notice(text) == said


def test_a_header_says_which_days_count_where_the_cell_does_not() -> None:
    assert read_notice("30", "Notice (business days)") == SaidNotice(30, WORKING)
    assert read_notice("30 calendar days", "Notice (business days)") == SaidNotice(30, CALENDAR)
    assert read_notice("30", "Notice days") == 30


@pytest.mark.parametrize("text", ["some", "4000", "999999 months"])
def test_what_is_no_notice_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_notice(text)
