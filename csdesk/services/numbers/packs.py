"""Board packs: what a founder shows the board of a period, as one value and as a deck."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from csdesk.domain.errors import DeckKindUnknown, PeriodBackwards
from csdesk.domain.files import FileKind
from csdesk.domain.hindsight import as_they_were
from csdesk.domain.ids import AccountId
from csdesk.domain.leaks.profiles import Profile
from csdesk.domain.packs import Endangered, Facts, Pack, Renewing, pack_of
from csdesk.domain.periods import Days, add_months
from csdesk.domain.preferences import OWNER, VENDOR
from csdesk.domain.renewals import Category
from csdesk.domain.revenue.converting import Rates
from csdesk.domain.revenue.definitions import definitions
from csdesk.domain.risks import Risk
from csdesk.domain.tasks import Party, Task
from csdesk.domain.week.proposing import open_on
from csdesk.services.numbers.cohorts import cohorts
from csdesk.services.numbers.figure_facts import facts_of
from csdesk.services.numbers.figures import figures_of
from csdesk.services.numbers.leaving import left_of, losses_told
from csdesk.services.numbers.numbers import sold_by
from csdesk.services.numbers.unpriced import unpriced_in
from csdesk.services.outgoing.files import write_out
from csdesk.services.renewals.outlook import standing
from csdesk.services.renewals.renewals import DueRenewal, renewals_due
from csdesk.services.reviews.reviews import WrittenDeck
from csdesk.store.book import Book
from csdesk.store.decisions import next_categories
from csdesk.store.reporting import rates_known
from csdesk.store.revenue import arr_by_account
from csdesk.store.week import accounts_of

MONTHS = 12
"""The months of a pack, and those that its renewals look ahead."""
_RISKS = 3


class Only(NamedTuple):
    """The accounts that a pack tells of alone, how its cover calls them, and their CSM if that is the condition."""

    accounts: frozenset[AccountId]
    called: str
    csm: str = ""


def only_of(book: Book, csm: str) -> Only | None:
    """One CSM's accounts; None, which is all, where nobody was chosen."""
    return Only(accounts_of(book, csm), f"customers of {csm}", csm) if csm else None


def pack_period(*, first: date | None, last: date | None, as_of: date) -> Days:
    """The days of a pack: the twelve months that end on its last day, the day as of unless another is said.

    Nothing is known of days after the day as of. Raises: PeriodBackwards.
    """
    end = min(last or as_of, as_of)
    begin = first or add_months(end + timedelta(days=1), -MONTHS)
    if begin > end:
        raise PeriodBackwards(first=begin, last=end)
    return Days(begin, end)


def board_pack(book: Book, period: Days, *, as_of: date, only: Only | None = None) -> Pack:
    """Everything that a pack says of a period, as known on a day; of some accounts alone. Raises: RateMissing."""
    accounts = only.accounts if only else None
    sold = sold_by(book, as_of=as_of, accounts=accounts)
    (found,) = sold.numbers([(period.first, period.last)])
    made_of = (found.shown, found.eligible, found.renewals, found.first, found.last)
    known = facts_of(book, sold, period.first, period.last)
    worth = rates_known(book, found.currency, as_of=as_of)
    horizon = add_months(as_of, MONTHS)
    ahead = [r for r in renewals_due(book, as_of, horizon, as_of=as_of) if _meant(r.account_id, accounts)]
    rated = [r for r in ahead if worth.known(r.currency, as_of)]
    return pack_of(
        Facts(
            vendor=book.preference(VENDOR) or "",
            author=(only.csm if only else "") or book.preference(OWNER) or "",
            only=only.called if only else "",
            period=period,
            as_of=as_of,
            currency=found.currency,
            accounts=found.closing_accounts,
            opening=found.opening,
            closing=found.closing,
            unknown=found.unknown,
            unpriced=unpriced_in(book, sold, [(found.first, found.last)])[0] if found.unknown else (),
            shown=found.shown,
            metrics=definitions(sold.waterfall(found.first, found.last), *made_of),
            figures={f.key: f for f in figures_of(known)},
            gone=tuple(left_of(known, losses_told(known))),
            renewing=tuple(_renewing(r, worth, as_of) for r in rated),
            horizon=horizon,
            unrated=len(ahead) - len(rated),
            endangered=tuple(_endangered(book, worth, as_of, accounts)),
            stays=cohorts(book, as_of=as_of, accounts=accounts).survival,
        )
    )


