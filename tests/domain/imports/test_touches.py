"""A list of customers may have two columns of last touches: of the last review, and of when somebody last spoke."""

from datetime import date

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.touches import Touch, TouchKind
from tests.domain.imports.sheet import asked, of, plan

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
