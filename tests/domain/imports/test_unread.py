"""Cells that cannot be read: the rest of their row comes, nothing is guessed, and what was written is not lost."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.imports.bench.plan import Plan, Result, plan_json
from csdesk.domain.imports.cells.grid import Fault, Value
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.imports.sheets.around import Options
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.tasks import Task
from tests.domain.imports.sheet import EMPTY, TODAY, asked, grid, of, plan, source, synonyms, waiting

HEAD: list[Value] = ["Customer", "Contact", "ARR", "Renewal date", "Notice days", "Notes"]
FULL: list[Value] = ["Acme", "Ann", "12.000,50", "31.03.2026", 30, "friendly"]


def with_(header: str, cell: Value) -> list[Value]:
    """A second customer one cell of which is odd."""
    row: list[Value] = ["Beta", "Bo", "500,00", "30.06.2026", 60, "shy"]
    row[HEAD.index(header)] = cell
    return row


def planned(*rows: Sequence[Value], answers: Mapping[str, str] | None = None) -> Plan:
    return plan(HEAD, FULL, *rows, answers={"edge:List:Renewal date": "last"} | dict(answers or {}))


def beta(made: Plan) -> Account:
    found: Account = next(a for a in of(made, Account) if a.account == "Beta")
    return found


@pytest.mark.parametrize(
    ("header", "word"),
    [
        ("ARR", "tbd"), ("ARR", "?"), ("ARR", "n/a"), ("ARR", "offen"), ("ARR", "por definir"), ("ARR", "à définir"),
        ("ARR", "a definir"), ("ARR", "–"), ("Renewal date", "unbekannt"), ("Renewal date", "TBC"),
        ("Renewal date", "pendiente"), ("Renewal date", "en attente"), ("Renewal date", "em aberto"),
        ("Notice days", "k. A."), ("Notice days", "none"), ("Notice days", "non renseigné"),
    ],
)  # fmt: skip
def test_a_word_for_not_known_is_an_absent_value_and_no_question(header: str, word: str) -> None:
    made = planned(with_(header, word))
    assert [k for k in asked(made) if k.startswith("unread")] == []
    assert [r.result for r in made.sheets[0].rows] == [Result.NEW, Result.NEW]
    line = of(made, Subscription)[1]
    amounts = [s.amount for s in of(made, Step) if s.subscription == line.id]
    assert {"ARR": amounts == [], "Renewal date": line.end is None, "Notice days": line.notice_days is None}[
        header
    ]
    assert beta(made).notes == "shy"


def test_which_words_were_taken_as_not_known_is_told_by_column_and_row() -> None:
    made = planned(with_("ARR", "tbd"), ["Gamma", "Cy", "–", "offen", "offen", None])
    assert (
        "Taken as not known: in “ARR” “tbd” (row 3); in “Renewal date” “offen” (row 4); "
        "in “Notice days” “offen” (row 4)." in made.sheets[0].notes
    )


@pytest.mark.parametrize(
    "words", ["auf Anfrage", "siehe Vertrag", "on request", "ver contrato", "sur devis", "a combinar"]
)
def test_words_that_say_where_it_is_said_are_kept_in_the_notes(words: str) -> None:
    made = planned(with_("ARR", words))
    assert beta(made).notes == f"shy\nARR: {words}"
    assert f"Kept in the account's notes: “ARR: {words}”." in made.sheets[0].notes


def test_one_question_a_column_asks_what_becomes_of_cells_that_cannot_be_read() -> None:
    full = [[f"Full {n}", "Di", "5,00", "31.03.2026", 30, None] for n in (5, 6)]
    made = planned(with_("Renewal date", "Q3?"), ["Gamma", "Cy", "300,00", "31.02.2026", 60, None], *full)
    question = next(q for q in made.questions if q.kind == "unread")
    assert (question.key, question.rows, question.default) == ("unread:List:Renewal date", (3, 4), "notes")
    assert question.evidence == (
        "“Q3?” in row 3: this is not a day; “31.02.2026” in row 4: there is no such day. "
        "Each can also be written as it should be."
    )
    cells = next(q for q in plan_json(made, applied=False)["questions"] if q["key"] == question.key)["cells"]
    assert cells[0] == {"key": "cell:List:Renewal date:3", "row": 3, "value": "Q3?"}
    assert [r.row for r in waiting(made)] == [3, 4]


def test_a_thousand_is_written_with_its_separator() -> None:
    assert (counted(1656, "account", "is"), counted(1, "account", "is")) == (
        "1,656 accounts are",
        "1 account is",
    )


def test_of_a_single_cell_it_is_said_that_it_can_be_written() -> None:
    (question,) = (q for q in planned(with_("Renewal date", "Q3?")).questions if q.kind == "unread")
    assert question.evidence == "“Q3?” in row 3: this is not a day. It can also be written as it should be."


def test_a_line_says_what_is_missing_where_the_sheet_has_a_column_for_it() -> None:
    row = planned(with_("ARR", "on request")).sheets[0].rows[1]
    assert row.what == "no amount; term ends 30 Jun 2026; contact Bo"
    assert planned(with_("Contact", None)).sheets[0].rows[1].what.endswith("no contact")


def test_of_contacts_and_amounts_nothing_is_said_where_the_sheet_has_no_such_column() -> None:
    made = plan(["Customer", "Product", "Seats", "Contract end"], ["Acme", "Team", 5, "2026-06-30"])
    assert [r.what for r in made.sheets[0].rows] == ["term ends 30 Jun 2026"]


def test_the_rows_wait_while_it_is_open_and_are_refused_where_it_is_answered_so() -> None:
    for answers, result in (({}, Result.WAITING), ({"unread:List:ARR": "refuse"}, Result.REFUSED)):
        made = planned(with_("ARR", "a lot"), answers=answers)
        rows = made.sheets[0].rows
        assert [r.result for r in rows] == [Result.NEW, result]
        assert [(p.row, p.column, p.value) for p in rows[1].problems] == [(3, "ARR", "a lot")]


def test_a_row_that_no_answer_can_save_is_refused_beside_those_that_wait() -> None:
    two = with_("ARR", "a lot")
    two[1] = "z" * 301  # longer than a contact's name can be
    odd: list[Value] = ["Gamma", "Cy", "very much", "30.06.2026", 60, None]
    good = [[f"Full {n}", "Di", "5,00", "31.03.2026", 30, None] for n in (5, 6)]
    made = planned(two, odd, *good)
    assert [r.result for r in made.sheets[0].rows] == [
        Result.NEW, Result.REFUSED, Result.WAITING, Result.NEW, Result.NEW,
    ]  # fmt: skip
    sheet = plan_json(made, applied=False)["sheets"][0]
    assert (sheet["refused"], sheet["waiting"], sheet["rows"]) == (1, 1, 5)
    assert [(p["row"], p["column"]) for p in sheet["problems"]] == [(3, "Contact"), (3, "ARR"), (4, "ARR")]


def test_left_empty_the_rest_of_the_row_comes() -> None:
    kept = planned(with_("ARR", "a lot"), answers={"unread:List:ARR": "notes"})
    assert [c.name for c in of(kept, Contact)] == ["Ann", "Bo"]
    assert of(kept, Subscription)[1].end == date(2026, 6, 30)
    assert beta(kept).notes == "shy\nARR: a lot"
    assert beta(planned(with_("ARR", "a lot"), answers={"unread:List:ARR": "empty"})).notes == "shy"


def test_a_cell_is_read_as_the_person_says_it_should_be() -> None:
    typed = {"cell:List:ARR:3": "1.740,50", "cell:List:Renewal date:3": "30.09.2026"}
    row = with_("ARR", "a lot")
    row[3] = "Q3?"
    made = planned(row, answers=typed)
    assert made.open == ()
    assert of(made, Subscription)[1].end == date(2026, 9, 30)
    assert [s.amount for s in of(made, Step)] == [1200050, 174050]


def test_what_is_typed_can_be_unreadable_too_and_an_empty_text_leaves_the_cell_out() -> None:
    again = planned(with_("ARR", "a lot"), answers={"cell:List:ARR:3": "even more"})
    assert next(q for q in again.open if q.kind == "unread").seen == ("even more",)
    left = planned(with_("ARR", "a lot"), answers={"cell:List:ARR:3": ""})
    assert (left.open, beta(left).notes) == ((), "shy")


def test_the_hint_writes_an_amount_as_the_file_does() -> None:
    comma = waiting(planned(with_("ARR", "a lot")))[0].problems[0].next
    point = waiting(plan(["Customer", "ARR"], ["Acme", "1,200.50"], ["Beta", "a lot"]))[0].problems[0].next
    whole = waiting(plan(["Customer", "ARR"], ["Acme", 1200], ["Beta", "a lot"]))[0].problems[0].next
    assert [n.split("such as ")[1].split(", or")[0] for n in (comma, point, whole)] == [
        "1740,00",
        "1740.00",
        "1740",
    ]


def test_a_question_and_a_refusal_write_amounts_as_the_file_does() -> None:
    made = plan(["Customer", "Contract value"], ["Acme", "1.740,50"], ["Beta", "2.000,00"])
    question = next(q for q in made.questions if q.kind == "amount")
    assert question.seen == ("1740,50", "2000,00")
    assert [c.text for c in question.choices] == [
        "Per year: ARR 1.740,50",
        "For the whole term: the ARR follows from the length of each term",
        "Per month: ARR 20.886,00",
    ]
    twelve = plan(["Customer", "MRR", "ARR"], ["Acme", "10,50", "100,00"]).refused[0].problems[0]
    assert (twelve.value, twelve.problem) == ("100,00", "ARR is not 12 × MRR (10,50)")


def test_an_error_of_the_spreadsheet_is_asked_about_and_leaves_no_words() -> None:
    made = planned(with_("Renewal date", Fault("#REF!")), answers={"unread:List:Renewal date": "notes"})
    assert (made.refused, beta(made).notes) == ((), "shy")


def test_a_name_that_is_no_name_makes_no_person_and_no_task() -> None:
    made = plan(
        ["Customer", "Contact", "Champion", "ARR", "Next step"],
        ["Acme", "TBD", "n/a", 5, "none"],
        ["Beta", "-", "unbekannt", 6, "keine"],
    )
    assert (of(made, Contact), of(made, Task)) == ([], [])


def test_an_account_may_be_called_so() -> None:
    made = plan(["Customer", "ARR"], ["Open", 5], ["None", 6], ["Unknown", 7])
    assert [a.account for a in of(made, Account)] == ["Open", "None", "Unknown"]


def test_a_vocabulary_keeps_its_own_words() -> None:
    made = plan(
        ["Customer", "ARR", "Stage"], ["Acme", 5, "n/a"], ["Beta", 6, "pending"], ["Ceta", 6, "Renewal"]
    )
    assert [k for k in asked(made) if k.startswith("value")] == ["value:List:Stage: pending"]


def test_a_row_of_facts_needs_its_day_and_not_all_else() -> None:
    made = plan(
        ["Account", "Ticket ID", "Subject", "Created", "Closed"],
        ["Acme", "1", "Slow", "2025-10-01", "2025-10-03"],
        ["Acme", "2", "Down", "2025-10-02", "ongoing"],
        ["Acme", "3", "Late", "some day", "2025-10-05"],
        options=Options(noun="ticket"),
    )
    assert [q.key for q in made.questions if q.kind == "unread"] == ["unread:List:Closed"]


def test_without_its_currency_or_discount_an_amount_would_be_another() -> None:
    head: list[Value] = ["Customer", "ARR", "Currency"]
    made = plan(head, ["Acme", 5, "EUR"], ["Beta", 6, "Taler"])
    assert not [q for q in made.questions if q.kind == "unread"]
    assert (
        made.refused[0].problems[0].problem == "there is no such currency: it has three letters, such as EUR"
    )


def test_who_wants_the_valid_rows_only_is_not_asked() -> None:
    made = plan(HEAD, FULL, with_("ARR", "a lot"), options=Options(valid_only=True))
    assert not [q for q in made.questions if q.kind == "unread"]
    assert [r.row for r in made.refused] == [3]


def test_a_day_that_can_be_read_both_ways_is_asked_about_once_and_its_row_waits() -> None:
    head: list[Value] = ["Customer", "ARR", "Signed"]
    made = plan(head, ["Acme", 100, "03/04/2025"], ["Beta", 200, "05/06/2025"])
    assert [q.key for q in made.open] == ["dates:List:Signed"]
    assert [(r.result, r.what) for r in made.sheets[0].rows] == [
        (Result.WAITING, "Signed: this can be read both ways (03/04/2025)"),
        (Result.WAITING, "Signed: this can be read both ways (05/06/2025)"),
    ]
    read = plan(
        head, ["Acme", 100, "03/04/2025"], ["Beta", 200, "05/06/2025"], answers={"dates:List:Signed": "dmy"}
    )
    assert [s.signed_on for s in of(read, Subscription)] == [date(2025, 4, 3), date(2025, 6, 5)]


def test_the_rows_of_an_account_whose_own_row_waits_wait_with_it() -> None:
    customers = grid(
        [
            HEAD,
            FULL,
            with_("ARR", "a lot"),
            *([f"Full {n}", "Di", "5,00", "31.03.2026", 30, None] for n in (5, 6)),
        ]
    )
    tickets = grid(
        [
            ["Customer", "Subject", "Opened at"],
            ["Acme", "Down", "2025-01-05"],
            ["Beta", "Slow", "2025-01-06"],
            ["Nobody", "Up", "2025-01-07"],
        ],
        "Tickets",
    )
    answers = {"edge:List:Renewal date": "last"}
    made = plan_files((source(customers, tickets),), EMPTY, answers, synonyms(), today=TODAY)
    assert [r.result for r in made.sheets[1].rows] == [Result.NEW, Result.WAITING, Result.LEFT_OUT]
    said = plan_files(
        (source(customers, tickets),), EMPTY, answers | {"unread:List:ARR": "empty"}, synonyms(), today=TODAY
    )
    assert [r.result for r in said.sheets[1].rows] == [Result.NEW, Result.NEW, Result.LEFT_OUT]


def test_a_cell_that_refuses_its_row_does_so_beside_others_of_its_column_that_are_left_empty() -> None:
    two = [with_("ARR", "a lot"), with_("ARR", "-5"), with_("ARR", "500,00")]
    made = planned(*two, answers={"unread:List:ARR": "empty", "negative:List:ARR": "refuse"})
    rows = made.sheets[0].rows
    assert [r.result for r in rows][:3] == [Result.NEW, Result.NEW, Result.REFUSED]
    assert [p.problem for p in rows[2].problems] == ["a recurring amount cannot be negative"]


def test_a_grey_dot_is_no_judgement_and_needs_no_answer() -> None:
    made = plan(
        ["Customer", "Colour", "ARR"], ["Acme", "green", 1], ["Borel", "grey", 2], ["Corvid", "⚪", 3]
    )
    assert not [k for k in asked(made) if k.startswith("unread")]
    assert [a.judgement for a in of(made, Account)] == [4, None, None]
    assert any(note.startswith("Taken as not known: in “Colour”") for note in made.sheets[0].notes)


def test_fewer_employees_than_none_are_asked_about() -> None:
    made = plan(["Customer", "Employees"], ["Acme", 5], ["Beta", -5])
    (question,) = [q for q in made.questions if q.kind == "unread"]
    assert question.evidence.startswith("“-5” in row 3: there are never fewer than 0.")


def test_fewer_minutes_than_none_are_asked_about() -> None:
    head: list[Value] = ["Date", "Account", "Summary", "Minutes"]
    rows: list[list[Value]] = [["2025-11-03", "Acme", "A call", 5], ["2025-11-04", "Acme", "A mail", -5]]
    made = plan(head, *rows, name="Touches")
    (question,) = [q for q in made.questions if q.kind == "unread"]
    assert "there are never fewer than 0" in question.evidence


def test_fewer_licences_than_none_are_asked_about() -> None:
    head: list[Value] = ["Date", "Account", "Active users", "Licences"]
    made = plan(head, ["2025-11-03", "Acme", 5, 10], ["2025-11-10", "Acme", 5, -10], name="Usage")
    assert [q.evidence for q in made.questions if "never fewer than 0" in q.evidence]


def test_fewer_active_users_than_none_are_asked_about() -> None:
    made = plan(["Customer", "MRR", "Active users"], ["Acme", 5, 10], ["Beta", 5, -10])
    assert [q.evidence for q in made.questions if "never fewer than 0" in q.evidence]


def test_a_page_on_a_site_of_many_is_nobodys_domain_and_not_lost() -> None:
    head: list[Value] = ["Customer", "Website", "ARR"]
    rows: list[list[Value]] = [
        ["Halden", "https://www.linkedin.com/company/halden", 500],
        ["Pinder", "de.linkedin.com/company/pinder", 500],
        ["Corvid", "corvid.example/de", 500],
    ]
    made = plan(head, *rows)
    (question,) = [q for q in made.questions if q.kind == "unread"]
    assert "this is a page on linkedin.com, and no domain of theirs" in question.evidence
    kept = plan(head, *rows, answers={question.key: "notes"})
    assert [a.domain for a in of(kept, Account)] == [None, None, "corvid.example"]
    assert "https://www.linkedin.com/company/halden" in (of(kept, Account)[0].notes or "")


def test_two_of_one_site_of_many_are_not_taken_for_one() -> None:
    made = plan(["Customer", "Website", "ARR"], ["Halden", "hubspot.com", 5], ["Pinder", "hubspot.com", 5])
    assert len(of(made, Account)) == 2
    assert [a.domain for a in of(made, Account)] == ["hubspot.com"] * 2
