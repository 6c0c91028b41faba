"""Headings among the rows of a sheet: segments, regions, CSMs, customers of whom rows tell, or names alone."""

from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.tables.questions import Question
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.touches import Touch
from tests.domain.imports.sheet import asked, of, plan

HEAD: list[Value] = ["Customer", "ARR", "Renewal date"]
KEY = "sections:List:headings"


def customer(name: str) -> list[Value]:
    return [name, 1200, "2026-03-31"]


def under(first: str, second: str) -> list[list[Value]]:
    """Two customers under each of two headings, of which the second stands behind a gap."""
    return [
        HEAD, [first], customer("Acme"), customer("Borel"), [], [second], customer("Corvid"), customer("Dana Labs")
    ]  # fmt: skip


def question(made: Plan, key: str = KEY) -> Question:
    return next(q for q in made.questions if q.key == key)


def said(made: Plan, field: str) -> dict[str, str | None]:
    return {a.account: getattr(a, field) for a in of(made, Account)}


def test_segments_as_headings_are_proposed_as_the_segment_of_the_rows_under_them() -> None:
    made = plan(*under("ENTERPRISE", "SMB"))
    assert question(made).default == "segment"
    assert said(made, "segment") == {
        "Acme": "ENTERPRISE", "Borel": "ENTERPRISE", "Corvid": "SMB", "Dana Labs": "SMB",
    }  # fmt: skip
    (column,) = [c for c in made.sheets[0].columns if c.target == "account.segment"]
    assert (column.header, column.because) == ("Heading", "the headings among the rows say it")


def test_regions_are_told_from_segments_also_where_they_are_adorned() -> None:
    made = plan(*under("--- EMEA ---", "== APAC =="))
    assert question(made).default == "region"
    assert set(said(made, "region").values()) == {"EMEA", "APAC"}


def test_names_alone_over_blocks_are_headings_of_which_the_person_says_what_they_are() -> None:
    rows = under("Ann Meyer", "Ben Ott")
    made = plan(*rows)
    assert question(made).default is None
    assert [a.account for a in of(made, Account)] == ["Acme", "Borel", "Corvid", "Dana Labs"]
    assert set(said(plan(*rows, answers={KEY: "csm"}), "csm").values()) == {"Ann Meyer", "Ben Ott"}
    nothing = plan(*rows, answers={KEY: "customers"})
    assert {(a.csm, a.segment, a.region) for a in of(nothing, Account)} == {(None, None, None)}


def test_names_alone_can_be_customers_themselves() -> None:
    made = plan(*under("Ann Meyer", "Ben Ott"), answers={KEY: "accounts"})
    assert [a.account for a in of(made, Account)] == [
        "Ann Meyer", "Acme", "Borel", "Ben Ott", "Corvid", "Dana Labs",
    ]  # fmt: skip
    assert made.sheets[0].left_out == ()


def test_names_that_the_book_has_as_csms_are_proposed_as_such() -> None:
    known = Known(
        {Account: tuple(Account(id=AccountId(n), account=n, csm=n) for n in ("Ann Meyer", "Ben Ott"))}
    )
    assert question(plan(*under("Ann Meyer", "BEN OTT"), known=known)).default == "csm"


def test_each_heading_can_still_be_asked_by_itself_and_old_answers_hold() -> None:
    rows = under("--- North ---", "--- Old ones ---")
    each = plan(*rows, answers={KEY: "each"})
    assert [q.key for q in each.questions if q.kind == "heading"] == [
        "heading:List:north", "heading:List:old ones",
    ]  # fmt: skip
    before = plan(*rows, answers={"heading:List:north": "customers", "heading:List:old ones": "leave out"})
    assert not [q for q in before.questions if q.kind == "sections"]
    assert [r.result for r in before.sheets[0].rows][-2:] == [Result.LEFT_OUT] * 2


def test_a_heading_of_lost_customers_among_segments_is_asked_as_before() -> None:
    made = plan(*under("Enterprise", "SMB"), ["Churned"], customer("Gone Ltd"))
    assert question(made).rows == (2, 6)
    assert question(made, "heading:List:churned").default == "lost"
    assert said(made, "segment")["Gone Ltd"] is None


