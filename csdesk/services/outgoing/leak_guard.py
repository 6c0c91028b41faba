"""The leak guard: a file that leaves the house is searched first; what a person lets pass is kept with the reason."""

from collections.abc import Iterable, Mapping
from datetime import date

from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.errors import FieldNeeded, LeaksFound, NoSuchChoice
from csdesk.domain.ids import AccountId
from csdesk.domain.leaks.findings import Finding
from csdesk.domain.leaks.profiles import Profile
from csdesk.domain.leaks.search import Search
from csdesk.domain.passes import Pass
from csdesk.services.outgoing.leak_secrets import secrets_of
from csdesk.store.book import Book
from csdesk.wording import count


def guard(
    book: Book,
    data: bytes,
    name: str,
    *,
    profile: Profile | str,
    account: AccountId | None = None,
    as_of: date | None = None,
) -> None:
    """Let a file go out, or not: call it with the bytes before they are written under `name`.

    Raises: LeaksFound with everything that is not meant for the reader and that nobody let pass.
    """
    found = leaks_of(book, data, name, profile=profile, account=account, as_of=as_of)
    if found:
        raise _held(name, Profile(profile).reader, found)


def _held(file: object, reader: object, found: tuple[Finding, ...]) -> LeaksFound:
    first = f"{found[0].found} ({found[0].place})"
    return LeaksFound(file=file, count=count(len(found), "text"), reader=reader, first=first, findings=found)


def still_held(held: LeaksFound, reasons: Mapping[str, str]) -> LeaksFound | None:
    """What holds the file back once what has a reason would pass; None where nothing does.

    Raises: as `let_pass`, which keeps the reasons.
    """
    known = _by_key(held.findings)
    passed = {f.key for named, reason in reasons.items() for f in _meant(known, named, reason)}
    left = tuple(f for f in held.findings if f.key not in passed)
    return _held(held.facts["file"], held.facts["reader"], left) if left else None


def leaks_of(
    book: Book,
    data: bytes,
    name: str,
    *,
    profile: Profile | str,
    account: AccountId | None = None,
    as_of: date | None = None,
) -> tuple[Finding, ...]:
    """What is not meant for the reader of a file, in the order of the file; what was let pass is left out."""
    reader = Profile(profile)
    if reader is Profile.INTERNAL:
        return ()
    from csdesk.exchange.package_texts import texts_of

    secrets = secrets_of(book, account, reader, _scores(book, account, as_of))
    passed = {p.key for p in book.all(Pass) if p.account == account}
    found = Search(secrets, reader).findings(texts_of(data, name))
    return tuple(f for f in found if f.key not in passed)


def _scores(book: Book, account: AccountId | None, as_of: date | None) -> tuple[str, ...]:
    """The account's health score, as it would be written."""
    if account is None or as_of is None:
        return ()
    from csdesk.services.health.health import score_of

    receipt = score_of(book, account, as_of=as_of)
    score = receipt.score.score if receipt else None
    return () if score is None else (str(score), str(round(score)))


def let_pass(
    book: Book,
    findings: Iterable[Finding],
    reasons: Mapping[str, str],
    *,
    file: str,
    account: AccountId | None,
    today: date,
) -> ChangeSet:
    """Let findings pass, by their keys or by the words that were found, each with a person's reason; it is kept.

    Raises: NoSuchChoice for what is none of them, FieldNeeded without a reason.
    """
    known = _by_key(findings)
    passed = {f.key: reason for named, reason in reasons.items() for f in _meant(known, named, reason)}
    with book.change(Verb.LET_PASS, label=_label(book, account, file), today=today) as change:
        for key, reason in sorted(passed.items()):
            f = known[key]
            book.put(
                Pass(
                    id=book.new_id(),
                    account=account,
                    on=today,
                    key=key,
                    leak=str(f.leak),
                    found=f.found,
                    place=f.place,
                    file=file,
                    reason=" ".join(reason.split()),
                )
            )
    return change.done


def _by_key(findings: Iterable[Finding]) -> dict[str, Finding]:
    return {f.key: f for f in reversed(list(findings))}


def _meant(known: Mapping[str, Finding], named: str, reason: str) -> list[Finding]:
    words = " ".join(named.split()).casefold()
    meant = [f for f in known.values() if words in {f.key, " ".join(f.found.split()).casefold()}]
    if not meant:
        some = ", ".join(dict.fromkeys(f"{f.key} ({f.found})" for f in known.values()))
        raise NoSuchChoice(answer=named, key="--pass", choices=some or "nothing")
    if not reason.strip():
        raise FieldNeeded(field="A reason")
    return meant


def _label(book: Book, account: AccountId | None, file: str) -> str:
    found = book.find(Account, account) if account else None
    return found.account if found else file
