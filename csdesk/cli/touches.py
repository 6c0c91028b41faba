"""The verb `touch`: log what was said."""

from datetime import date

import click

from csdesk.cli.days import day_of
from csdesk.cli.session import Session, verb
from csdesk.domain.touches import Direction, TouchKind


@verb(as_of=False)
@click.argument("account")
@click.argument("text")
@click.option("--kind", type=click.Choice([k.value for k in TouchKind]), default="call", show_default=True)
@click.option("--on", metavar="DAY", help="The day it happened; today by default.")
@click.option("--minutes", type=click.IntRange(0, 1440), help="How long it took.")
@click.option(
    "--with",
    "people",
    metavar="NAME",
    multiple=True,
    help="Who was there, by name or first name; may be repeated.",
)
@click.option(
    "--direction", type=click.Choice([d.value for d in Direction]), default="two-way", show_default=True
)
def touch(
    session: Session,
    account: str,
    text: str,
    kind: str,
    on: str | None,
    minutes: int | None,
    people: tuple[str, ...],
    direction: str,
) -> None:
    """Log a touch with an account.

    \b
    Example: csdesk touch Corvid "Agreed the next bar" --kind call --minutes 20 --with "Ana Duarte"
    """
    from csdesk.domain.touches import Touch
    from csdesk.services.accounts import find_account
    from csdesk.services.touches import TouchDraft, log_touch
    from csdesk.wording import stopped

    with session.writing() as book:
        today = session.today(book)
        day: date = day_of(on, today=today) if on else today
        found = find_account(book, account)
        draft = TouchDraft(found.id, text, day, TouchKind(kind), Direction(direction), people, minutes)
        done = log_touch(book, draft, today=today)
    touched = next(r.id for r in done.rows if r.noun is Touch)
    lines = [f"Logged, {stopped(found.account)} Undo: {session.command(f'undo {done.n}')}"]
    session.show({"id": touched, "undo": done.n}, lines)
