"""The verb `backtest`: whether the score deserves trust, by the book's own past."""

from typing import TYPE_CHECKING

import click

from csdesk.cli.ranges import Range
from csdesk.cli.session import Session, verb
from csdesk.cli.tables import aligned

if TYPE_CHECKING:
    from csdesk.domain.health.backtest import Backtest
    from csdesk.domain.health.ranking import Ranking


@verb(as_of=True)
@click.option("--horizon", type=Range(1, 730), default=90, show_default=True, metavar="DAYS",
              help="How long before each decision the score is looked at.")  # fmt: skip
@click.option(
    "--scorecard", metavar="NAME", help="Another one than the default; on the accounts that it scores."
)
def backtest(session: Session, horizon: int, scorecard: str | None) -> None:
    """Whether the score deserves trust. What it said before every past renewal and loss.

    Nothing is changed by it; no weight is set by itself.

    \b
    Example: csdesk backtest
             csdesk backtest --horizon 180 --scorecard DEAR
    """
    from csdesk.services.health.backtest import backtest as backtest_of
    from csdesk.services.health.backtest_text import facts
    from csdesk.services.health.scorecards import card_of, cards_of

    with session.reading() as book:
        card = card_of(book, scorecard) if scorecard else cards_of(book).default
        found = backtest_of(book, as_of=session.day(book), horizon=horizon, card=card)
    session.show(facts(found), _lines(found))


def _lines(b: "Backtest") -> list[str]:
    from csdesk.services.health.backtest_text import finding, remarks

    lines = [finding(b), ""]
    if b.scored:
        rows = [[str(o.of), str(o.decisions), str(o.lost), _share(o.rate)] for o in b.bands]
        lines += [*aligned(rows, right={1, 2, 3}, header=["Band", "Decisions", "Lost", "Rate"]), ""]
        rows = [_row(m.measure.name, m.ranking) for m in b.measures]
        rows += [_row("Own judgement", b.judgement), _row(f"Score, {b.card.name}", b.ranking)]
        heads = ["Measure alone", "Pairs", "95 %", "Ranked", "Verdict"]
        lines += [*aligned(rows, right={1, 2, 3}, header=heads), ""]
    return [*lines, *remarks(b), *_calibration(b)]


def _calibration(b: "Backtest") -> list[str]:
    """What became of accounts by the person's own judgement; nothing where none had been judged."""
    from csdesk.services.health.calibration_text import calibration_finding, calibration_remarks

    if not b.calibration.decisions:
        return []
    levels = [o for o in b.calibration.levels if o.decisions]
    rows = [
        [f"Judged {o.of}", str(o.decisions), str(o.lost), "–" if o.few else _share(o.rate)] for o in levels
    ]
    table = aligned(rows, right={1, 2, 3}, header=["Own judgement", "Decisions", "Lost", "Rate"])
    return ["", calibration_finding(b.calibration), "", *table, "", *calibration_remarks(b.calibration)]


def _row(name: str, r: "Ranking") -> list[str]:
    spread = "–" if r.low is None or r.high is None else f"{r.low * 100:.0f} to {r.high * 100:.0f}"
    return [name, _share(r.auc), spread, str(r.lost + r.kept), r.verdict.value]


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share * 100:.0f} %"
