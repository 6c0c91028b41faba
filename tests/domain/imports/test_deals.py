"""Deals of other programs are known by their columns as opportunities, and say what became of them."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from csdesk.domain.accounts import Account, Status
from csdesk.domain.errors import NothingToImport
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.sheets.around import Options
from csdesk.domain.imports.tables.questions import Question
from csdesk.domain.opportunities import Opportunity, OpportunityKind, OpportunityStage
from csdesk.domain.subscriptions import Subscription
from tests.domain.imports.sheet import asked, of, plan

Rows = Sequence[Sequence[Value]]
WON, OFFERED, SEEN, LOST = "won", "offered", "seen", "lost"
HUBSPOT: Rows = [
    ["Record ID", "Deal Name", "Deal Stage", "Close Date", "Deal owner", "Amount", "Create Date", "Deal Type",
     "Associated Company"],
    ["91", "Tide first", "Closed Won", "2025-01-15 10:22", "Mo", "24000", "2024-11-02 09:00", "New Business", "Tide"],
    ["92", "Tide seats", "Contract Sent", "2026-01-31 23:59", "Mo", "6000", "2025-10-02 09:00",
     "Existing Business", "Tide"],
    ["93", "Mira pilot", "Appointment Scheduled", "2026-03-31 23:59", "Mo", "12000", "2025-11-02 09:00", "", "Mira"],
    ["94", "Oslo pilot", "Closed Lost", "2025-08-31 23:59", "Mo", "9000", "2025-05-02 09:00", "", "Oslo"],
]  # fmt: skip
SALESFORCE: Rows = [
    ["Opportunity Owner", "Account Name", "Opportunity Name", "Stage", "Amount", "Probability (%)",
     "Close Date", "Next Step", "Type"],
    ["Mo", "Tide", "Tide first", "Closed Won", "USD 24,000.00", "100", "1/15/2025", "", "New Customer"],
    ["Mo", "Tide", "Tide seats", "Negotiation/Review", "USD 6,000.00", "90", "1/31/2026", "Send the form",
     "Existing Customer - Upgrade"],
    ["Mo", "Mira", "Mira pilot", "Prospecting", "USD 12,000.00", "10", "3/31/2026", "", "New Customer"],
    ["Mo", "Oslo", "Oslo pilot", "Closed Lost", "USD 9,000.00", "0", "8/31/2025", "", "New Customer"],
]  # fmt: skip
PIPEDRIVE: Rows = [
    ["Deal - ID", "Deal - Title", "Deal - Organization", "Deal - Value", "Deal - Currency of Value",
     "Deal - Status", "Deal - Stage",
     "Deal - Won time", "Deal - Lost time", "Deal - Expected close date"],
    ["1", "Tide first", "Tide", "24000", "USD", "Won", "Negotiations Started", "2025-01-15 10:00:00", "",
     "2025-02-01"],
    ["2", "Tide seats", "Tide", "6000", "USD", "Open", "Proposal Made", "", "", "2026-01-31"],
    ["3", "Mira pilot", "Mira", "12000", "USD", "Open", "Contact Made", "", "", "2026-03-31"],
    ["4", "Oslo pilot", "Oslo", "9000", "USD", "Lost", "Qualified", "", "2025-08-31 10:00:00", ""],
]  # fmt: skip
PROGRAMS = {"HubSpot": HUBSPOT, "Salesforce": SALESFORCE, "Pipedrive": PIPEDRIVE}
EVERYBODY = {"strangers:List:accounts": "new"}


def stages(made: Plan) -> dict[str, str]:
    return {o.opportunity: o.stage.value for o in of(made, Opportunity)}


def standing(made: Plan) -> dict[str, str]:
    return {a.account: a.status.value for a in of(made, Account)}


def strangers(made: Plan) -> Question:
    return next(q for q in made.questions if q.kind == "strangers")


@pytest.mark.parametrize("program", list(PROGRAMS))
def test_deals_are_known_by_their_columns_with_their_outcome(program: str) -> None:
    made = plan(*PROGRAMS[program], answers=EVERYBODY)
    (sheet,) = made.sheets
    assert sheet.row_noun == "opportunity"
    assert sheet.notes[0].startswith(f"This is {program}'s table of ")
    assert stages(made) == {"Tide first": WON, "Tide seats": OFFERED, "Mira pilot": SEEN, "Oslo pilot": LOST}
    amounts = {o.opportunity: o.amount for o in of(made, Opportunity)}
    assert amounts == {
        "Tide first": 2400000,
        "Tide seats": 600000,
        "Mira pilot": 1200000,
        "Oslo pilot": 900000,
    }
    decided = {o.opportunity: o.decided_on for o in of(made, Opportunity)}
    assert decided == {
        "Tide first": date(2025, 1, 15), "Tide seats": None, "Mira pilot": None, "Oslo pilot": date(2025, 8, 31)
    }  # fmt: skip
    assert not of(made, Subscription)
    assert not [a for a in of(made, Account) if a.csm]


@pytest.mark.parametrize("program", list(PROGRAMS))
def test_one_question_asks_who_of_a_pipeline_comes_and_proposes_whose_deal_was_won(program: str) -> None:
    made = plan(*PROGRAMS[program])
    question = strangers(made)
    assert [c.value for c in question.choices] == ["customers", "new", "skip"]
    assert question.default == "customers"
    assert "1 account is of customers" in question.evidence
    assert {k.split(":")[0] for k in asked(made)} <= {"strangers", "columns"}
    assert standing(made) == {"Tide": "customer"}
    assert set(stages(made)) == {"Tide first", "Tide seats"}


def test_all_of_a_pipeline_are_customers_and_prospects_if_the_person_says_so() -> None:
    made = plan(*HUBSPOT, answers=EVERYBODY)
    assert standing(made) == {"Tide": "customer", "Mira": "prospect", "Oslo": "prospect"}
    assert not stages(plan(*HUBSPOT, answers={"strangers:List:accounts": "skip"}))


def test_a_pipeline_without_a_won_deal_has_prospects_only() -> None:
    made = plan(*HUBSPOT[:1], *HUBSPOT[3:])
    assert [(c.value) for c in strangers(made).choices] == ["new", "skip"]
    assert standing(made) == {"Mira": "prospect", "Oslo": "prospect"}


def test_deals_of_customers_of_the_book_are_theirs_and_strangers_stay_out() -> None:
    tide = Account(id=AccountId("a1"), account="Tide", status=Status.CUSTOMER)
    made = plan(*HUBSPOT, known=Known(rows={Account: (tide,)}))
    assert strangers(made).default == "skip"
    assert {o.account for o in of(made, Opportunity)} == {"a1"}
    assert any(n.startswith("1 opportunity is won. No contract comes") for n in made.sheets[0].notes)


@pytest.mark.parametrize(
    "head",
    [
        ["Deal Name", "Deal Stage", "Associated Company"],
        ["Deal Name", "Close Date", "Amount", "Company name"],
        ["Record ID", "Deal Name", "Associated Company (Primary)"],
        ["Opportunity Name", "Account Name", "Stage"],
        ["Account Name", "Opportunity Name", "Close Date", "Amount"],
        ["Deal - Title", "Deal - Organization"],
        ["Deal - Title", "Organization", "Deal - Value", "Deal - Stage (pipeline)"],
        ["Id", "AccountId", "Name", "StageName", "Amount", "CloseDate", "IsWon"],
        ["Deal-Name", "Deal-Phase", "Abschlussdatum", "Betrag", "Zugehöriges Unternehmen"],
        ["Nombre del negocio", "Etapa del negocio", "Fecha de cierre", "Valor", "Empresa asociada"],
        [
            "Nom de la transaction",
            "Phase de la transaction",
            "Date de fermeture",
            "Montant",
            "Entreprise associée",
        ],
        ["Nome do negócio", "Etapa do negócio", "Data de fechamento", "Valor", "Empresa associada"],
        ["Opportunity-Name", "Accountname", "Phase", "Betrag", "Schlusstermin", "Nächster Schritt"],
        ["Nombre de la oportunidad", "Nombre de la cuenta", "Etapa", "Importe", "Fecha de cierre"],
        ["Nom de l'opportunité", "Nom du compte", "Étape", "Montant", "Date de clôture"],
        ["Nome da oportunidade", "Nome da conta", "Fase", "Valor", "Data de fechamento"],
        ["Deal - Titel", "Deal - Organisation", "Deal - Wert", "Deal - Währung von Wert", "Deal - Status"],
        ["Trato - Título", "Trato - Organización", "Trato - Valor", "Trato - Estado", "Trato - Etapa"],
        [
            "Affaire - Titre",
            "Affaire - Organisation",
            "Affaire - Valeur",
            "Affaire - Statut",
            "Affaire - Étape",
        ],
        [
            "Negócio - Título",
            "Negócio - Organização",
            "Negócio - Valor",
            "Negócio - Status",
            "Negócio - Etapa",
        ],
    ],
)
def test_deals_are_known_with_columns_left_out_and_in_the_languages_of_their_programs(
    head: list[Value],
) -> None:
    made = plan(head, [None] * len(head), [_cell(str(h)) for h in head])
    (sheet,) = made.sheets
    assert sheet.row_noun == "opportunity"
    kept = {"Id", "Record ID"}
    assert {c.header for c in sheet.columns if c.target is None} <= kept
    assert [a.account for a in of(made, Account)] == ([] if "AccountId" in head else ["Tide"])


def _cell(header: str) -> str:
    words = header.lower()
    if any(w in words for w in ("dat", "fecha de", "schluss")):
        return "2026-01-31"
    if any(
        w in words for w in ("amount", "betrag", "valor", "importe", "montant", "value", "wert", "valeur")
    ):
        return "EUR" if any(w in words for w in ("währ",)) else "500"
    if any(w in words for w in ("status", "estado", "statut")):
        return "open"
    if any(w in words for w in ("stage", "phase", "etapa", "étape", "fase")):
        return "Proposal"
    return "true" if words == "iswon" else "Tide"


@pytest.mark.parametrize("program", list(PROGRAMS))
def test_deals_are_read_the_same_where_a_person_says_what_they_are(program: str) -> None:
    said = plan(*PROGRAMS[program], options=Options(noun="opportunity"))
    unsaid = plan(*PROGRAMS[program])
    assert (said.sheets, said.questions) == (unsaid.sheets, unsaid.questions)


def test_deals_that_name_no_customer_say_which_column_is_missing() -> None:
    head = [["Record ID", "Deal Name", "Deal Stage", "Amount"], ["1", "Tide first", "Closed Won", "5"]]
    with pytest.raises(NothingToImport, match="export them with the column of their company"):
        plan(*head)


@pytest.mark.parametrize(
    "head",
    [
        ["Customer", "Stage", "Amount", "Renewal date"],
        ["Account Name", "Stage", "Amount", "Close Date"],
        ["Company", "Deal name", "ARR", "Renewal date"],
        ["Customer", "Deal name", "Deal stage", "MRR", "Contract end"],
        ["Account Name", "Opportunity Name", "Stage", "Contract End Date", "ARR"],
        ["Nombre del negocio", "Etapa", "Valor", "Fecha de renovación"],
        ["Record ID", "Company name", "Lifecycle Stage", "Amount"],
    ],
)
def test_a_list_of_customers_with_stages_and_amounts_stays_one(head: list[Value]) -> None:
    cells: list[Value] = ["Tide" if i == 0 else _cell(str(h)) for i, h in enumerate(head)]
    assert plan(head, cells).sheets[0].row_noun == "account"


def test_a_pipeline_behind_a_stage_says_nothing_and_stages_of_ones_own_are_one_question() -> None:
    rows = [
        ["Deal Name", "Deal Stage", "Associated Company"],
        ["A", "Closed Won (Sales Pipeline)", "Tide"],
        ["B", "Closed Lost (Sales Pipeline)", "Tide"],
        ["C", "Kick-off (Sales Pipeline)", "Tide"],
        ["D", "Steering (Sales Pipeline)", "Tide"],
    ]
    made = plan(*rows)
    (question,) = [q for q in made.questions if q.kind == "value"]
    assert (question.key, question.default) == ("value:List:Deal Stage", "discussed")
    later = plan(*rows, answers={"value:List:Deal Stage": "discussed"})
    assert stages(later) == {"A": WON, "B": LOST, "C": "discussed", "D": "discussed"}


def test_ticks_beside_a_stage_say_what_was_won_and_lost() -> None:
    made = plan(
        ["Opportunity Name", "Account Name", "Stage", "Closed", "Won", "Close Date"],
        ["A", "Tide", "Negotiation/Review", "1", "1", "2025-05-01"],
        ["B", "Tide", "Negotiation/Review", "1", "0", "2025-06-01"],
        ["C", "Tide", "Negotiation/Review", "0", "0", "2026-06-01"],
    )
    assert stages(made) == {"A": WON, "B": LOST, "C": OFFERED}


def test_an_amount_in_another_currency_than_the_customers_is_kept_in_the_note() -> None:
    rows = [list(r) for r in PIPEDRIVE]
    rows[2][4] = "EUR"
    made = plan(*rows)
    seats = next(o for o in of(made, Opportunity) if o.opportunity == "Tide seats")
    assert (seats.amount, seats.note) == (None, "Amount: 6000 EUR")
    assert any("row 3, 6000 EUR of a customer in USD" in n for n in made.sheets[0].notes)


def test_a_new_customer_of_a_deal_has_its_currency() -> None:
    made = plan(*PIPEDRIVE[:1], [*PIPEDRIVE[1][:4], "EUR", *PIPEDRIVE[1][5:]])
    assert [a.currency for a in of(made, Account)] == ["EUR"]
    assert [o.amount for o in of(made, Opportunity)] == [2400000]


def test_the_type_of_a_deal_is_its_kind_where_its_words_say_one() -> None:
    kinds = {o.opportunity: o.kind for o in of(plan(*SALESFORCE), Opportunity)}
    assert kinds == {"Tide first": OpportunityKind.OTHER, "Tide seats": OpportunityKind.UPGRADE}


def test_two_deals_of_one_name_are_two() -> None:
    made = plan(
        ["Deal Name", "Deal Stage", "Amount", "Associated Company"],
        ["Renewal", "Closed Won", "5", "Tide"],
        ["Renewal", "Contract Sent", "6", "Tide"],
    )
    assert [(o.stage, o.amount) for o in of(made, Opportunity)] == [
        (OpportunityStage.WON, 500), (OpportunityStage.OFFERED, 600),
    ]  # fmt: skip


OTHERS: Mapping[str, tuple[str, Rows, dict[str, str]]] = {
    "HubSpot contacts": ("contact", [
        ["Record ID", "First Name", "Last Name", "Email", "Phone Number", "Contact owner", "Associated Company",
         "Lead Status"],
        ["501", "Ada", "Roe", "ada@tide.example", "+1 555 0102", "Mo", "Tide", ""],
        ["502", "Bo", "Poe", "bo@tide.example", "", "Mo", "Tide", "OPEN"],
    ], {"Record ID": "contact.external_id", "Email": "contact.email", "Associated Company": "account.account"}),
    "HubSpot companies": ("account", [
        ["Record ID", "Company name", "Company owner", "Create Date", "Country/Region", "Industry"],
        ["7001", "Tide", "Mo", "2024-11-02 09:00", "Norway", "LOGISTICS"],
    ], {"Record ID": "account.external_id", "Company name": "account.account", "Company owner": "account.csm"}),
    "HubSpot tickets": ("ticket", [
        ["Ticket ID", "Ticket name", "Pipeline", "Ticket status", "Create date", "Priority", "Ticket owner",
         "Close date", "Associated Company"],
        ["801", "Login fails", "Support", "Closed (Support)", "2025-10-01 09:12", "High", "Mo", "", "Tide"],
    ], {"Ticket ID": "ticket.external_id", "Ticket name": "ticket.subject", "Create date": "ticket.opened_at"}),
    "HubSpot calls": ("touch", [
        ["Record ID", "Call Title", "Activity date", "Activity assigned to", "Call direction",
         "Call duration (HH:mm:ss)", "Associated Company"],
        ["1", "Check in", "2025-11-03 10:00", "Mo", "Outbound", "00:12:30", "Tide"],
    ], {"Call Title": "touch.summary", "Activity date": "touch.on", "Call direction": "touch.direction"}),
    "HubSpot meetings": ("touch", [
        ["Record ID", "Meeting name", "Activity date", "Activity assigned to", "Meeting outcome",
         "Associated Company"],
        ["1", "Review", "2025-11-03 10:00", "Mo", "Completed", "Tide"],
    ], {"Meeting name": "touch.summary", "Activity date": "touch.on"}),
    "HubSpot tasks": ("task", [
        ["Record ID", "Task Title", "Task Status", "Due date", "Priority", "Assigned to", "Associated Company"],
        ["1", "Send deck", "Not started", "2025-12-01 08:00", "High", "Mo", "Tide"],
    ], {"Task Title": "task.title", "Task Status": "task.status", "Due date": "task.due_on"}),
    "Salesforce accounts": ("account", [
        ["Account Owner", "Account Name", "Type", "Billing Country", "Industry", "Employees", "Account ID",
         "Website"],
        ["Mo", "Tide", "Customer - Direct", "Norway", "Transportation", "120", "0015g00000AbCdE", "www.tide.example"],
    ], {"Account Owner": "account.csm", "Account ID": "account.external_id", "Website": "account.domain"}),
    "Salesforce cases": ("ticket", [
        ["Case Owner", "Account Name", "Subject", "Date/Time Opened", "Case Number", "Priority", "Status",
         "Date/Time Closed"],
        ["Mo", "Tide", "Login fails", "2025-10-01 09:12", "00001001", "High", "Closed", "2025-10-02 11:00"],
    ], {"Case Number": "ticket.external_id", "Date/Time Opened": "ticket.opened_at", "Subject": "ticket.subject"}),
    "Salesforce activities": ("touch", [
        ["Assigned", "Subject", "Date", "Status", "Company / Account", "Contact", "Task", "Activity Type",
         "Full Comments"],
        ["Mo", "Check in", "2025-11-03", "Completed", "Tide", "Ada Roe", "1", "Call", "All well"],
        ["Mo", "Demo", "2025-12-03", "Not Started", "Tide", "Ada Roe", "1", "Call", ""],
    ], {"Subject": "touch.summary", "Date": "touch.on", "Activity Type": "touch.kind", "Contact": "touch.contacts"}),
    "Pipedrive people": ("contact", [
        ["Person - ID", "Person - Name", "Person - Organization", "Person - Email - Work", "Person - Owner"],
        ["21", "Ada Roe", "Tide", "ada@tide.example", "Mo"],
    ], {"Person - Name": "contact.name", "Person - Email - Work": "contact.email"}),
    "Pipedrive organizations": ("account", [
        ["Organization - ID", "Organization - Name", "Organization - Owner", "Organization - Open deals"],
        ["11", "Tide", "Mo", "2"],
    ], {"Organization - ID": "account.external_id", "Organization - Name": "account.account"}),
    "Pipedrive activities": ("touch", [
        ["Activity - ID", "Activity - Done", "Activity - Type", "Activity - Subject", "Activity - Organization",
         "Activity - Due date"],
        ["31", "Done", "Call", "Check in", "Tide", "2025-11-03"],
        ["32", "To do", "Meeting", "Demo", "Tide", "2025-12-03"],
    ], {"Activity - Subject": "touch.summary", "Activity - Due date": "touch.on", "Activity - Type": "touch.kind"}),
}  # fmt: skip
"""What a row is, the export with the headers of its program, and where its columns go."""


@pytest.mark.parametrize("which", list(OTHERS))
def test_other_exports_of_these_programs_are_understood_without_a_word(which: str) -> None:
    noun, rows, wanted = OTHERS[which]
    made = plan(*rows)
    (sheet,) = made.sheets
    assert sheet.row_noun == noun
    found = {c.header: c.target for c in sheet.columns}
    assert {h: found[h] for h in wanted} == wanted
    assert {r.result for r in sheet.rows} == {Result.NEW}
    assert [a.account for a in of(made, Account)] == ["Tide"]
    assert {k.split(":")[0] for k in asked(made)} <= {"strangers", "columns"}


def test_what_is_still_to_be_done_is_no_touch_yet() -> None:
    for which in ("Salesforce activities", "Pipedrive activities"):
        (sheet,) = plan(*OTHERS[which][1]).sheets
        assert [(r.row, r.why) for r in sheet.left_out] == [(3, "it is still to be done, and no touch yet")]


def test_contacts_of_leads_make_no_customers() -> None:
    made = plan(
        ["Record ID", "First Name", "Last Name", "Email", "Lifecycle Stage", "Associated Company"],
        ["501", "Ada", "Roe", "ada@tide.example", "Customer", "Tide"],
        ["502", "Bo", "Poe", "bo@mira.example", "Lead", "Mira"],
    )
    assert strangers(made).default == "customers"
    assert standing(made) == {"Tide": "customer"}
