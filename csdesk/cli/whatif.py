"""The verb `whatif`: the whole book by another scorecard, before anything is saved."""

from typing import TYPE_CHECKING

import click

from csdesk.cli.amounts import totals
from csdesk.cli.session import Session, verb
from csdesk.cli.tables import aligned

if TYPE_CHECKING:
    from decimal import Decimal

    from csdesk.domain.health.score import Score
    from csdesk.domain.health.scorecard import Scorecard
    from csdesk.domain.health.whatif import Arr, WhatIf
    from csdesk.store.book import Book


@verb(as_of=True)
@click.argument("account", required=False)
@click.option(
    "--weight", "weights", multiple=True, metavar="MEASURE=N", help="Another weight; may be repeated."
)
@click.option("--points", multiple=True, metavar="MEASURE=X:Y,…", help="Other points; may be repeated.")
@click.option("--bands", metavar="HEALTHY/WATCH", help="Other lower edges, such as 75/45.")
@click.option("--scorecard", metavar="NAME", help="The scorecard to begin from, over those that it scores.")
@click.option(
    "--save", metavar="NOTE", help="Keep the draft as the next version, and score by it from now on."
)
def whatif(
    session: Session, account: str | None, weights: tuple[str, ...], points: tuple[str, ...],
    bands: str | None, scorecard: str | None, save: str | None,
) -> None:  # fmt: skip
    """What another scorecard would say of the whole book. With an ACCOUNT: what would bring it to healthy.

    Nothing is saved by asking, but with --save.

    \b
    Example: csdesk whatif --weight "Days since confirmed value=13" --weight "Executive use=0"
             csdesk whatif --bands 75/45
             csdesk whatif Financiality
    """
    from csdesk.services.health.whatif import Scratch
    from csdesk.services.health.whatif_text import facts

    with session.reading() as book:
        card = _card(session, book, scorecard, account)
        draft = _draft(card, weights, points, bands)
        if account is not None:
            _show_way(session, book, account, draft)
            return
        scratch = Scratch(book, as_of=session.day(book), card=card)
    found = scratch.tried(draft)
    saved = _saved(session, draft, save) if save is not None else {}
    undo = []
    if saved:
        back = session.command(f"undo {saved['undo']}")
        undo = ["", f"Saved as version {saved['saved_version']}. Undo: {back}"]
    session.show({**facts(scratch, found), **saved}, [*_lines(found), *undo])


def _card(session: Session, book: "Book", name: str | None, account: str | None) -> "Scorecard":
    """The card of that name, else the one that scores the account, else the default."""
    from csdesk.services.book.which_account import find_account
    from csdesk.services.health.health import score_of
    from csdesk.services.health.scorecards import card_of, cards_of

    if name is not None:
        return card_of(book, name)
    receipt = score_of(book, find_account(book, account).id, as_of=session.day(book)) if account else None
    return receipt.card if receipt else cards_of(book, on=session.day(book)).default


def _saved(session: Session, draft: "Scorecard", note: str) -> dict[str, int]:
    from csdesk.services.health.scorecards import card_of, save_card

    with session.writing() as book:
        done = save_card(book, draft, today=session.today(book), note=note or None)
        return {"saved_version": card_of(book, draft.name).version, "undo": done.n}


def _draft(
    card: "Scorecard", weights: tuple[str, ...], points: tuple[str, ...], bands: str | None
) -> "Scorecard":
    from csdesk.domain.health.whatif import drafted
    from csdesk.services.health.whatif import bands_of, points_of

    shaped = {name: points_of(name, text) for name, text in map(_pair, points)}
    heavy = {name: _weight(name, text) for name, text in map(_pair, weights)}
    return drafted(card, weights=heavy, points=shaped, bands=bands_of(bands) if bands else None)


def _pair(text: str) -> tuple[str, str]:
    name, _, value = text.rpartition("=") if "=" in text else (text, "", "")
    return name.strip(), value.strip()


def _weight(name: str, text: str) -> int:
    from csdesk.domain.errors import WeightImpossible

    if not text:
        raise click.UsageError(f"Write {name}=N, a weight.")
    if not text.isdecimal():
        raise WeightImpossible(measure=name, weight=text)
    return int(text)


def _lines(found: "WhatIf") -> list[str]:
    from csdesk.services.health.whatif_text import moves

    rows = [
        [str(b.band or "not scored"), str(b.now), str(b.draft), _money(b.arr_now), _money(b.arr_draft)]
        for b in found.bands
    ]
    heads = ["Band", "Now", "Draft", "ARR now", "ARR draft"]
    lines = [*aligned(rows, right={1, 2, 3, 4}, header=heads), "", moves(found)]
    rows = [[s.now.name, _money(s.arr), f"{_said(s.now)} → {_said(s.draft)}"] for s in found.changed]
    return [*lines, *(["", *aligned(rows, right={1})] if rows else [])]


def _said(score: "Score") -> str:
    return "not scored" if score.score is None else f"{score.score} {score.band}"


def _money(arr: "Arr") -> str:
    return totals((amount, currency) for currency, amount in arr.items())


def _show_way(session: Session, book: "Book", account: str, card: "Scorecard") -> None:
    from csdesk.services.book.which_account import find_account
    from csdesk.services.health.whatif import cheapest_way
    from csdesk.services.health.whatif_text import way_facts, way_sentence

    day, found = session.day(book), find_account(book, account)
    receipt, way = cheapest_way(book, found.id, as_of=day, card=card)
    facts = {
        "as_of": day.isoformat(),
        "scorecard": card.name,
        "version": card.version,
        "account": found.account,
        **way_facts(receipt, way),
    }
    lines = [way_sentence(found.account, receipt, way)]
    if way is not None:
        rows = [[x.measure.name, _whole(x.sub_score), x.measure.play or "none"] for x in way.lines]
        lines += ["", *aligned(rows, right={1}, header=["Measure", "Now", "Play"])]
    session.show(facts, lines)


def _whole(sub_score: "Decimal | None") -> str:
    return "–" if sub_score is None else f"{sub_score:.0f}"
