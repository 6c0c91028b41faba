"""Lists of people, tasks, invoices, risks, promises and deals, as people call their columns in five languages."""

from dataclasses import replace
from datetime import date

import pytest

from csdesk.domain.accounts import Account, Status
from csdesk.domain.contacts import Contact, ContactStatus
from csdesk.domain.feedback import Feedback, FeedbackKind, FeedbackStatus
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.invoices import Invoice
from csdesk.domain.milestones import Milestone, Responsible
from csdesk.domain.opportunities import Opportunity
from csdesk.domain.promises import Promise, PromiseStatus
from csdesk.domain.risks import Risk, RiskCause, Severity
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.tasks import Party, Task, TaskStatus
from csdesk.domain.tickets import Ticket
from csdesk.domain.usage import Usage
from tests.domain.imports.sheet import SAVED, asked, of, plan

ACME = Account(id=AccountId("a"), account="Acme")
BORA = Account(id=AccountId("b"), account="Bora")
BOOK = Known({Account: (ACME, BORA)})


def sheet(*rows: list[Value], known: Known = BOOK, answers: dict[str, str] | None = None) -> Plan:
    return plan(*rows, known=known, answers=answers)


def with_rows(*rows: Task | Promise | Invoice | Risk) -> Known:
    return Known({Account: (ACME, BORA), type(rows[0]): rows})


def test_a_status_in_a_list_of_people_is_the_persons_and_loses_no_customer() -> None:
    made = sheet(
        ["Contact", "Company", "Title", "Status", "Comment"],
        ["Mia Stone", "Acme", "COO", "Active", "likes brevity"],
        ["Ola Fine", "Bora", "VP", "Left", None],
    )
    assert not of(made, Account)
    assert [(c.name, c.status, c.notes) for c in of(made, Contact)] == [
        ("Mia Stone", ContactStatus.ACTIVE, "likes brevity"),
        ("Ola Fine", ContactStatus.LEFT, None),
    ]


def test_days_of_people_are_no_days_of_their_customers_contract() -> None:
    made = sheet(
        ["First Name", "Last Name", "Company", "Email", "Registered"],
        ["Mia", "Stone", "Acme", "mia@acme.example", "2025-10-01"],
    )
    assert (of(made, Account), of(made, Subscription)) == ([], [])
    assert [c.name for c in of(made, Contact)] == ["Mia Stone"]
    born = sheet(
        ["Nome completo", "Empresa", "Cargo", "Aniversário"],
        ["Mia Stone", "Acme", "Diretora", "12/03"],
        ["Ola Fine", "Acme", "CFO", "25/11"],
    )
    assert (of(born, Subscription), len(of(born, Contact))) == ([], 2)


@pytest.mark.parametrize(
    ("headers", "cells"),
    [
        (["Société", "Nom", "Prénom", "Fonction"], ["Acme", "STONE", "Mia", "DG"]),
        (["Empresa", "Nombre", "Apellidos", "Cargo"], ["Acme", "Mia", "STONE", "CEO"]),
        (["Firma", "Name", "Vorname", "Position"], ["Acme", "STONE", "Mia", "Leitung"]),
    ],
)
def test_a_name_beside_a_first_or_a_last_name_is_the_other_part(
    headers: list[Value], cells: list[Value]
) -> None:
    assert [c.name for c in of(sheet(headers, cells), Contact)] == ["Mia STONE"]


def test_a_whole_name_beside_a_first_name_stays_whole() -> None:
    made = sheet(["Company", "Name", "First name", "Title"], ["Acme", "Mia Stone", "Mia", "COO"])
    assert [c.name for c in of(made, Contact)] == ["Mia Stone"]


def test_names_with_the_last_name_first_are_read_as_they_are_spoken_and_told() -> None:
    made = sheet(
        ["Name", "Company", "Title"],
        ["Stone, Mia", "Acme", "COO"],
        ["van Fine, Ola", "Bora", "VP"],
        ["Garcia Lopez, Ana Maria", "Bora", "CFO"],
    )
    assert [c.name for c in of(made, Contact)] == ["Mia Stone", "Ola van Fine", "Ana Maria Garcia Lopez"]
    assert "“Name”: 3 cells have the last name first, such as row 2: Mia Stone." in made.sheets[0].notes


