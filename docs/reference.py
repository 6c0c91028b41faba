"""Writes what is derived from the program into schema.md, errors.md and guide/keys.md, below the mark in each,
and guide/health.md as a whole.

    python docs/reference.py

`tests/test_documents.py` fails while a page differs from what stands here.
"""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

from csdesk import wording
from csdesk.domain import errors
from csdesk.domain.errors import CsdeskError
from csdesk.domain.fields import Field, Kind, Noun, noun_of
from csdesk.domain.health.scorecard import BAND_PLAYS, SCORECARDS, TEN_SIGNALS, Scorecard
from csdesk.domain.health.start import SETTLING_DAYS
from csdesk.domain.health.terms import Measure
from csdesk.domain.nouns import NOUNS
from csdesk.domain.risks import RISK_POINTS
from csdesk.store.book import Book
from csdesk.store.rows import COLUMN_TYPES
from csdesk.store.schema import APPLICATION_ID, VERSION
from csdesk.store.search_index import SEARCHED
from csdesk.ui.actions.catalogue import ACTIONS, Scope

HERE = Path(__file__).parent
PAGES = ("schema.md", "errors.md", "guide/keys.md", "guide/health.md")

WRITTEN = {
    Kind.TEXT: "text",
    Kind.WHOLE: "whole number",
    Kind.NUMBER: "number",
    Kind.EXACT: "decimal as text",
    Kind.MONEY: "minor units",
    Kind.DAY: "day",
    Kind.INSTANT: "moment",
    Kind.YES_NO: "1 yes, 0 no",
    Kind.REFERENCES: "JSON list of `uid`",
}
"""How a kind of field stands in its column; choices and references say more."""

MARK = "<!-- written by docs/reference.py from here on -->\n"

_HEALTH = """# How health is scored

This page is written by the program from the table that it computes with. `csdesk health ACCOUNT --explain` shows the
same for one account, with the rows of your book behind every line.

- A **reading** is one value per account, measure and day. Facts that are dated later do not exist yet.
- A reading becomes a **sub-score** from 0 to 100: linear between the points below, flat outside them.
- The **score** is the mean of the sub-scores by weight, rounded half up to 0.1. The points of the lines are rounded so
  that they add up exactly to it (largest remainder).
- **Absent** (never recorded) and **expired** (older than *fresh for*) count nowhere; they lower the coverage.
- **Coverage** is the weight with a fresh reading ÷ the weight that applies. Below {minimum} % an account is
  *not scored*.
- **Bounds**: the score if everything absent or expired were 0, and if it were 100.
- An **open risk** takes points: {risks}. It is a line of its own; the score stays within 0 and 100.
- **Bands**: {bands}. The lower bound belongs to the band, and the band is that of the score as shown.
- An account is *not scored (onboarding)* until the earliest of its first two-way touch, its go-live, and
  {settling} days after its start. A start day that you set by hand stands in the place of the first touch.
- Your own **judgement**, 1 to 5, is never part of the score. Where there is no score it is shown, marked *yours*.
- A **score set by hand** has a reason and an end. It is a line of the receipt that leads from the computed score to it,
  and it reverts by itself: `csdesk add override account=… score=80 reason=… set_on=… expires_on=…`.
- Counts and oldest-open readings are 0 for an account without such rows, once the book holds any row of that kind.
  Of signals and opt-outs, *that kind* is what the measure counts: in a book that holds no opt-out and no bounce,
  nothing is known of consent: it is absent. *Contacts in place* is absent for all until one account has two contacts,
  *Contract growth* until one account has had two prices: from then on more is known of every account.
  Where rows came by file, they speak only up to the last day of the file.
- An answer to a band: {plays}.
- Other weights, points and bands: [measures and scorecards of your own](own-measures.md).

## The measures of *{name}*, version {version}

{table}

## Other scorecards

{others}
"""


def page(name: str) -> str:
    """The whole text of one page: what a person wrote up to the mark, then what is derived."""
    if name == "guide/health.md":
        return _health()
    lines = {"schema.md": _schema, "errors.md": _errors, "guide/keys.md": _keys}[name]
    written, mark, _ = (HERE / name).read_text(encoding="utf-8").partition(MARK)
    return written + mark + "\n" + "\n".join(lines()) + "\n"


def _schema() -> Iterator[str]:
    yield f"Schema version {VERSION}; `application_id` {APPLICATION_ID:#x}."
    yield ""
    yield "## The tables"
    with Book.in_memory() as book:
        for cls in NOUNS:
            noun = noun_of(cls)
            made = book.rows(
                "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type = 'index'", [noun.table]
            )
            yield from _table(noun, [str(sql) for (sql,) in made if sql])
    yield from _search()


def _search() -> Iterator[str]:
    """The tables of the search index."""
    yield ""
    yield "## The search index"
    yield ""
    yield (
        "Derived from the rows, without their text; since version 2. The `rowid` is the Julian day of the fact times "
        "2³² plus"
    )
    yield (
        "the `pk` of its row, so that the newest come first: `rowid % 4294967296` is the `pk`. Nothing but csdesk may "
        "write the columns"
    )
    yield "below, or the index no longer finds what they say; `csdesk check --deep --repair` makes it anew."
    yield ""
    yield "| table | columns | day |"
    yield "|---|---|---|"
    for words in SEARCHED:
        columns = ", ".join(f"`{key}`" for key in words.fields)
        days = ", else ".join(f"`{key}`" for key in words.days) or "none"
        yield f"| `{words.table}` | {columns} | {days} |"


