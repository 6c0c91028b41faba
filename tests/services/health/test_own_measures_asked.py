"""What an own measure may be asked in: any text of a person is a value, never a statement; a card keeps all of it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from csdesk.cli.program import program
from csdesk.domain.accounts import Stage, TouchModel
from csdesk.domain.custom import CustomKind
from csdesk.domain.health.definition import card_from, definition_of
from csdesk.domain.health.measures import MEASURES
from csdesk.domain.health.own import Against, Source
from csdesk.domain.health.scope import Scope
from csdesk.domain.health.scorecard import TEN_SIGNALS
from csdesk.domain.health.terms import Group, Nature, Play, ReadingKind
from csdesk.domain.query import parsed
from csdesk.domain.tickets import Ticket
from csdesk.services.health.scorecards import save_card
from csdesk.store.book import Book
from csdesk.store.own_asked import own_fields
from csdesk.store.own_sql import Rows
from tests.services.health_books import DAY, add_account, ago, put, ticket, usage
from tests.services.own_books import card_with, field_of, own, reading_of, says

EVIL = (
    "'; DROP TABLE tickets; --",
    '"; DROP TABLE tickets; --',
    "x') OR 1 = 1 --",
    'x" OR "1" = "1',
    "1 = 1 UNION SELECT value FROM preferences",
    ":day",
    "p3",
    "\x00",
    "%",
    "{account}",
)


@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.parametrize("place", ["table", "usage", "field", "dated", "where", "that", "value", "name"])
def test_no_text_of_a_measure_becomes_a_statement(book: Book, evil: str, place: str) -> None:
    account = add_account(book, "Corvid")
    put(book, ticket(account, ago(3), severity=1, subject="plain"), usage(account, "seats", ago(3), 9))
    facts: dict[str, Any] = {"table": "tickets", "dated": "opened_at"}
    if place == "usage":
        facts = {"table": "usage", "usage": evil}
    elif place == "value":
        quote = "'" if '"' in evil else '"'
        facts["where"] = f"subject = {quote}{evil}{quote} or subject contains {quote}{evil}{quote}"
    elif place != "name":
        facts[place] = evil
    kind = (
        ReadingKind.SHARE if place == "that" else ReadingKind.SUM if place == "field" else ReadingKind.COUNT
    )
    measure = own(kind, Source(**facts), evil if place == "name" else "Mine")
    assert reading_of(book, account, measure) in ({1} if place == "name" else {None, 0})
    assert len(book.all(Ticket)) == 1


def test_a_custom_field_of_an_evil_name_is_read_by_its_key(book: Book) -> None:
    account = add_account(book, "Corvid")
    field = field_of(book, "x'); DROP TABLE tickets; --")
    put(book, says(field, account, "4"))
    assert (
        reading_of(
            book, account, own(ReadingKind.LAST, Source(table="accounts", field="x_drop_table_tickets"))
        )
        == 4
    )


WORDS = st.sampled_from(["alpha", "Beta", "ÖL", "öl", "12", "007", "-3", "gold bar", "a'b", 'say "x"', "1.5"])
LEAVES = st.one_of(
    st.builds(
        lambda f, op, v: f"{f} {op} {_quoted(v)}",
        st.sampled_from(["subject", "tier"]), st.sampled_from(["=", "!=", "<", "<=", ">", ">=", "contains"]), WORDS,
    ),
    st.builds(
        lambda f, op, v: f"{f} {op} {v}",
        st.sampled_from(["severity", "hours"]), st.sampled_from(["=", "!=", "<", "<=", ">", ">="]),
        st.sampled_from(["1", "2", "2.5", "-1"]),
    ),
    st.builds(
        lambda op, v: f"opened_at {op} {v}",
        st.sampled_from(["=", "!=", "<", ">="]), st.sampled_from(["today", "-3d", "2025-11-20"]),
    ),
    st.builds(lambda f: f"{f} is null", st.sampled_from(["subject", "tier", "severity", "hours", "closed_at"])),
    st.builds(lambda v: f"escalated = {v}", st.sampled_from(["yes", "no"])),
    st.builds(lambda v, w: f"subject in ({_quoted(v)}, {_quoted(w)})", WORDS, WORDS),
)  # fmt: skip
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(lambda a: f"not ({a})", inner),
        st.builds(lambda a, b, op: f"({a}) {op} ({b})", inner, inner, st.sampled_from(["and", "or"])),
    ),
    max_leaves=6,
)


def _quoted(value: str) -> str:
    return f"'{value}'" if "'" not in value else f'"{value}"'


@given(
    CONDITIONS, st.one_of(st.none(), WORDS), st.one_of(st.none(), WORDS), st.one_of(st.none(), st.integers(1, 4)),
    st.one_of(st.none(), st.sampled_from(["1", "2.5", "a lot"])), st.booleans(), st.integers(0, 8),
)  # fmt: skip
def test_a_condition_says_the_same_in_a_statement_as_in_a_list(
    condition: str, subject: str | None, tier: str | None, severity: int | None, hours: str | None,
    escalated: bool, age: int,
) -> None:  # fmt: skip
    with Book.in_memory() as book:
        account = add_account(book, "Corvid")
        one = ticket(account, ago(age), severity=severity, subject=subject, escalated=escalated)
        put(book, one)
        for name, kind, value in (("Tier", CustomKind.TEXT, tier), ("Hours", CustomKind.NUMBER, hours)):
            field = field_of(book, name, kind, "ticket")
            if value is not None:
                put(book, says(field, account, value, one.id))
        row: Mapping[str, Any] = {
            "subject": subject, "tier": tier, "severity": severity,
            "hours": None if hours == "a lot" else hours, "closed_at": None, "opened_at": ago(age).isoformat(),
            "escalated": "yes" if escalated else "no",
        }  # fmt: skip
        said = condition.replace("today", DAY.isoformat()).replace("-3d", ago(3).isoformat())
        fields = own_fields(book, "tickets")
        asked = own(ReadingKind.COUNT, Source(table="tickets", where=condition))
        assert bool(reading_of(book, account, asked)) is parsed(said, tuple(fields)).holds(row)


def test_every_declared_field_of_every_table_can_be_read_and_asked(book: Book) -> None:
    from csdesk.domain.health.sources import tables

    account = add_account(book, "Corvid")
    for noun in tables():
        fields = own_fields(book, noun.table)
        rows = Rows(noun, fields, DAY.isoformat())
        for key, field in fields.items():
            where = rows.condition(f"{key} is null or not {key} = {'1' if field.counts else 'today'}")
            said = rows.number(key) if field.counts else rows.text(key)
            sql = f"SELECT {said}, {rows.currency} FROM {rows.source} WHERE {where} AND {rows.account} = 1"
            assert book.rows(sql, rows.parameters) is not None
    assert account


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=20)
AGES = st.one_of(st.none(), st.integers(0, 2000))
SCOPES = st.builds(
    Scope,
    segments=st.lists(NAMES, max_size=2).map(tuple),
    models=st.lists(st.sampled_from(TouchModel), max_size=2, unique=True).map(tuple),
    stages=st.lists(st.sampled_from(Stage), max_size=2, unique=True).map(tuple),
    products=st.lists(NAMES, max_size=2).map(tuple),
    from_age=AGES,
    to_age=AGES,
)
SOURCES = st.builds(
    Source,
    table=NAMES,
    usage=NAMES,
    field=NAMES,
    dated=NAMES,
    where=NAMES,
    that=NAMES,
    against=st.just(Against.YEAR),
)
OWN = st.builds(
    own, st.just(ReadingKind.TREND), SOURCES, NAMES, group=st.sampled_from(Group), weight=st.integers(0, 1000),
    shelf=AGES, refresh=st.integers(1, 400), nature=st.sampled_from(Nature), scope=SCOPES, window=AGES,
    play=st.one_of(st.none(), st.sampled_from(Play)),
    points=st.just(((-1.5, 0.0), (2.0, 33.3), (9.0, 100.0))),
)  # fmt: skip


@given(OWN, SCOPES, AGES, st.one_of(st.none(), st.sampled_from(Play)))
def test_a_card_with_own_measures_comes_back_from_its_definition(
    mine: Any, scope: Scope, shelf: int | None, play: Play | None
) -> None:
    from dataclasses import replace

    changed = replace(MEASURES[3], scope=scope, shelf=shelf, play=play)
    card = card_with(mine, card=replace(TEN_SIGNALS, measures=(changed, *MEASURES[7:9])))
    assert card_from(card.name, 1, definition_of(card)) == card


def test_a_definition_of_an_older_version_still_reads() -> None:
    older = {
        "bands": {"healthy": 75, "watch": 45},
        "minimum_coverage": 30,
        "measures": {
            "open_cases": {"weight": 3},
            "active_users": {"weight": 7, "points": [[0, 0], [1, 100]]},
        },
    }
    card = card_from("ten signals", 4, json.dumps(older))
    assert [(m.key, m.weight) for m in card.measures] == [("active_users", 7), ("open_cases", 3)]
    assert card.measures[1].scope == MEASURES[7].scope
    assert json.loads(definition_of(card)) == {**older, "measures": {
        "active_users": {"weight": 7, "points": [[0.0, 0.0], [1.0, 100.0]]}, "open_cases": {"weight": 3},
    }}  # fmt: skip


def test_an_own_measure_of_a_card_stands_on_the_receipt_of_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csdesk"
    with Book.create(path) as book:
        account = add_account(book, "Corvid")
        put(book, *(usage(account, "seats booked", ago(n), 40 + n) for n in (2, 9)))
        source = Source(table="usage", usage="seats booked", field="value", dated="on")
        save_card(book, card_with(own(ReadingKind.LAST, source, "Seats booked")), today=DAY)
    words = ["health", "Corvid", "--explain", "--as-of", DAY.isoformat(), "--book", str(path)]
    told = CliRunner().invoke(program, words).stdout
    assert "Seats booked  42  42.0 × 10" in told
    facts = json.loads(CliRunner().invoke(program, [*words, "--json"]).stdout)
    line = next(x for x in facts["accounts"][0]["lines"] if x["measure"] == "Seats booked")
    assert (line["state"], line["reading"], line["unit"], len(line["rows"])) == ("fresh", 42.0, "number", 1)
