"""Losses that rows of facts tell: by a list of those who left, and by reasons in a person's own words."""

import re
from typing import Any

from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.reading.meanings import Untold
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.signals import Effect

LOSSES = re.compile(r"\b(churn\w*|cancellations|loss\w*|lost)\b")


def loss_as_signal(record: Record, facts: dict[str, Any], place: Place) -> None:
    """A row of a list of losses is a bad sign, with its reason."""
    if record.get("signal.kind") is None and LOSSES.search(place.sheet.lower().replace("_", " ")):
        facts.setdefault("effect", Effect.BAD)
        facts["note"] = f"Left: {facts['note']}" if facts.get("note") else "Left"


def reason_in_words(facts: dict[str, Any]) -> None:
    """A reason in words that are none of ours is its detail, behind what a column of details says."""
    said = facts.get("reason")
    if isinstance(said, Untold):
        del facts["reason"]
        facts["detail"] = "\n".join(filter(None, (facts.get("detail"), said.text)))
