"""The verb `lookalike`: what became of customers like this one."""

import click

from csdesk.cli.session import Session, verb
from csdesk.cli.tables import aligned


@verb(as_of=True)
@click.argument("account")
@click.option(
    "--key",
    "keys",
    multiple=True,
    metavar="KEY",
    help="Alike by this; one of the keys above; may be repeated.",
)
def lookalike(session: Session, account: str, keys: tuple[str, ...]) -> None:
    """What became of customers like this one. At their first and at their second renewal.

    Keys: industry, use case, price point, product, size, discount band, channel. Without --key all that are known
    count, and are given up one by one until there are enough.

    \b
    Example: csdesk lookalike Financiality
             csdesk lookalike Financiality --key product --key channel
    """
    from csdesk.domain.errors import NoSuchDimension
    from csdesk.domain.revenue.lookalike import Key
    from csdesk.services.book.which_account import find_account
    from csdesk.services.health.lookalike import customers_like
    from csdesk.services.health.lookalike_text import about, facts, lines, sentence

    known = {key.value: key for key in Key}
    for name in keys:
        if name.strip().casefold() not in known:
            raise NoSuchDimension(name=name, names=", ".join(known))
    chosen = [known[name.strip().casefold()] for name in keys] or None
    with session.reading() as book:
        day = session.day(book)
        found = customers_like(book, find_account(book, account).id, as_of=day, keys=chosen)
    heads = ["Account", "Renewals", "Rating", "Health"]
    rows = aligned(lines(found), right={2, 3}, header=heads) if found.alike else []
    session.show(facts(found, day.isoformat()), [sentence(found), *about(found), "", *rows])
