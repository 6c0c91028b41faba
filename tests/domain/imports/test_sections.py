"""Headings among the rows of a sheet: segments, regions, CSMs, customers of whom rows tell, or names alone."""

from csdesk.domain.accounts import Account
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.grid import Value
from csdesk.domain.imports.known import Known
from csdesk.domain.imports.plan import Plan, Result
from csdesk.domain.imports.questions import Question
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
