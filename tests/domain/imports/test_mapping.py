from datetime import date

import pytest

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.mapped import map_table
from csdesk.domain.imports.tables.found import table_of
from csdesk.domain.subscriptions import Step
from csdesk.domain.usage import Usage
from tests.domain.imports.sheet import grid, of, plan, synonyms


def targets(*rows: list[Value], name: str = "List") -> dict[str, str | None]:
    mapping = map_table(table_of(grid(rows, name), synonyms()), synonyms())
    return {c.header: c.target for c in mapping.columns}


def test_exact_headers_known_words_and_near_misses_say_why() -> None:
    rows: list[list[Value]] = [
        ["Account", "Client website", "Monthly recuring revenue", "Zodiac"],
        ["Acme", "acme.example", 10, "Leo"],
    ]
    mapping = map_table(table_of(grid(rows), synonyms()), synonyms())
    told = {c.header: (c.target, c.because) for c in mapping.columns}
    assert told["Account"] == ("account.account", "same name")
    assert told["Monthly recuring revenue"] == ("subscription.mrr", "similar")
    assert told["Zodiac"] == (None, "you decide")
    assert all(0 <= c.confidence <= 1 for c in mapping.columns)
    assert mapping.columns[0].samples == ("Acme",)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (["Kunde", "Webseite", "Monatsumsatz", "Vertragsende", "Kündigungsfrist"],
         ["account", "domain", "mrr", "end", "notice_days"]),
        (["Cliente", "Sitio web", "Ingreso mensual", "Fecha de renovación", "Preaviso"],
         ["account", "domain", "mrr", "renewal_date", "notice_days"]),
        (["Société", "Site web", "Revenu mensuel", "Renouvellement", "Préavis"],
         ["account", "domain", "mrr", "renewal_date", "notice_days"]),
        (["Empresa", "Site", "Receita mensal", "Renovação", "Aviso prévio"],
         ["account", "domain", "mrr", "renewal_date", "notice_days"]),
    ],
)  # fmt: skip
def test_columns_are_known_in_five_languages(headers: list[Value], expected: list[str]) -> None:
    found = targets(headers, ["Acme", "acme.example", 10, "2026-03-31", 30])
    assert [str(t).split(".")[1] for t in found.values()] == expected


def test_content_speaks_against_a_header() -> None:
    assert targets(["Customer", "Health"], ["Acme", "🟢"])["Health"] == "account.judgement"
    assert targets(["Customer", "Health"], ["Acme", "a long story about them"])["Health"] is None
    assert targets(["Customer", "Status"], ["Acme", "🟢"])["Status"] == "account.judgement"
    assert targets(["Customer", "Status"], ["Acme", "Active"])["Status"] == "account.status"
    both: list[Value] = ["Customer", "Health", "Status"]
    assert targets(both, ["Acme", "🟢", "🟡"]) == dict(
        zip(both, ("account.account", "account.judgement", None), strict=True)
    )
    assert targets(["Customer", "Renewal"], ["Acme", "maybe"])["Renewal"] is None


def test_one_field_takes_one_column_the_surest() -> None:
    found = targets(["Customer", "Client", "ARR"], ["Acme", "Acme Inc", 5])
    assert list(found.values()).count("account.account") == 1


def test_a_name_column_is_the_account_where_there_is_no_other() -> None:
    assert targets(["Name", "ARR"], ["Acme", 5])["Name"] == "account.account"
    assert targets(["Account", "Name", "ARR"], ["Acme", "Zoe", 5])["Name"] == "contact.name"


@pytest.mark.parametrize(
    ("name", "headers", "noun"),
    [
        ("export", ["Ticket id", "Organization", "Subject", "Priority", "Created at"], "ticket"),
        ("Touch log", ["Date", "Account", "Type", "What happened"], "touch"),
        ("NPS", ["Sent", "Account", "Respondent", "Score"], "survey"),
        ("Contacts", ["Account", "Name", "Role", "E-mail"], "contact"),
        ("Invoices", ["Account", "Number", "Issued on", "Amount"], "invoice"),
        ("Customers", ["Account", "ARR", "Renewal"], "account"),
    ],
)
def test_a_sheet_is_known_by_its_columns_and_its_name(name: str, headers: list[Value], noun: str) -> None:
    assert map_table(table_of(grid([headers, ["x"]], name), synonyms()), synonyms()).noun == noun


def test_months_as_columns_are_readings_of_usage() -> None:
    found = targets(
        ["Account", "Jan 2025", "Feb 2025", "2025-03"], ["Acme", 5, 6, 7], ["Beta", 1, None, 2], name="Logins"
    )
    assert list(found.values())[1:] == ["usage.month"] * 3


@pytest.mark.parametrize(
    "heads",
    [
        ("2025-01-01", "2025-02-01", "2025-03-01"),
        ("31.01.2025", "28.02.2025", "31.03.2025"),
        ("2025-01", "2025-02", "2025-03"),
    ],
)
def test_days_that_a_text_file_writes_for_months_are_months(heads: tuple[str, ...]) -> None:
    made = plan(["Account", *heads], ["Acme", 5, 6, 7], ["Beta", 1, None, 2], name="Logins")
    assert [c.target for c in made.sheets[0].columns][1:] == ["usage.month"] * 3
    assert sorted({u.on.month for u in of(made, Usage)}) == [1, 2, 3]
    assert len(of(made, Usage)) == 5


