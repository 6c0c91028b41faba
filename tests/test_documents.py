"""The pages: what they print is what the program does."""

import importlib.util
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType

import click
import pytest

from csdesk.cli.program import HIDDEN, VERBS, program
from csdesk.domain.fields import noun_of
from csdesk.domain.health.bands import Band
from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.imports.tables.questions import COLUMN_KINDS, KINDS, ROW_KINDS
from csdesk.domain.nouns import NOUNS
from csdesk.services.spreadsheets.imports import plan_import, read_files
from csdesk.store.book import Book
from csdesk.ui.actions.catalogue import ACTIONS

HOME = Path(__file__).parents[1]
DOCS = HOME / "docs"
PAGES = sorted([*HOME.glob("*.md"), *DOCS.rglob("*.md"), *(HOME / "packaging").rglob("*.md")])
SHOWN = [v for v in VERBS if v not in HIDDEN]


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@cache
def reference() -> ModuleType:
    """The script that writes the derived pages; it stands beside them, outside the program."""
    spec = importlib.util.spec_from_file_location("reference", DOCS / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["schema.md", "errors.md", "guide/keys.md", "guide/health.md"])
def test_a_derived_page_is_what_the_declarations_say(name: str) -> None:
    assert text_of(DOCS / name) == reference().page(name), "python docs/reference.py writes it anew"


def links() -> Iterator[tuple[Path, str]]:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)\s]+)\)", text_of(page)):
            if "://" not in target and not target.startswith("mailto:"):
                yield page, target


def test_every_link_of_a_page_leads_somewhere() -> None:
    dead = []
    for page, target in links():
        path, _, anchor = target.partition("#")
        place = (page.parent / path).resolve() if path else page
        if not place.exists() or (anchor and anchor not in anchors(place)):
            dead.append(f"{page.relative_to(HOME)}: {target}")
    assert dead == []


