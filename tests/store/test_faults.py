"""Faults: what must hold of a book when a program, a disk, a person or another process misbehaves."""

import itertools
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.errors import (
    BookBusy,
    BookDamaged,
    BookInUse,
    BookNotFound,
    BookTooNew,
    CsdeskError,
    NoPermission,
    NotABook,
    NotSaved,
    OtherPrograms,
)
from csdesk.domain.ids import AccountId
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from csdesk.store.lock import lock_path
from csdesk.store.version import VERSION
from tests.accounts import add
from tests.deaf import hearing
from tests.systems import forbidding, posix

DAY = date(2025, 11, 24)
HOME = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book with one account, closed."""
    with Book.create(tmp_path / "a.csdesk") as book:
        add(book, "Corvid")
    return tmp_path / "a.csdesk"


@pytest.fixture
def unhurried() -> Iterator[list[subprocess.Popen[str]]]:
    """Processes of a test, ended with it."""
    started: list[subprocess.Popen[str]] = []
    yield started
    for process in started:
        process.kill()
        process.communicate()


# the file (faults 23 to 27)


@pytest.mark.parametrize("how", [Book.open, Book.view])
def test_a_path_that_is_not_there_stays_not_there(how: Callable[[Path], Book], tmp_path: Path) -> None:
    with pytest.raises(BookNotFound):
        how(tmp_path / "gone" / "a.csdesk")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("how", [Book.open, Book.view])
@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", BookDamaged),
        (b"Customer,MRR\nCorvid,100\n", NotABook),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), NotABook),
        (b"SQLite format 3\0" + bytes(84), OtherPrograms),
        (b"SQLite format 3\0", BookDamaged),
    ],
    ids=["empty", "text", "picture", "other", "cut"],
)
def test_what_is_no_book_is_refused_and_stays_as_it_is(
    how: Callable[[Path], Book], content: bytes, refusal: type[CsdeskError], tmp_path: Path
) -> None:
    file = tmp_path / "a.csdesk"
    file.write_bytes(content)
    with pytest.raises(refusal):
        how(file)
    assert file.read_bytes() == content
    assert [p.name for p in tmp_path.iterdir()] == ["a.csdesk"]


@posix
def test_a_pipe_is_refused_and_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csdesk")
    with pytest.raises(NotABook):
        Book.open(tmp_path / "a.csdesk")


@pytest.mark.parametrize("version", [VERSION + 1, 100, 1 << 30])
def test_a_newer_book_is_refused_unchanged(version: int, path: Path) -> None:
    plain = sqlite3.connect(path)
    plain.execute(f"PRAGMA user_version = {version}")
    plain.close()
    before = sha256(path.read_bytes()).digest(), path.stat().st_mtime_ns
    for how in (Book.open, Book.view):
        with pytest.raises(BookTooNew):
            how(path)
    assert (sha256(path.read_bytes()).digest(), path.stat().st_mtime_ns) == before


def test_a_book_cut_at_any_page_is_refused_or_found_out(path: Path) -> None:
    whole = path.read_bytes()
    for length in range(4096, len(whole), 4096):
        path.write_bytes(whole[:length])
        try:
            with Book.view(path) as book:
                found = problems_of(book, deep=True)
        except CsdeskError:
            continue
        except sqlite3.DatabaseError:
            continue
        assert found, length


# two programs (faults 50, 51, 55)


def test_of_two_processes_that_race_one_writes(path: Path, unhurried: list[subprocess.Popen[str]]) -> None:
    code = (
        "import sys, time; from pathlib import Path; from csdesk.store.book import Book\n"
        "from csdesk.domain.errors import BookInUse\n"
        "for n in range(200):\n"
        "    sys.stdin.readline()\n"
        "    try: book = Book.open(Path(sys.argv[1]))\n"
        "    except BookInUse: print('busy', flush=True); continue\n"
        "    print('open', flush=True); sys.stdin.readline(); book.close(); print('closed', flush=True)\n"
    )
    for _ in range(2):
        command = [sys.executable, "-c", code, str(path)]
        unhurried.append(
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HOME)
        )
    for _ in range(200):
        for racer in unhurried:
            _tell(racer)
        heard = [_hear(racer) for racer in unhurried]
        assert sorted(heard) == ["busy", "open"]
        winner = unhurried[heard.index("open")]
        _tell(winner)
        assert _hear(winner) == "closed"
    assert not lock_path(path).exists()


def _tell(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def _hear(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_lock_that_a_dead_process_left_is_taken_over_in_silence(
    path: Path, unhurried: list[subprocess.Popen[str]]
) -> None:
    holder = _holder(path, unhurried)
    with pytest.raises(BookInUse):
        Book.open(path)
    holder.kill()
    holder.wait()
    assert lock_path(path).exists()
    with Book.open(path) as book:
        add(book, "Halden")
    assert not lock_path(path).exists()


@posix
def test_a_writer_that_sleeps_for_days_keeps_its_book_and_goes_on(
    path: Path, unhurried: list[subprocess.Popen[str]]
) -> None:
    code = (
        "import sys; from pathlib import Path; from csdesk.store.book import Book\n"
        "from csdesk.services.book.editing import add_row; from datetime import date\n"
        "book = Book.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.readline()\n"
        "add_row(book, 'account', {'account': 'Awake'}, today=date(2025, 11, 27)); print('saved', flush=True)"
    )
    command = [sys.executable, "-c", code, str(path)]
    sleeper = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HOME)
    unhurried.append(sleeper)
    assert _hear(sleeper) == "open"
    sleeper.send_signal(signal.SIGSTOP)
    with pytest.raises(BookInUse):
        Book.open(path)
    sleeper.send_signal(signal.SIGCONT)
    _tell(sleeper)
    assert _hear(sleeper) == "saved"
    sleeper.wait()
    with Book.open(path) as book:
        assert [a.account for a in book.all(Account)] == ["Corvid", "Awake"]


def _holder(path: Path, started: "list[subprocess.Popen[str]]") -> "subprocess.Popen[str]":
    code = (
        "import sys; from pathlib import Path; from csdesk.store.book import Book\n"
        "book = Book.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.readline()"
    )
    command = [sys.executable, "-c", code, str(path)]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HOME)
    started.append(holder)
    assert _hear(holder) == "open"
    return holder


def test_a_writer_beside_an_open_window_is_told_who_has_the_book_and_a_reader_reads(
    path: Path, unhurried: list[subprocess.Popen[str]]
) -> None:
    holder = _holder(path, unhurried)
    said = _csdesk("touch", "Corvid", "said", "--book", str(path))
    assert (said.returncode, said.stdout) == (75, "")
    assert said.stderr.count("\n") == 1
    assert "is open for writing" in said.stderr
    assert _csdesk("accounts", "--json", "--book", str(path)).returncode == 0
    holder.kill()
    holder.wait()
    assert _csdesk("touch", "Corvid", "said", "--book", str(path)).returncode == 0


def _csdesk(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "csdesk", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=HOME)


def test_a_book_that_another_program_holds_is_busy_and_as_it_was(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    with Book.open(path) as book:
        book._connection.execute("PRAGMA busy_timeout = 50")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BookBusy):
            add(book, "Halden")
        other.execute("ROLLBACK")
        other.close()
        assert not book._connection.in_transaction
        add(book, "Yarrow")
        assert [a.account for a in book.all(Account)] == ["Corvid", "Yarrow"]
        assert problems_of(book, deep=True) == []


# what goes wrong inside (faults 9, 16, 17)


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt, SystemExit, MemoryError])
def test_whatever_interrupts_a_change_leaves_no_transaction_open(
    fault: type[BaseException], path: Path
) -> None:
    with Book.open(path) as book:
        with pytest.raises(fault), book.change(Verb.ADD, today=DAY):
            book.put(Account(id=AccountId(book.new_id()), account="Half"))
            raise fault
        assert not book._connection.in_transaction
        assert [a.account for a in book.all(Account)] == ["Corvid"]
        add(book, "Halden")
        assert problems_of(book, deep=True) == []


def test_a_book_belongs_to_the_thread_that_opened_it(path: Path) -> None:
    found: list[BaseException] = []

    def elsewhere(book: Book) -> None:
        try:
            book.all(Account)
        except BaseException as fault:
            found.append(fault)

    with Book.open(path) as book:
        thread = threading.Thread(target=elsewhere, args=(book,))
        thread.start()
        thread.join()
    assert isinstance(found[0], sqlite3.ProgrammingError)


def test_a_full_file_is_said_and_nothing_is_half_written(path: Path) -> None:
    with Book.open(path) as book:
        pages = book.rows("PRAGMA page_count")[0][0]
        book._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(NotSaved) as refused, book.change(Verb.IMPORT, label="big", today=DAY):
            book.put_all([Account(id=AccountId(book.new_id()), account=f"A {n}") for n in range(500)])
        assert "full" in str(refused.value.facts["why"])
        assert not book._connection.in_transaction
        assert [a.account for a in book.all(Account)] == ["Corvid"]
        assert problems_of(book, deep=True) == []


@pytest.mark.parametrize("at", range(50, 1500, 150))
def test_the_first_reason_is_told_where_sqlite_gave_up_the_whole_change(path: Path, at: int) -> None:
    """As after a disk that failed: what was begun inside the change is gone with it."""
    steps = itertools.count()
    accounts = [Account(id=AccountId(f"a{n}"), account=f"A {n}") for n in range(1_000)]
    with Book.open(path) as book:
        book._connection.set_progress_handler(lambda: next(steps) == at, 100)
        with pytest.raises(NotSaved) as refused, book.change(Verb.IMPORT, today=DAY):
            book.put_all(accounts)
        book._connection.set_progress_handler(None, 0)
        assert refused.value.facts["why"] == "interrupted"
        assert [a.account for a in book.all(Account)] == ["Corvid"]


@forbidding
def test_a_folder_that_takes_no_file_is_no_permission(path: Path) -> None:
    path.parent.chmod(0o500)
    try:
        with pytest.raises(NoPermission):
            Book.open(path)
    finally:
        path.parent.chmod(0o700)


# signals and pipes (faults 18, 19)


@posix
@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_rolls_back_and_leaves_nothing_behind(
    name: str, code: int, path: Path, unhurried: list[subprocess.Popen[str]]
) -> None:
    (path.parent / "big.csv").write_text(
        "Customer,Domain,MRR\n" + "".join(f"Customer {n},c{n}.example,100\n" for n in range(4000)), "utf-8"
    )
    alive = (
        "import sys, csdesk.__main__ as m; from csdesk.processes import ending_cleanly\n"
        "with ending_cleanly(): print('alive', flush=True); m.main(sys.argv[1:])"
    )
    command = [sys.executable, "-c", alive, "import", str(path.parent / "big.csv"), "--decide", "new"]
    answers = ["--answer", "currency:big:MRR=USD", "--book", str(path)]
    ended = 0
    for wait in (0.1, 0.3, 0.7, 1.1):
        with hearing(signal.Signals[name]):
            process = subprocess.Popen(
                [*command, *answers], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=HOME
            )
        unhurried.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "alive\n"
        time.sleep(wait)
        process.send_signal(signal.Signals[name])
        _, err = process.communicate()
        assert "Traceback" not in err
        ended += process.returncode == code
        with Book.open(path) as book:
            assert problems_of(book, deep=True) == []
            assert len(book.all(Account)) in {1, 4001}
        assert not lock_path(path).exists() or process.returncode < 0
    assert ended >= 1


@posix
@pytest.mark.parametrize("lost_in", ["weakref.finalize(held, ask)", "gc.callbacks.append(lambda *_: ask())"])
def test_a_signal_that_comes_where_python_lets_nothing_through_is_not_lost(lost_in: str) -> None:
    code = f"""
