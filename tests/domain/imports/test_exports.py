from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.custom import CustomField
from csdesk.domain.errors import NothingToImport
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.imports.vocabulary.exports import recognised
from csdesk.domain.invoices import Invoice
from csdesk.domain.opportunities import Opportunity, OpportunityStage
from csdesk.domain.subscriptions import Period, Step, Subscription
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Touch, TouchKind
from tests.domain.imports.sheet import EMPTY, TODAY, asked, grid, of, plan, source, synonyms

Rows = Sequence[Sequence[Value]]
CUSTOMERS: Rows = (
    ["id", "created", "currency", "delinquent", "email", "name", "is_deleted", "metadata"],
    ["cus_1", "2021-01-18 12:35:30", "usd", "FALSE", "ann@acme.com", "Acme", "FALSE", '{"crm":"77"}'],
    ["cus_2", "2021-02-18 12:35:30", "eur", "FALSE", "bo@beta.de", "Beta", "FALSE", '{"crm":"78"}'],
    ["cus_3", "2021-02-18 12:35:30", "jpy", "FALSE", "co@gamma.jp", "Gamma", "FALSE", "{}"],
    ["cus_9", "2021-02-18 12:35:30", "usd", "FALSE", "x@gone.com", "Gone", "TRUE", "{}"],
)
SUBSCRIPTIONS: Rows = (
    ["id", "cancel_at_period_end", "canceled_at", "current_period_start", "current_period_end", "customer_id",
     "ended_at", "quantity", "start_date", "status"],
    ["sub_1", "FALSE", "", "2025-11-01 08:00:00", "2025-12-01 08:00:00", "cus_1", "", "1", "2024-05-01 08:00:00",
     "active"],
    ["sub_2", "TRUE", "", "2025-03-01 08:00:00", "2026-03-01 08:00:00", "cus_2", "", "1", "2024-03-01 08:00:00",
     "active"],
    ["sub_3", "FALSE", "", "2025-09-01 08:00:00", "2025-12-01 08:00:00", "cus_3", "", "1", "2025-09-01 08:00:00",
     "active"],
)  # fmt: skip
ITEMS: Rows = (
    ["id", "created", "current_period_end", "metadata", "plan_id", "quantity", "subscription_id"],
    ["si_1", "2024-05-01", "2025-12-01 08:00:00", "{}", "price_m", "3", "sub_1"],
    ["si_2", "2024-03-01", "2026-03-01 08:00:00", "{}", "plan_y", "1", "sub_2"],
    ["si_3", "2025-09-01", "2025-12-01 08:00:00", "{}", "price_q", "2", "sub_3"],
    ["si_4", "2025-09-01", "2025-12-01 08:00:00", "{}", "price_q", "2", "sub_unknown"],
)
PRICES: Rows = (
    ["id", "currency", "product_id", "recurring_interval", "recurring_interval_count", "unit_amount"],
    ["price_m", "usd", "prod_1", "month", "1", "2999"],
    ["price_q", "jpy", "prod_2", "month", "3", "9000"],
)
PLANS: Rows = (
    ["id", "amount", "billing_scheme", "currency", "interval", "interval_count", "product_id"],
    ["plan_y", "120000", "per_unit", "eur", "year", "1", "prod_2"],
)
PRODUCTS: Rows = (
    ["id", "name", "statement_descriptor", "unit_label"],
    ["prod_1", "Team", "", ""],
    ["prod_2", "Scale", "", ""],
)
STRIPE = {
    "customer": CUSTOMERS, "subscription": SUBSCRIPTIONS, "subscription_item": ITEMS, "price": PRICES, "plan": PLANS,
    "product": PRODUCTS,
}  # fmt: skip


def together(tables: Mapping[str, Rows], answers: Mapping[str, str] | None = None) -> Plan:
    made = tuple(
        source(grid(rows, name), file=f"{name}.csv", sha=name, on=date(2025, 11, 20))
        for name, rows in tables.items()
    )
    return plan_files(made, EMPTY, answers or {}, synonyms(), today=TODAY)


@pytest.fixture
def stripe() -> Plan:
    return together(STRIPE)


def test_five_tables_of_stripe_make_lines_with_their_amounts(stripe: Plan) -> None:
    lines = {s.external_id: s for s in of(stripe, Subscription)}
    amounts = {s.subscription: (s.amount, s.quantity) for s in of(stripe, Step)}
    assert {k: (v.period, v.currency, amounts[v.id]) for k, v in lines.items()} == {
        "si_1": (Period.MONTH, "USD", (8997, 3)),
        "si_2": (Period.YEAR, "EUR", (120000, 1)),
        "si_3": (Period.QUARTER, "JPY", (18000, 2)),
    }


