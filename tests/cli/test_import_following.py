"""Questions that follow whatever is answered to others are asked together with them, in one call."""

from pathlib import Path

from tests.cli.test_import import names, path, run, told

__all__ = ["path"]
TWICE = "twice:list:product"


def listed(folder: Path, *days: str) -> Path:
    file = folder / "list.csv"
    rows = "".join(f"Acme,CRM,{amount},{day}\n" for amount, day in zip((1250, 2500), days, strict=True))
    file.write_text(f"Customer,Plan,ARR,End\n{rows}", encoding="utf-8")
    return file


def test_what_is_asked_after_every_answer_is_asked_at_once_and_may_be_answered_so(
    path: Path, tmp_path: Path
) -> None:
    file = listed(tmp_path, "03/04/2026", "03/04/2026")
    code, facts = told(path, str(file), "--proposals")
    assert (code, [q["key"] for q in facts["questions"] if q["default"] is None]) == (
        3,
        ["dates:list:End", TWICE],
    )
    text = run(path, str(file), "--proposals").stdout
    assert "2 questions before anything is written:" in text
    assert "further questions" not in text
    code, facts = told(
        path, str(file), "--proposals", "--answer", "dates:list:End=dmy", "--answer", f"{TWICE}=lines"
    )
    assert (code, facts["applied"]) == (0, True)
    assert names(path) == ["Acme"]


def test_what_depends_on_an_answer_is_told_to_come(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    rows = "Acme,10,01/02/2026,04/03/2027\nBolt,10,01/02/2026,02/03/2026\nCora,10,05/06/2023,05/06/2026\n"
    file.write_text(f"Customer,ARR,Start,End\n{rows}", encoding="utf-8")
    text = run(path, str(file)).stdout
    assert "What you answer may raise further questions, which the next call asks." in text


def test_nothing_more_is_looked_up_where_everything_has_a_proposal(path: Path, tmp_path: Path) -> None:
    text = run(path, str(listed(tmp_path, "2026-04-03", "2026-04-03")), "--answer", f"{TWICE}=lines").stdout
    assert "further questions" not in text
