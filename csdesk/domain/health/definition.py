"""The definition of a scorecard as text: its own measures, and what differs from the shipped ones."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from csdesk.domain.accounts import TouchModel
from csdesk.domain.health.bands import Band, Bands
from csdesk.domain.health.curve import Points, curve
from csdesk.domain.health.measures import MEASURES
from csdesk.domain.health.own import Against, Source
from csdesk.domain.health.own_measure import OWN, with_words
from csdesk.domain.health.scope_text import scope_facts, scope_from
from csdesk.domain.health.scorecard import BAND_PLAYS, Scorecard, in_order
from csdesk.domain.health.terms import Group, Measure, Nature, Play, ReadingKind, Unit

_SHIPPED = {m.key: m for m in MEASURES}
_PLAYS = tuple(BAND_PLAYS.items())
_WRONG = (KeyError, TypeError, AttributeError, OverflowError)
_SOURCE = ("table", "usage", "field", "dated", "where", "that")


def definition_of(card: Scorecard) -> str:
    """The card as JSON, always in the same order."""
    return json.dumps(card_facts(card), ensure_ascii=False)


def card_facts(card: Scorecard) -> dict[str, Any]:
    """The card as plain data: bands, least coverage, shipped measures by key, own measures in full."""
    own = [_own_facts(m) for m in card.measures if m.source is not None]
    return {
        "bands": {"healthy": card.bands.healthy, "watch": card.bands.watch},
        "minimum_coverage": card.minimum_coverage,
        **({} if card.plays == _PLAYS else {"plays": {band.value: play for band, play in card.plays}}),
        "measures": {m.key: _said(m) for m in card.measures if m.source is None},
        **({"own": own} if own else {}),
    }


@lru_cache(maxsize=128)
def card_from(name: str, version: int, definition: str) -> Scorecard:
    """The card of a definition. Raises: ValueError where it is none."""
    try:
        return card_of_facts(name, version, json.loads(definition))
    except RecursionError as wrong:
        raise ValueError(definition[:60]) from wrong


def card_of_facts(name: str, version: int, facts: Mapping[str, Any]) -> Scorecard:
    """The card of plain data, also as older versions wrote it. Raises: ValueError where it is none."""
    try:
        said, bands = facts["measures"], facts["bands"]
        shipped = [_measure(m, said[m.key]) for m in MEASURES if m.key in said]
        own = [_own(one) for one in facts.get("own", ())]
        edges = Bands(int(bands["healthy"]), int(bands["watch"]))
        least, measures = int(facts["minimum_coverage"]), in_order([*shipped, *own])
        answers = dict(_PLAYS) | {Band(b): _play(play) for b, play in facts.get("plays", {}).items()}
        return Scorecard(name, version, measures, edges, least, tuple(answers.items()))
    except _WRONG as wrong:
        raise ValueError(str(facts)[:60]) from wrong


def _said(measure: Measure) -> dict[str, Any]:
    shipped = _SHIPPED[measure.key]
    said: dict[str, Any] = {"weight": measure.weight}
    if (measure.points, measure.paces) != (shipped.points, shipped.paces):
        said |= _shape(measure)
    if measure.shelf != shipped.shelf:
        said["shelf"] = measure.shelf
    if measure.play != shipped.play:
        said["play"] = measure.play and measure.play.value
    if measure.scope != shipped.scope:
        said["scope"] = scope_facts(measure.scope)
    return said


def _shape(measure: Measure) -> dict[str, Any]:
    """One curve for all, or one for each touch model; null is where nobody said which it is."""
    if not measure.paces:
        return {"points": [list(point) for point in measure.points]}
    return {"paces": [[model, [list(point) for point in points]] for model, points in measure.paces]}


def _shaped(measure: Measure, said: Mapping[str, Any]) -> Measure:
    if "paces" in said:
        paces = ((model and TouchModel(model), _points(points)) for model, points in said["paces"])
        return replace(measure, paces=tuple(paces))
    return replace(measure, points=_points(said["points"]), paces=()) if "points" in said else measure


def _measure(shipped: Measure, said: Mapping[str, Any]) -> Measure:
    made = replace(shipped, weight=int(said["weight"]))
    made = _shaped(made, said)
    if "shelf" in said:
        made = replace(made, shelf=_days(said["shelf"]))
    if "play" in said:
        made = replace(made, play=_play(said["play"]))
    if "scope" in said:
        made = replace(made, scope=scope_from(said["scope"]))
    return made


def _own_facts(measure: Measure) -> dict[str, Any]:
    source = measure.source
    assert source is not None
    asked = {name: said for name in _SOURCE if (said := getattr(source, name))}
    if measure.kind is ReadingKind.TREND:
        asked["against"] = source.against.value
    return {
        "key": measure.key,
        "name": measure.name,
        "group": measure.group.value,
        "kind": measure.kind.value,
        **asked,
        "unit": measure.unit.value,
        "window": measure.window,
        **_shape(measure),
        "weight": measure.weight,
        "shelf": measure.shelf,
        "refresh": measure.refresh,
        "nature": measure.nature.value,
        "play": measure.play and measure.play.value,
        "scope": scope_facts(measure.scope),
    }


def _own(said: Mapping[str, Any]) -> Measure:
    asked = {name: _text(said.get(name, "")) for name in _SOURCE}
    source = Source(**asked, against=Against(said.get("against", Against.BEFORE.value)))
    key = _text(said["key"])
    if not key.startswith(OWN):
        raise ValueError(key)
    bare = Measure(
        key=key,
        name=_text(said["name"]),
        group=Group(said["group"]),
        noun=source.table,
        kind=ReadingKind(said["kind"]),
        unit=Unit(said["unit"]),
        window=_days(said.get("window")),
        weight=int(said["weight"]),
        refresh=int(said["refresh"]),
        shelf=_days(said.get("shelf")),
        nature=Nature(said["nature"]),
        play=_play(said.get("play")),
        scope=scope_from(said.get("scope", {})),
        rule="",
        brings="",
        source=source,
    )
    made = _shaped(bare, said)
    if not (made.points or made.paces):
        raise ValueError(key)
    return with_words(made)


def _points(said: Any) -> Points:
    points: Points = tuple((float(x), float(y)) for x, y in said)
    curve(points)
    return points


def _days(said: Any) -> int | None:
    return None if said is None else int(said)


def _play(said: Any) -> Play | None:
    return None if said is None else Play(said)


def _text(said: Any) -> str:
    if not isinstance(said, str):
        raise TypeError(said)
    return said
