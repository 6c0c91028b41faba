"""The house: what a linter cannot hold about how csdesk is built."""

import ast
import re
import string
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import csdesk
from csdesk import wording
from csdesk.cli.program import VERBS
from csdesk.domain import errors
from csdesk.domain.changes import Verb
from csdesk.domain.errors import CsdeskError
from csdesk.domain.fields import noun_of
from csdesk.domain.nouns import NOUNS
from csdesk.ui.actions.catalogue import ACTIONS, Scope

HOME = Path(csdesk.__file__).parent
MODULES = sorted(HOME.rglob("*.py"))
DRAWERS = {
    "utils",
    "util",
    "common",
    "helpers",
    "helper",
    "core",
    "misc",
    "models",
    "managers",
    "lib",
    "tools",
}
HEAVY = ("PySide6", "matplotlib", "openpyxl", "sqlite_utils", "pptx", "xlsxwriter", "python_calamine")


def named(module: Path) -> str:
    return str(module.relative_to(HOME))


@cache
def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


@cache
def walked(module: Path) -> list[ast.AST]:
    return [*ast.walk(tree(module))]


@pytest.fixture(scope="module", autouse=True)
def _the_trees_go_with_these_tests() -> Iterator[None]:
    """Together they are larger than all the rest that a process of tests holds."""
    yield
    for kept in (tree, walked, _docstrings):
        kept.cache_clear()


def nodes(module: Path, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
    return (node for node in walked(module) if isinstance(node, kinds))


def test_no_day_is_named_in_the_language_of_the_system() -> None:
    """`strftime` would: the names of days and months stand in `domain/day_words.py`."""
    spoken = {
        (named(m), text)
        for m in MODULES
        for node in nodes(m, ast.Constant)
        if isinstance(node, ast.Constant) and isinstance(text := node.value, str) and "%" in text
        if re.fullmatch(r"(?:[^%]*%[-#]?[A-Za-z])+[^%]*", text) and re.search(r"%[aAbBcxXp]", text)
    }
    assert spoken == set()


def test_no_module_is_longer_than_400_lines() -> None:
    lengths = {named(m): len(m.read_text(encoding="utf-8").splitlines()) for m in MODULES}
    assert {name: n for name, n in lengths.items() if n > 400} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    long = {
        f"{named(m)}:{f.name}": _length(f)
        for m in MODULES
        for f in nodes(m, ast.FunctionDef, ast.AsyncFunctionDef)
        if isinstance(f, ast.FunctionDef) and _length(f) > 40
    }
    assert long == {}


def _length(function: ast.FunctionDef) -> int:
    """Lines from `def` to the end; what stands above it, as options of a verb do, is a declaration."""
    return (function.end_lineno or 0) - function.lineno + 1


def test_every_module_says_what_it_is() -> None:
    silent = [
        named(m) for m in MODULES if m.read_text(encoding="utf-8").strip() and not ast.get_docstring(tree(m))
    ]
    assert silent == []


def test_nothing_is_global() -> None:
    assert [f"{named(m)}:{node.lineno}" for m in MODULES for node in nodes(m, ast.Global)] == []  # type: ignore[attr-defined]


def test_no_pyplot() -> None:
    assert [named(m) for m in MODULES if "pyplot" in m.read_text(encoding="utf-8")] == []


COLOUR = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b|\b(?:rgba?|hsla?)\(", re.IGNORECASE)


def test_no_colour_is_written_outside_the_theme() -> None:
    found = []
    for module in MODULES:
        if "ui/theme/" in named(module):
            continue
        found += [
            f"{named(module)}:{node.lineno} {node.value!r}"
            for node in nodes(module, ast.Constant)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
            and not _is_docstring(module, node) and COLOUR.search(node.value)
        ]  # fmt: skip
        found += [
            f"{named(module)}:{node.lineno} {ast.unparse(node)}"
            for node in nodes(module, ast.Attribute, ast.Name)
            if (isinstance(node, ast.Attribute) and node.attr == "GlobalColor")
            or (isinstance(node, ast.Name) and node.id == "QColor" and named(module).startswith("ui/"))
        ]
    assert found == []


@cache
def _docstrings(module: Path) -> frozenset[int]:
    """The lines on which texts stand alone: docstrings of modules, classes, functions, attributes."""
    alone = (
        e for e in nodes(module, ast.Expr) if isinstance(e, ast.Expr) and isinstance(e.value, ast.Constant)
    )
    return frozenset(e.lineno for e in alone)


def _is_docstring(module: Path, node: ast.Constant) -> bool:
    return node.lineno in _docstrings(module)


def test_nothing_is_printed_past_the_command_line() -> None:
    prints = [
        f"{named(m)}:{call.lineno}"
        for m in MODULES
        if not named(m).startswith("cli/")
        for call in nodes(m, ast.Call)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "print"
    ]
    assert prints == []


def test_no_parameter_of_a_statement_is_numbered() -> None:
    """Python 3.12 up to 3.12.3 takes ?1 for a name, and warns of it."""
    numbered = [
        f"{named(m)}:{at}"
        for m in MODULES
        for at, line in enumerate(m.read_text(encoding="utf-8").splitlines(), 1)
        if named(m).startswith("store/") and re.search(r"\?(\d|{)", line)
    ]
    assert numbered == []


def test_a_link_is_opened_in_one_place_only() -> None:
    """Beside it only a file is opened, by its own program: one that csdesk wrote itself, or whose path was shown."""
    opening = {named(m) for m in MODULES if "openUrl" in m.read_text(encoding="utf-8")}
    assert opening == {"ui/shell/sheets/links.py", "ui/shell/sheets/file_sheet.py", "ui/shell/written.py"}


def test_no_drawer_has_a_name_that_says_nothing() -> None:
    parts = {(named(m), part) for m in MODULES for part in m.relative_to(HOME).with_suffix("").parts}
    assert [name for name, part in parts if part in DRAWERS] == []


def test_no_name_handles_manages_or_helps() -> None:
    vague = re.compile(r"^_?(process|handle)_|(Manager|Helper|Impl)$")
    found = [
        f"{named(m)}:{node.name}"
        for m in MODULES
        for node in nodes(m, ast.FunctionDef, ast.ClassDef)
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and vague.search(node.name)
    ]
    assert found == []


def test_every_declared_noun_is_in_the_catalogue() -> None:
    declared = {
        node.name
        for m in MODULES
        for node in nodes(m, ast.ClassDef)
        if isinstance(node, ast.ClassDef)
        for mark in node.decorator_list
        if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Name) and mark.func.id == "noun"
    }
    assert declared == {n.__name__ for n in NOUNS}


def test_every_reference_of_the_catalogue_points_backwards() -> None:
    seen: set[str] = set()
    for cls in NOUNS:
        seen.add(noun_of(cls).table)
        assert {f.refers for f in noun_of(cls).fields if f.refers} <= seen


def all_errors() -> list[type[CsdeskError]]:
    found = [e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, CsdeskError)]
    return [e for e in found if e is not CsdeskError]


