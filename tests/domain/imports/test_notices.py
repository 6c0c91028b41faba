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
        ("3 calendar months", 92),
        ("min. 3 full months", 92),
        ("3 Kalendermonate", 92),
        ("2 working weeks", 14),
        ("30 days before the end of the month", 30),
        ("20 Werktage zum Monatsende", SaidNotice(20, WORKING)),
        ("15 jours avant la fin du mois", 15),
        ("monatlich", 31),
        ("Monthly", 31),
        ("vierteljährlich", 92),
    ],
)
def test_a_cell_says_how_long_a_notice_is_and_which_days_count(text: str, said: SaidNotice | int) -> None:
    assert read_notice(text) == said


def test_a_header_says_which_days_count_where_the_cell_does_not() -> None:
    assert read_notice("30", "Notice (business days)") == SaidNotice(30, WORKING)
    assert read_notice("30 calendar days", "Notice (business days)") == SaidNotice(30, CALENDAR)
    assert read_notice("30", "Notice days") == 30


def test_a_header_says_the_unit_where_the_cell_does_not() -> None:
    assert read_notice("3", "Notice period (months)") == 92
    assert read_notice("6", "Kündigungsfrist (Monate)") == 184
    assert read_notice("2", "Notice weeks") == 14
    assert read_notice("90 days", "Notice period (months)") == 90
    assert read_notice("3 months", "Notice (business days)") == 92
    assert read_notice("30", "Monthly contracts: notice days") == 30


@pytest.mark.parametrize("text", ["some", "4000", "999999 months"])
def test_what_is_no_notice_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_notice(text)
