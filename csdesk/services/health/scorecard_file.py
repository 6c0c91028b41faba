"""A scorecard as a file, JSON, so that a colleague can score by it too."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from csdesk.domain.changes import ChangeSet
from csdesk.domain.errors import FileMissing, MeasureImpossible, ScorecardUnreadable
from csdesk.domain.health.definition import card_facts, card_of_facts
from csdesk.domain.health.scorecard import Scorecard
from csdesk.services.health.own_measures import check_figures
from csdesk.services.health.scorecards import add_card, card_names, card_of, save_card
from csdesk.store.book import Book

_LARGEST = 1 << 20
_MOST_MEASURES = 200


def scorecard_text(card: Scorecard) -> str:
    """The file of a card: its name, and its definition as the book keeps it."""
    facts = {"csdesk": "scorecard", "name": card.name, "definition": card_facts(card)}
    return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"


def write_scorecard(card: Scorecard, path: Path) -> None:
    """Write a card as a file. Raises: NoPermission, NotWritten, PathUnusable."""
    from csdesk.exchange.atomic import atomic_write

    data = scorecard_text(card).encode("utf-8")
    atomic_write(path, lambda file: file.write(data))


def read_scorecard(path: Path) -> Scorecard:
    """The card of a file. Raises: FileMissing, ScorecardUnreadable."""
    told = _read(path)
    try:
        card = card_of_facts(str(told["name"]).strip(), 1, told["definition"])
        for measure in card.measures:
            check_figures(measure)
    except MeasureImpossible as wrong:
        raise ScorecardUnreadable(
            file=path.name, why=f"{wrong.facts['measure']}: {wrong.facts['why']}"
        ) from wrong
    except (KeyError, ValueError) as wrong:
        raise ScorecardUnreadable(
            file=path.name, why="its definition is not one that csdesk writes"
        ) from wrong
    why = _unfit(card)
    if why:
        raise ScorecardUnreadable(file=path.name, why=why)
    return card


def take_scorecard(
    book: Book, card: Scorecard, *, today: date, name: str | None = None, note: str | None = None
) -> ChangeSet:
    """Keep a card that came in a file, under another name if one is given: as the next version where the book has one
    of this name, else as a new card. Raises: ScorecardNameTaken, NotSaved."""
    named = replace(card, name=(name or card.name).strip())
    there = {n.casefold(): n for n in card_names(book)}
    if named.name.casefold() in there:
        known = card_of(book, named.name)
        return save_card(book, replace(named, name=known.name), today=today, note=note)
    return add_card(book, named, today=today, note=note)


def _unfit(card: Scorecard) -> str:
    names = [m.name.casefold() for m in card.measures]
    keys = {m.key for m in card.measures}
    if len(card.measures) > _MOST_MEASURES or not any(m.weight for m in card.measures):
        return f"it has 1 to {_MOST_MEASURES} measures, one of which weighs something"
    if len(set(names)) != len(names) or len(keys) != len(names):
        return "two of its measures have the same name"
    if not 0 <= card.bands.watch <= card.bands.healthy <= 100 or not 0 <= card.minimum_coverage <= 100:
        return "its bands or its least coverage are not from 0 to 100"
    return ""


def _read(path: Path) -> dict[str, Any]:
    try:
        data = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as gone:
        raise FileMissing(where=str(path)) from gone
    except OSError as unreadable:
        raise ScorecardUnreadable(file=path.name, why="it cannot be read") from unreadable
    try:
        told = json.loads(data[: _LARGEST + 1].decode("utf-8-sig"))
    except (ValueError, RecursionError) as wrong:
        raise ScorecardUnreadable(file=path.name, why="it is no JSON") from wrong
    if not isinstance(told, dict) or told.get("csdesk") != "scorecard":
        raise ScorecardUnreadable(file=path.name, why="it does not say that it is a scorecard")
    return told