def test_a_period_ends_the_day_before_the_next_begins_and_a_monthly_line_has_no_end(stripe: Plan) -> None:
    lines = {s.external_id: (s.start, s.end, s.auto_renew, s.term_months) for s in of(stripe, Subscription)}
    assert lines == {
        "si_1": (date(2024, 5, 1), None, True, None),
        "si_2": (date(2024, 3, 1), date(2026, 2, 28), False, 12),
        "si_3": (date(2025, 9, 1), date(2025, 11, 30), True, 3),
    }


def test_stripe_asks_little(stripe: Plan) -> None:
    assert asked(stripe) == ["columns:customer:unknown", "price:subscription_item:unit_amount (price)"]


def test_what_a_table_is_left_out_for_is_one_sentence(stripe: Plan) -> None:
    assert {s.sheet: s.why for s in stripe.skipped} == {
        "subscription": "its rows are left out: told by “subscription_item”",
        "price": "it is read together with “subscription_item”",
        "plan": "it is read together with “subscription_item”",
        "product": "it is read together with “price”",
    }


def test_deleted_rows_are_left_out_and_named(stripe: Plan) -> None:
    customers = next(s for s in stripe.sheets if s.sheet == "customer")
    assert [(x.row, x.text, x.why) for x in customers.left_out] == [
        (5, "cus_9", "deleted where it comes from, as “is_deleted” says")
    ]
    assert "Gone" not in {a.account for a in of(stripe, Account)}


def test_a_row_without_a_customer_is_left_out_and_named(stripe: Plan) -> None:
    items = next(s for s in stripe.sheets if s.sheet == "subscription_item")
    assert [(x.row, x.why) for x in items.left_out] == [(5, "it names no customer")]


def test_json_in_cells_becomes_columns(stripe: Plan) -> None:
    customers = next(s for s in stripe.sheets if s.sheet == "customer")
    assert [c.samples for c in customers.columns if c.header == "metadata: crm"] == [("77", "78")]


@pytest.mark.parametrize("kept", ["custom", "notes"])
def test_what_only_the_other_program_needs_is_kept_nowhere(kept: str) -> None:
    made = together(STRIPE, {"columns:customer:unknown": kept})
    fields = {f.name for f in of(made, CustomField)}
    notes = "".join(a.notes or "" for a in of(made, Account))
    assert fields == ({"delinquent", "metadata: crm"} if kept == "custom" else set())
    assert ("metadata: crm: 77" in notes) == (kept == "notes")
    assert "created" not in notes


def test_several_items_of_one_subscription_are_several_lines() -> None:
    items = [*ITEMS, ["si_5", "2024-05-01", "2025-12-01 08:00:00", "{}", "plan_y", "1", "sub_1"]]
    made = together({**STRIPE, "subscription_item": items})
    assert sorted(str(s.external_id) for s in of(made, Subscription)) == ["si_1", "si_2", "si_3", "si_5"]


def test_invoices_of_stripe_are_in_cents_and_drafts_are_left_out() -> None:
    head = ["id", "amount_due", "amount_paid", "amount_remaining", "created", "currency", "customer_id", "number",
            "status", "total"]  # fmt: skip
    rows: Rows = [
        ["in_1", "1000", "1000", "0", "2025-10-01T08:00:00Z", "usd", "cus_1", "A-1", "open", "1000"],
        ["in_2", "1000", "0", "0", "2025-10-01T08:00:00Z", "jpy", "cus_3", "A-2", "open", "1000"],
        ["in_3", "1000", "0", "0", "2025-10-01T08:00:00Z", "usd", "cus_1", "", "draft", "1000"],
    ]
    made = together({"customer": CUSTOMERS, "invoice": [head, *rows]})
    assert [(i.number, i.amount, i.currency, i.issued_on) for i in of(made, Invoice)] == [
        ("A-1", 1000, "USD", date(2025, 10, 1)),
        ("A-2", 1000, "JPY", date(2025, 10, 1)),
    ]
    notes = next(s for s in made.sheets if s.sheet == "invoice").notes
    assert "“total” is in cents (Stripe keeps amounts so): 1000 is 10.00." in notes


def test_amounts_that_may_be_cents_are_asked_about_once() -> None:
    rows: Rows = [
        ["Customer", "unit_amount", "Quantity", "Billing period"],
        ["Acme", 2999, 1, "month"],
        ["Beta", 4900, 1, "month"],
    ]
    assert asked(plan(*rows)) == ["cents:List:unit_amount"]
    as_cents = plan(*rows, answers={"cents:List:unit_amount": "cents"})
    assert [s.amount for s in of(as_cents, Step)] == [2999, 4900]
    whole = plan(*rows, answers={"cents:List:unit_amount": "whole"})
    assert [s.amount for s in of(whole, Step)] == [299900, 490000]


def test_a_header_that_says_cents_is_believed() -> None:
    made = plan(["Customer", "MRR (cents)"], ["Acme", 2999])
    assert [s.amount for s in of(made, Step)] == [35988]