def test_a_field_that_has_a_column_of_its_own_is_not_offered() -> None:
    rows = [
        [*r, "Ann" if r[1:] else None] if r and r is not HEAD else r for r in under("Ann Meyer", "Ben Ott")
    ]
    rows[0] = [*HEAD, "CSM"]
    assert [c.value for c in question(plan(*rows)).choices] == [
        "segment", "region", "customers", "each", "accounts",
    ]  # fmt: skip


def test_names_alone_that_do_not_stand_over_every_block_are_customers() -> None:
    lists: list[list[list[Value]]] = [
        [HEAD, customer("Acme"), ["Borel"], customer("Corvid"), ["Dana Labs"], customer("Echo")],
        [HEAD, ["Acme"], ["Borel"], customer("Corvid"), ["Dana Labs"], customer("Echo")],
        [HEAD, ["Acme"], customer("Borel"), customer("Corvid")],
    ]
    for rows in lists:
        made = plan(*rows)
        assert len(of(made, Account)) == len(rows) - 1
        assert not [q for q in made.questions if q.kind == "sections"]


def test_names_over_blocks_are_the_customers_where_no_column_names_one() -> None:
    rows: list[list[Value]] = [
        ["Date", "Type", "Subject"],
        ["Acme"],
        ["2025-10-01", "Call", "Renewal"],
        ["2025-10-08", "Email", "Offer"],
        ["Borel"],
        ["2025-10-09", "Meeting", "Kick-off"],
    ]
    accounts = tuple(Account(id=AccountId(n), account=n) for n in ("Acme", "Borel"))
    made = plan(*rows, known=Known({Account: accounts}))
    assert question(made).default == "account"
    assert [(t.account, t.on.isoformat()) for t in of(made, Touch)] == [
        ("Acme", "2025-10-01"), ("Acme", "2025-10-08"), ("Borel", "2025-10-09"),
    ]  # fmt: skip


ABOVE = "sections:List:headings above"


def nested(first: str, second: str, inner: tuple[str, str]) -> list[list[Value]]:
    """Two headings over others, each with both of the inner ones, and a customer under each of these."""
    names = iter(("Acme", "Borel", "Corvid", "Dana Labs"))
    rows: list[list[Value]] = [HEAD]
    for upper in (first, second):
        rows += [[upper], [inner[0]], customer(next(names)), [inner[1]], customer(next(names))]
    return rows


def test_names_over_segments_are_a_level_of_their_own() -> None:
    rows = nested("Ann Meyer", "Ben Ott", ("Enterprise", "SMB"))
    made = plan(*rows)
    assert asked(made) == [ABOVE, KEY]
    assert [a.account for a in of(made, Account)] == ["Acme", "Borel", "Corvid", "Dana Labs"]
    told = plan(*rows, answers={ABOVE: "csm"})
    assert said(told, "csm") == {
        "Acme": "Ann Meyer", "Borel": "Ann Meyer", "Corvid": "Ben Ott", "Dana Labs": "Ben Ott",
    }  # fmt: skip
    assert said(told, "segment") == {
        "Acme": "Enterprise", "Borel": "SMB", "Corvid": "Enterprise", "Dana Labs": "SMB",
    }  # fmt: skip


def test_adorned_levels_are_proposed_as_what_their_words_say() -> None:
    made = plan(*nested("== EMEA ==", "== APAC ==", ("-- Enterprise --", "-- SMB --")))
    assert (question(made, ABOVE).default, question(made).default) == ("region", "segment")
    assert said(made, "region")["Dana Labs"] == "APAC"


def test_an_inner_heading_that_comes_again_needs_no_known_word() -> None:
    made = plan(*nested("Ann", "Ben", ("Team A", "Team B")), answers={ABOVE: "csm", KEY: "segment"})
    assert said(made, "csm")["Corvid"] == "Ben"
    assert said(made, "segment")["Corvid"] == "Team A"


