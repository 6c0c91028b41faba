"""Asking after an import: a strip says how many losses have no reason, and leads to the list."""

from dataclasses import replace
from pathlib import Path

import pytest

from csdesk.domain.churn import Reason
from csdesk.services.renewals.losses import begun, losses, record_loss
from csdesk.services.spreadsheets.imports import apply_import, plan_import, read_files
from csdesk.ui.shell.asking import SHOW, Asking
from csdesk.ui.shell.sheets.losses_sheet import LossesSheet, reason_text
from csdesk.ui.window import Window
from tests.conftest import TODAY
from tests.ui.account.rooms import sheet
from tests.ui.hands import click
from tests.ui.windows import answer_of, settled

_CUSTOMERS = """Account,ARR,Start,Renewal date,Status,Lost on
Alpha,1200,2024-01-01,2024-12-31,lost,2025-01-01
Beta,2400,2025-01-01,2025-12-31,customer,
Gamma,3600,2024-05-01,2025-04-30,lost,2025-05-01
"""


@pytest.fixture
def asking(empty: Window, tmp_path: Path) -> Asking:
    """What asks, after an import that brought two losses without a reason."""
    return imported(empty, tmp_path, _CUSTOMERS)


def imported(empty: Window, tmp_path: Path, customers: str) -> Asking:
    """What asks, after an import of these customers as proposed."""
    file = tmp_path / "customers.csv"
    file.write_text(customers, encoding="utf-8")
    desk = empty.desk
    assert desk is not None
    found = desk.findChild(Asking)
    assert isinstance(found, Asking)
    plan = answer_of(desk, lambda book: plan_import(book, read_files([file], day=TODAY), {}, today=TODAY))
    answers = {q.key: q.default or q.choices[0].value for q in plan.questions}
    plan = answer_of(
        desk, lambda book: plan_import(book, read_files([file], day=TODAY), answers, today=TODAY)
    )
    desk.do(apply_import, plan)
    settled(lambda: found.band is not None and found.band.isVisible())
    return found


def test_an_import_that_brings_losses_says_so_in_a_strip_and_opens_nothing(
    empty: Window, asking: Asking
) -> None:
    assert asking.band is not None
    assert asking.band.text() == "2 losses have no reason yet."
    click(next(b for b in asking.band.offers() if b.objectName() == SHOW))
    listed = sheet(empty, LossesSheet)
    assert isinstance(listed, LossesSheet)
    settled(lambda: listed.found is not None)
    assert [t.loss.name for t in listed.table.rows.rows] == ["Gamma", "Alpha"]
    assert asking.band.isHidden()


def test_the_strip_goes_with_the_losses_when_the_import_is_taken_back(empty: Window, asking: Asking) -> None:
    assert empty.desk is not None
    empty.desk.undo()
    assert asking.band is not None
    band = asking.band
    settled(band.isHidden)


def test_the_strip_counts_again_when_one_loss_has_its_reason(empty: Window, asking: Asking) -> None:
    assert empty.desk is not None
    alpha = answer_of(empty.desk, lambda book: losses(book, as_of=TODAY))[-1].loss
    assert alpha.name == "Alpha"
    empty.desk.do(record_loss, alpha, replace(begun(alpha, today=TODAY), reason=Reason.BUDGET))
    assert asking.band is not None
    band = asking.band
    settled(lambda: band.text() == "1 loss has no reason yet.")


def test_a_reason_that_the_list_says_in_words_is_to_be_confirmed_and_is_not_missing(
    empty: Window, tmp_path: Path
) -> None:
    rows = ("Alpha,1200,2024-01-01,2024-12-31,lost,2025-01-01,too expensive",
            "Gamma,3600,2024-05-01,2025-04-30,lost,2025-05-01,went to a competitor")  # fmt: skip
    header = "Account,ARR,Start,Renewal date,Status,Lost on,Reason"
    found = imported(empty, tmp_path, "\n".join([header, *rows]))
    assert found.band is not None
    assert found.band.text() == "2 losses have their reason in words: confirm it, so that it counts."
    click(next(b for b in found.band.offers() if b.objectName() == SHOW))
    listed = sheet(empty, LossesSheet)
    assert isinstance(listed, LossesSheet)
    settled(lambda: listed.found is not None)
    assert [reason_text(t) for t in listed.table.rows.rows] == ["Competitor?", "Price?"]
    found = imported(
        empty, tmp_path, "\n".join([header, *rows, "Delta,900,2024-05-01,2025-04-30,lost,2025-05-01,"])
    )
    band = found.band
    assert band is not None
    settled(lambda: band.text() == "1 loss has no reason yet; 2 have their reason in words, to be confirmed.")
