"""An account has one sponsor: where files name two, a person says whom to believe, once."""

from collections import defaultdict
from dataclasses import replace

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact, ContactStatus, Role
from csdesk.domain.imports.bench.bench import Bench
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.values import dataclass

BOTH, BOOK = "both", "book"


@dataclass(frozen=True, slots=True)
class _Rivals:
    account: Account
    people: tuple[tuple[str, Contact], ...]
    """Where each sponsor is named, a sheet or the book, and who it is."""


def settle_sponsors(bench: Bench, asking: Asking) -> None:
    """Ask once which sponsors count, and take the role from the others."""
    rivals = _rivals(bench)
    if not rivals:
        return
    places = sorted({place for r in rivals for place, _ in r.people}, key=lambda p: (p == BOOK, p))
    if len(places) < 2:
        return
    answer = asking.ask(_question(rivals, places))
    for rival in rivals:
        named = {place for place, _ in rival.people}
        for place, person in rival.people:
            if answer in named and place != answer:
                roles = tuple(r for r in person.roles if r is not Role.SPONSOR)
                bench.put(replace(person, roles=roles))


def _rivals(bench: Bench) -> list[_Rivals]:
    found: dict[str, list[tuple[str, Contact]]] = defaultdict(list)
    for contact in bench.all(Contact):
        if Role.SPONSOR in contact.roles and contact.status is ContactStatus.ACTIVE:
            found[contact.account].append((_place(contact, bench), contact))
    return [
        _Rivals(account, tuple(people))
        for uid, people in found.items()
        if len(people) > 1
        and any(place != BOOK for place, _ in people)
        and (account := bench.find(Account, uid)) is not None
    ]


def _place(contact: Contact, bench: Bench) -> str:
    return bench.sponsor_in.get(contact.id, BOOK)


def _question(rivals: list[_Rivals], places: list[str]) -> Question:
    first = rivals[0]
    said = "; ".join(f"{person.name} ({place})" for place, person in first.people)
    return Question(
        key=f"sponsors:{places[0]}:sponsor",
        sheet=places[0],
        rows=(),
        seen=tuple(f"{r.account.account}: {' / '.join(p.name for _, p in r.people)}" for r in rivals[:5]),
        choices=(
            Choice(BOTH, "Both are sponsors"),
            *(
                Choice(p, "Those that the book has" if p == BOOK else f"Those that “{p}” names")
                for p in places
            ),
        ),
        default=None,
        text=f"{counted(len(rivals), 'account', 'has')} two sponsors. Whom do you mean?",
        evidence=f"{first.account.account}: {said}.",
    )
