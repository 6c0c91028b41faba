"""Rows that change together are looked at together: names go from one account to another, and no rule is broken."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import ProductId
from csdesk.domain.milestones import Milestone
from csdesk.domain.products import Product
from csdesk.domain.rates import Rate
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.touches import Touch
from csdesk.services.book.editing import set_fields
from csdesk.services.book.history import undo
from csdesk.store.book import Book
from tests.services.round_trip import (
    CORVID,
    DAY,
    LINE,
    ORCHARD,
    YEN,
    add,
    content,
    edited,
    merged,
    planned,
    sent,
    write,
)

NAMES = ("Corvid Analytics", "Yen & Söhne, GmbH", "Orchard Lane")
Typed = dict[tuple[str, str, str], object]
"""What is typed: sheet, id, header."""


def typing(typed: Typed) -> Callable[[Any], None]:
    def edit(w: Any) -> None:
        for (page, uid, header), value in typed.items():
            write(w[page], uid, header, value)

    return edit


def names(typed: dict[str, str]) -> Callable[[Any], None]:
    return typing({("Accounts", uid, "Account"): name for uid, name in typed.items()})


def called(book: Book) -> dict[str, str]:
    return {a.id: a.account for a in book.all(Account)}


@pytest.mark.parametrize(
    "renamed",
    [
        {CORVID: NAMES[2], ORCHARD: NAMES[0]},
        {CORVID: NAMES[1], YEN: NAMES[2], ORCHARD: NAMES[0]},
        {CORVID: NAMES[2], ORCHARD: "Vireo"},
        {ORCHARD: "Vireo", YEN: NAMES[2], CORVID: NAMES[1]},
        {CORVID: NAMES[2].upper(), ORCHARD: NAMES[0].upper()},
    ],
    ids=["two", "a ring of three", "a chain", "a chain of three", "in capitals"],
)
def test_accounts_take_over_each_others_names(there: Book, sheet: Path, renamed: dict[str, str]) -> None:
    before = content(there)
    merged(there, edited(sheet, names(renamed)))
    assert called(there) == dict(zip((CORVID, YEN, ORCHARD), NAMES, strict=True)) | renamed
    assert [t.account for t in there.all(Touch)] == [CORVID, ORCHARD], "what belongs to them stays with them"
    undo(there, today=DAY)
    assert content(there) == before


def test_a_new_account_may_have_the_name_that_another_gave_up(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        write(w["Accounts"], ORCHARD, "Account", "Vireo")
        add(w["Accounts"], Account="Orchard Lane")

    merged(there, edited(sheet, edit))
    assert sorted(called(there).values()) == [*sorted([NAMES[0], NAMES[2]]), "Vireo", NAMES[1]]


def test_a_new_row_means_the_account_that_has_the_name_on_the_sheet_now(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        names({CORVID: NAMES[2], ORCHARD: NAMES[0]})(w)
        add(w["Touches"], Account=NAMES[0], On=DAY, Summary="With what was Orchard Lane")

    merged(there, edited(sheet, edit))
    assert [t.account for t in there.all(Touch) if t.summary.startswith("With")] == [ORCHARD]


@pytest.mark.parametrize(
    "renamed",
    [{CORVID: NAMES[2]}, {CORVID: "Vireo", ORCHARD: "vireo"}],
    ids=["one that stays", "each other"],
)
def test_two_that_would_be_called_alike_are_refused(
    there: Book, sheet: Path, renamed: dict[str, str]
) -> None:
    plan = planned(there, edited(sheet, names(renamed)))
    assert [(r.name, r.what) for r in plan.refused] == [
        (name, f"Another account is called {name}.") for name in renamed.values()
    ]


def test_half_of_an_exchange_does_not_come_alone(there: Book, sheet: Path) -> None:
    """Orchard Lane cannot take the name while Corvid's row, refused for another cell, keeps it."""

    def edit(w: Any) -> None:
        names({CORVID: NAMES[2], ORCHARD: NAMES[0]})(w)
        write(w["Accounts"], CORVID, "Employees", "a good many")

    plan = planned(there, edited(sheet, edit))
    assert [r.row for r in plan.refused] == [2, 4]
    assert plan.refused[1].what == f"Another account is called {NAMES[0]}."
    assert plan.changes_nothing


def test_the_other_half_waits_for_the_choice_while_a_conflict_is_open(there: Book, sheet: Path) -> None:
    """The book wrote Corvid's name in capitals meanwhile, so that Orchard Lane can have it only if the sheet wins."""
    edited(sheet, names({CORVID: NAMES[2], ORCHARD: NAMES[0]}))
    set_fields(there, "account", CORVID, {"account": NAMES[0].upper()}, today=DAY)
    plan = planned(there, sheet)
    assert plan.refused == ()
    (page,) = [s for s in plan.sheets if s.sheet == "Accounts"]
    assert [(r.row, r.result.value) for r in page.rows] == [(2, "conflict"), (4, "waiting")]
    assert page.rows[1].what == "It waits for a choice between the sheet and the book in another row."
    assert called(there) == {CORVID: NAMES[0].upper(), YEN: NAMES[1], ORCHARD: NAMES[2]}
    key = "conflict:Accounts:2:Account"
    assert [r.row for r in planned(there, sheet, {key: "book"}).refused] == [4]
    merged(there, sheet, {key: "sheet"})
    assert called(there) == {CORVID: NAMES[2], YEN: NAMES[1], ORCHARD: NAMES[0]}


