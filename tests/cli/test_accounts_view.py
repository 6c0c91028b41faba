"""The verb `accounts` asks by every field, and lists what a view of the Accounts page shows."""

import json
from datetime import date
from pathlib import Path

import pytest

from csdesk.__main__ import main
from csdesk.domain.looks import Look
from csdesk.domain.query import Compare
from csdesk.services.accounts.accounts import account_rows
from csdesk.services.book.views import save_view
from csdesk.services.sample import write_sample
from csdesk.store.book import Book

DAY = date(2025, 11, 24)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("views") / "wingtip.csdesk"
    with Book.create(path) as book:
        write_sample(book, accounts=20)
        look = Look(
            (Compare("arr", ">", "30000"), Compare("renews_in", "<=", "200")),
            (("stage", False), ("arr", True)),
        )
        save_view(book, "Large & soon", look, today=DAY)
    return path


def listed(capsys: pytest.CaptureFixture[str], path: Path, *given: str) -> list[str]:
    main(["accounts", "--book", str(path), "--json", *given])
    return [a["account"] for a in json.loads(capsys.readouterr().out)["accounts"]]


def test_a_view_lists_its_accounts_in_its_order(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Book.view(path) as book:
        rows = account_rows(book, as_of=DAY)
    wanted = [
        r
        for r in rows
        if (r.arr or 0) > 3_000_000
        and r.money
        and r.money.renewal_on
        and (r.money.renewal_on - DAY).days <= 200
    ]
    wanted.sort(key=lambda r: r.arr or 0, reverse=True)
    wanted.sort(key=lambda r: (r.line.stage is None, r.line.stage or ""))
    assert listed(capsys, path, "--view", "large & SOON") == [r.account for r in wanted] != []


def test_a_view_that_is_shipped_can_be_narrowed_and_sorted_anew(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = listed(capsys, path, "--view", "Largest first")
    some = listed(
        capsys, path, "--view", "Largest first", "--where", "sponsor is not null", "--sort", "account"
    )
    assert 0 < len(some) <= len(named)
    assert some == sorted(some, key=str.casefold)
    assert set(some) <= set(named)


def test_a_view_that_is_not_there_names_those_that_are(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["accounts", "--book", str(path), "--view", "Nobody's"])
    assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert "My risks" in said
    assert "Large & soon" in said