def test_two_people_in_a_cell_are_no_name_turned_round() -> None:
    made = sheet(
        ["Customer", "ARR", "Contact"], ["Acme", 100, "Mia Stone, Ola Fine"], ["Bora", 50, "Ina, Leo"]
    )
    assert [c.name for c in of(made, Contact)] == ["Mia Stone", "Ola Fine", "Ina, Leo"]


def test_an_address_shows_which_name_is_the_first_one_in_a_list_of_customers() -> None:
    made = sheet(
        ["Kunde", "ARR", "Ansprechpartner", "Mail"],
        ["Acme", 100, "Dr. Stone, Mia", "mia.stone@acme.example"],
        ["Bora", 50, "Fine, Ola", "ola@bora.example"],
    )
    assert [c.name for c in of(made, Contact)] == ["Dr. Mia Stone", "Ola Fine"]


TASKS = [
    (
        ["Task", "Account", "Owner", "Due date", "Status"],
        ["Send offer", "Acme", "Customer", "2025-11-25", "Done"],
    ),
    (["Aufgabe", "Kunde", "Wer", "Fällig", "Erledigt"], ["Send offer", "Acme", "Kunde", "25.11.2025", "x"]),
    (
        ["Tarea", "Cliente", "Responsable", "Fecha de vencimiento", "Estado"],
        ["Send offer", "Acme", "Cliente", "25/11/2025", "Hecho"],
    ),
    (
        ["Tâche", "Client", "Qui", "Échéance", "Statut"],
        ["Send offer", "Acme", "Client", "25/11/2025", "Fait"],
    ),
    (
        ["Tarefa", "Cliente", "Responsável", "Vencimento", "Situação"],
        ["Send offer", "Acme", "Cliente", "25/11/2025", "Concluída"],
    ),
]


@pytest.mark.parametrize(("headers", "cells"), TASKS, ids=["en", "de", "es", "fr", "pt"])
def test_a_list_of_tasks_says_nothing_of_contracts_and_who_does_them(
    headers: list[Value], cells: list[Value]
) -> None:
    made = sheet(headers, cells)
    assert (of(made, Account), of(made, Subscription)) == ([], [])
    told = [(t.title, t.due_on, t.status, t.party) for t in of(made, Task)]
    assert told == [("Send offer", date(2025, 11, 25), TaskStatus.DONE, Party.CUSTOMER)]


def test_names_of_your_team_say_no_party() -> None:
    made = sheet(["Task", "Account", "Owner", "Due"], ["Send offer", "Acme", "Kim", "2025-11-25"])
    assert [t.party for t in of(made, Task)] == [Party.US]
    assert asked(made) == ["columns:List:unknown"]


def test_a_task_or_a_promise_that_is_put_off_is_moved_and_not_doubled() -> None:
    task = Task(id="t", account=ACME.id, title="Send offer", due_on=date(2025, 11, 25))
    rows: list[list[Value]] = [["Task", "Account", "Due"], ["Send offer", "Acme", "2025-12-02"]]
    assert of(sheet(*rows, known=with_rows(task)), Task) == [replace(task, due_on=date(2025, 12, 2))]
    both = sheet(*rows, ["Send offer", "Acme", "2025-11-25"], known=with_rows(task))
    assert sorted(t.due_on for t in of(both, Task)) == [date(2025, 11, 25), date(2025, 12, 2)]
    again = sheet(rows[0], ["Send offer", "Acme", "2025-11-25"], rows[1], known=with_rows(task))
    assert [(t.due_on, t.id == "t") for t in of(again, Task)] == [(date(2025, 12, 2), False)]
    done = replace(task, status=TaskStatus.DONE, done_on=date(2025, 11, 20))
    assert [t.id == "t" for t in of(sheet(*rows, known=with_rows(done)), Task)] == [False]
    said = Promise(id="p", account=ACME.id, promise="Dark mode", due_on=date(2026, 3, 31))
    made = sheet(["Account", "Commitment", "Due"], ["Acme", "Dark mode", "2026-06-30"], known=with_rows(said))
    assert of(made, Promise) == [replace(said, due_on=date(2026, 6, 30))]


