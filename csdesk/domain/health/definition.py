"""The definition of a scorecard as text: what differs from the shipped measures, and nothing else."""

import json
from dataclasses import replace
from typing import Any

from csdesk.domain.accounts import TouchModel
from csdesk.domain.health.curve import Points, curve
from csdesk.domain.health.measures import MEASURES
from csdesk.domain.health.scorecard import Bands, Scorecard
from csdesk.domain.health.terms import Measure


def definition_of(card: Scorecard) -> str:
    """The card as JSON, always in the same order."""
    measures = {m.key: _said(m) for m in card.measures}
    facts = {
        "bands": {"healthy": card.bands.healthy, "watch": card.bands.watch},
        "minimum_coverage": card.minimum_coverage,
        "measures": measures,
    }
    return json.dumps(facts, ensure_ascii=False)


def _said(measure: Measure) -> dict[str, Any]:
    shipped = _SHIPPED[measure.key]
    said: dict[str, Any] = {"weight": measure.weight}
    if (measure.points, measure.paces) != (shipped.points, shipped.paces):
        said |= _shape(measure)
    return said


def _shape(measure: Measure) -> dict[str, Any]:
    """One curve for all, or one for each touch model; null is where nobody said which it is."""
    if not measure.paces:
        return {"points": [list(point) for point in measure.points]}
    return {"paces": [[model, [list(point) for point in points]] for model, points in measure.paces]}


_SHIPPED = {m.key: m for m in MEASURES}


def card_from(name: str, version: int, definition: str) -> Scorecard:
    """The card of a definition. Raises: ValueError where it is none."""
    try:
        facts = json.loads(definition)
        said, bands = facts["measures"], facts["bands"]
        made = tuple(_measure(m, said[m.key]) for m in MEASURES if m.key in said)
        edges = Bands(int(bands["healthy"]), int(bands["watch"]))
        return Scorecard(name, version, made, edges, int(facts["minimum_coverage"]))
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(definition) from wrong


def _measure(shipped: Measure, said: dict[str, Any]) -> Measure:
    made = replace(shipped, weight=int(said["weight"]))
    if "paces" in said:
        paces = ((model and TouchModel(model), _points(points)) for model, points in said["paces"])
        return replace(made, paces=tuple(paces))
    return replace(made, points=_points(said["points"]), paces=()) if "points" in said else made


def _points(said: list[list[float]]) -> Points:
    points: Points = tuple((float(x), float(y)) for x, y in said)
    curve(points)
    return points
