"""A notice in a cell: its length in days, and which days count."""

from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.special import Unreadable
from csdesk.domain.imports.reading.notices import SaidNotice, read_notice
from csdesk.domain.subscriptions import NoticeCount, Subscription
from tests.domain.imports.sheet import asked, of, plan

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
        ("2 weeks", SaidNotice(14, longer=True)),
        ("3 Monate", SaidNotice(92, longer=True)),
        ("3 calendar months", SaidNotice(92, longer=True)),
        ("min. 3 full months", SaidNotice(92, longer=True)),
        ("3 Kalendermonate", SaidNotice(92, longer=True)),
        ("2 working weeks", SaidNotice(14, longer=True)),
        (
            "30 days before the end of the month",
            SaidNotice(30, to_an_end="30 days before the end of the month"),
        ),
        ("20 Werktage zum Monatsende", SaidNotice(20, WORKING, to_an_end="20 Werktage zum Monatsende")),
        ("15 jours avant la fin du mois", SaidNotice(15, to_an_end="15 jours avant la fin du mois")),
        ("6 Wochen zum Quartalsende", SaidNotice(42, longer=True, to_an_end="6 Wochen zum Quartalsende")),
        ("3 Monate zum Jahresende", SaidNotice(92, longer=True, to_an_end="3 Monate zum Jahresende")),
        ("4 weeks to month end", SaidNotice(28, longer=True, to_an_end="4 weeks to month end")),
        ("1 Monat zum 31.12.", SaidNotice(31, longer=True, to_an_end="1 Monat zum 31.12.")),
        ("30 días antes de fin de trimestre", SaidNotice(30, to_an_end="30 días antes de fin de trimestre")),
        ("2 meses ao fim do ano", SaidNotice(62, longer=True, to_an_end="2 meses ao fim do ano")),
        ("90 days before the end of the term", 90),
        ("3 Monate zum Vertragsende", SaidNotice(92, longer=True)),
        ("monatlich", SaidNotice(31, longer=True)),
        ("Monthly", SaidNotice(31, longer=True)),
        ("vierteljährlich", SaidNotice(92, longer=True)),
    ],
)
def test_a_cell_says_how_long_a_notice_is_and_which_days_count(text: str, said: SaidNotice | int) -> None:
    assert read_notice(text) == said


def test_a_header_says_which_days_count_where_the_cell_does_not() -> None:
    assert read_notice("30", "Notice (business days)") == SaidNotice(30, WORKING)
    assert read_notice("30 calendar days", "Notice (business days)") == SaidNotice(30, CALENDAR)
    assert read_notice("30", "Notice days") == 30


def test_a_header_says_the_unit_where_the_cell_does_not() -> None:
    assert read_notice("3", "Notice period (months)") == SaidNotice(92, longer=True)
    assert read_notice("6", "Kündigungsfrist (Monate)") == SaidNotice(184, longer=True)
    assert read_notice("2", "Notice weeks") == SaidNotice(14, longer=True)
    assert read_notice("90 days", "Notice period (months)") == 90
    assert read_notice("3 months", "Notice (business days)") == SaidNotice(92, longer=True)
    assert read_notice("30", "Monthly contracts: notice days") == 30


@pytest.mark.parametrize("text", ["some", "4000", "999999 months", "-30", "− 30 days"])
def test_what_is_no_notice_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_notice(text)


def sheet(*rows: list[Value]) -> Plan:
    return plan(["Customer", "ARR", "End", "Notice", "Notice counted in", "Notes"], *rows)


def test_to_which_day_one_can_leave_is_kept_in_the_notes_and_told() -> None:
    made = sheet(["Acme", 5, date(2026, 3, 31), "6 Wochen zum Quartalsende", None, "hi"])
    assert [(s.notice_days, s.notice_counted_in) for s in of(made, Subscription)] == [(42, None)]
    assert [a.notes for a in of(made, Account)] == ["hi\nNotice: 6 Wochen zum Quartalsende"]
    assert (
        "1 notice ends only with a month, quarter or year, such as “6 Wochen zum Quartalsende” in row 2: "
        "the deadline is counted back from the end of the term, and the words are kept in the account's notes."
    ) in made.sheets[0].notes


def test_months_are_the_calendars_whatever_the_column_beside_them_says() -> None:
    made = sheet(
        ["Acme", 5, date(2026, 3, 31), "3 months", "working days", None],
        ["Beta", 5, date(2026, 3, 31), "30", "working days", None],
    )
    assert [(s.notice_days, s.notice_counted_in) for s in of(made, Subscription)] == [
        (92, CALENDAR),
        (30, WORKING),
    ]


@pytest.mark.parametrize(
    "word", ["none", "keine", "ninguno", "aucun", "nenhum", "ohne Kündigungsfrist", "anytime"]
)
def test_none_under_a_notice_is_not_known_until_somebody_says_that_none_is_needed(word: str) -> None:
    def noticed(answers: dict[str, str]) -> tuple[Plan, list[int | None]]:
        rows: list[list[Value]] = [["Acme", 100, "2026-03-31", word], ["Beta", 100, "2026-03-31", 30]]
        made = plan(["Customer", "ARR", "Contract end", "Notice days"], *rows, answers=answers)
        return made, [line.notice_days for line in of(made, Subscription)]

    made, days = noticed({})
    question = next(q for q in made.questions if q.kind == "notice")
    assert (days, question.offered, question.default) == ([None, 30], True, "unknown")
    assert not [k for k in asked(made) if k.startswith(("notice", "unread"))]
    assert noticed({question.key: "0"})[1] == [0, 30]
