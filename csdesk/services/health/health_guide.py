"""The guide's page on health, written from the declared measures and scorecards."""

from csdesk.domain.health.scorecard import BAND_PLAYS, SCORECARDS, TEN_SIGNALS, Scorecard
from csdesk.domain.health.start import SETTLING_DAYS
from csdesk.domain.health.terms import Measure
from csdesk.domain.risks import RISK_POINTS

_TEXT = """# How health is scored

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


def guide() -> str:
    """The page as Markdown."""
    card = TEN_SIGNALS
    return _TEXT.format(
        minimum=card.minimum_coverage,
        risks=", ".join(f"{severity.value} −{-points}" for severity, points in RISK_POINTS.items()),
        bands=card.bands.convention,
        settling=SETTLING_DAYS,
        plays=", ".join(f"{band.value} → {play.value}" for band, play in BAND_PLAYS.items()),
        name=card.name,
        version=card.version,
        table="\n".join(measure_table(card)),
        others="\n".join(_weights(c) for c in SCORECARDS.values() if c is not card),
    )


def measure_table(card: Scorecard) -> list[str]:
    """The scorecard as a Markdown table, one line per measure."""
    head = "| group | measure | weight | reading | points | fresh for | kind | play |"
    return [head, "|---|---|---|---|---|---|---|---|", *(_row(m) for m in card.measures)]


def _weights(card: Scorecard) -> str:
    return f"- *{card.name}*: " + ", ".join(f"{m.name} [{m.weight}]" for m in card.measures)


def _row(m: Measure) -> str:
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
