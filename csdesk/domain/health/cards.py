"""The cards of a book: which scorecard scores whom, by criteria in an explicit order; all others have the default."""

from collections.abc import Container, Mapping, Sequence
from datetime import date
from typing import Any

from csdesk.domain.health.readings import Subject
from csdesk.domain.health.scope import ANYBODY, Scope
from csdesk.domain.health.scope_text import scope_facts, scope_from
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """A scorecard by its name, and who is scored by it: a scope, and a condition on the account as `--where` says it.

    An account of which a term is not known does not meet it.
    """

    card: str
    scope: Scope = ANYBODY
    where: str = ""

    @property
    def words(self) -> str:
        """Who is scored by it, in words."""
        return "; ".join(filter(None, (self.scope.words, self.where))) or "every account"


@dataclass(frozen=True, slots=True)
class Order:
    """The choices in their order, the first that fits decides; `default` names the card of all others."""

    choices: tuple[Choice, ...]
    default: str


@dataclass(frozen=True, slots=True)
class Cards:
    """An order with its scorecards, one for each choice."""

    order: Order
    chosen: tuple[Scorecard, ...]
    default: Scorecard

    @property
    def every(self) -> tuple[Scorecard, ...]:
        """All cards, in the order in which they are looked at, the default last; each once."""
        return tuple({card.name: card for card in (*self.chosen, self.default)}.values())

    def of(self, subject: Subject, as_of: date, meeting: Sequence[Container[int]]) -> Scorecard:
        """The card that scores an account on a day; `meeting` are those that meet each choice's condition, by key."""
        for choice, card, keys in zip(self.order.choices, self.chosen, meeting, strict=True):
            if subject.pk in keys and choice.scope.fits(subject, as_of, unknown=False):
                return card
        return self.default


def only(card: Scorecard) -> Cards:
    """One card for every account."""
    return Cards(Order((), card.name), (), card)


def order_facts(order: Order) -> dict[str, Any]:
    """The order as plain data."""
    return {
        "order": [{"card": c.card, "scope": scope_facts(c.scope), "where": c.where} for c in order.choices],
        "default": order.default,
    }


def order_from(facts: Mapping[str, Any]) -> Order:
    """The order of plain data. Raises: ValueError where it is none."""
    try:
        choices = [Choice(str(c["card"]), scope_from(c["scope"]), str(c["where"])) for c in facts["order"]]
        return Order(tuple(choices), str(facts["default"]))
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(str(facts)[:60]) from wrong
