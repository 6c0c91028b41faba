"""A small book, its workbook, and hands that edit it as a colleague would."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from csdesk.domain.accounts import Account, Stage
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact, Role
from csdesk.domain.custom import CustomField, CustomKind, CustomValue
from csdesk.domain.ids import AccountId, ContactId, ObjectiveId, ProductId, SubscriptionId
from csdesk.domain.nouns import NOUNS
from csdesk.domain.objectives import Objective, Reading
from csdesk.domain.products import Product
from csdesk.domain.rounds.plan import MergePlan, Side
from csdesk.domain.subscriptions import Period, Step, Subscription
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Touch
from csdesk.exchange.reading import read_here
from csdesk.services.spreadsheets.exports import export_book
from csdesk.services.spreadsheets.rounds import apply_merge, plan_merge
from csdesk.store.book import Book

DAY = date(2025, 11, 24)
CORVID, YEN, ORCHARD = AccountId("a-1"), AccountId("a-2"), AccountId("a-3")
PEOPLE = (ContactId("c-1"), ContactId("c-3"))
LINE = SubscriptionId("s-1")


def fill(book: Book) -> None:
    """Three customers with a little of everything."""
    rows: list[Any] = [
        Account(
            id=CORVID, account="Corvid Analytics", segment="A", employees=40, external_id="00123",
            notes='=HYPERLINK("x")\nTwo lines', signed_on=date(2024, 3, 1), stage=Stage.LOYALTY,
        ),
        Account(
            id=YEN, account="Yen & Söhne, GmbH", parent=CORVID, currency="JPY", tags="3-4",
            notes="One line\nTwo lines",
        ),
        Account(id=ORCHARD, account="Orchard Lane", segment="B"),
        Contact(id=ContactId("c-1"), account=CORVID, name="Ana Duarte", roles=(Role.SPONSOR, Role.USER)),
        Contact(id=ContactId("c-2"), account=YEN, name="Ana Duarte", email="ana@yen.example"),
        Contact(id=ContactId("c-3"), account=CORVID, name="Béla Őry"),
        Product(id=ProductId("p-1"), product="Team"),
        Subscription(
            id=LINE, account=YEN, product=ProductId("p-1"), period=Period.MONTH, currency="JPY",
            start=date(2025, 1, 1), auto_renew=None,
        ),
        Step(id="x-1", subscription=LINE, from_=date(2025, 1, 1), quantity=Decimal("2.50"), amount=75000),
        Touch(id="t-1", account=CORVID, on=date(2025, 11, 3), summary="Agreed", contacts=PEOPLE),
        Touch(id="t-2", account=ORCHARD, on=date(2025, 11, 4), summary="Called"),
        Ticket(id="k-1", account=CORVID, subject="Down", opened_at=datetime(2025, 11, 20, 9, 30, 12, tzinfo=UTC)),
        Objective(id=ObjectiveId("o-1"), account=CORVID, objective="Days to certify", baseline=45.5, target=30.0),
        Reading(id="r-1", objective=ObjectiveId("o-1"), on=date(2025, 10, 1), value=0.1),
        CustomField(id="f-1", of_noun="account", name="Sign", kind=CustomKind.TEXT),
        CustomField(id="f-2", of_noun="account", name="Seats", kind=CustomKind.NUMBER),
        CustomValue(id="v-1", field="f-1", account=CORVID, row=CORVID, value="Leo"),
        CustomValue(id="v-2", field="f-2", account=CORVID, row=CORVID, value="12.5"),
    ]  # fmt: skip
    with book.change(Verb.ADD, label="test", today=DAY):
        book.put_all(rows)


def content(book: Book) -> dict[str, list[Any]]:
    """Every row of the book."""
    rows: dict[str, list[Any]] = {n.__name__: book.all(n) for n in NOUNS}
    return {name: sorted(some, key=lambda v: str(v.id)) for name, some in rows.items()}


def sent(book: Book, path: Path) -> Path:
    """The book's workbook."""
    export_book(book, path, today=DAY)
    return path


def edited(path: Path, edit: Callable[[Any], object]) -> Path:
    """The workbook, opened, changed and saved by openpyxl."""
    workbook = openpyxl.load_workbook(path)
    edit(workbook)
    workbook.save(path)
    return path


def place(page: Any, header: str) -> int:
    """The column of a header, from 1."""
    return int(next(c.column for c in page[1] if c.value == header))


def write(page: Any, uid: str, header: str, value: object) -> None:
    """Type into the row of an ID."""
    page.cell(row_of(page, uid), place(page, header)).value = value


def row_of(page: Any, uid: str) -> int:
    """The row of an ID."""
    ids = place(page, "ID")
    return next(r for r in range(2, int(page.max_row) + 1) if page.cell(r, ids).value == uid)


def add(page: Any, **cells: object) -> int:
    """A new row at the end; underscores stand for spaces."""
    row = int(page.max_row) + 1
    for header, value in cells.items():
        page.cell(row, place(page, header.replace("_", " "))).value = value
    return row


def planned(
    book: Book, path: Path, answers: dict[str, str] | None = None, take: Side | None = None
) -> MergePlan:
    """What merging the file would do."""
    return plan_merge(book, read_here(path, day=DAY), answers or {}, today=DAY, take=take)


def merged(
    book: Book, path: Path, answers: dict[str, str] | None = None, take: Side | None = None
) -> MergePlan:
    """The file merged."""
    plan = planned(book, path, answers, take)
    apply_merge(book, plan, today=DAY)
    return plan
