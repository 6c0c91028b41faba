"""Exports of other programs: what a row is, and what its columns say."""

from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.errors import NothingToImport
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.opportunities import Opportunity
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.surveys import Survey
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Touch
from csdesk.domain.usage import Usage
from tests.domain.imports.sheet import asked, of, plan

ACME = Account(id=AccountId("a1"), account="Acme", domain="acme.example")
MIA = Contact(id=ContactId("c1"), account=ACME.id, name="Mia Stone", email="mia@private.example")
BOOK = Known({Account: (ACME,), Contact: (MIA,)})


def brought(head: list[Value], *rows: list[Value]) -> Plan:
    return plan(head, *rows, known=BOOK)


TICKETS: dict[str, tuple[list[Value], list[Value]]] = {
    "Freshdesk": (
        ["Ticket ID", "Subject", "Status", "Priority", "Agent", "Created time", "Resolved time", "Last updated time",
         "Company Name", "Health score", "Renewal date"],
        [41, "Login fails", "Resolved", "Urgent", "Kim", "2025-11-10 09:00:00", "2025-11-12 10:00:00", "", "Acme",
         "At risk", "2026-03-31"],
    ),
    "Zendesk": (
        ["Id", "Requester", "Requester id", "Subject", "Status", "Priority", "Created at", "Updated at", "Organization",
         "Solved at"],
        [41, "Mia", "360", "Login fails", "Solved", "Urgent", "2025-11-10 09:00", "", "Acme", "2025-11-12 10:00"],
    ),
    "Jira": (
        ["Summary", "Issue key", "Issue id", "Status", "Priority", "Created", "Updated", "Resolved",
         "Custom field (Organizations)"],
        ["Login fails", 41, 10500, "Resolved", "Highest", "10/Nov/25 9:00 AM", "", "12/Nov/25 10:00 AM", "Acme"],
    ),
    "Dynamics": (
        ["(Do Not Modify) Case", "Case Title", "Case Number", "Priority", "Customer", "Status Reason", "Status",
         "Created On", "Resolved On"],
        ["x-1", "Login fails", 41, "Urgent", "Acme", "Problem Solved", "Resolved", "2025-11-10 09:00",
         "2025-11-12 10:00"],
    ),
    "Help Scout": (
        ["Conversation ID", "Status", "Subject", "Priority", "Customer Name", "Customer Organization", "Assigned To",
         "Created Date", "Closed Date"],
        [41, "closed", "Login fails", "Urgent", "Mia Stone", "Acme", "Kim", "Nov 10, 2025 9:00am",
         "Nov 12, 2025 10:00am"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("program", TICKETS)
def test_tickets_of_a_help_desk_are_tickets_whatever_else_it_tells_of_their_company(program: str) -> None:
    made = brought(*TICKETS[program])
    (ticket,) = of(made, Ticket)
    assert (ticket.account, ticket.external_id, ticket.subject, ticket.severity) == (
        "a1",
        "41",
        "Login fails",
        1,
    )
    assert (ticket.opened_at.date(), ticket.closed_at.date()) == (date(2025, 11, 10), date(2025, 11, 12))
    assert {type(v) for v in made.values} == {Ticket}
    assert asked(made) in ([], ["columns:List:unknown"])


def test_ratings_of_a_help_desk_are_answers_about_satisfaction() -> None:
    made = brought(
        ["Date", "Customer", "Company", "Rating", "Comments", "User", "Conversation Number"],
        ["2025-11-20 10:00", "Mia Stone", "Acme", "Not Good", "slow", "Kim", 700],
    )
    (answer,) = of(made, Survey)
    assert (answer.contact, answer.kind, answer.score, answer.scale_max) == ("c1", "CSAT", 1, 5)
    assert (answer.answered_on, answer.comment) == (date(2025, 11, 20), "slow")


def test_answers_that_name_only_an_address_are_of_its_person_s_customer_or_of_its_domain() -> None:
    made = brought(
        ["Email", "Name", "Score", "Comment", "Sent At", "Responded At"],
        ["mia@private.example", "Mia Stone", 9, "good", "2025-11-18 09:00", "2025-11-20 09:00"],
        ["new@acme.example", "Noah Berg", 4, "", "2025-11-18 09:00", "2025-11-20 09:00"],
        ["who@elsewhere.example", "Lena Ruiz", 4, "", "2025-11-18 09:00", "2025-11-20 09:00"],
    )
    assert [(s.account, s.score) for s in of(made, Survey)] == [("a1", 9), ("a1", 4)]
    assert [(r.row, r.what) for r in made.sheets[0].rows if r.result is Result.LEFT_OUT] == [
        (4, "no account has a person of this address, or its domain")
    ]


def test_a_form_s_questions_say_what_its_columns_hold() -> None:
    made = brought(
        ["#", "What company are you with?", "How likely are you to recommend us to a friend?", "Why this score?",
         "Start Date (UTC)", "Submit Date (UTC)", "Network ID"],
        ["x1", "Acme", 9, "great", "2025-11-20 09:00", "2025-11-20 09:10", "n1"],
    )  # fmt: skip
    (answer,) = of(made, Survey)
    assert (answer.kind, answer.score, answer.comment) == ("NPS", 9, "great")
    assert answer.answered_on == date(2025, 11, 20)


def test_the_next_answer_of_a_person_is_another_one() -> None:
    head: list[Value] = ["Timestamp", "Company", "Email", "How satisfied are you with our service? (1-5)"]
    first: list[Value] = ["2025-11-01 09:00:00", "Acme", "mia@private.example", 4]
    made = brought(head, first, ["2025-11-20 09:00:00", "Acme", "mia@private.example", 2])
    assert [(s.answered_on, s.score, s.scale_max) for s in of(made, Survey)] == [
        (date(2025, 11, 1), 4, 5),
        (date(2025, 11, 20), 2, 5),
    ]


def test_calls_to_action_are_tasks() -> None:
    made = brought(
        [
            "Company Name",
            "Name",
            "Type",
            "Reason",
            "Priority",
            "Status",
            "Owner Name",
            "Due Date",
            "Closed Date",
        ],
        [
            "Acme",
            "Usage down",
            "Risk",
            "Product Usage",
            "High",
            "Closed Success",
            "Rita",
            "11/28/2025",
            "11/20/2025",
        ],
        ["Acme", "Send quote", "Renewal", "Upcoming", "Low", "Work In Progress", "Rita", "11/30/2025", None],
    )
    assert [(t.title, t.status, t.done_on) for t in of(made, Task)] == [
        ("Usage down", TaskStatus.DONE, date(2025, 11, 20)),
        ("Send quote", TaskStatus.OPEN, None),
    ]


def test_a_timeline_brings_touches_and_leaves_notes_of_one_s_own_out() -> None:
    made = brought(
        ["Activity ID", "Activity Type", "Subject", "Notes", "Activity Date", "Company Name", "Internal Attendees",
         "External Attendees", "Duration (in mins)"],
        ["t1", "Call", "Sync", "…", "11/20/2025 10:30 AM", "Acme", "Rita", "Mia Stone", 30],
        ["t2", "Update", "Status", "…", "11/19/2025 10:30 AM", "Acme", "Rita", "", None],
    )  # fmt: skip
    (touch,) = of(made, Touch)
    assert (touch.on, touch.minutes, touch.contacts, touch.external_id) == (
        date(2025, 11, 20),
        30,
        ("c1",),
        "t1",
    )
    assert [(left.row, left.why) for left in made.sheets[0].left_out] == [
        (3, "it is a note of your own, and no touch")
    ]


def test_a_score_or_a_last_visit_of_another_program_is_no_judgement_and_no_touch() -> None:
    made = brought(
        ["Name", "GSID", "SFDC Account ID", "ARR", "Renewal Date", "Current Score", "Users", "Last Seen"],
        ["Acme", "1P02", "0015e0", 48000, "2026-03-31", 82, 40, "2025-11-20"],
    )
    (account,) = of(made, Account)
    assert (account.id, account.external_id, account.judgement) == ("a1", "0015e0", None)
    assert not of(made, Touch)
    assert not of(made, Contact)


DEALS: dict[str, tuple[list[Value], list[Value]]] = {
    "Zoho": (
        ["Record Id", "Deal Name", "Deal Owner", "Amount", "Account Name.id", "Account Name", "Closing Date", "Stage",
         "Contact Name", "Created Time"],
        ["zcrm_1", "Add-on", "Rita", 6000, "zcrm_a", "Acme", "2025-11-20", "Closed Won", "Mia Stone",
         "2025-09-01 10:00:00"],
    ),
    "Dynamics": (
        ["(Do Not Modify) Opportunity", "Topic", "Potential Customer", "Est. close date", "Est. revenue", "Contact",
         "Account", "Status", "Status Reason", "Actual Revenue"],
        ["x1", "Add-on", "Acme", "2025-11-20", 6000, "Mia Stone", "Acme", "Won", "Won", 6100],
    ),
    "Copper": (
        ["Opportunity ID", "Opportunity", "Company", "Primary Contact", "Stage", "Status", "Value", "Currency",
         "Win Probability", "Close Date", "Owned By"],
        ["22", "Add-on", "Acme", "Mia Stone", "Proposal", "Won", 6000, "USD", "60%", "11/20/2025", "Rita"],
    ),
    "Close": (
        ["id", "lead_id", "lead_name", "contact_name", "status_label", "status_type", "value", "value_currency",
         "value_period", "confidence", "date_won", "note"],
        ["oppo_1", "lead_1", "Acme", "Mia Stone", "Signed", "won", 500, "USD", "monthly", 100, "2025-11-20", "Add-on"],
    ),
    "Capsule": (
        ["Id", "Name", "Party", "Milestone", "Probability", "Value", "Currency", "Duration basis", "Duration",
         "Total value", "Expected close", "Closed on"],
        ["1", "Add-on", "Acme", "Won", 100, 500, "USD", "Monthly", 12, 6000, "2025-11-20", "2025-11-20"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("program", DEALS)
def test_a_deal_of_another_program_is_an_opportunity_and_no_contract(program: str) -> None:
    made = brought(*DEALS[program])
    (deal,) = of(made, Opportunity)
    assert (deal.account, deal.opportunity, deal.stage, deal.amount) == ("a1", "Add-on", "won", 600000)
    assert deal.decided_on == date(2025, 11, 20)
    assert not of(made, Subscription)
    assert asked(made) in ([], ["columns:List:unknown"])


MEETINGS: dict[str, tuple[list[Value], list[list[Value]]]] = {
    "Outlook": (
        ["Subject", "Start Date", "Start Time", "End Date", "End Time", "All day event", "Required Attendees"],
        [["Sync", "20/11/2025", "10:00:00", "20/11/2025", "10:30:00", "False",
          "rita@ours.example; Mia Stone <mia@private.example>"],
         ["Sync", "30/11/2025", "10:00:00", "30/11/2025", "10:30:00", "False", "mia@private.example"]],
    ),
    "Calendly": (
        ["User Name", "Invitee Name", "Invitee Email", "Event Type Name", "Start Date & Time", "End Date & Time",
         "Canceled"],
        [["Rita", "Mia Stone", "mia@private.example", "Sync", "2025-11-20 10:00 am", "2025-11-20 10:30 am", "false"],
         ["Rita", "Mia Stone", "mia@private.example", "Sync", "2025-11-19 10:00 am", "2025-11-19 10:30 am", "true"],
         ["Rita", "Mia Stone", "mia@private.example", "Sync", "2025-11-30 10:00 am", "2025-11-30 10:30 am", "false"]],
    ),
    "Gong": (
        ["Call ID", "Call title", "Call date", "Call duration (min)", "Owner", "Account name", "External participants",
         "Direction", "Call URL"],
        [["77", "Sync", "2025-11-20T09:14:07Z", 30, "Rita", "Acme", "Mia Stone", "Conference", "https://x.example"]],
    ),
    "Fireflies": (
        ["Title", "Date", "Duration (mins)", "Host Email", "Participants", "Transcript URL"],
        [["Sync", "2025-11-20T09:14:07Z", "31.5", "rita@ours.example", "rita@ours.example, mia@private.example",
          "https://x.example"]],
    ),
}  # fmt: skip


@pytest.mark.parametrize("program", MEETINGS)
def test_a_meeting_of_a_calendar_is_a_touch_once_it_happened(program: str) -> None:
    head, rows = MEETINGS[program]
    made = brought(head, *rows)
    (touch,) = of(made, Touch)
    assert (touch.account, touch.on, touch.summary) == ("a1", date(2025, 11, 20), "Sync")
    assert {type(v) for v in made.values} == {Touch}
    assert asked(made) == []
    whys = {left.why for left in made.sheets[0].left_out}
    assert whys <= {"it is still ahead, and no touch yet", "it was cancelled"}


BOARDS: dict[str, tuple[list[Value], list[list[Value]]]] = {
    "Asana": (
        ["Task ID", "Created At", "Completed At", "Last Modified", "Name", "Section/Column", "Assignee", "Due Date",
         "Projects", "Customer"],
        [["1", "2025-11-01", "2025-11-19", "2025-11-19", "Fix SSO", "Done", "Rita", "2025-11-20", "CS", "Acme"],
         ["2", "2025-11-01", "", "2025-11-19", "Send deck", "To do", "Rita", "2025-11-28", "CS", "Acme"]],
    ),
    "Trello": (
        ["Card ID", "Card Name", "Due Date", "List Name", "Board Name", "Archived", "Due Complete", "Customer"],
        [["1", "Fix SSO", "2025-11-20T09:00:00Z", "Doing", "CS", "false", "true", "Acme"],
         ["2", "Send deck", "2025-11-28T09:00:00Z", "Doing", "CS", "false", "false", "Acme"],
         ["3", "Old", "2025-11-28T09:00:00Z", "Doing", "CS", "true", "false", "Acme"]],
    ),
    "Notion": (
        ["Task name", "Status", "Due date", "Customer"],
        [["Fix SSO", "Done", "November 20, 2025", "Acme (https://www.notion.so/Acme-4a5b?pvs=21)"],
         ["Send deck", "In progress", "November 28, 2025", "Acme (https://www.notion.so/Acme-4a5b?pvs=21)"]],
    ),
    "Monday": (
        ["Name", "Person", "Status", "Due date", "Account"],
        [["Fix SSO", "Rita", "Done", "2025-11-20", "Acme"],
         ["Next week", None, None, None, None],
         ["Name", "Person", "Status", "Due date", "Account"],
         ["Send deck", "Rita", "Working on it", "2025-11-28", "Acme"]],
    ),
}  # fmt: skip


@pytest.mark.parametrize("program", BOARDS)
def test_a_card_of_a_board_is_a_task_that_is_open_or_done(program: str) -> None:
    head, rows = BOARDS[program]
    made = brought(head, *rows)
    assert [(t.account, t.title, t.due_on, t.status) for t in of(made, Task)] == [
        ("a1", "Fix SSO", date(2025, 11, 20), TaskStatus.DONE),
        ("a1", "Send deck", date(2025, 11, 28), TaskStatus.OPEN),
    ]
    assert asked(made) in ([], ["columns:List:unknown"])


BRING_NOTHING: list[tuple[list[Value], list[Value]]] = [
    (
        [
            "Document name",
            "Status",
            "Sent",
            "Completed",
            "Expires",
            "Total value",
            "Recipient email",
            "Company",
        ],
        ["Order form", "Sent", "2025-11-01", "", "2025-12-01", 48000, "mia@private.example", "Acme"],
    ),
    (
        ["Date", "Customer", "Movement Type", "MRR Movement", "Current MRR"],
        ["2025-11-01", "Acme", "Churn", -900, 0],
    ),
]


@pytest.mark.parametrize(("head", "row"), BRING_NOTHING)
def test_documents_to_sign_and_movements_of_revenue_bring_nothing_though_they_name_customers(
    head: list[Value], row: list[Value]
) -> None:
    with pytest.raises(NothingToImport):
        brought(head, row)


def test_a_picture_is_nobody_s_name_and_an_event_is_use() -> None:
    made = plan(["Name", "Logo", "ARR"], ["Acme", "logo.png (https://dl.example/x)", 1200])
    assert [a.account for a in of(made, Account)] == ["Acme"]
    used = brought(["Date", "Company", "Event", "Total events"], ["2025-11-17", "Acme", "Report created", 7])
    assert [(u.measure, u.on, u.value) for u in of(used, Usage)] == [
        ("Report created", date(2025, 11, 17), 7)
    ]
