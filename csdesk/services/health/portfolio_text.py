"""What moved in a portfolio, in words and as JSON."""

from typing import Any

from csdesk.domain.health.between import Part
from csdesk.domain.health.receipt import LineState
from csdesk.domain.health.score import Score
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.ids import AccountId
from csdesk.services.health.health_text import reading_text, summary
from csdesk.services.health.portfolio import Holding, Portfolio


def part_words(part: Part) -> str:
    """One part of a change in words: what is read now, that it is over, or which scorecard it is now."""
    if part.cards is not None:
        return cards_words(*part.cards)
    line = part.line
    if line is None:
        return part.name if part.after is not None else f"{part.name}, over"
    if part.after is None:
        gone = "expired" if line.state is LineState.EXPIRED else "not known any more"
        return f"{part.name}, {gone}"
    reading = reading_text(line)
    known = ", known now" if part.before is None else ""
    if part.share_alone:
        known = f", counts for {'more' if part.change > 0 else 'less'}"
    return f"{part.name}: {reading}{known}" if reading else f"{part.name}{known}"


def cards_words(then: Scorecard, now: Scorecard) -> str:
    """Which scorecard it is now, and which it was: "Scorecard ten signals, version 2 instead of 1"."""
    if then.name == now.name:
        return f"Scorecard {now.name}, version {now.version} instead of {then.version}"
    return f"Scorecard {now.name} instead of {then.name}"


def signed(tenths: int) -> str:
    """A change in points with its sign: +8.6, −2.7."""
    sign = "+" if tenths > 0 else "−" if tenths < 0 else ""
    return f"{sign}{abs(tenths) // 10}.{abs(tenths) % 10}"


def chosen(found: Portfolio, only: AccountId | None) -> list[Holding]:
    """The movers, the largest first; or one account, whether it moved or not."""
    return found.movers if only is None else [h for h in found.holdings if h.account == only]


def moved_facts(found: Portfolio, only: AccountId | None = None) -> dict[str, Any]:
    """What moved as JSON; the parts of an account add up exactly to its change."""
    return {
        "as_of": found.as_of.isoformat(),
        "since": found.since.isoformat(),
        **({"known_on": found.known_on.isoformat()} if found.known_on else {}),
        "scorecard": found.card.name,
        "version": found.card.version,
        "accounts": [_holding(h) for h in chosen(found, only)],
    }


def _holding(h: Holding) -> dict[str, Any]:
    return {
        "id": h.account,
        "account": h.name,
        "scorecard": h.card.name,
        "version": h.card.version,
        "before": _number(h.before),
        "score": _number(h.score),
        "band": h.score.band.value if h.score.band else None,
        "change": None if h.change is None else h.change / 10,
        "parts": [
            {
                "name": p.name,
                "before": None if p.before is None else float(p.before),
                "after": None if p.after is None else float(p.after),
                "change": float(p.change),
                "said": part_words(p),
            }
            for p in h.parts
        ],
    }


def _number(score: Score | None) -> float | None:
    return None if score is None or score.score is None else float(score.score)


def moved_lines(found: Portfolio, only: AccountId | None = None) -> list[str]:
    """The same for a person."""
    rows = chosen(found, only)
    if not rows:
        return [f"No score moved since {found.since.isoformat()}."]
    lines: list[str] = []
    for h in rows:
        lines += ["", *_lines(h, found)] if lines else _lines(h, found)
    return lines


def _lines(h: Holding, found: Portfolio) -> list[str]:
    if h.change is None:
        was = "no customer" if h.before is None else summary(h.before)
        return [f"{h.name}: {summary(h.score)}; on {found.since.isoformat()}: {was}"]
    head = f"{h.name}: {_number(h.before)} to {_number(h.score)}, {signed(h.change)} since {found.since.isoformat()}"
    return [head, *(f"  {signed(int(p.change * 10)):>6}  {part_words(p)}" for p in h.parts)]