def _renewing(one: DueRenewal, worth: Rates, as_of: date) -> Renewing:
    amount = None if one.amount is None else one.amount * worth.factor(one.currency, as_of)
    return Renewing(one.account, one.due_on, standing(one), amount)


def _meant(account: AccountId, accounts: frozenset[AccountId] | None) -> bool:
    return accounts is None or account in accounts


def _endangered(
    book: Book, worth: Rates, as_of: date, accounts: frozenset[AccountId] | None
) -> Iterator[Endangered]:
    """The customers whose health is at risk, or whose next renewal was called so."""
    from csdesk.domain.health.bands import Band
    from csdesk.services.health.health import scores

    called = {a for a, c in next_categories(book, as_of).items() if c is Category.AT_RISK}
    money, risks, steps = arr_by_account(book, as_of), _risks(book, as_of), _steps(book, as_of)
    for account, score in scores(book, as_of=as_of).items():
        if (score.band or score.yours) is not Band.AT_RISK and account not in called:
            continue
        if not _meant(account, accounts):
            continue
        held = money.get(account)
        arr = None
        if held and held.arr is not None and held.currency and worth.known(held.currency, as_of):
            arr = held.arr * worth.factor(held.currency, as_of)
        step = steps.get(account)
        yield Endangered(
            score.name,
            arr,
            score.score,
            risks.get(account, ())[:_RISKS],
            step.title if step else "",
            step.due_on if step else None,
        )


def _risks(book: Book, as_of: date) -> Mapping[AccountId, tuple[str, ...]]:
    found: dict[AccountId, tuple[str, ...]] = {}
    for risk in sorted(as_they_were(book.all(Risk), as_of), key=lambda r: (r.opened_on, r.id)):
        if risk.opened_on <= as_of and not (risk.closed_on and risk.closed_on <= as_of):
            found[risk.account] = (
                *found.get(risk.account, ()),
                f"{risk.cause.value} ({risk.severity.value})",
            )
    return found


def _steps(book: Book, as_of: date) -> Mapping[AccountId, Task]:
    """The next open task of ours for each account that is not overdue; one without a day comes last."""
    found: dict[AccountId, Task] = {}
    tasks = [t for t in book.all(Task) if (t.due_on or as_of) >= as_of and t.party is Party.US]
    for task in sorted(tasks, key=lambda t: (t.due_on or date.max, t.id)):
        if open_on(task, as_of):
            found.setdefault(task.account, task)
    return found


def write_board(
    book: Book,
    path: Path,
    *,
    as_of: date,
    first: date | None = None,
    last: date | None = None,
    template: Path | None = None,
    only: Only | None = None,
) -> WrittenDeck:
    """Write the board pack as a .pptx file, in the shipped template or a person's own, searched by the leak guard.

    Raises: PeriodBackwards, RateMissing, DeckKindUnknown, TemplateUnreadable, LeaksFound, NoPermission, NotWritten.
    """
    if path.suffix.lower() != ".pptx":
        raise DeckKindUnknown(file=path.name, endings=".pptx")
    from csdesk.decks.deck import board_deck_of

    pack = board_pack(book, pack_period(first=first, last=last, as_of=as_of), as_of=as_of, only=only)
    deck = board_deck_of(pack, template=template)
    written = write_out(book, deck.content, path, kind=FileKind.DECK, profile=Profile.BOARD, as_of=as_of)
    return WrittenDeck(written, deck.slides, names_us=bool(book.preference(VENDOR)))
