"""Cells that say more than their field: ticks before names, words beside a judgement, *bis* before a day."""

from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.special import Unreadable
from csdesk.domain.imports.reading.notices import SaidNotice, read_notice
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.tasks import Task
from csdesk.domain.touches import Touch
from tests.domain.imports.sheet import asked, of, plan, waiting


def _with(header: str, *cells: Value) -> Plan:
    rows: list[list[Value]] = [[f"Acme {n}", 100, cell] for n, cell in enumerate(cells)]
    return plan(["Customer", "ARR", header], *rows)


def test_ticks_and_words_for_yes_and_no_are_nobody() -> None:
    made = _with("Exec sponsor", "✔ Priya", "✗", "no", "✓", "☑ (Omar)", "yes", "Noa")
    assert [c.name for c in of(made, Contact)] == ["Priya", "Omar", "Noa"]
    assert "“Exec sponsor”: 4 cells name nobody, such as row 3: ✗." in made.sheets[0].notes


def test_a_word_that_may_be_a_name_is_one() -> None:
    made = _with("Exec sponsor", "Hai", "Si", "TRUE")
    assert [c.name for c in of(made, Contact)] == ["Hai", "Si", "TRUE"]


def test_words_beside_a_judgement_are_its_reason() -> None:
    made = _with("Health", "great, upsell SEO", "green", "🔴 invoice dispute", "🟢🟢", "3 of 5")
    judged = [(a.judgement, a.judgement_reason) for a in of(made, Account)]
    assert judged == [(5, "great, upsell SEO"), (4, None), (2, "🔴 invoice dispute"), (4, None), (3, None)]


def test_a_column_of_reasons_keeps_its_own() -> None:
    head: list[Value] = ["Customer", "ARR", "Health", "Judgement reason"]
    made = plan(head, ["Acme", 100, "red, angry", "invoice"])
    assert [a.judgement_reason for a in of(made, Account)] == ["invoice"]


@pytest.mark.parametrize(
    ("cell", "end"),
    [
        ("bis 31.12.2026", date(2026, 12, 31)), ("until 31 March 2026", date(2026, 3, 31)),
        ("jährlich zum 30.06.", date(2026, 6, 30)), ("zum 30.06.2026", date(2026, 6, 30)),
        ("every 30 June", date(2026, 6, 30)), ("hasta el 31/12/2026", date(2026, 12, 31)),
        ("jusqu'au 31/12/2026", date(2026, 12, 31)),
    ],
)  # fmt: skip
def test_a_day_with_until_before_it_is_that_day_where_something_ends(cell: str, end: date) -> None:
    made = _with("Contract end", cell, cell)
    assert [s.end for s in of(made, Subscription)] == [end, end]


@pytest.mark.parametrize(
    "cell",
    [
        "w/c 30 Nov 2026", "week commencing 30/11/2026", "Woche vom 30.11.2026", "semaine du 30/11/2026",
        "semana del 30 nov 2026",
    ],
)  # fmt: skip
def test_a_week_told_by_the_day_on_which_it_begins_is_that_day(cell: str) -> None:
    made = plan(
        ["Customer", "Next step", "Next step due"], ["Acme", "Call Omar", cell], ["Beta", "Call Omar", cell]
    )
    assert [t.due_on for t in of(made, Task)] == [date(2026, 11, 30)] * 2


def test_since_before_a_day_is_read_where_something_begins_alone() -> None:
    begun = _with("Start date", "seit 2018", "since 1 March 2020")
    assert [s.start for s in of(begun, Subscription)] == [date(2018, 1, 1), date(2020, 3, 1)]
    ends = _with("Contract end", "seit 01.03.2018", "31.03.2026", "30.06.2026")
    assert [r.row for r in waiting(ends)] == [2]


@pytest.mark.parametrize("text", ["1 term", "2 billing cycles", "1 Laufzeit", "1 period"])
def test_a_notice_in_terms_is_no_length_of_time(text: str) -> None:
    with pytest.raises(Unreadable):
        read_notice(text)


@pytest.mark.parametrize("text", ["1 Halbjahr", "1 semester", "half year: 1"])
def test_a_notice_of_half_a_year_is_as_long_as_that_can_be(text: str) -> None:
    assert read_notice(text) == SaidNotice(184, longer=True)


def test_signs_beside_the_words_of_a_header_say_nothing() -> None:
    made = plan(["Account 🏢", "💰 ARR", "Renewal 📅"], ["Acme", "$48k", "2026-03-31"])
    assert [s.amount for s in of(made, Step)] == [4_800_000]
    assert not [k for k in asked(made) if k.startswith("columns")]


def test_a_renewal_of_yes_and_no_says_whether_contracts_renew_by_themselves() -> None:
    head: list[Value] = ["Kd.-Nr.", "Kunde", "Wartungspauschale netto / Jahr", "Laufzeit bis", "Verlängerung"]
    made = plan(head, ["10023", "Hohlfeld", "1.450,00 €", "31.12.2026", "autom. 12 Mon."],
                ["10031", "Seeblick", "2.890,50 €", "14.05.2027", "nein"])  # fmt: skip
    assert [s.auto_renew for s in of(made, Subscription)] == [True, False]
    assert [s.amount for s in of(made, Step)] == [145_000, 289_050]
    assert [a.external_id for a in of(made, Account)] == ["10023", "10031"]


def test_a_customer_with_an_id_and_no_company_is_called_as_its_person() -> None:
    head: list[Value] = ["External ID", "Name", "Email", "Company", "MRR", "Status"]
    made = plan(
        head,
        ["cus_1", "Copper Lane", "billing@copper.example", "Copper Lane Ltd", 450, "Active"],
        ["cus_2", "Delta Pools", "ap@delta.example", None, 99, "Active"],
    )
    assert [r.name for r in made.sheets[0].rows] == ["Copper Lane Ltd", "Delta Pools"]
    assert [(a.account, a.external_id) for a in of(made, Account)] == [
        ("Copper Lane Ltd", "cus_1"), ("Delta Pools", "cus_2"),
    ]  # fmt: skip
    assert [c.name for c in of(made, Contact)] == ["Copper Lane", "ap@delta.example"]


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Última reunião", "meeting"), ("Letztes Treffen", "meeting"), ("Last call", "call"),
        ("Último correo", "mail"), ("Last QBR", "review"), ("Dernier contact", "other"),
    ],
)  # fmt: skip
def test_the_header_of_a_last_touch_says_its_kind_in_five_languages(header: str, kind: str) -> None:
    answers = {f"column:List:{header}": "touch.on"}
    made = plan(["Customer", "ARR", header], ["Acme", 100, "2025-10-01"], answers=answers)
    assert [t.kind.value for t in of(made, Touch)] == [kind]
