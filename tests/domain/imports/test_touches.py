"""A list of customers may have two columns of last touches: of the last review, and of when somebody last spoke."""

from datetime import date
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.touches import Touch, TouchKind
from tests.domain.imports.sheet import EMPTY, TODAY, asked, grid, of, plan, source, synonyms

SEP, OCT = date(2025, 9, 9), date(2025, 10, 14)


def touches(*headers: Value, cells: tuple[Value, ...]) -> list[tuple[date, TouchKind]]:
    made = plan(["Customer", *headers], ["Acme", *cells])
    assert asked(made) == []
    return sorted((t.on, t.kind) for t in of(made, Touch))


def test_the_last_review_and_the_last_call_are_both_touches_in_either_order() -> None:
    both = [(SEP, TouchKind.REVIEW), (OCT, TouchKind.CALL)]
    assert touches("Last QBR", "Last call", cells=(SEP, OCT)) == both
    assert touches("Last call", "Last business review", cells=(OCT, SEP)) == both


def test_a_review_in_which_somebody_last_spoke_is_one_touch() -> None:
    assert touches("Last call", "Last QBR", cells=(SEP, SEP)) == [(SEP, TouchKind.REVIEW)]


def test_a_review_alone_is_the_last_touch() -> None:
    assert touches("Last QBR", cells=(SEP,)) == [(SEP, TouchKind.REVIEW)]


def test_a_review_of_tomorrow_is_refused_with_its_column() -> None:
    made = plan(["Customer", "Last call", "Last QBR"], ["Acme", OCT, date(2025, 12, 24)])
    (problem,) = made.sheets[0].rows[0].problems
    assert (problem.column, problem.problem) == (
        "Last QBR",
        "a touch cannot happen after today, 24 Nov 2025",
    )


LOG: list[list[Value]] = [["Date", "Customer", "Type", "Notes"], [OCT, "Acme", "Call", "All is well"]]


def both(header: str, *log: list[Value], book: Known = EMPTY) -> list[tuple[date, TouchKind, str | None]]:
    customers: list[list[Value]] = [["Customer", header], ["Acme", OCT]]
    grids = [grid(rows, name) for name, rows in (("Customers", customers), ("Log", [*log])) if rows]
    made = plan_files((source(*grids),), book, {}, synonyms(), today=TODAY)
    return sorted((t.on, t.kind, t.summary) for t in of(made, Touch))


def test_a_log_says_more_of_the_last_contact_that_a_list_of_customers_tells_by_its_day() -> None:
    """Else the same call would stand there twice."""
    one = [(OCT, TouchKind.CALL, "All is well")]
    assert both("Last contact", *LOG) == one
    assert both("Last call", *LOG) == one
    mail = [(OCT, TouchKind.CALL, "Last call, from list.xlsx"), (OCT, TouchKind.MAIL, "Sent the offer")]
    assert both("Last call", LOG[0], [OCT, "Acme", "Mail", "Sent the offer"]) == mail
    two = both("Last contact", *LOG, [OCT, "Acme", "Mail", "Sent the offer"])
    assert two == [*one, (OCT, TouchKind.MAIL, "Sent the offer")]


def test_what_somebody_wrote_of_that_day_stays_beside_the_log() -> None:
    acme = Account(id=AccountId("a"), account="Acme")
    facts: dict[str, Any] = {"account": acme.id, "on": OCT, "kind": TouchKind.OTHER}
    typed = Touch(id="t", summary="Spoke of the offer", **facts)
    assert both("Last contact", *LOG, book=Known({Account: (acme,), Touch: (typed,)})) == [
        (OCT, TouchKind.CALL, "All is well")
    ]
    listed = Touch(id="t", summary="Last contact, from list.xlsx", **facts)
    made = both("Last contact", *LOG, book=Known({Account: (acme,), Touch: (listed,)}))
    assert made == [(OCT, TouchKind.CALL, "All is well")]


def test_who_beside_with_whom_is_ours_and_no_contact_of_the_customer() -> None:
    """A log that says *Who* of us spoke *With* whom: Priya is nobody's contact."""
    for header in ("With", "Spoke with", "Attendees"):
        log = plan(
            ["Date", "Customer", "Who", "Type", "What was said", header],
            [OCT, "Acme", "Priya", "Call", "All is well", "Ann Lee"],
            name="Call log",
            answers={"columns:Call log:unknown": "omit", "strangers:Call log:accounts": "new"},
        )
        assert [c.name for c in of(log, Contact)] == ["Ann Lee"], header
    alone = plan(
        ["Date", "Customer", "Who", "Type", "What was said"],
        [OCT, "Acme", "Ann Lee", "Call", "All is well"],
        name="Call log",
        answers={"strangers:Call log:accounts": "new"},
    )
    assert [c.name for c in of(alone, Contact)] == ["Ann Lee"]


def test_who_names_people_of_ours_where_they_speak_with_several_customers_or_are_csms() -> None:
    head: list[Value] = ["Date", "Customer", "Who", "What was said"]
    known = Known(
        {Account: tuple(Account(id=AccountId(n), account=n, csm="Ann Hill") for n in ("Acme", "Borel"))}
    )

    def named(*who: str) -> list[str]:
        rows = [[SEP, ("Acme", "Borel")[n % 2], name, f"Call {n}"] for n, name in enumerate(who)]
        return [c.name for c in of(plan(head, *rows, name="Call log", known=known), Contact)]

    assert named("Priya", "Priya", "Tom") == []
    assert named("Ann") == []
    assert named("ann hill", "Tom", "Ann") == []
    assert named("Mia", "Tom", "Mia", "Tom") == ["Mia", "Tom"]
    assert named("Priya", "Priya", "Mia", "Tom", "Mia") == ["Priya", "Priya", "Mia", "Tom"]