def test_other_days_as_columns_are_no_months() -> None:
    found = targets(["Account", "2025-01-06", "2025-01-13"], ["Acme", 5, 6], ["Beta", 1, 2], name="Logins")
    assert list(found.values())[1:] == [None, None]


def test_a_person_may_say_where_a_column_goes() -> None:
    table = table_of(grid([["Customer", "Zodiac"], ["Acme", "Leo"]]), synonyms())
    told = map_table(table, synonyms(), answers={"column:List:Zodiac": "account.segment"})
    assert told.columns[1].target == "account.segment"
    left = map_table(table, synonyms(), answers={"column:List:Customer": "omit"})
    assert left.columns[0].target is None


def test_the_workbooks_own_sheet_is_recognised() -> None:
    rows: list[list[Value]] = [["ID", "Account", "Domain", "ARR"], ["k1", "Acme", None, 5]]
    assert map_table(table_of(grid(rows, "Accounts"), synonyms()), synonyms()).own
    assert not map_table(table_of(grid(rows, "My list"), synonyms()), synonyms()).own


def test_a_header_that_is_only_similar_goes_to_no_vocabulary_of_which_it_says_no_word() -> None:
    head: list[Value] = ["Customer", "Billing address", "Billing mode"]
    made = plan(head, ["Acme", "1 Main St, Boston", "monthly"], ["Borel", "2 Rue A, Paris", "yearly"])
    (sheet,) = made.sheets
    assert {c.header: c.target for c in sheet.columns}["Billing address"] is None
    assert not [q for q in made.questions if q.kind == "value"]


def test_a_header_that_is_only_similar_to_auto_renewal_must_say_yes_or_no_and_nothing_else() -> None:
    head: list[Value] = ["Customer", "ARR", "Renewing?"]
    sure: list[list[Value]] = [["Acme", 1, "yes"], ["Borel", 2, "no"]]
    assert targets(head, *sure)["Renewing?"] == "subscription.auto_renew"
    assert targets(head, *sure, ["Corvid", 3, "likely"])["Renewing?"] is None


@pytest.mark.parametrize(
    ("header", "cell", "named"),
    [
        ("Contract period", "01/01/2026 - 12/31/2026", "subscription.start_and_end"),
        ("Contract refs", "C-1", "subscription.external_id"),
        ("Order Nr.", "O-1", "subscription.external_id"),
    ],
)
def test_a_header_that_is_only_nearly_that_of_an_id_is_one_where_it_says_so(
    header: str, cell: str, named: str | None
) -> None:
    made = plan(["Customer", "ARR", header], ["Acme", 100, cell], ["Beta", 100, f"{cell} "])
    assert made.sheets[0].columns[2].target == named


def test_a_header_of_which_a_known_name_says_more_is_none_of_it() -> None:
    head: list[Value] = ["Company", "ARR", "Date", "Last seen", "Engagement score", "Account link"]
    row: list[Value] = ["Acme", 1200, date(2026, 11, 20), date(2026, 11, 18), 82, "https://crm.example/1"]
    other: list[Value] = ["Borel", 2400, date(2026, 11, 19), date(2026, 11, 17), 41, "https://crm.example/2"]
    found = targets(head, row, other)
    assert [found[str(h)] for h in head[2:]] == [None] * 4


@pytest.mark.parametrize("word", ["Date", "Datum", "Fecha", "Data", "Day", "Date le"])
def test_a_column_that_says_no_more_than_that_it_holds_days_is_none_of_ours(word: str) -> None:
    rows: list[list[Value]] = [["Customer", word, "Segment"], ["Acme", "2026-09-30", "A"]]
    assert targets(*rows)[word] is None


@pytest.mark.parametrize(
    "name", ["Cancellation", "Cancellations 2026", "Kündigungen", "Résiliations", "Abgänge"]
)
def test_a_sheet_that_is_called_so_holds_losses_and_no_terms(name: str) -> None:
    rows: list[list[Value]] = [["Customer", "Date", "Reason"], ["Acme", "2026-09-30", "price"]]
    assert targets(*rows, name=name)["Date"] == "churn.lost_on"


@pytest.mark.parametrize(
    "headers", [("New MRR", "Expansion MRR", "Churned MRR"), ("CRM seats", "ERP seats", "MRR")]
)
def test_of_several_columns_that_are_nearly_called_so_none_is_taken_for_it(headers: tuple[str, ...]) -> None:
    made = plan(["Customer", *headers], ["Acme", 10, 20, 300])
    unknown = next(q for q in made.open if q.key == "columns:List:unknown")
    assert [h for h in headers if h != "MRR"] == [h for h in headers if f"“{h}”" in unknown.text]
    assert [s.quantity for s in of(made, Step)] == ([None] if "MRR" in headers else [])