def test_what_belongs_to_a_new_account_that_waits_waits_with_it(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        names({CORVID: "Vireo"})(w)
        add(w["Accounts"], Account=NAMES[0])
        add(w["Touches"], Account=NAMES[0], On=DAY, Summary="With the new one")

    edited(sheet, edit)
    set_fields(there, "account", CORVID, {"account": NAMES[0].upper()}, today=DAY)
    plan = planned(there, sheet)
    assert plan.refused == ()
    assert [r.result.value for s in plan.sheets for r in s.rows] == ["conflict", "waiting", "waiting"]
    merged(there, sheet, {"conflict:Accounts:2:Account": "sheet"})
    assert sorted(called(there).values()) == sorted(["Vireo", *NAMES])


def test_the_half_that_the_book_named_otherwise_leaves_its_name_free(there: Book, sheet: Path) -> None:
    edited(sheet, names({CORVID: NAMES[2], ORCHARD: NAMES[0]}))
    set_fields(there, "account", CORVID, {"account": "Corvid Data"}, today=DAY)
    key = "conflict:Accounts:2:Account"
    merged(there, sheet, {key: "book"})
    assert called(there) == {CORVID: "Corvid Data", YEN: NAMES[1], ORCHARD: NAMES[0]}


def test_what_else_is_exchanged_comes_in(there: Book, tmp_path: Path) -> None:
    with there.change(Verb.ADD, label="test", today=DAY):
        there.put(Product(id=ProductId("p-2"), product="Suite", external_id="S"))
    typed: Typed = {
        ("Accounts", CORVID, "External ID"): "9", ("Accounts", ORCHARD, "External ID"): "00123",
        ("Accounts", CORVID, "Domain"): "b.example", ("Accounts", ORCHARD, "Domain"): "a.example",
        ("Products", "p-1", "Product"): "Suite", ("Products", "p-2", "Product"): "Team",
        ("Products", "p-1", "External ID"): "S", ("Products", "p-2", "External ID"): None,
        ("Contacts", "c-1", "Name"): "Béla Őry", ("Contacts", "c-3", "Name"): "Ana Duarte",
    }  # fmt: skip
    merged(there, edited(sent(there, tmp_path / "b.xlsx"), typing(typed)))
    found = {a.id: (a.external_id, a.domain) for a in there.all(Account)}
    assert (found[CORVID], found[ORCHARD]) == (("9", "b.example"), ("00123", "a.example"))
    assert [(p.product, p.external_id) for p in there.all(Product)] == [("Suite", "S"), ("Team", None)]
    assert planned(there, tmp_path / "b.xlsx").changes_nothing


@pytest.mark.parametrize(
    ("above", "refused"),
    [
        ({CORVID: NAMES[1], YEN: None}, []),
        ({CORVID: NAMES[2], ORCHARD: NAMES[1]}, [2, 4]),
        ({CORVID: NAMES[2], ORCHARD: NAMES[0]}, [2, 4]),
        ({CORVID: NAMES[1]}, [2]),
    ],
    ids=["turned round", "a ring of three", "a ring of two", "a ring with the book"],
)
def test_no_account_comes_to_stand_above_itself(
    there: Book, sheet: Path, above: dict[str, str | None], refused: list[int]
) -> None:
    """Yen stands below Corvid in the book."""
    plan = planned(
        there, edited(sheet, typing({("Accounts", u, "Parent"): name for u, name in above.items()}))
    )
    assert [r.row for r in plan.refused] == refused
    assert all("not an account that can stand above this one" in r.what for r in plan.refused)


@pytest.mark.parametrize("yes", ["m-1", "m-3"])
def test_first_value_goes_from_one_milestone_to_another(there: Book, tmp_path: Path, yes: str) -> None:
    rows = [Milestone(id=f"m-{n}", account=CORVID, milestone=str(n), first_value=n == 2) for n in (1, 2, 3)]
    with there.change(Verb.ADD, label="test", today=DAY):
        there.put_all(rows)
    typed: Typed = {("Milestones", "m-2", "First value"): "no", ("Milestones", yes, "First value"): "yes"}
    plan = merged(there, edited(sent(there, tmp_path / "b.xlsx"), typing(typed)))
    assert plan.refused == ()
    assert [m.id for m in there.all(Milestone) if m.first_value] == [yes]


def test_two_rates_exchange_their_days(there: Book, tmp_path: Path) -> None:
    old = date(2025, 1, 1)
    rates = [
        Rate(id="q-1", from_currency="EUR", to_currency="USD", on=DAY, rate=Decimal("1.1")),
        Rate(id="q-2", from_currency="EUR", to_currency="USD", on=old, rate=Decimal("1.2")),
    ]
    with there.change(Verb.ADD, label="test", today=DAY):
        there.put_all(rates)
    typed: Typed = {("Rates", "q-1", "On"): old, ("Rates", "q-2", "On"): DAY}
    merged(there, edited(sent(there, tmp_path / "b.xlsx"), typing(typed)))
    assert {r.id: r.on for r in there.all(Rate)} == {"q-1": old, "q-2": DAY}


@pytest.mark.parametrize("day", [date(2024, 3, 1), date(2025, 3, 1)])
def test_a_contract_moves_with_its_first_step(there: Book, sheet: Path, day: date) -> None:
    typed: Typed = {("Subscriptions", LINE, "Start"): day, ("Steps", "x-1", "From"): day}
    merged(there, edited(sheet, typing(typed)))
    assert [s.start for s in there.all(Subscription)] == [s.from_ for s in there.all(Step)] == [day]


def test_a_contract_does_not_move_beyond_its_first_step(there: Book, sheet: Path) -> None:
    typed: Typed = {("Subscriptions", LINE, "Start"): date(2025, 3, 1)}
    (row,) = planned(there, edited(sheet, typing(typed))).refused
    assert "from which its first step holds" in row.what
