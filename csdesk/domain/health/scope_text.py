"""A scope as plain data: only the terms that are said."""

from collections.abc import Mapping
from typing import Any

from csdesk.domain.accounts import Stage, TouchModel
from csdesk.domain.health.scope import Scope


def scope_facts(scope: Scope) -> dict[str, Any]:
    """The terms by name; none for everybody."""
    said: dict[str, Any] = {
        "segments": list(scope.segments),
        "touch_models": [m.value for m in scope.models],
        "stages": [s.value for s in scope.stages],
        "products": list(scope.products),
        "from_age": scope.from_age,
        "to_age": scope.to_age,
    }
    return {name: value for name, value in said.items() if value not in (None, [])}


def scope_from(said: Mapping[str, Any]) -> Scope:
    """The scope of its terms. Raises: ValueError, TypeError, AttributeError."""
    return Scope(
        segments=_names(said.get("segments", ())),
        models=tuple(TouchModel(m) for m in said.get("touch_models", ())),
        stages=tuple(Stage(s) for s in said.get("stages", ())),
        products=_names(said.get("products", ())),
        from_age=_age(said.get("from_age")),
        to_age=_age(said.get("to_age")),
    )


def _names(said: Any) -> tuple[str, ...]:
    if isinstance(said, str):
        raise TypeError(said)
    names = tuple(said)
    for name in names:
        name.casefold()
    return names


def _age(said: Any) -> int | None:
    age = None if said is None else int(said)
    if age is not None and age < 0:
        raise ValueError(said)
    return age
