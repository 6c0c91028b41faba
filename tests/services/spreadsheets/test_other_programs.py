"""Other programs: the files that HubSpot, Stripe and Zendesk wrote are understood file by file, or named."""

from datetime import date
from pathlib import Path

import pytest

from csdesk.domain.errors import NothingToImport
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.services.spreadsheets.imports import plan_import, read_files
from csdesk.store.book import Book

DAY = date(2025, 11, 24)
HUBSPOT, ZENDESK = "crm/hubspot_fivetran", "support_nps_ar/zendesk_fivetran"
STRIPE, BILLING = "saas_churn/stripe_fivetran", "support_nps_ar/stripe_billing_fivetran"
READ = {
    HUBSPOT: {"company_data": ("account", 24, 0, 0), "contact_data": ("contact", 0, 22, 0)},
    ZENDESK: {
        "organization_data": ("account", 10, 0, 0),
        "ticket_data": ("ticket", 0, 3, 7),
        "user_data": ("contact", 0, 1, 9),
    },
    STRIPE: {"customer_data": ("account", 11, 1, 0), "subscription_item_data": ("subscription", 0, 12, 2)},
    BILLING: {"invoice_data": ("invoice", 0, 0, 2)},
}
"""By folder and file: what a row is, how many are new, left out, and refused as their ID is no customer's of a file."""
TOGETHER = {
    HUBSPOT: {
        "engagement_company_data": "engagement_email_data",
        "deal_company_data": "deal_data",
        "deal_pipeline_stage_data": "deal_data",
    },
    ZENDESK: {"domain_name_data": "organization_data", "organization_tag_data": "organization_data"},
    STRIPE: {
        "plan_data": "subscription_item_data",
        "price_data": "subscription_item_data",
        "product_data": "plan_data",
        "discount_data": "subscription_data",
        "subscription_discount_data": "subscription_data",
        "coupon_data": "discount_data",
    },
    BILLING: {},
}
"""Files that are read together with another."""


def planned(real_files: Path, folder: str) -> Plan:
    files = sorted((real_files / folder).glob("*.csv"))
    with Book.in_memory() as book:
        return plan_import(book, read_files(files, day=DAY), {}, today=DAY)


@pytest.mark.parametrize("folder", list(READ))
def test_each_file_is_read_or_left_out_with_a_sentence(real_files: Path, folder: str) -> None:
    plan = planned(real_files, folder)
    counted = {
        s.sheet: (s.row_noun, s.count(Result.NEW), s.count(Result.LEFT_OUT), s.count(Result.REFUSED))
        for s in plan.sheets
    }
    assert counted == READ[folder]
    files = {p.stem for p in (real_files / folder).glob("*.csv")}
    assert {s.sheet for s in plan.skipped} == files - set(counted)
    assert {s.sheet: s.why for s in plan.skipped if "together" in s.why} == {
        sheet: f"it is read together with “{other}”" for sheet, other in TOGETHER[folder].items()
    }
    assert all(len(s.why.split()) > 3 for s in plan.skipped)


@pytest.mark.parametrize(("folder", "most"), [(HUBSPOT, 3), (ZENDESK, 1), (STRIPE, 3), (BILLING, 1)])
def test_few_questions_are_asked_of_a_whole_folder(real_files: Path, folder: str, most: int) -> None:
    plan = planned(real_files, folder)
    assert len(plan.open) <= most
    assert {q.kind for q in plan.open} <= {"columns", "price", "strangers"}


def test_survival_tables_are_no_customers(real_files: Path) -> None:
    files = sorted((real_files / "saas_churn" / "lifelines").glob("*.csv"))
    with Book.in_memory() as book, pytest.raises(NothingToImport) as refused:
        plan_import(book, read_files(files, day=DAY), {}, today=DAY)
    names = ", ".join(f"“{file.stem.removesuffix('.csv')}”" for file in files)
    assert refused.value.facts["why"] == f"{names}: no column names the customer"
