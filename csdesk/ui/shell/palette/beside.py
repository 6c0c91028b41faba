"""What the palette says beside an account: its ARR, its renewal, its health."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from csdesk import wording
from csdesk.domain.ids import AccountId
from csdesk.ui.formats import ABSENT, day, money
from csdesk.ui.kit.columns import Health
from csdesk.ui.kit.marks import Shape

if TYPE_CHECKING:
    from csdesk.domain.health.score import Score
    from csdesk.services.accounts.finding import AtAGlance
    from csdesk.store.book import Book


class BesideQuestion:
    """What is said beside a few accounts on a day."""

    def __init__(self, today: date, accounts: Sequence[AccountId]) -> None:
        self._today, self._accounts = today, tuple(accounts)

    def __call__(self, book: "Book") -> dict[AccountId, tuple[str, Health]]:
        from csdesk.services.accounts.finding import at_a_glance

        found = at_a_glance(book, self._accounts, as_of=self._today)
        return {id_: (_words(one, self._today), _health(one.score)) for id_, one in found.items()}


def _words(one: "AtAGlance", today: date) -> str:
    amount = money(one.arr, one.currency)
    renews = day(one.renewal_on, today=today, always_year=True)
    return ", ".join(
        words for words, known in ((amount, amount), (f"renews {renews}", renews)) if known != ABSENT
    )


def _health(score: "Score | None") -> Health:
    if score is not None and score.yours is not None:
        return Health(Shape(score.yours.value), f"{wording.choice(score.yours)}, yours", judged=True)
    if score is None or score.score is None or score.band is None:
        return Health(Shape.NOT_SCORED, "Not scored")
    return Health(Shape(score.band.value), str(score.score), (), score.crosses)