def test_another_amount_under_an_invoices_number_is_that_invoice() -> None:
    bill = Invoice(
        id="i", account=ACME.id, number="A-1", issued_on=date(2025, 10, 1), amount=10000, currency="EUR"
    )
    made = sheet(
        ["Invoice", "Customer", "Date", "Amount"],
        ["A-1", "Acme", "2025-10-01", "110.00 EUR"],
        known=with_rows(bill),
    )
    assert of(made, Invoice) == [replace(bill, amount=11000)]


INVOICES = [
    (["Inv #", "Client", "Sent", "Amount (EUR)", "Paid"], ["7", "Acme", "2025-10-25", 1800, False]),
    (
        ["N° facture", "Client", "Date d'émission", "Montant TTC", "Réglée"],
        ["7", "Acme", "25/10/2025", "1 800,00 €", "non"],
    ),
    (
        ["Nº da fatura", "Cliente", "Emissão", "Valor", "Pago"],
        ["7", "Acme", "25/10/2025", "1.800,00 €", "não"],
    ),
    (
        ["Beleg", "Kunde", "Belegdatum", "Fälligkeit", "Offen EUR"],
        ["7", "Acme", "25.10.2025", "24.11.2025", 1800],
    ),
]


@pytest.mark.parametrize(("headers", "cells"), INVOICES, ids=["en", "fr", "pt", "de"])
def test_a_list_of_invoices_sells_nothing(headers: list[Value], cells: list[Value]) -> None:
    made = sheet(headers, cells)
    assert (of(made, Account), of(made, Subscription)) == ([], [])
    told = [(i.number, i.issued_on, i.amount, i.paid_on) for i in of(made, Invoice)]
    assert told == [("7", date(2025, 10, 25), 180000, None)]


def test_what_is_due_of_an_invoice_says_whether_it_is_paid() -> None:
    made = sheet(
        ["Invoice No", "Customer", "Invoice date", "Invoice amount", "Balance due"],
        ["1", "Acme", "2025-09-01", "100 EUR", "0 EUR"],
        ["2", "Bora", "2025-09-02", "100 EUR", "40 EUR"],
    )
    assert [i.paid_on is not None for i in of(made, Invoice)] == [True, False]


def test_planned_and_actual_days_of_milestones_and_ticks_are_read() -> None:
    made = sheet(
        ["Kunde", "Meilenstein", "Soll", "Ist", "Verantwortlich"],
        ["Acme", "Kick-off", "01.09.2025", "03.09.2025", "wir"],
        ["Acme", "Schulung", "15.12.2025", None, "Kunde"],
    )
    assert [(m.milestone, m.target_on, m.achieved_on, m.party) for m in of(made, Milestone)] == [
        ("Kick-off", date(2025, 9, 1), date(2025, 9, 3), Responsible.US),
        ("Schulung", date(2025, 12, 15), None, Responsible.CUSTOMER),
    ]
    day = sheet(["Account", "Milestone", "Completed"], ["Acme", "Kickoff", "2025-11-03"])
    assert [m.achieved_on for m in of(day, Milestone)] == [date(2025, 11, 3)]


def test_risks_are_known_by_their_words_and_over_where_their_status_says_so() -> None:
    rows: list[list[Value]] = [
        ["Account", "Risk", "Severity", "Raised", "Owner", "Mitigation", "Status"],
        ["Acme", "Sponsor left", "High", "2025-10-20", "Kim", "Meet the new one", "Open"],
        ["Bora", "Low usage", "Medium", "2025-09-15", "Kim", None, "Closed"],
    ]
    made = sheet(*rows)
    assert not of(made, Account)
    risks = of(made, Risk)
    assert [(r.cause, r.severity, r.opened_on, r.closed_on) for r in risks] == [
        (RiskCause.SPONSOR_LOST, Severity.HIGH, date(2025, 10, 20), None),
        (RiskCause.LOW_ADOPTION, Severity.MEDIUM, date(2025, 9, 15), SAVED),
    ]
    earlier = replace(risks[1], id="r", closed_on=date(2025, 10, 1))
    assert len(of(sheet(*rows, known=with_rows(earlier)), Risk)) == 1