HUBSPOT_COMPANIES: Rows = (
    ["id", "is_deleted", "_fivetran_synced", "property_name", "property_createdate", "property_industry",
     "property_annualrevenue", "property_hubspot_owner_id"],
    ["11", "false", "2025-01-01", "Acme", "2019-07-05 20:35:26", "Retail", "10000000", "501"],
    ["12", "true", "2025-01-01", "Gone", "2019-07-05 20:35:26", "Retail", "10000000", "501"],
)  # fmt: skip


def test_hubspot_names_owners_merged_people_and_what_its_companies_earn_is_no_arr() -> None:
    contacts = [
        ["_fivetran_deleted", "id", "property_email", "property_firstname", "property_lastname",
         "property_associatedcompanyid", "property_hs_merged_object_ids"],
        ["FALSE", "1", "ann@acme.com", "Ann", "Lee", "11", "2;3"],
        ["FALSE", "2", "old@acme.com", "Ann", "Lee", "11", ""],
        ["TRUE", "4", "bo@acme.com", "Bo", "Ray", "11", ""],
        ["FALSE", "5", "no@body.com", "No", "Body", "", ""],
    ]  # fmt: skip
    owners = [
        ["owner_id", "portal_id", "email", "first_name", "last_name"],
        ["501", "9", "me@us.com", "Me", "Us"],
    ]
    made = together({"company": HUBSPOT_COMPANIES, "contact": contacts, "owner": owners})
    assert [(a.account, a.external_id, a.csm) for a in of(made, Account)] == [("Acme", "11", "me@us.com")]
    assert [(c.name, c.email, c.external_id) for c in of(made, Contact)] == [("Ann Lee", "ann@acme.com", "1")]
    assert of(made, Step) == []
    people = next(s for s in made.sheets if s.sheet == "contact")
    assert [(x.row, x.why) for x in people.left_out] == [
        (3, "merged into 1 where it comes from"),
        (4, "deleted where it comes from, as “_fivetran_deleted” says"),
        (5, "it names no customer"),
    ]


def test_meetings_reach_their_company_through_the_table_of_links() -> None:
    meetings = [
        ["engagement_id", "start_time", "title", "meeting_outcome"],
        ["7", "2025-10-02T09:30:00+02:00", "Roadmap", ""],
        ["8", "2025-10-03T09:30:00Z", "Somebody else", ""],
    ]
    links = [["company_id", "engagement_id", "engagement_type", "type_id"], ["11", "7", "MEETING", "1"]]
    made = together(
        {"company": HUBSPOT_COMPANIES, "engagement_meeting": meetings, "engagement_company": links}
    )
    assert [(t.on, t.kind, t.summary) for t in of(made, Touch)] == [
        (date(2025, 10, 2), TouchKind.MEETING, "Roadmap")
    ]


def test_zendesk_organizations_users_and_tickets_are_joined() -> None:
    organizations = [
        ["id", "name", "shared_tickets", "shared_comments", "external_id", "url"],
        ["370", "Acme", "FALSE", "FALSE", "A-7", "https://x"],
    ]
    domains = [["index", "organization_id", "domain_name"], ["0", "370", "acme.com"]]
    users = [
        ["id", "name", "email", "organization_id", "role", "restricted_agent", "time_zone"],
        ["1", "Arthur", "arthur@us.com", "370", "agent", "FALSE", "UTC"],
        ["2", "Ann Lee", "ann@acme.com", "370", "end-user", "TRUE", "UTC"],
    ]
    tickets = [
        [
            "id",
            "created_at",
            "updated_at",
            "organization_id",
            "priority",
            "requester_id",
            "status",
            "subject",
            "via_channel",
        ],
        ["9", "2025-10-01 09:54:52", "2025-10-03 10:00:00", "370", "urgent", "2", "solved", "Broken", "web"],
        ["10", "2025-10-01T09:54:52Z", "2025-10-03 10:00:00", "370", "low", "2", "open", "Slow", "web"],
        ["11", "2025-10-01T09:54:52Z", "2025-10-03 10:00:00", "370", "", "2", "deleted", "Spam", "web"],
    ]
    made = together({"organization": organizations, "domain_name": domains, "user": users, "ticket": tickets})
    assert [(a.account, a.external_id, a.domain) for a in of(made, Account)] == [("Acme", "370", "acme.com")]
    assert [c.name for c in of(made, Contact)] == ["Ann Lee"]
    found = [(t.external_id, t.severity, t.closed_at and t.closed_at.date()) for t in of(made, Ticket)]
    assert found == [("9", 1, date(2025, 10, 3)), ("10", 4, None)]
    assert [q for q in asked(made) if q != "columns:organization:unknown"] == []


