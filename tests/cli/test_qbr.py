"""The verb `qbr`: its JSON is a contract, its file a deck."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pptx
import pytest
from click.testing import CliRunner, Result

from csdesk.cli.program import program
from csdesk.store.book import Book
from tests.decks import examples
from tests.decks.test_deck import texts
from tests.services.reviews.test_reviews import put

Qbr = Callable[..., Result]


@pytest.fixture
def qbr(tmp_path: Path) -> Qbr:
    """Runs the verb on a book with Financiality in it."""
    path = tmp_path / "book.csdesk"
    with Book.create(path, clock=lambda: datetime(2025, 12, 8, 12, tzinfo=UTC)) as book:
        put(book, examples.financiality())
    return lambda *words: CliRunner().invoke(
        program, ["qbr", "--book", str(path), "--as-of", "2025-12-08", *words], catch_exceptions=False
    )


def test_the_json_names_the_file_its_slides_and_its_checksum(qbr: Qbr, tmp_path: Path) -> None:
    file = tmp_path / "review.pptx"
    result = qbr("Financiality", "-o", str(file), "--json")
    facts = json.loads(result.stdout)
    assert result.exit_code == 0
    assert set(facts) == {"file", "slides", "sha256"}
    assert facts["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert facts["slides"] == len(pptx.Presentation(str(file)).slides)


def test_a_person_reads_what_was_written_and_what_was_left_out(qbr: Qbr, tmp_path: Path) -> None:
    file = tmp_path / "review.pptx"
    lines = qbr("financ", "-o", str(file)).stdout.splitlines()
    assert lines[0] == f"Wrote 13 slides to {file}."
    assert lines[1:3] == [
        "Left out, a task of ours: SECRET: prepare the upsell before the renewal",
        "Left out, a task of ours: Move two courses per branch",
    ]
    assert lines[3].startswith(
        "A customer reads promises, not our tasks. To show one, promise it: csdesk add promise "
    )
    assert not {"SECRET", "Move two"} & {w for w in ("SECRET", "Move two") if w in texts(file.read_bytes())}


def test_what_is_promised_as_the_command_says_stands_on_the_next_deck(qbr: Qbr, tmp_path: Path) -> None:
    words = ["account=Financiality", "promise=Move two courses per branch", "due_on=2026-01-16"]
    said = CliRunner().invoke(program, ["add", "promise", "--book", str(tmp_path / "book.csdesk"), *words])
    assert said.exit_code == 0
    file = tmp_path / "review.pptx"
    assert qbr("Financiality", "-o", str(file)).exit_code == 0
    assert "Move two courses per branch" in texts(file.read_bytes())


def test_a_private_next_step_of_a_list_is_on_no_customers_deck_and_in_no_export(tmp_path: Path) -> None:
    steps = ("call Jo by 27 Nov, angry", "bis 1.12. nachhaken, wollen wohl gehen", "see who decides by 3 Dec")
    rows = "\n".join(f'Lumen Optics {n},lumen{n}.example,"{step}"' for n, step in enumerate(steps))
    (tmp_path / "customers.csv").write_text(f"Account,Domain,Next step\n{rows}\n")

    def run(*words: str) -> Result:
        book = ("--book", str(tmp_path / "book.csdesk"))
        return CliRunner().invoke(program, [words[0], *book, *words[1:]], catch_exceptions=False)

    Book.create(tmp_path / "book.csdesk", clock=lambda: datetime(2025, 11, 24, 12, tzinfo=UTC)).close()
    assert run("import", str(tmp_path / "customers.csv"), "--proposals").exit_code == 0
    for n, step in enumerate(steps):
        for words in (("qbr", f"Lumen Optics {n}", "-o"),
                      ("export", "--profile", "customer", "--account", f"Lumen Optics {n}")):  # fmt: skip
            file = tmp_path / f"for them {n}.{'pptx' if words[0] == 'qbr' else 'json'}"
            said = run(*words, str(file))
            assert said.exit_code == 0, said.output
            told = texts(file.read_bytes()) if words[0] == "qbr" else file.read_text()
            assert [w for w in step.split() if len(w) > 4 and w in told] == []
            assert (f"Left out, a task of ours: {step}" in said.stdout) == (words[0] == "qbr")


def test_words_for_inside_use_are_named_where_they_stand_in_a_promise(qbr: Qbr, tmp_path: Path) -> None:
    words = ["account=Financiality", "promise=Send the renewal quote", "due_on=2026-01-16"]
    CliRunner().invoke(program, ["add", "promise", "--book", str(tmp_path / "book.csdesk"), *words])
    said = qbr("Financiality", "-o", str(tmp_path / "review.pptx")).stdout
    assert "Left out, not in words for a customer: Send the renewal quote" in said.splitlines()


def test_without_a_file_the_deck_is_called_after_the_account_and_the_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = examples.financiality()
    with Book.create(tmp_path / "book.csdesk") as book:
        put(book, replace(facts, vendor="", account=replace(facts.account, account="Lumen Optics S.A.")))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    words = ["qbr", "lumen", "--book", "../book.csdesk", "--as-of", "2025-12-08"]
    for more, folder in (([], Path()), (["-o", ".."], Path(".."))):
        said = CliRunner().invoke(program, [*words, *more])
        assert said.exit_code == 0
        assert (folder / "Lumen Optics S.A. review 2025-12-08.pptx").is_file()
    assert said.stdout.splitlines()[-1] == (
        "Your company is not named on it. Say it once, and write it again: "
        "csdesk set preference 'vendor=YOUR COMPANY' --book ../book.csdesk"
    )


def test_a_deck_that_names_who_sells_says_nothing_of_it(qbr: Qbr, tmp_path: Path) -> None:
    assert "Your company" not in qbr("Financiality", "-o", str(tmp_path / "review.pptx")).stdout


def test_the_period_can_be_given(qbr: Qbr, tmp_path: Path) -> None:
    file = tmp_path / "review.pptx"
    assert qbr("Financiality", "-o", str(file), "--from", "2025-10-01", "--to", "2025-10-31").exit_code == 0
    words = [s.text_frame.text for s in pptx.Presentation(str(file)).slides[0].shapes if s.has_text_frame]
    assert "1\u00a0October to 31\u00a0October 2025" in words


def test_an_own_template_is_used(qbr: Qbr, tmp_path: Path) -> None:
    own, file = tmp_path / "own.pptx", tmp_path / "review.pptx"
    pptx.Presentation().save(str(own))
    assert qbr("Financiality", "-o", str(file), "--template", str(own)).exit_code == 0
    assert pptx.Presentation(str(file)).slide_width == 9144000


def test_a_name_that_ends_as_a_workbooks_does_makes_a_workbook(qbr: Qbr, tmp_path: Path) -> None:
    file = tmp_path / "review.xlsx"
    facts = json.loads(qbr("Financiality", "-o", str(file), "--json").stdout)
    sheets = len(openpyxl.load_workbook(file).sheetnames)
    assert (facts["slides"], facts["sheets"]) == (None, sheets)
    assert facts["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert qbr("Financiality", "-o", str(file)).stdout.startswith(f"Wrote {sheets} sheets to {file}.")
    refused = qbr("Financiality", "-o", str(file), "--template", "own.pptx")
    assert (refused.exit_code, "--template is for a .pptx file." in refused.stderr) == (2, True)


def test_the_internal_kind_is_the_deck_with_the_page_for_inside_use(qbr: Qbr, tmp_path: Path) -> None:
    kind, profile = tmp_path / "kind.pptx", tmp_path / "profile.pptx"
    assert qbr("Financiality", "-o", str(kind), "--kind", "internal").exit_code == 0
    assert qbr("Financiality", "-o", str(profile), "--profile", "internal").exit_code == 0
    assert kind.read_bytes() == profile.read_bytes()
    both = qbr("Financiality", "-o", str(kind), "--kind", "internal", "--profile", "customer")
    assert (both.exit_code, "--profile customer is not" in both.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (("Nobody", "-o", "x.pptx"), "no_such_account", 2),
        (("Financiality", "-o", "x.pdf"), "deck_kind_unknown", 2),
        (("Financiality", "-o", "x.pptx", "--template", "gone.pptx"), "template_unreadable", 2),
        (("Financiality", "-o", "x.pptx", "--from", "2026-01-01"), "period_backwards", 2),
        (("Financiality", "-o", "x.pptx", "--from", "soon"), "not_a_day", 2),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    qbr: Qbr,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    code: str,
    exit_code: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    result = qbr(*words)
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (exit_code, "", 1)
    assert json.loads(qbr(*words, "--json").stdout)["error"]["code"] == code
    assert not (tmp_path / "x.pptx").exists()
