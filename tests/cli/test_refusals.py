"""Refusals: one line on stderr or one object of JSON, the settled exit code, and nothing else."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from csdesk.__main__ import main
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId
from csdesk.domain.touches import Touch
from csdesk.store.book import Book
from tests.deaf import hearing

DAY = date(2025, 11, 24)


@dataclass(frozen=True, slots=True)
class Said:
    """What a call of the program said."""

    code: int
    out: str
    err: str


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "with spaces 🎉" / "böök.csdesk"
    with Book.create(path) as book, book.change(Verb.ADD, today=DAY):
        for name in ("Corvid Analytics", "Corvid Foods", "42"):
            book.put(Account(id=AccountId(book.new_id()), account=name))
    return path


def run(capsys: pytest.CaptureFixture[str], *given: str) -> Said:
    """The program as a terminal calls it, in this process."""
    code = 0
    try:
        main(list(given))
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0
    said = capsys.readouterr()
    return Said(code, said.out, said.err)


REFUSALS = [
    (("show", "Nobody"), 2, "no_such_account"),
    (("show", "Corvid"), 3, "ambiguous_account"),
    (("show", " "), 2, "no_such_account"),
    (("accounts", "--where", "arr >"), 2, "not_a_query"),
    (("accounts", "--where", ""), 2, "not_a_query"),
    (("accounts", "--sort", "size"), 2, "no_such_field"),
    (("accounts", "--as-of", "0001-01-01"), 2, "not_a_day"),
    (("accounts", "--as-of", "someday"), 2, "not_a_day"),
    (("accounts", "--limit", "0"), 2, "usage"),
    (("accounts", "--colour"), 2, "usage"),
    (("touch", "42"), 2, "usage"),
    (("touch", "42", "said", "--on", "+1d"), 2, "touch_in_future"),
    (("undo", "99"), 2, "no_such_change"),
    (("redo",), 2, "nothing_to_redo"),
]


@pytest.mark.parametrize(
    ("given", "option"), [(("--book", "b.csdesk"), "--book FILE."), (("--json",), "--json.")]
)
def test_an_option_before_the_verb_is_told_where_it_stands(
    capsys: pytest.CaptureFixture[str], given: tuple[str, ...], option: str
) -> None:
    said = run(capsys, *given, "accounts", "--limit", "3")
    wanted = f"An option comes after its verb: csdesk accounts {option}"
    assert said.code == 2
    assert wanted in (json.loads(said.out)["error"]["message"] if "--json" in given else said.err)


def test_an_option_that_no_verb_takes_is_just_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    assert "No such option '--limit'" in run(capsys, "--limit", "3", "week").err
    assert "No such option '--book'" in run(capsys, "--book", "b.csdesk").err


@pytest.mark.parametrize(("given", "code", "word"), REFUSALS)
def test_a_refusal_is_one_line_for_a_person_and_one_object_for_a_script(
    capsys: pytest.CaptureFixture[str], path: Path, given: tuple[str, ...], code: int, word: str
) -> None:
    said = run(capsys, *given, "--book", str(path))
    assert (said.code, said.out, said.err.count("\n")) == (code, "", 1)
    said = run(capsys, *given, "--book", str(path), "--json")
    error = json.loads(said.out)["error"]
    assert (said.code, error["code"], said.err) == (code, word, "")
    assert set(error) == {"code", "message", "where", "safe", "next"}


def test_an_ambiguous_name_gives_its_candidates(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    said = run(capsys, "show", "Corvid", "--book", str(path))
    assert "Corvid Analytics, Corvid Foods" in said.err


def test_a_book_that_is_written_by_another_is_read_and_not_written(
    capsys: pytest.CaptureFixture[str], path: Path
) -> None:
    with Book.open(path):
        assert run(capsys, "accounts", "--book", str(path)).code == 0
        said = run(capsys, "touch", "42", "said", "--book", str(path), "--json")
    assert (said.code, json.loads(said.out)["error"]["code"]) == (75, "book_in_use")


@pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="only some systems have a disk that is always full"
)
@pytest.mark.parametrize(
    "words", [("accounts",), ("accounts", "--json"), ("touch", "42", "They said so"), ()]
)
def test_where_the_disk_takes_no_answer_one_line_says_so_and_the_change_stands(
    path: Path, words: tuple[str, ...]
) -> None:
    given = [*words, "--book", str(path)] if words else ["--help"]
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "csdesk", *given]
        said = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert said.returncode == 1
    assert said.stderr.count("\n") == 1
    assert said.stderr.startswith("csdesk: What the verb did stands, but its answer could not be written")
    with Book.view(path) as book:
        assert len(book.all(Touch)) == ("touch" in words)


@pytest.mark.skipif(sys.platform != "linux", reason="names as long as Linux takes them")
@pytest.mark.parametrize("length", [180, 230, 235, 240, 245, 250, 255])
def test_a_book_whose_name_is_long_is_backed_up_and_restored_or_never_made(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, length: int
) -> None:
    path = tmp_path / ("n" * (length - len(".csdesk")) + ".csdesk")
    made = run(capsys, "new", str(path))
    if length > 235:
        assert (made.code, made.out, made.err.count("\n")) == (2, "", 1)
        assert "file name too long" in made.err
        assert list(tmp_path.iterdir()) == []
        return
    assert run(capsys, "backup", "--book", str(path)).code == 0
    assert run(capsys, "restore", "1", "--book", str(path)).code == 0
    assert len(list(tmp_path.glob("* before restore *.csdesk"))) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="paths as SQLite takes them elsewhere")
def test_a_path_that_is_too_long_for_a_book_is_said_as_what_it_is(
    capsys: pytest.CaptureFixture[str], path: Path
) -> None:
    deep = path.parent.joinpath(*["d" * 100] * 5)
    deep.mkdir(parents=True)
    made = run(capsys, "new", str(deep / "new.csdesk"))
    assert (made.code, "its path is too long" in made.err) == (2, True)
    shutil.copy(path, deep / "mine.csdesk")
    for words in (("accounts",), ("touch", "42", "They said so")):
        said = run(capsys, *words, "--book", str(deep / "mine.csdesk"), "--json")
        assert (said.code, json.loads(said.out)["error"]["code"]) == (2, "path_too_long")


FROM_OR_INTO = [
    ("restore", "{book}", "--book", "{odd}"),
    ("restore", "{odd}", "--book", "{book}"),
    ("check", "--salvage", "{odd}", "--book", "{book}"),
    ("check", "--salvage", "{free}", "--book", "{odd}"),
    ("check", "--as-data", "{odd}", "--book", "{book}"),
    ("check", "--as-data", "{free}", "--book", "{odd}"),
    ("demo", "{odd}", "--no-open"),
    ("qbr", "42", "--output", "{odd}", "--book", "{book}"),
    ("export", "{odd}/all.json", "--book", "{book}"),
    ("import", "{odd}", "--book", "{book}"),
]


@pytest.mark.parametrize("odd", ["a" * 300 + ".csdesk", "loop.csdesk"])
@pytest.mark.parametrize("words", FROM_OR_INTO, ids=" ".join)
def test_whatever_a_file_is_for_a_path_that_cannot_be_is_refused_in_words(
    capsys: pytest.CaptureFixture[str], path: Path, words: tuple[str, ...], odd: str
) -> None:
    loop = path.with_name("loop.csdesk")
    loop.symlink_to(loop)
    places = {"book": path, "odd": path.with_name(odd), "free": path.with_name("free.csdesk")}
    before = path.read_bytes(), sorted(path.parent.iterdir())
    said = run(capsys, *(word.format(**places) for word in words))
    assert said.code in {1, 2}
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert (path.read_bytes(), sorted(path.parent.iterdir())) == before


@pytest.mark.skipif(os.name != "posix", reason="elsewhere nobody can remove the folder that one is in")
@pytest.mark.parametrize(
    "words", [("export", "a.json"), ("qbr", "42", "-o", "a.pptx"), ("check", "--salvage", "a.csdesk")]
)
def test_in_a_folder_that_was_removed_a_file_is_refused_in_words(
    capsys: pytest.CaptureFixture[str], path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    gone = path.parent / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    said = run(capsys, *words, "--book", str(path))
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("name", ["a" * 300 + ".csdesk", "file.txt/x.csdesk", "loop.csdesk", "."])
@pytest.mark.parametrize("verb", ["accounts", "new"])
def test_a_path_that_cannot_be_is_refused_in_words(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, verb: str
) -> None:
    (tmp_path / "file.txt").write_text("a file")
    (tmp_path / "loop.csdesk").symlink_to(tmp_path / "loop.csdesk")
    wanted = str(tmp_path / name)
    said = run(capsys, *(["new", wanted] if verb == "new" else ["accounts", "--book", wanted]))
    assert said.code in {2, 77}
    assert said.out == ""
    assert said.err.count("\n") == (3 if said.err.startswith("Usage") else 1)


def test_without_a_home_a_named_book_still_opens(
    capsys: pytest.CaptureFixture[str], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert run(capsys, "accounts", "--book", str(path)).code == 0
    said = run(capsys, "accounts", "--json")
    assert (said.code, json.loads(said.out)["error"]["code"]) == (2, "no_home")
    for words in (("demo", "--no-open"), ("import", "list.csv"), ("backup", "--book", str(path))):
        said = run(capsys, *words, "--json")
        assert (said.code, json.loads(said.out)["error"]["code"]) == (2, "no_home")


def test_words_that_are_no_text_are_kept_as_far_as_they_are_one(
    capsys: pytest.CaptureFixture[str], path: Path
) -> None:
    assert run(capsys, "touch", "42", "bad\udcff", "--with", "An\udcff", "--book", str(path)).code == 0
    shown = json.loads(run(capsys, "show", "42", "--book", str(path), "--json").out)
    assert shown["timeline"][0]["summary"] == "bad\ufffd"


def test_a_pipe_gets_utf_8_whatever_the_computer_writes_else(path: Path) -> None:
    env = {**os.environ, "PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "csdesk", "accounts", "--book", str(path)]
    said = subprocess.run(command, capture_output=True, check=True, env=env)
    assert "–" in said.stdout.decode("utf-8")


def test_a_reader_that_goes_away_is_no_fault(path: Path) -> None:
    command = f'"{sys.executable}" -m csdesk history --book "{path}" --json | head -c 1'
    said = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, check=False)
    assert (said.returncode, said.stderr) == (0, b"")


def test_a_filter_that_nothing_fits_says_so(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    said = run(capsys, "accounts", "--where", "account contains 'nobody'", "--book", str(path))
    assert said.out == "No account fits.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes without asking them")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_verb_that_is_stopped_leaves_nothing_half_done(
    tmp_path: Path, sent: signal.Signals, code: int
) -> None:
    command = [sys.executable, "-m", "csdesk", "demo", "w.csdesk", "--accounts", "100000", "--no-open"]
    with hearing(sent):
        running = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE)
    late = time.monotonic() + 60
    try:
        while not (tmp_path / "w.csdesk.csdesk-part").exists():
            assert running.poll() is None, "it did not end by itself"
            assert time.monotonic() < late, "it has begun by now"
        running.send_signal(sent)
        _, complaint = running.communicate(timeout=60)
    finally:
        running.kill()
    assert (running.returncode, complaint) == (code, b"")
    assert list(tmp_path.iterdir()) == []