def anchors(page: Path) -> set[str]:
    """The headings of a page, as a link names them."""
    headings = re.findall(r"^#+ (.+)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


BUILT = [DOCS / "architecture.md", *sorted((DOCS / "decisions").glob("*.md"))]


@pytest.mark.parametrize("page", BUILT, ids=lambda p: str(p.name))
def test_every_file_that_a_page_on_the_building_names_is_there(page: Path) -> None:
    named = re.findall(
        r"(?<![\w./…])((?:[a-z_]+/)+[\w*]*\.(?:py|toml|json|md)|(?:[a-z_]+/)+)(?=[`\s;,])", text_of(page)
    )
    places = (HOME, HOME / "csdesk", HOME / "csdesk" / "ui", page.parent)
    assert [n for n in named if not any(list(place.glob(n)) for place in places)] == []


def test_the_floors_are_those_of_the_contracts() -> None:
    page = text_of(DOCS / "architecture.md")
    contracts = tomllib.loads(text_of(HOME / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    program, *rooms = (c["layers"] for c in contracts if c["type"] == "layers")
    shown = page.partition("```\n")[2].partition("```")[0].splitlines()
    assert [re.split(r"  +", line)[0] for line in shown] == program
    assert [" > ".join(room) for room in rooms if " > ".join(room) not in " ".join(page.split())] == []


def test_every_noun_and_every_choice_that_the_glossary_names_is_the_programs_word() -> None:
    page = text_of(DOCS / "glossary.md").lower()
    inside = {"preference", "reading", "step"}
    assert [n for n in (noun_of(c).word for c in NOUNS) if n not in page and n not in inside] == []
    choices = {str(c.value) for noun in NOUNS for f in noun_of(noun).fields for c in f.choices or ()}
    bands = {b.value for b in Band}
    rest = {
        "line",
        "edge",
        "known",
        "yours",
        "not known",
        "no",
        "ten signals",
        "go-live",
        "notice deadline",
        "italics",
    }
    rest |= {"required outcome", "appropriate experience"}
    assert set(re.findall(r"(?<!\w)\*([a-z -]+)\*(?!\w)", page)) - choices - bands - rest == set()


def test_every_page_can_be_reached_from_the_first_one() -> None:
    reached, waiting = set(), [HOME / "README.md"]
    led = {(page, (page.parent / target.partition("#")[0]).resolve()) for page, target in links()}
    while waiting:
        page = waiting.pop()
        reached.add(page)
        waiting += [to for source, to in led if source == page and to.suffix == ".md" and to not in reached]
    assert [str(p.relative_to(HOME)) for p in PAGES if p not in reached] == []


@pytest.mark.parametrize("mark", ["main job", "test"])
def test_the_readme_has_its_two_commands(mark: str) -> None:
    block = command(mark)
    assert block.startswith("sudo apt-get update")
    assert "python3 -m venv .venv" in block
    assert all(line.endswith("\\") for line in block.splitlines()[:-1]), "one command, not several"
    wanted = "csdesk demo wingtip.csdesk" if mark == "main job" else "pytest"
    assert block.splitlines()[-1].endswith(wanted)


def command(mark: str) -> str:
    found = re.search(rf"<!-- {mark} -->\n```sh\n(.*?)\n```", text_of(HOME / "README.md"), re.DOTALL)
    assert found is not None
    return found[1]


@cache
def sections() -> dict[str, str]:
    """The part of the page on each verb, by verb."""
    page = text_of(DOCS / "guide" / "command-line.md")
    parts = re.split(r"^### `(\S+?)(?: [^`]*)?`$", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def verb_of(name: str) -> click.Command:
    found = program.get_command(click.Context(program), name)
    assert found is not None
    return found


def test_the_page_of_the_command_line_has_every_verb_once_and_no_other() -> None:
    assert sorted(sections()) == sorted(SHOWN)


@pytest.mark.parametrize("verb", SHOWN)
def test_the_example_of_a_verbs_help_stands_on_the_page(verb: str) -> None:
    examples = re.findall(r"^ *(?:Example: )? *(csdesk .+)$", verb_of(verb).help or "", re.MULTILINE)
    assert examples
    assert [e for e in examples if e not in sections()[verb]] == []


EVERYWHERE = {"--known-on", "--book", "--json", "--as-of", "--help"}


@pytest.mark.parametrize("verb", SHOWN)
def test_every_option_of_a_verb_is_explained(verb: str) -> None:
    options = [p for p in verb_of(verb).params if isinstance(p, click.Option)]
    longest = {max(o.opts, key=len) for o in options} - EVERYWHERE
    assert sorted(o for o in longest if o not in sections()[verb]) == []


@pytest.mark.parametrize("verb", SHOWN)
def test_a_page_offers_no_option_that_a_verb_lacks(verb: str) -> None:
    known = {o for p in verb_of(verb).params for o in p.opts} | EVERYWHERE
    assert sorted(set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", sections()[verb])) - known) == []


def test_every_key_that_the_guide_names_is_one() -> None:
    keys = {"+".join(a.caps) for a in ACTIONS} | {"Ctrl+C", "Ctrl+Enter"}
    named = {
        (page.name, key)
        for page in sorted((DOCS / "guide").glob("*.md"))
        for key in re.findall(r"`((?:(?:Ctrl|Alt|Shift)\+)+\S+?)`", text_of(page))
    }
    assert {(page, key) for page, key in named if key not in keys} == set()


def test_the_example_sheet_comes_in_as_the_guide_says(book: Book) -> None:
    page = " ".join(text_of(DOCS / "guide" / "import.md").split())
    day = date(2025, 11, 24)
    files = read_files([DOCS / "guide" / "customers.csv"], day=day)
    plan = plan_import(book, files, {}, today=day)
    answers = dict(a.split("=") for a in re.findall(r"--answer '?([^\s'\"]+:[^'\"\\]*?=\w+)", page))
    assert [q.key for q in plan.open] == list(answers)
    done = plan_import(book, files, answers, today=day)
    assert not done.open
    assert f"{done.count(Result.NEW)} new, {done.count(Result.LEFT_OUT)} left out" in page
    assert [(r.text, r.why) for r in done.sheets[0].left_out] == [("Total", "total"), ("Churned", "heading")]


def test_no_page_raises_its_voice_or_praises() -> None:
    loud = re.compile(r"!(?!\[)|\b(easy|easily|simply|powerful|seamless|amazing|beautiful)\b", re.IGNORECASE)
    found = []
    for page in PAGES:
        prose = re.sub(r"```.*?```|`[^`]*`|<!--.*?-->", "", text_of(page), flags=re.DOTALL)
        found += [f"{page.relative_to(HOME)}: {m[0]}" for m in loud.finditer(prose)]
    assert found == []


def test_every_question_of_an_import_stands_on_its_page_and_no_other() -> None:
    page = text_of(DOCS / "import.md").split("## Questions")[1].split("\n## ")[0]
    told = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    asked = {
        kind
        for file in (HOME / "csdesk" / "domain" / "imports").rglob("*.py")
        for kind in re.findall(r'f"([a-z]+):\{(?:\w+\.)*(?:sheet|name)\}:', text_of(file))
    }
    assert len(told) == len(set(told))
    assert set(told) == KINDS
    assert asked <= KINDS
    assert ROW_KINDS <= KINDS
    assert {"name"} == COLUMN_KINDS - KINDS
    assert len(asked) > 30
