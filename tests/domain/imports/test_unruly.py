"""Sheets as founders keep them: few questions, each of which a person would ask too, and nearly all with a proposal."""

from collections.abc import Sequence
from datetime import date as day

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from tests.domain.imports.sheet import asked, of, plan

Rows = Sequence[Sequence[Value]]

NOTION: Rows = [
    ["Name", "Status", "Plan", "MRR", "Renewal Date", "Owner", "Health", "Created time", "Created by"],
    ["Brightloop", "Active", "Growth", "€1,200", "March 14, 2026", "Lea", "🟢", "February 2, 2024 10:12", "Lea"],
    ["Cobalt Ridge", "Active", "Scale", "€3,500", "June 30, 2026", "Lea", "🟡", "March 1, 2024 9:00", "Lea"],
    ["Elmwood", "Paused", "Growth", "€1,200", "January 31, 2026", "Sam", "🔴", "August 20, 2024 8:15", "Sam"],
    ["Fjord Labs", "Churned", "Starter", "€400", "October 1, 2025", "Lea", "🔴", "May 5, 2024 3:00", "Lea"],
    ["Gantry", "Onboarding", "Growth", "€1,200", "October 15, 2026", "Sam", None, "October 15, 2025 12:00", "Sam"],
]  # fmt: skip
COLOURS: Rows = [
    ["CUSTOMER LIST - updated 11/14/2025"],
    [],
    ["Customer", "Color", "ACV", "Contract start", "Renewal", "Champion", "Vibe", "What's going on / next"],
    ["Acorn Bank", "green", 48000, "2/1/2024", "2/1/2026", "Judy", "great", "QBR booked for Jan"],
    ["Blue Kite", "yellow", 12000, "7/15/2024", "7/15/2026", "Marc (VP Ops)", "ok", "champion on leave"],
    ["Cask & Co", "red", "$9.6k", "11/1/2023", "11/30/2025", "?", "bad", "no reply since Sept!!"],
    ["Delta Freight", "green", 30000, "1/10/2025", "1/10/2026", "Sonia", "great", "wants 2 more seats"],
    ["Fable", "grey", "tbd", None, None, "Ana", "new", "signing this week"],
    ["TOTAL", None, 99600],
]
PIPELINE: Rows = [
    ["Company", "Stage", "ARR", "Close date", "Contact", "Email", "Next step"],
    ["Arbor Health", "Won", 18000, day(2025, 3, 1), "Jo Tan", "jo@arborhealth.com", "QBR in Dec"],
    ["Crate", "Talking", 12000, day(2026, 1, 15), "Bo", "bo@crate.dev", "send pricing"],
    ["Dune", "Demo", 6000, day(2025, 12, 10), "Di", "di@dune.co", "demo Thursday"],
    ["Ember", "Lost", 15000, day(2025, 8, 1), "Ed", "ed@ember.ai", "too expensive"],
    ["Flint", "Trial", 4800, day(2025, 12, 1), "Fay", "fay@flint.app", "check usage"],
]
GERMAN: Rows = [
    ["Kunde", "Ansprechpartner", "Paket", "MRR", "Vertragsbeginn", "Laufzeit bis", "Frist", "Ampel", "Betreuer"],
    ["Alpenblick GmbH", "Frau Huber", "Pro", "1.200,00 €", "01.03.2024", "28.02.2026", "3 Monate", "grün", "Jana"],
    ["Bergmann AG", "Hr. Vogt", "Basis", "450,00 €", "15.06.2023", "14.06.2026", "30 Tage", "gelb", "Jana"],
    ["Dachs & Söhne", "T. Dachs", "Basis", "450,00 €", "01.01.2025", "31.12.2025", "3 Monate", "rot", "Till"],
    ["Noch offen:"],
    ["Falkenhof KG", None, "Pro", "auf Anfrage", None, None, None, None, "Till"],
    ["Summe", None, None, "2.100,00 €"],
]  # fmt: skip
RENEWALS: Rows = [
    ["Renewals 2026"],
    [],
    ["Customer", "ARR", "Comment"],
    ["January"],
    ["Acorn", 12000, "auto"],
    ["Brick Lane", 8000, "talk to Sue"],
    ["March"],
    ["Cedar", 24000, "fine"],
    ["Dovetail", 6000, "unhappy w/ support"],
]
TWO_TABLES: Rows = [
    ["Our customers"],
    ["Account", "Product", "Seats", "MRR", "Start date", "Renewal date", "AM"],
    ["Arrow", "Core", 25, "$2,500", day(2024, 4, 1), day(2026, 4, 1), "Kim"],
    ["Beacon", "Core", 10, "$1,000", day(2025, 2, 1), day(2026, 2, 1), "Kim"],
    ["Beacon", "Analytics", 10, "$300", day(2025, 5, 1), day(2026, 2, 1), "Kim"],
    ["Canyon", "Core", 50, "$4,500", day(2023, 9, 15), day(2026, 9, 15), "Lou"],
    ["Total", None, 95, "$8,300"],
    [],
    ["Churned"],
    ["Account", "MRR", "Left on", "Why"],
    ["Drift", "$700", day(2025, 5, 31), "budget"],
    ["Echo", "$1,100", day(2025, 9, 30), "acquired"],
    ["Total", "$1,800"],
]
SHEETS: dict[str, tuple[Rows, list[str]]] = {
    "an export of a board": (NOTION, ["value", "edge"]),
    "colours and notes": (COLOURS, ["columns", "edge", "terms", "price"]),
    "a pipeline": (PIPELINE, ["prospects", "price"]),
    "in German": (GERMAN, ["heading", "terms", "price"]),
    "months as headings": (RENEWALS, ["sections", "span"]),
    "two tables with totals": (TWO_TABLES, ["edge", "terms", "price", "heading"]),
}


def accepted(rows: Rows) -> Plan:
    """The plan when every proposal was taken, as one click does it."""
    first = plan(*rows)
    return plan(*rows, answers={q.key: str(q.default) for q in first.open})


@pytest.mark.parametrize("called", SHEETS)
def test_an_unruly_sheet_asks_at_most_four_questions_and_proposes_an_answer_to_each(called: str) -> None:
    rows, kinds = SHEETS[called]
    made = plan(*rows)
    assert sorted(k.split(":")[0] for k in asked(made)) == sorted(kinds)
    assert len(kinds) <= 4
    assert all(q.default for q in made.open)
    done = accepted(rows)
    assert not done.open
    assert not done.refused


def test_what_the_six_sheets_bring_is_what_they_say() -> None:
    standing = {a.account: a.status.value for rows, _ in SHEETS.values() for a in of(accepted(rows), Account)}
    assert [name for name, status in standing.items() if status == "lost"] == ["Fjord Labs", "Drift", "Echo"]
    assert not {"Crate", "Dune", "Ember", "Flint", "Total", "Summe", "January"} & standing.keys()
    assert {"Gantry", "Elmwood", "Falkenhof KG", "Arbor Health", "Cedar"} <= standing.keys()
