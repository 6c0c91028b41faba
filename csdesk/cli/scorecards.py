"""The verb `scorecards`: which scorecard scores whom, what each measures, and cards that go to a colleague."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from csdesk.cli.ranges import Range
from csdesk.cli.session import Session, verb
from csdesk.cli.tables import aligned
from csdesk.domain.phrases import upper

if TYPE_CHECKING:
    from csdesk.domain.changes import ChangeSet
    from csdesk.domain.health.scorecard import Scorecard
    from csdesk.services.health.scorecards_text import Listed

_FILE = click.Path(path_type=Path, dir_okay=False)


@verb(as_of=True)
@click.argument("name", required=False)
@click.option("--export", "out", type=_FILE, metavar="FILE", help="Write the scorecard NAME as a JSON file.")
@click.option(
    "--import", "file", type=_FILE, metavar="FILE", help="Keep the scorecard of a file, as NAME if given."
)
@click.option("--for", "where", metavar="WHERE", help="Score by NAME the accounts that meet a condition.")
@click.option("--place", type=Range(1), metavar="N", help="Its place in the order, from 1.")
@click.option("--for-nobody", is_flag=True, help="Take NAME out of the order.")
@click.option(
    "--remove", is_flag=True, help="Take NAME away with its versions; a shipped one is as it ships."
)
@click.option("--default", is_flag=True, help="Score by NAME all accounts that no other is for.")
def scorecards(
    session: Session, name: str | None, *, out: Path | None, file: Path | None, where: str | None, place: int | None,
    for_nobody: bool, remove: bool, default: bool,
) -> None:  # fmt: skip
    """The scorecards, in the order in which they are chosen. The first that is for an account scores it.

    With a NAME: its measures, own ones among them. What is wrong with a scorecard is said.

    \b
    Example: csdesk scorecards
             csdesk scorecards DEAR --for "segment = 'Mid-market'" --place 1
             csdesk scorecards DEAR --export dear.json
             csdesk scorecards --import dear.json
    """
    if file is not None:
        _take(session, file, name)
    elif name is None and (out or where is not None or place or for_nobody or remove or default):
        raise click.UsageError("Name the scorecard.")
    elif name is not None and remove:
        _remove(session, name)
    elif name is not None and out is not None:
        _write(session, name, out)
    elif default and (where is not None or place or for_nobody):
        raise click.UsageError(
            "--default is for all accounts that no other is for: it goes without the others."
        )
    elif name is not None and (where is not None or place or for_nobody or default):
        _choose(session, name, where, place, default=default)
    elif name is not None:
        _show(session, name)
    else:
        _list(session)


def _list(session: Session) -> None:
    from csdesk.services.health.scorecards_text import list_facts, listed

    with session.reading() as book:
        day = session.day(book)
        found = listed(book, as_of=day)
    rows = [_row(one) for one in found]
    heads = ["", "Scorecard", "Version", "Measures", "Scores", "Accounts"]
    lines = aligned(rows, right={0, 2, 3, 5}, header=heads)
    faults = [f"{one.card.name}: {fault}." for one in found for fault in one.faults]
    session.show(list_facts(found, day), [*lines, *(["", *faults] if faults else [])])


def _row(one: "Listed") -> list[str]:
    own = sum(m.source is not None for m in one.card.measures)
    measures = f"{len(one.card.measures)}, {own} own" if own else str(len(one.card.measures))
    place = str(one.place) if one.place else "–"
    return [place, one.card.name, str(one.card.version), measures, one.words, str(one.accounts)]


def _show(session: Session, name: str) -> None:
    from csdesk.services.health.own_measures import faults_in
    from csdesk.services.health.scorecards import card_of
    from csdesk.services.health.scorecards_text import card_answer

    with session.reading() as book:
        card = card_of(book, name)
        faults = faults_in(book, card, as_of=session.day(book))
    heads = ["Measure", "Weight", "Fresh for", "Play", "Applies to", "Reads"]
    rows = [
        [
            m.name,
            str(m.weight),
            f"{m.shelf} days" if m.shelf else "always",
            m.play or "none",
            m.scope.words,
            m.rule,
        ]
        for m in card.measures
    ]
    plays = ", ".join(f"{band.value} {play or 'none'}" for band, play in card.plays)
    lines = [f"{card.name}, version {card.version}; {card.bands.convention}", f"Plays: {plays}", ""]
    lines += aligned(rows, right={1}, header=heads)
    session.show(card_answer(card, faults), [*lines, *([""] if faults else []), *_wrong(card, faults)])


def _wrong(card: "Scorecard", faults: list[str]) -> list[str]:
    """What is wrong with a card, and where a play is chosen if one is missing."""
    mend = ["A play is chosen in the window: Health, What if."] if card.unanswered else []
    return [*(f"{upper(fault)}." for fault in faults), *mend]


def _write(session: Session, name: str, out: Path) -> None:
    from csdesk.services.health.scorecard_file import write_scorecard
    from csdesk.services.health.scorecards import card_of

    with session.reading() as book:
        card = card_of(book, name)
    write_scorecard(card, out)
    facts = {"scorecard": card.name, "version": card.version, "file": str(out)}
    session.show(facts, [f"{card.name}, version {card.version}: {out}"])


def _take(session: Session, file: Path, name: str | None) -> None:
    from csdesk.services.health.own_measures import faults_in
    from csdesk.services.health.scorecard_file import read_scorecard, take_scorecard
    from csdesk.services.health.scorecards import card_of

    card = read_scorecard(file)
    with session.writing() as book:
        done = take_scorecard(book, card, today=session.today(book), name=name, note=f"From {file.name}")
        kept = card_of(book, name or card.name)
        faults = faults_in(book, kept, as_of=session.today(book))
    _told(session, kept, done, faults)


def _remove(session: Session, name: str) -> None:
    from csdesk.services.health.scorecards import card_of, remove_card

    with session.writing() as book:
        card = card_of(book, name)
        done = remove_card(book, name, today=session.today(book))
    _told(session, card, done, [])


def _choose(session: Session, name: str, where: str | None, place: int | None, *, default: bool) -> None:
    from dataclasses import replace

    from csdesk.services.health.own_measures import faults_in
    from csdesk.services.health.scorecards import card_of, keep_order, order_of
    from csdesk.services.health.scorecards_text import moved

    with session.writing() as book:
        card, order = card_of(book, name), order_of(book)
        order = replace(order, default=card.name) if default else moved(order, card.name, where, place)
        done = keep_order(book, order, today=session.today(book))
        faults = faults_in(book, card, as_of=session.today(book))
    _told(session, card, done, faults)


def _told(session: Session, card: "Scorecard", done: "ChangeSet | None", faults: list[str]) -> None:
    facts = {
        "scorecard": card.name,
        "version": card.version,
        "faults": faults,
        "undo": done.n if done else None,
    }
    end = f"Undo: {session.command(f'undo {done.n}')}" if done else "It is so already."
    session.show(facts, [f"{card.name}, version {card.version}. {end}", *_wrong(card, faults)])