def _table(noun: Noun, indexes: list[str]) -> Iterator[str]:
    yield ""
    yield f"### {noun.table}"
    yield ""
    yield _said(noun)
    yield ""
    where = f"Sheet *{noun.sheet}* of the workbook." if noun.sheet else "It stays inside the book: no sheet."
    dated = f" Dated by `{noun.day}`." if noun.day else ""
    yield f"On the command line: `{noun.word}`. {where}{dated}"
    yield ""
    yield "| column | type | holds | header |"
    yield "|---|---|---|---|"
    yield "| `pk` | INTEGER | primary key, only inside this file | |"
    yield f"| `uid` | TEXT | the id of the row | {'ID' if noun.sheet else ''} |"
    for field in noun.fields[1:]:
        yield _column(field, field.header if noun.sheet else "")
    for name, *_ in noun.derived:
        yield f"| `{name}` | TEXT | derived from the name at every write, for finding it again | |"
    yield ""
    listed = ", ".join(sorted(f"({_indexed(sql)})" for sql in indexes))
    yield f"Indexes: {listed}." if indexes else "No index but that of `uid`."


def _said(noun: Noun) -> str:
    """The definition of the noun, and what its declaration adds. A file's first noun has its definition."""
    module = inspect.getmodule(noun.type)
    first = next(c for c in NOUNS if c.__module__ == noun.type.__module__)
    definition = module.__doc__ if module and first is noun.type else None
    parts = [inspect.cleandoc(text) for text in (definition, noun.type.__doc__) if text]
    return "\n\n".join(parts)


def _column(field: Field, header: str) -> str:
    kind = COLUMN_TYPES.get(field.kind, "TEXT")
    needed = " NOT NULL" if field.required else ""
    since = f"; since version {field.since}" if field.since > 1 else ""
    return f"| `{field.key}` | {kind}{needed} | {_held(field)}{since} | {header} |"


def _held(field: Field) -> str:
    if field.kind is Kind.REFERENCE:
        return f"row of `{field.refers}`"
    if field.kind is Kind.REFERENCES:
        return f"JSON list of `uid` of `{field.refers}`"
    if field.choices:
        words = ", ".join(f"*{c.value}*" for c in field.choices)
        return f"JSON list of {words}" if field.kind is Kind.CHOICES else f"one of {words}"
    return WRITTEN[field.kind]


def _indexed(sql: str) -> str:
    columns = sql.rpartition("(")[2].rstrip(")")
    return columns.replace('"', "`")


def _errors() -> Iterator[str]:
    yield "## The errors"
    yield ""
    yield "| code | exit | when | what it says | what to do |"
    yield "|---|---|---|---|---|"
    for error in sorted(declared(), key=lambda e: e.code()):
        says, next_step = (text.replace(":,}", "}") for text in wording.ERRORS[error])
        when = inspect.cleandoc(error.__doc__ or "").splitlines()[0]
        cells = [f"`{error.code()}`", str(error.exit_code), when, says, next_step]
        yield "| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |"


def declared() -> list[type[CsdeskError]]:
    """Every error that a person can act on."""
    found = [e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, CsdeskError)]
    return [e for e in found if e is not CsdeskError]


def _keys() -> Iterator[str]:
    yield "| where | key | does |"
    yield "|---|---|---|"
    for scope in Scope:
        for spec in (a for a in ACTIONS if a.scope is scope):
            where = "everywhere" if scope is Scope.PROGRAM else scope.value
            yield f"| {where} | `{'+'.join(spec.caps)}` | {spec.text[:1].lower()}{spec.text[1:]} |"


def _health() -> str:
    """The guide's page on health, written from the declared measures and scorecards."""
    card = TEN_SIGNALS
    return _HEALTH.format(
        minimum=card.minimum_coverage,
        risks=", ".join(f"{severity.value} −{-points}" for severity, points in RISK_POINTS.items()),
        bands=card.bands.convention,
        settling=SETTLING_DAYS,
        plays=", ".join(f"{band.value} → {play.value}" for band, play in BAND_PLAYS.items()),
        name=card.name,
        version=card.version,
        table="\n".join(_measures(card)),
        others="\n".join(_weights(c) for c in SCORECARDS.values() if c is not card),
    )


def _measures(card: Scorecard) -> list[str]:
    """The scorecard as a Markdown table, one line per measure."""
    head = "| group | measure | weight | reading | points | fresh for | kind | play |"
    return [head, "|---|---|---|---|---|---|---|---|", *(_measure(m) for m in card.measures)]


def _weights(card: Scorecard) -> str:
    return f"- *{card.name}*: " + ", ".join(f"{m.name} [{m.weight}]" for m in card.measures)


def _measure(m: Measure) -> str:
    fresh = "its age is its reading, or it has no day" if m.shelf is None else f"{m.shelf} days"
    to_whom = f"; applies to {m.scope.words}" if m.scope.words else ""
    reading = f"{m.rule}{to_whom} ({m.kind.value}; from {m.noun})"
    cells = [m.group.value, m.name, str(m.weight), reading, _curve(m), fresh, m.nature.value]
    return "| " + " | ".join([*cells, m.play.value if m.play else "none"]) + " |"


def _curve(m: Measure) -> str:
    if m.paces:
        return "; ".join(f"{model.value if model else 'not said'}: {_points(p)}" for model, p in m.paces)
    return _points(m.points)


def _points(points: tuple[tuple[float, float], ...]) -> str:
    return ", ".join(f"{x:g} → {y:g}".replace("-", "−") for x, y in points)


def main() -> None:
    """Write the pages."""
    for name in PAGES:
        (HERE / name).write_text(page(name), encoding="utf-8")
        sys.stdout.write(f"{HERE / name}\n")


if __name__ == "__main__":
    main()