def test_every_error_and_every_verb_has_wording() -> None:
    assert set(wording.ERRORS) == set(all_errors())
    assert set(wording.VERBS) == set(Verb)


def test_every_error_is_declared_in_one_place() -> None:
    names = {e.__name__ for e in all_errors()} | {"CsdeskError"}
    elsewhere = [
        f"{named(m)}:{node.name}"
        for m in MODULES
        if not named(m).startswith("domain/errors")
        for node in nodes(m, ast.ClassDef)
        if isinstance(node, ast.ClassDef)
        for base in node.bases
        if isinstance(base, ast.Name) and base.id in names
    ]
    assert elsewhere == []


def facts_wanted(error: type[CsdeskError]) -> set[str]:
    """The names in the braces of an error's sentences."""
    texts = " ".join(wording.ERRORS[error])
    return {name.split(".")[0].split("[")[0] for _, name, _, _ in string.Formatter().parse(texts) if name}


def raised() -> Iterator[tuple[str, type[CsdeskError], set[str]]]:
    """Where an error is made, and with which facts; a site that passes `**` is not seen through."""
    by_name = {e.__name__: e for e in all_errors()}
    for module in MODULES:
        for node in nodes(module, ast.Call, ast.Raise):
            made = node.exc if isinstance(node, ast.Raise) else node
            if isinstance(node, ast.Raise) and isinstance(made, ast.Name) and made.id in by_name:
                yield f"{named(module)}:{node.lineno}", by_name[made.id], set()
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in by_name:
                if any(k.arg is None for k in node.keywords):
                    continue
                given = {k.arg for k in node.keywords if k.arg} - {"where"}
                yield f"{named(module)}:{node.lineno}", by_name[node.func.id], given


def test_every_error_is_raised_with_the_facts_of_its_sentence() -> None:
    sites = list(raised())
    assert len(sites) > 30
    wrong = [
        f"{at} {e.__name__} lacks {facts_wanted(e) - given}"
        for at, e, given in sites
        if facts_wanted(e) - given
    ]
    assert wrong == []


def test_every_error_is_raised_somewhere() -> None:
    words = {
        word
        for m in MODULES
        if not named(m).startswith("wording/") and not named(m).startswith("domain/errors")
        for word in re.findall(r"\w+", m.read_text(encoding="utf-8"))
    }
    assert [e.__name__ for e in all_errors() if e.__name__ not in words] == []


