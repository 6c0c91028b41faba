"""A look is what a list is filtered and sorted by, and which columns it shows; a view keeps one under a name."""

import json
from typing import Any

from csdesk.domain.errors import CsdeskError
from csdesk.domain.query import Compare, Condition, Not, OneOf
from csdesk.domain.query_tree import condition_of, tree_of
from csdesk.domain.values import dataclass
from csdesk.domain.views import View


@dataclass(frozen=True, slots=True)
class Look:
    """What a list is filtered and sorted by, and which columns it shows; None: those that fit."""

    filters: tuple[Condition, ...] = ()
    sort: tuple[tuple[str, bool], ...] = ()
    """Fields, each with whether its largest comes first."""
    columns: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Shipped:
    """A view that csdesk brings."""

    id: str
    name: str
    look: Look


def filters_text(filters: tuple[Condition, ...]) -> str:
    """Filters as a view keeps them."""
    return json.dumps([tree_of(f) for f in filters], ensure_ascii=False, separators=(",", ":"))


def sort_text(sort: tuple[tuple[str, bool], ...]) -> str:
    """An order as a view keeps it."""
    return ",".join(f"-{key}" if down else key for key, down in sort)


def look_of(view: View, fields: tuple[str, ...]) -> tuple[Look, int]:
    """The look that a view means, and how many of its filters cannot be read any more.

    A view is data of a book that somebody else may have written: what is not understood is left out.
    """
    filters, lost = [], 0
    for tree in _list_of(view.filters):
        try:
            filters.append(condition_of(tree, fields))
        except CsdeskError:
            lost += 1
    parts = [part.strip() for part in view.sort.split(",") if part.strip()]
    sort = tuple((part.removeprefix("-"), part.startswith("-")) for part in parts)
    columns = None if view.columns is None else tuple(filter(None, view.columns.split(",")))
    return Look(tuple(filters), sort, columns), lost


def _list_of(text: str) -> list[Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return [None]
    return found if isinstance(found, list) else [None]


CUSTOMERS = Compare("status", "=", "customer")
_NEXT = (("renewal_on", False),)

SHIPPED: tuple[Shipped, ...] = (
    Shipped("renewing-next", "Renewing next", Look((CUSTOMERS,), _NEXT)),
    Shipped("renewing-90", "Renewing in 90 days", Look((CUSTOMERS, Compare("renews_in", "<=", "90")), _NEXT)),
    Shipped(
        "my-risks",
        "My risks",
        Look((CUSTOMERS, Compare("standing", "=", "at risk")), (("arr", True),)),
    ),
    Shipped(
        "silent",
        "Silent for 30 days",
        Look((CUSTOMERS, Compare("silent_for", ">", "30")), (("silent_for", True), ("arr", True))),
    ),
    Shipped(
        "undecided-notice",
        "Notice in 30 days",
        Look(
            (CUSTOMERS, Compare("notice_in", ">=", "0"), Compare("notice_in", "<=", "30")),
            (("notice_on", False),),
        ),
    ),
    Shipped("largest", "Largest first", Look((CUSTOMERS,), (("arr", True),))),
    Shipped(
        "lost",
        "No longer customers",
        Look((Not(OneOf("status", ("customer", "prospect"))),), (("account", False),)),
    ),
    Shipped("everything", "All accounts", Look((), (("account", False),))),
)
"""The views that every book has; the first one is where the page begins."""