TECHNICAL: Mapping[str, Rows] = {
    "audit_log": [["id", "action", "actor_id", "change_description"], ["1", "update", "2", "x"]],
    "deal_contact": [["contact_id", "deal_id", "type_id"], ["1", "2", "3"]],
    "property_history": [["company_id", "timestamp", "source", "source_id", "name", "value"], ["1", "2", "3", "4",
    "5", "6"]],
    "schedule": [["id", "time_zone", "start_time_utc"], ["1", "CET", "8"]],
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(TECHNICAL))
def test_a_technical_table_asks_nothing_and_says_what_it_is(name: str) -> None:
    made = together({"company": HUBSPOT_COMPANIES, name: TECHNICAL[name]})
    assert [s.sheet for s in made.sheets] == ["company"]
    assert len(made.skipped) == 1
    assert made.skipped[0].why.split()[0] == "it"
    with pytest.raises(NothingToImport):
        together({name: TECHNICAL[name]})


def test_numbers_alone_are_no_sheet_of_customers() -> None:
    with pytest.raises(NothingToImport) as refused:
        plan(["inst", "time", "status", "age"], ["3", "306", "1", "74"], ["5", "455", "1", "68"])
    assert "no column names the customer" in str(refused.value)


def test_who_the_customer_is_is_asked_where_no_header_says_it() -> None:
    rows: Rows = [["Wer", "Gebuehr"], ["Acme", 100], ["Beta", 200]]
    assert "customer:List:column" in asked(plan(*rows))
    made = plan(*rows, answers={"customer:List:column": "Wer"})
    assert [a.account for a in of(made, Account)] == ["Acme", "Beta"]


def test_an_older_version_of_a_row_is_left_out() -> None:
    made = plan(["Customer", "ARR", "_fivetran_active"], ["Acme", 100, "FALSE"], ["Acme", 200, "TRUE"])
    assert [s.amount for s in of(made, Step)] == [20000]
    assert made.count(Result.LEFT_OUT) == 1


def test_a_persons_own_sheet_of_tickets_is_no_list_of_tags() -> None:
    known = synonyms().exports
    assert recognised(["Ticket ID", "Tag"], known) is not None
    assert recognised(["Ticket ID", "Organization", "Subject", "Tag"], known) is None


def test_deals_reach_their_company_as_opportunities_and_take_the_name_of_their_stage() -> None:
    deals = [
        ["deal_id", "deal_pipeline_stage_id", "property_dealname", "property_amount", "property_closedate"],
        ["1", "s1", "More seats", "1200", "2026-03-01 10:00:00"],
        ["2", "s1", "Somebody else", "5", "2026-03-01 10:00:00"],
    ]
    links = [["company_id", "deal_id", "type_id", "category"], ["11", "1", "5", "HUBSPOT_DEFINED"]]
    stages = [["stage_id", "label", "closed_won", "probability"], ["s1", "Won", "TRUE", "1.0"]]
    made = together(
        {"company": HUBSPOT_COMPANIES, "deal": deals, "deal_company": links, "deal_pipeline_stage": stages}
    )
    found = [(o.opportunity, o.amount, o.stage, o.expected_on) for o in of(made, Opportunity)]
    assert found == [("More seats", 120000, OpportunityStage.WON, date(2026, 3, 1))]


def test_an_invoice_that_is_paid_without_a_day_is_paid_when_it_was_issued_and_that_is_told() -> None:
    invoices = [
        ["Account", "Invoice number", "Invoice date", "Amount", "Paid"],
        ["Acme", "A-1", "2025-10-01", "10", "yes"],
        ["Acme", "A-2", "2025-11-01", "10", "no"],
    ]
    customers: Rows = [["Customer", "ARR"], ["Acme", 1]]
    made = together({"Customers": customers, "Invoices": invoices})
    assert [(i.number, i.paid_on) for i in of(made, Invoice)] == [("A-1", date(2025, 10, 1)), ("A-2", None)]
    assert any("their day of issue is taken" in n for s in made.sheets for n in s.notes)


def test_whose_annual_revenue_it_is_is_asked_where_no_contract_stands_beside_it() -> None:
    rows: Rows = [["Account Name", "Annual Revenue", "Industry"], ["Acme", "1000000", "Retail"]]
    made = plan(*rows, name="Accounts")
    assert "column:Accounts:Annual Revenue" in [q.key for q in made.open]
    theirs = plan(*rows, name="Accounts", answers={"column:Accounts:Annual Revenue": "custom"})
    assert of(theirs, Step) == []
    ours = plan(*rows, name="Accounts", answers={"column:Accounts:Annual Revenue": "subscription.arr"})
    assert [s.amount for s in of(ours, Step)] == [100000000]
    beside = plan(["Customer", "Annual revenue", "Renewal"], ["Acme", 100, date(2026, 1, 1)])
    assert not [k for k in asked(beside) if k.startswith("column:")]
