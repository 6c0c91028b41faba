"""What if, in words and as JSON."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from csdesk.domain.health.bands import Band
from csdesk.domain.health.draft import Draft
from csdesk.domain.health.receipt import Receipt
from csdesk.domain.health.score import Score
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.health.terms import Measure
from csdesk.domain.health.way_up import Way
from csdesk.domain.health.whatif import Arr, BandSum, Standing, WhatIf
from csdesk.domain.money import amount_text
from csdesk.domain.phrases import together, upper
from csdesk.services.health.whatif import Scratch
from csdesk.wording import count


def facts(scratch: Scratch, found: WhatIf) -> dict[str, Any]:
    """The whole book by a draft as JSON."""
    return {
        "as_of": scratch.as_of.isoformat(),
        "scorecard": found.card.name,
        "version": found.card.version,
        "changes": [
            {
                "measure": now.name,
                "weight": now.weight,
                "draft_weight": then.weight,
                "points_changed": now.points != then.points,
            }
            for now, then in changes(found.card, found.draft)
            if now != then
        ],
        "bands": [_band(b) for b in found.bands],
        "moved": found.moved,
        "furthest": found.furthest,
        "accounts": [_standing(s) for s in found.changed],
    }


def _band(b: BandSum) -> dict[str, Any]:
    return {
        "band": b.band.value if b.band else None,
        "now": b.now,
        "draft": b.draft,
        "arr_now": _amounts(b.arr_now),
        "arr_draft": _amounts(b.arr_draft),
    }


def _standing(s: Standing) -> dict[str, Any]:
    return {
        "id": s.account,
        "account": s.now.name,
        "arr": _amounts(s.arr),
        **_score(s.now),
        **{f"draft_{key}": value for key, value in _score(s.draft).items()},
        "rank": s.rank_now,
        "draft_rank": s.rank_draft,
    }


def _score(score: Score) -> dict[str, Any]:
    return {
        "score": None if score.score is None else float(score.score),
        "band": score.band.value if score.band else None,
    }


def _amounts(arr: Arr) -> dict[str, str]:
    return {currency: amount_text(amount, currency) for currency, amount in arr.items()}


def moves(found: WhatIf) -> str:
    """How much a draft moves, in a sentence."""
    changed = len(found.changed)
    head = "1 account changes band" if changed == 1 else f"{changed:,} accounts change band"
    if not found.moved:
        return f"{head}; no rank moves."
    return f"{head}; {found.moved:,} move in rank, at most by {found.furthest:,}."


def draft_words(draft: Draft) -> str:
    """What a draft changes: "2 weights and 1 curve changed"."""
    both = changes(draft.card, draft.now)
    said = list(_changes(draft, both))
    listed = f"{together(said)} changed" if said else ""
    words = "; ".join(filter(None, (listed, *_others(draft, both))))
    return upper(words) if words else "As the scorecard stands"


_Both = list[tuple[Measure, Measure]]


def changes(card: Scorecard, draft: Scorecard) -> list[tuple[Measure, Measure]]:
    """The measures that both have, as the card has them and as the draft does."""
    mine = {m.key: m for m in draft.measures}
    return [(m, mine[m.key]) for m in card.measures if m.key in mine]


def _changes(draft: Draft, both: _Both) -> Iterator[str]:
    if weights := sum(a.weight != b.weight for a, b in both):
        yield count(weights, "weight")
    if curves := sum((a.points, a.paces) != (b.points, b.paces) for a, b in both):
        yield count(curves, "curve")
    if settings := sum(_settings(a) != _settings(b) for a, b in both):
        yield count(settings, "setting")
    if draft.card.bands != draft.now.bands:
        yield "the bands"
    if draft.card.minimum_coverage != draft.now.minimum_coverage:
        yield "the least coverage"
    if plays := sum(draft.card.play_of(band) is not draft.now.play_of(band) for band in Band):
        yield count(plays, "play")


def _others(draft: Draft, both: _Both) -> Iterator[str]:
    if added := len(draft.now.measures) - len(both):
        yield f"{count(added, 'measure')} added"
    if removed := len(draft.card.measures) - len(both):
        yield f"{count(removed, 'measure')} taken out"


def _settings(measure: Measure) -> Measure:
    """A measure without its weight and its curve."""
    return replace(measure, weight=0, points=(), paces=())


def way_facts(receipt: Receipt | None, way: Way | None) -> dict[str, Any]:
    """The way to healthy as JSON; `way` is null where none leads there, or the account is there."""
    said = {"score": None, "band": None} if receipt is None else _score(receipt.score)
    if way is None:
        return {**said, "way": None}
    lines = [
        {
            "measure": line.measure.name,
            "sub_score": None if line.sub_score is None else float(line.sub_score),
            "play": line.measure.play,
        }
        for line in way.lines
    ]
    return {**said, "way": {"measures": lines, "score": float(way.score), "minutes": way.minutes}}


def way_sentence(name: str, receipt: Receipt | None, way: Way | None) -> str:
    """What would bring an account to healthy."""
    if receipt is None or receipt.score.score is None:
        return f"{name} has no score, so there is no way up to count."
    score = receipt.score
    head = f"{name}, {score.score} {score.band},"
    if way is not None:
        lines = "this line" if len(way.lines) == 1 else f"these {len(way.lines)} lines"
        return f"{head} would be {way.score} with {lines} at 100, about {count(way.minutes, 'minute')}."
    if receipt.score.score >= receipt.card.bands.healthy:
        return f"{head} is healthy already."
    return f"{head} does not become healthy by lines that can be acted on."
