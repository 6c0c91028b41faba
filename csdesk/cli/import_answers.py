"""What a person answers to an import on the command line, and the plan that comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from csdesk.domain.imports.bench.plan import Plan
    from csdesk.domain.imports.cells.grid import Source
    from csdesk.domain.imports.sheets.around import Options
    from csdesk.store.book import Book


def answers_of(given: tuple[str, ...]) -> dict[str, str]:
    """The answers of `--answer KEY=CHOICE`, by key."""
    found = {}
    for text in given:
        key, equals, choice = text.rpartition("=")
        if not equals or not key:
            raise click.UsageError(f"--answer needs KEY=CHOICE, not “{text}”.")
        found[key.strip()] = choice.strip()
    return found


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, whether further questions may follow its own, and the proposals that were taken, by key."""

    plan: "Plan"
    follow: bool
    taken: Mapping[str, str]


def planned(
    book: "Book",
    read: "tuple[Source, ...]",
    answers: tuple[str, ...],
    mapping: Path | None,
    *,
    today: date,
    options: "Options",
    proposals: bool,
) -> Planned:
    """The plan, by a saved mapping and what was typed beside it; the proposals are taken where that was said.

    Raises: NoSuchQuestion.
    """
    from csdesk.domain.imports.rows.mistyped import refuse_mistyped
    from csdesk.domain.imports.tables.one_cause import is_of_every
    from csdesk.services.spreadsheets.imports import plan_import
    from csdesk.services.spreadsheets.mapping_file import mapping_answers

    typed = answers_of(answers)
    every = {key: choice for key, choice in typed.items() if is_of_every(key)}
    single = {key: choice for key, choice in typed.items() if key not in every}
    saved = mapping_answers(mapping, read) if mapping else {}
    plan = plan_import(book, read, saved | single, today=today, options=options)
    refuse_mistyped(single, plan)
    of_all: dict[str, str] = {}
    taken: dict[str, str] = {}
    while True:
        more, proposed = _more_of_all(plan, every, of_all), _proposed(plan, taken) if proposals else {}
        if not more and not proposed:
            refuse_mistyped(every, plan)
            return Planned(*_with_following(book, read, plan, today=today, options=options), taken)
        of_all |= more
        taken |= {} if more else proposed
        plan = plan_import(book, read, saved | taken | of_all | single, today=today, options=options)


_FEW = 5_000
"""Up to how many rows are planned again, to see what will be asked."""


def _with_following(
    book: "Book", read: "tuple[Source, ...]", plan: "Plan", *, today: date, options: "Options"
) -> "tuple[Plan, bool]":
    """The plan with the questions that follow whatever is answered to those without a proposal; whether others may.

    What follows is looked up with two answers to each of these: what is asked alike after both does not wait.
    """
    from csdesk.services.spreadsheets.imports import plan_import

    held = [q for q in plan.open if q.default is None]
    if not held or sum(len(sheet.rows) for sheet in plan.sheets) > _FEW:
        return plan, bool(held)
    asked = {q.key for q in plan.questions}
    after = []
    for at in (0, 1):
        guess = {q.key: q.choices[min(at, len(q.choices) - 1)].value for q in held}
        then = plan_import(book, read, dict(plan.answers) | guess, today=today, options=options)
        after.append({q.key: q for q in then.open if q.key not in asked})
    first, second = after
    alike = tuple(q for key, q in first.items() if second.get(key) == q)
    others = (first.keys() | second.keys()) - {q.key for q in alike}
    return replace(plan, questions=(*plan.questions, *alike)), bool(others)


def _more_of_all(plan: "Plan", every: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """What was answered for all sheets at once, of questions that came up since."""
    from csdesk.domain.imports.tables.one_cause import of_every

    asked = {q.key: every.get(of_every(q)) for q in plan.questions if q.key not in known}
    return {key: choice for key, choice in asked.items() if choice is not None}


def _proposed(plan: "Plan", taken: Mapping[str, str]) -> dict[str, str]:
    return {q.key: q.default for q in plan.open if q.default and q.key not in taken}
