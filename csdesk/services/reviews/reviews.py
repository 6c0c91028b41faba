"""Reviews: what a business review says of an account, and the deck that shows it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from csdesk.domain.errors import DeckKindUnknown, ProfileNotHere
from csdesk.domain.files import FileKind
from csdesk.domain.ids import AccountId
from csdesk.domain.leaks.profiles import Profile
from csdesk.domain.renewals import Renewal
from csdesk.domain.reviews import Facts, Review, review_of, review_period
from csdesk.domain.reviews.cautions import cautions_of
from csdesk.domain.reviews.kinds import ReviewKind
from csdesk.domain.reviews.preread import preread_of
from csdesk.domain.reviews.values import Listing
from csdesk.domain.risks import Risk
from csdesk.services.outgoing.files import WrittenFile, write_out
from csdesk.store.book import Book
from csdesk.store.reviews import facts_of

ENDINGS = (".pptx", ".xlsx")


@dataclass(frozen=True, slots=True)
class WrittenDeck:
    """A deck that was written: the file, how many slides or sheets it has, and what it left out.

    `held_back` was left out for its words, `own_steps` are our own tasks of the next 90 days, which an
    internal deck names on its last page. `cautions` are sentences for the person who wrote it; `names_us` says
    whether their company stands on it.
    """

    written: WrittenFile
    slides: int
    held_back: tuple[str, ...] = ()
    own_steps: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    names_us: bool = True
    sheets: int = 0

    @property
    def file(self) -> str:
        """Its path, as it was named."""
        return self.written.file

    @property
    def sha256(self) -> str:
        """Its checksum."""
        return self.written.sha256


def write_qbr(
    book: Book,
    account_id: AccountId,
    path: Path,
    *,
    as_of: date,
    first: date | None = None,
    last: date | None = None,
    kind: ReviewKind | str = ReviewKind.QBR,
    profile: Profile | str = Profile.CUSTOMER,
    template: Path | None = None,
) -> WrittenDeck:
    """Write the review of an account as a .pptx file, in the shipped template or a person's own, or as .xlsx.

    What a customer reads is searched by the leak guard first. Raises: NoSuchAccount, PeriodBackwards, DeckKindUnknown,
    ProfileNotHere, TemplateUnreadable, LeaksFound, NoPermission, NotWritten.
    """
    if path.suffix.lower() not in ENDINGS:
        raise DeckKindUnknown(file=path.name, endings=".pptx or .xlsx")
    if Profile(profile) is Profile.BOARD:
        raise ProfileNotHere(profile=profile, profiles="customer, internal")
    facts = facts_of(book, account_id)
    period = review_period(facts.touches, first=first, last=last, as_of=as_of)
    said = review_of(facts, period, as_of, ReviewKind(kind))
    internal = _preread(book, facts, as_of) if Profile(profile) is Profile.INTERNAL else None
    content, slides, sheets = _made(path, said, template, internal)
    written = write_out(
        book,
        content,
        path,
        kind=FileKind.DECK,
        profile=profile,
        account=account_id,
        as_of=as_of,
    )
    cautions, own = (cautions_of(facts, said), said.own_steps) if internal is None else ((), ())
    return WrittenDeck(written, slides, said.held_back, own, cautions, bool(facts.vendor), sheets)


def _made(
    path: Path, said: Review, template: Path | None, internal: Listing | None
) -> tuple[bytes, int, int]:
    """What is to be written, how many slides it has, and how many sheets."""
    if path.suffix.lower() == ".xlsx":
        from csdesk.exchange.review_workbook import review_workbook

        content, sheets = review_workbook(said, internal=internal)
        return content, 0, sheets
    from csdesk.decks.deck import deck_of

    deck = deck_of(said, template=template, internal=internal)
    return deck.content, deck.slides, 0


def _preread(book: Book, facts: Facts, as_of: date) -> Listing:
    account = facts.account.id
    risks = book.all(Risk, account=account)
    renewals = book.all(Renewal, account=account)
    return preread_of(facts.as_of(as_of), risks, renewals, _health(book, account, as_of), as_of)


def _health(book: Book, account: AccountId, as_of: date) -> str:
    from csdesk.services.health.health import score_of

    receipt = score_of(book, account, as_of=as_of)
    if receipt is None or receipt.score.score is None or receipt.score.band is None:
        return ""
    return f"{receipt.score.band.value.capitalize()}, {receipt.score.score}"