def test_requests_for_features_are_feedback_and_no_open_tickets() -> None:
    made = sheet(
        ["Customer", "Feature request", "Date", "Status"],
        ["Acme", "Dark mode", "2025-09-12", "Planned"],
        ["Bora", "Bulk edit", "2025-10-01", "Won't do"],
    )
    assert not of(made, Ticket)
    assert [(f.feedback, f.kind, f.status) for f in of(made, Feedback)] == [
        ("Dark mode", FeedbackKind.WISH, FeedbackStatus.PLANNED),
        ("Bulk edit", FeedbackKind.WISH, FeedbackStatus.DECLINED),
    ]


def test_a_ticket_is_closed_where_its_status_says_so_in_any_of_the_languages() -> None:
    made = sheet(
        ["Ticketnummer", "Kunde", "Betreff", "Erstellt am", "Status"],
        ["1", "Acme", "Druck", "03.11.2025", "Gelöst"],
        ["2", "Acme", "Scan", "04.11.2025", "in Arbeit"],
    )
    assert [t.closed_at is not None for t in of(made, Ticket)] == [True, False]
    ticked = sheet(
        ["Date", "Customer", "Issue", "Sev", "Resolved"],
        ["2025-10-05", "Acme", "Totals", "S2", "Y"],
        ["2025-10-06", "Acme", "Typo", "S4", "N"],
    )
    assert [t.closed_at is not None for t in of(ticked, Ticket)] == [True, False]


def test_chances_are_opportunities_and_make_no_prospects_of_customers() -> None:
    made = sheet(
        ["Kunde", "Chance", "Phase", "Wert (€)", "Abschluss erwartet"],
        ["Acme", "Zweiter Standort", "Angebot", "8400", "31.01.2026"],
    )
    assert [a.status for a in of(made, Account)] in ([], [Status.CUSTOMER])
    assert not of(made, Subscription)
    told = [(o.opportunity, o.amount, o.expected_on) for o in of(made, Opportunity)]
    assert told == [("Zweiter Standort", 840000, date(2026, 1, 31))]


def test_a_list_of_customers_with_contracts_stays_one_whatever_else_it_names() -> None:
    made = sheet(
        ["Customer", "ARR", "Renewal", "Task", "Due", "Risk"],
        ["Acme", 100, "2026-03-31", "Send offer", "2025-12-01", "Low"],
        known=Known({}),
        answers={"edge:List:Renewal": "last"},
    )
    assert [s.end for s in of(made, Subscription)] == [date(2026, 3, 31)]
    assert [t.title for t in of(made, Task)] == ["Send offer"]


def test_promises_are_kept_or_broken_in_any_of_the_languages() -> None:
    made = sheet(
        ["Kunde", "Zusage", "Von wem", "Fällig", "Stand"],
        ["Acme", "Dunkler Modus", "wir", "31.03.2026", "eingehalten"],
        ["Acme", "Neue Liste", "Kunde", "24.10.2025", "nicht eingehalten"],
    )
    told = [(p.promised_by, p.status) for p in of(made, Promise)]
    assert told == [(Party.US, PromiseStatus.KEPT), (Party.CUSTOMER, PromiseStatus.BROKEN)]


def test_levels_of_risk_and_features_that_are_used_are_no_risks_and_no_wishes() -> None:
    made = sheet(
        ["Account", "CSM", "Risk", "Date"],
        ["Acme", "Kim", "Low", "2025-10-01"],
        ["Bora", "Kim", "High", "2025-10-02"],
    )
    assert not of(made, Risk)
    used = sheet(["Account", "Date", "Feature", "Events"], ["Acme", "2025-10-01", "Export", 12])
    assert (of(used, Feedback), [u.value for u in of(used, Usage)]) == ([], [12])


def test_a_column_of_boxes_says_which_tasks_are_done() -> None:
    made = sheet(["☐/☑", "Task", "Customer"], ["☑", "Send offer", "Acme"], ["☐", "Book review", "Bora"])
    assert [t.status for t in of(made, Task)] == [TaskStatus.DONE, TaskStatus.OPEN]


def test_a_first_talk_and_cross_selling_are_words_of_a_chance() -> None:
    made = sheet(
        ["Kunde", "Chance", "Art", "Phase"], ["Acme", "Zweiter Standort", "Cross-Selling", "Erstgespräch"]
    )
    assert [(o.kind.value, o.stage.value) for o in of(made, Opportunity)] == [("add-on", "discussed")]
    assert not asked(made)