def test_a_field_that_the_upper_level_took_is_not_offered_below_it() -> None:
    made = plan(*nested("Ann", "Ben", ("Team A", "Team B")), answers={ABOVE: "csm"})
    assert "csm" not in [c.value for c in question(made).choices]


def test_a_block_without_customers_does_not_stand_over_the_next_one() -> None:
    rows: list[list[Value]] = [
        HEAD, ["== EMEA =="], ["== APAC =="], customer("Acme"), ["== LATAM =="], customer("Borel")
    ]  # fmt: skip
    made = plan(*rows)
    assert [q.key for q in made.questions if q.kind == "sections"] == [KEY]
    assert said(made, "region") == {"Acme": "APAC", "Borel": "LATAM"}


def test_lost_customers_keep_the_heading_over_their_block() -> None:
    rows = nested("Ann Meyer", "Ben Ott", ("Enterprise", "SMB"))
    made = plan(*rows, ["Churned"], customer("Gone Ltd"), answers={ABOVE: "csm"})
    assert said(made, "csm")["Gone Ltd"] == "Ben Ott"
    assert question(made, "heading:List:churned").default == "lost"


TOP, MONTHS = "sections:List:headings at the top", ("January", "March")


def three_levels() -> list[list[Value]]:
    """Regions over people over segments; a person stands in no row of customers but has two blocks."""
    rows: list[list[Value]] = [HEAD]
    for region, people in (("EMEA", ("Lea", "Sam")), ("APAC", ("Kim",))):
        rows.append([region])
        for person in people:
            rows += [[person], ["Enterprise"], customer(f"{person} One"), ["SMB"], customer(f"{person} Two")]
    return rows


def test_three_levels_of_headings_are_three_questions_with_proposals_and_three_columns() -> None:
    made = plan(*three_levels())
    assert {q.key: q.default for q in made.questions if q.kind == "sections"} == {
        TOP: "region", ABOVE: "csm", KEY: "segment",
    }  # fmt: skip
    answered = plan(*three_levels(), answers={TOP: "region", ABOVE: "csm", KEY: "segment"})
    assert {a.account: (a.region, a.csm, a.segment) for a in of(answered, Account)} == {
        "Lea One": ("EMEA", "Lea", "Enterprise"), "Lea Two": ("EMEA", "Lea", "SMB"),
        "Sam One": ("EMEA", "Sam", "Enterprise"), "Sam Two": ("EMEA", "Sam", "SMB"),
        "Kim One": ("APAC", "Kim", "Enterprise"), "Kim Two": ("APAC", "Kim", "SMB"),
    }  # fmt: skip


def test_a_region_without_people_is_no_person_of_the_region_before() -> None:
    rows: list[list[Value]] = [*three_levels(), ["LATAM"], ["Enterprise"], customer("Late One")]
    answered = plan(*rows, answers={ABOVE: "csm"})
    assert not [a for a in of(answered, Account) if a.csm == "LATAM" and a.region == "APAC"]


def test_names_over_one_another_once_are_customers_of_whom_no_more_is_told() -> None:
    made = plan(HEAD, ["Acme"], ["Borel"], ["Enterprise"], customer("Corvid"), ["SMB"], customer("Dana"))
    assert {"Acme", "Borel"} <= {a.account for a in of(made, Account)}


@pytest.mark.parametrize(
    "heading", ["Noch offen:", "Still open:", "Por confirmar:", "À renouveler", "Em aberto:"]
)
def test_a_heading_that_says_how_far_its_rows_are_is_proposed_to_be_of_customers(heading: str) -> None:
    made = plan(HEAD, customer("Acme"), [heading], customer("Borel"))
    assert [q.default for q in made.questions if q.kind == "heading"] == ["customers"]
    several = plan(HEAD, ["Done:"], customer("Acme"), [heading], customer("Borel"))
    assert question(several).default == "customers"


def test_a_heading_of_prospects_is_proposed_to_be_left_out() -> None:
    made = plan(HEAD, customer("Acme"), ["Prospects"], customer("Borel"))
    assert [q.default for q in made.questions if q.kind == "heading"] == ["leave out"]
    assert [a.account for a in of(made, Account)] == ["Acme"]