def test_every_exit_code_is_one_of_the_settled_ones() -> None:
    assert {e.exit_code for e in all_errors()} <= {1, 2, 3, 75, 77, 78, 130}


def test_action_ids_are_unique() -> None:
    assert [id_ for id_, n in Counter(a.id for a in ACTIONS).items() if n > 1] == []


def test_no_key_means_two_things_in_one_place() -> None:
    program = [a.key for a in ACTIONS if a.scope is Scope.PROGRAM]
    for scope in Scope:
        keys = [a.key for a in ACTIONS if a.scope is scope]
        keys += program if scope is not Scope.PROGRAM else []
        assert [key for key, n in Counter(keys).items() if n > 1] == [], scope


def test_every_verb_of_the_command_line_loads() -> None:
    import click

    from csdesk.cli.program import program

    context = click.Context(program)
    for name in VERBS:
        command = program.get_command(context, name)
        assert command is not None
        assert command.help


def brought_along(others: tuple[str, ...], *, by: str) -> str:
    """Which of some modules are there after others were imported by a new process."""
    code = f"import sys, {by}; print([m for m in {others!r} if m in sys.modules])"
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.mark.parametrize(
    "module", ["csdesk.cli.program", "csdesk.__main__", "csdesk.cli.accounts", "csdesk.store.book"]
)
def test_a_quick_verb_imports_no_heavy_library(module: str) -> None:
    assert brought_along(HEAVY, by=module) == "[]"


@pytest.mark.parametrize("module", ["csdesk.services.book.editing", "csdesk.services.book.forms"])
def test_what_a_person_types_is_read_without_what_plans_imports(module: str) -> None:
    assert brought_along(("csdesk.domain.imports.planning", "rapidfuzz"), by=module) == "[]"


def test_the_week_that_stands_ready_is_shown_without_what_plans_or_writes() -> None:
    """A start is as quick as what it leaves out: how accounts are scored, what a week is planned from, who writes."""
    others = ("csdesk.domain.health.measures", "csdesk.domain.week.facts", "csdesk.domain.nouns", "socket")
    shown = "csdesk.ui.app, csdesk.ui.week.page, csdesk.services.week.ready, csdesk.store.lock"
    assert brought_along(others, by=shown) == "[]"


def test_a_week_is_planned_and_accounts_are_listed_without_what_looks_back_or_reads_files() -> None:
    others = (
        "csdesk.domain.nouns",
        "csdesk.domain.hindsight",
        "csdesk.domain.imports",
        "csdesk.store.knowing",
    )
    planned = (
        "csdesk.cli.week, csdesk.services.week.week, csdesk.services.health.health, csdesk.store.revenue"
    )
    assert brought_along(others, by=planned) == "[]"
    assert brought_along(others, by="csdesk.cli.accounts, csdesk.services.accounts.own_facts") == "[]"


def test_the_domain_loads_without_the_machine() -> None:
    code = (
        "import sys, pkgutil, importlib, csdesk.domain as d\n"
        "for m in pkgutil.walk_packages(d.__path__, 'csdesk.domain.'): importlib.import_module(m.name)\n"
        "print([m for m in ('sqlite3', 'click', 'PySide6', 'openpyxl', 'pptx') if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


FORBIDDEN = {"multiprocessing", "pickle", "marshal", "shelve", "dill"}


def test_nothing_is_pickled_forked_or_given_to_a_shell() -> None:
    """A fork with an open connection would drop the book's locks; csdesk starts processes by `subprocess` alone."""
    starts = re.compile(r"\bos\.fork|shell=True|ProcessPoolExecutor|preexec_fn")
    found = [
        named(module)
        for module in MODULES
        if _imported(module) & FORBIDDEN
        or (starts.search(module.read_text(encoding="utf-8")) and starts.search(ast.unparse(tree(module))))
    ]
    assert found == []


def _imported(module: Path) -> set[str]:
    names = {a.name for n in nodes(module, ast.Import) if isinstance(n, ast.Import) for a in n.names}
    names |= {n.module or "" for n in nodes(module, ast.ImportFrom) if isinstance(n, ast.ImportFrom)}
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("how", ["services", "window"])
def test_nobody_but_sqlite_opens_a_book_that_is_open(how: str, tmp_path: Path) -> None:
    """A plain open() and close() of the book's file would drop SQLite's locks on it."""
    command = [sys.executable, "-m", "tests.survival.audited", how, str(tmp_path)]
    said = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HOME.parent)
    assert (said.returncode, said.stderr) == (0, "")
    *opened, watched = said.stdout.splitlines()
    assert opened == []
    assert int(watched) > 20
