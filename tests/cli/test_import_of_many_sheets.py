"""The verb `import` of many sheets and many refusals: what has one cause is said once, and answered once."""

from pathlib import Path
from typing import Any

import pytest

from csdesk.cli.import_lines import rows_text
from tests.cli.test_import import names, path, run, told
from tests.ui.exchange.imports import workbook

__all__ = ["path"]
SHEETS = [f"Region {n}" for n in range(1, 41)]
DAYS = ("--answer", "dates:*:Renewal=dmy")


@pytest.fixture
def regions(tmp_path: Path) -> Path:
    """Forty sheets, whose renewals can be read both ways."""
    head: list[Any] = ["Customer", "ARR", "Renewal"]
    rows = {name: [head, *([f"{name} {n}", 1000, f"01/0{n}/2027"] for n in (2, 3))] for name in SHEETS}
    return workbook(tmp_path / "regions.xlsx", rows)


def test_what_forty_sheets_ask_is_asked_once_under_one_key(path: Path, regions: Path) -> None:
    lines = run(path, str(regions)).stdout.splitlines()
    assert "1 question before anything is written:" in lines
    assert (
        sum("dates:*:Renewal=dmy" in line for line in lines) == 2
    )  # as a choice, and in the call that answers
    assert any(line.startswith("   On 40 sheets: “Region 1”, “Region 2” and 38 more.") for line in lines)


def test_where_columns_go_is_said_once_of_sheets_that_are_alike(path: Path, regions: Path) -> None:
    lines = run(path, str(regions), *DAYS, "--dry-run").stdout.splitlines()
    assert sum(line.startswith("  Renewal → ") for line in lines) == 1
    assert sum(line == "  columns as in regions.xlsx, sheet “Region 1”" for line in lines) == 39


def test_rows_left_out_for_one_reason_are_one_line_wherever_they_stand(path: Path, tmp_path: Path) -> None:
    head: list[Any] = ["Date", "Type", "Notes"]
    rows = {f"{name} Ltd": [head, ["2025-10-14", "call", f"Spoke of {name}"], ["Total"]]
            for name in ("Alder", "Birchwood", "Cedar", "Dogwood")}  # fmt: skip
    said = run(path, str(workbook(tmp_path / "log.xlsx", rows)), "--proposals", "--dry-run").stdout
    assert "  4 rows, between 2 and 11, left out: Alder Ltd, Birchwood Ltd, Cedar Ltd and 1 more (" in said
    assert "  4 rows, between 4 and 13, left out: Total (total)\n" in said


def test_one_answer_is_given_to_all_sheets_and_one_sheet_may_differ(path: Path, regions: Path) -> None:
    _, facts = told(path, str(regions), *DAYS, "--answer", "dates:Region 7:Renewal=mdy", "--dry-run")
    assert {key: facts["answered"][key] for key in facts["answered"] if key.startswith("dates:")} == {
        f"dates:{name}:Renewal": "mdy" if name == "Region 7" else "dmy" for name in SHEETS
    }
    rest = ("--answer", "edge:*:Renewal=first")
    assert run(path, str(regions), *DAYS, *rest).exit_code == 0
    assert len(names(path)) == 80


def test_in_json_every_sheet_has_its_question_under_its_own_key(path: Path, regions: Path) -> None:
    _, facts = told(path, str(regions))
    keys = [q["key"] for q in facts["questions"] if q["key"].startswith("dates:")]
    assert keys == [f"dates:{name}:Renewal" for name in SHEETS]


def test_proposals_that_are_taken_on_many_sheets_are_told_once(path: Path, regions: Path) -> None:
    done = run(path, str(regions), *DAYS, "--proposals")
    assert done.exit_code == 0
    assert done.stdout.count("(edge:*:Renewal=first)") == 1


def test_where_some_sheets_were_answered_already_the_others_are_asked_by_name(
    path: Path, regions: Path
) -> None:
    done = run(path, str(regions), "--answer", "dates:Region 7:Renewal=mdy")
    assert "dates:*:Renewal" not in done.stdout
    assert "dates:Region 8:Renewal=dmy" in done.stdout


def test_a_mistyped_key_for_all_sheets_is_refused_with_the_nearest(path: Path, regions: Path) -> None:
    done = run(path, str(regions), "--answer", "dates:*:Renewl=dmy")
    assert done.exit_code == 2
    assert "dates:*:Renewal" in done.stderr
    assert run(path, str(regions), "--answer", "dates:*:Renewal=xyz").exit_code == 2


def test_one_cause_of_many_refusals_is_one_line_with_its_rows(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    bad = {4, 5, 6, 9, 12, 13}
    rows = [f"Firm {n},{'ask Bob' if n in bad else n},2026-03-31" for n in range(2, 20)]
    file.write_text("\n".join(["Account,ARR,Contract end", *rows]))
    refuse = ("--answer", "unread:list:ARR=refuse")
    done = run(path, str(file), *refuse)
    what = "write only the number, such as 1740, or empty the cell if it is not known"
    assert f"  rows 4–6, 9, 12–13, ARR: this is not an amount (ask Bob); {what}" in done.stdout.splitlines()
    assert done.stdout.count("not an amount") == 1
    _, facts = told(path, str(file), *refuse)
    assert [p["row"] for p in facts["sheets"][0]["problems"]] == sorted(bad)


def test_what_the_cells_of_one_cause_say_is_told_with_the_first_of_them(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    said = ("ask Bob", "soon", "ask Bob", "later", "maybe")
    rows = [f"Firm {n},{word},2026-03-31" for n, word in enumerate(said)]
    file.write_text(
        "\n".join(["Account,ARR,Contract end", *rows, *(f"Last {n},{n},2026-03-31" for n in range(9))])
    )
    done = run(path, str(file), "--answer", "unread:list:ARR=refuse")
    assert "rows 2–6, ARR: this is not an amount (ask Bob, soon, later and 1 more);" in done.stdout


def test_one_row_is_one_row() -> None:
    assert rows_text([7]) == "row 7"
    assert rows_text([7, 9, 8]) == "rows 7–9"


def test_files_of_one_name_are_told_apart_by_their_folders(path: Path, tmp_path: Path) -> None:
    files = []
    for region, name in (("north", "Corvid"), ("south", "Halden")):
        (tmp_path / region).mkdir()
        files.append(tmp_path / region / "list.csv")
        files[-1].write_text(f"Customer,Domain\n{name},{name}.example\n")
    code, facts = told(path, *map(str, files))
    assert code == 0
    assert [(s["file"], s["sheet"]) for s in facts["sheets"]] == [
        ("north/list.csv", "north/list.csv list"),
        ("south/list.csv", "south/list.csv list"),
    ]
    assert names(path) == ["Corvid", "Halden"]