def renewing(title: str, *columns: Value) -> Plan:
    rows: list[list[Value]] = [[title], ["Customer", "ARR", "Comment", *columns]]
    for month, name in zip(MONTHS, ("Acme", "Borel"), strict=True):
        rows += [[month], [name, 1200, "fine", *(date(2026, 3, 31) for _ in columns)]]
    return plan(*rows)


def test_months_as_headings_of_a_list_of_renewals_are_when_the_contracts_under_them_renew() -> None:
    made = renewing("Renewals 2026")
    assert question(made).default == "renewal"
    assert [s.end for s in of(made, Subscription)] == [date(2026, 1, 31), date(2026, 3, 31)]
    assert question(renewing("Renewals 2026", "Renewal")).default == "customers"
    assert "renewal" not in [c.value for c in question(renewing("Renewals")).choices]


def test_headings_like_a_segment_that_a_column_says_already_are_proposed_to_say_nothing_more() -> None:
    rows = [[*HEAD, "Tier"], *([*r, 1] if len(r) > 1 else r for r in under("STRATEGIC", "TAIL")[1:])]
    asked_now = question(plan(*rows))
    assert (asked_now.default, [c.value for c in asked_now.choices][:2]) == ("customers", ["region", "csm"])
    assert "“Tier” says already" in asked_now.evidence


def test_a_remark_below_the_rows_is_no_heading_of_any() -> None:
    made = plan(*under("ENTERPRISE", "SMB"), ["Total", 4800], [], ["* reds in red"])
    assert question(made).seen == ("ENTERPRISE", "SMB")
    assert [left.why for left in made.sheets[0].left_out] == ["heading", "heading", "total", "remark"]


def test_people_under_the_names_of_their_customers_are_theirs_whatever_the_sheet_is_called() -> None:
    head: list[Value] = ["Name", "Title", "Email"]
    mia: list[Value] = ["Mia Stone", "CEO", "mia@acme.example"]
    ina: list[Value] = ["Ina Wolf", "CFO", "ina@borel.example"]
    for name in ("Contacts", "List"):
        made = plan(head, ["Acme GmbH"], mia, ["Borel AG"], ina, name=name)
        assert question(made, f"sections:{name}:headings").default == "account"
        called = {a.id: a.account for a in of(made, Account)}
        assert {c.name: called[c.account] for c in of(made, Contact)} == {
            "Mia Stone": "Acme GmbH",
            "Ina Wolf": "Borel AG",
        }


def test_people_under_regions_are_not_proposed_as_those_of_a_customer() -> None:
    head: list[Value] = ["Name", "Title", "Email"]
    made = plan(head, ["EMEA"], ["Acme", "x", "a@acme.example"], ["APAC"], ["Borel", "y", "b@borel.example"])
    assert question(made).default == "region"


def test_the_first_name_over_a_header_that_comes_again_under_each_is_a_heading_too() -> None:
    head: list[Value] = ["Product", "Start", "End", "ARR"]
    made = plan(
        ["Acme GmbH"], head, ["CRM", date(2025, 1, 1), date(2025, 12, 31), 12000], [],
        ["Borel AG"], head, ["CRM", date(2025, 5, 1), date(2026, 4, 30), 9000],
    )  # fmt: skip
    assert question(made).default == "account"
    assert [a.account for a in of(made, Account)] == ["Acme GmbH", "Borel AG"]
    assert len(of(made, Subscription)) == 2
    assert [(left.row, left.text) for left in made.sheets[0].left_out] == [
        (1, "Acme GmbH"), (5, "Borel AG"), (6, "Product"),
    ]  # fmt: skip


def test_a_title_over_a_header_that_comes_again_by_itself_is_no_heading() -> None:
    made = plan(
        ["Customers 2025"], HEAD, customer("Acme"), customer("Borel"), [], HEAD, customer("Corvid")
    )  # fmt: skip
    assert KEY not in asked(made)
    assert [a.account for a in of(made, Account)] == ["Acme", "Borel", "Corvid"]