import gc, os, signal, sys, time, weakref
from csdesk.processes import ending_cleanly
class Held: pass
asked = []
def ask():
    if not asked:
        asked.append(True)
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            for _ in range(1000): pass
        finally:
            print("lost at first", flush=True)
with ending_cleanly():
    held = Held()
    {lost_in}
    try:
        del held
        gc.collect()
        time.sleep(600)
    finally:
        print("rolled back", flush=True)
"""
    with hearing(signal.SIGTERM):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=HOME, timeout=120
        )
    assert (done.returncode, done.stderr) == (143, "")
    assert done.stdout.split("\n") == ["lost at first", "rolled back", ""]


@posix
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_that_comes_when_all_is_done_makes_no_failure_of_it(name: str, path: Path) -> None:
    code = f"""
import atexit, os, signal, sys
from csdesk.__main__ import main
atexit.register(lambda: os.kill(os.getpid(), signal.{name}))
main(sys.argv[1:])
"""
    command = [sys.executable, "-c", code, "accounts", "--book", str(path)]
    with hearing(signal.Signals[name]):
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HOME)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Corvid" in done.stdout


def test_a_reader_that_goes_away_is_no_fault(path: Path) -> None:
    with Book.open(path) as book, book.change(Verb.ADD, today=DAY):
        book.put_all([Account(id=AccountId(book.new_id()), account=f"Customer {n}") for n in range(3000)])
    for arguments in (["accounts"], ["accounts", "--json"]):
        command = [sys.executable, "-m", "csdesk", *arguments, "--book", str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=HOME) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.readline()
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode in {0, 141}
