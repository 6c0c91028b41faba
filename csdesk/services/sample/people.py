"""People are drawn around the named sponsor and champion of a sample account."""

from collections.abc import Iterator
from datetime import date

from csdesk.domain.contacts import Contact, ContactStatus, Level, Role, Sentiment
from csdesk.domain.ids import ContactId
from csdesk.services.sample.dice import CLOCK
from csdesk.services.sample.life import Life


def contacts_of(life: Life) -> list[Contact]:
    """The contacts of one account, the sponsor first."""
    return [_contact(life, *person) for person in _cast(life)]


def _cast(life: Life) -> Iterator[tuple[str, str, tuple[Role, ...]]]:
    known, dice = life.portrait, life.dice
    if known.sponsor:
        roles = (Role.SPONSOR, Role.EXECUTIVE) if dice.chance(0.4) else (Role.SPONSOR,)
        yield known.sponsor, known.title or _title(life, Role.SPONSOR), roles
    if known.champion:
        yield known.champion, _title(life, Role.CHAMPION), (Role.CHAMPION,)
    others = ((Role.ADMINISTRATOR, 0.8), (Role.USER, 0.6), (Role.EXECUTIVE, 0.35), (Role.BILLING, 0.4))
    for role, share in others:
        if dice.chance(share if life.dense else share / 2):
            yield drawn_name(life), _title(life, role), (role,)


def drawn_name(life: Life) -> str:
    """A believable name."""
    people = life.source.people
    return f"{life.dice.pick(people['first'])} {life.dice.pick(people['last'])}"


def _title(life: Life, role: Role) -> str:
    return str(life.dice.pick(life.source.people["titles"][role.value]))


def _contact(life: Life, name: str, title: str, roles: tuple[Role, ...]) -> Contact:
    return Contact(
        id=ContactId(life.dice.new_id()),
        account=life.id,
        name=name,
        email=f"{_mailbox(name)}@{life.portrait.domain}",
        title=title,
        roles=roles,
        influence=_influence(roles),
        sentiment=_sentiment(life),
        opted_out_on=_opted_out(life, roles),
        status=ContactStatus.LEFT if name in life.source.left(life.portrait.name) else ContactStatus.ACTIVE,
    )


def _opted_out(life: Life, roles: tuple[Role, ...]) -> date | None:
    """A few users do not want our mails."""
    if Role.USER not in roles or not life.dice.chance(0.12):
        return None
    return max(life.first, life.last - life.dice.days(30, 400))


def _mailbox(name: str) -> str:
    words = name.removeprefix("Dr. ").removeprefix("Captain ").casefold().split()
    return ".".join("".join(c for c in w.replace("ó", "o") if c.isalnum()) for w in words)


def _influence(roles: tuple[Role, ...]) -> Level:
    if Role.SPONSOR in roles or Role.EXECUTIVE in roles:
        return Level.HIGH
    return Level.MEDIUM if Role.CHAMPION in roles or Role.ADMINISTRATOR in roles else Level.LOW


def _sentiment(life: Life) -> Sentiment:
    felt = life.fortune.on(CLOCK) + life.dice.about(0, 0.15)
    if felt > 0.66:
        return Sentiment.POSITIVE
    return Sentiment.NEUTRAL if felt > 0.36 else Sentiment.NEGATIVE
