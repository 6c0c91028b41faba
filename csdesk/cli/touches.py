"""The verb `touch`: log what was said, or a mail that was written."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from csdesk.cli.ranges import Range
from csdesk.cli.session import Session, verb
from csdesk.domain.days import day_of
from csdesk.domain.touches import Direction, TouchKind

if TYPE_CHECKING:
    from csdesk.services.accounts.touches import TouchDraft
    from csdesk.store.book import Book


@verb(as_of=False)
@click.argument("account", required=False)
@click.argument("text", required=False)
@click.option("--kind", type=click.Choice([k.value for k in TouchKind]), help="Default: call.")
@click.option("--on", metavar="DAY", help="The day it happened; today by default.")
@click.option("--minutes", metavar="N", type=Range(0, 1440), help="How long it took.")
@click.option(
    "--with",
    "people",
    metavar="NAME",
    multiple=True,
    help="Who was there, by name or first name; may be repeated.",
)
@click.option("--direction", type=click.Choice([d.value for d in Direction]), help="Default: two-way.")
@click.option("--next", "next_step", metavar="STEP", help="What follows: becomes a task of yours.")
@click.option("--by", metavar="DAY", help="The day by which the next step is due.")
@click.option(
    "--mail",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="An .eml file: who, when and what are taken from it.",
)
@click.option(
    "--calendar",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="An .ics file: meetings with customers in it are listed, and logged with --log.",
)
@click.option("--log", metavar="N,N", help="Which of the meetings to log: their numbers, or all.")
@click.option("--days", metavar="N", type=Range(1, 400), help="How many days back meetings are listed; 30.")
@click.option("--add-people", is_flag=True, help="Add the people of the mail whom the account lacks.")
def touch(session: Session, account: str | None, text: str | None, **given: Any) -> None:
    """Log a touch with an account. In your words, from a mail, or from the meetings of a calendar.

    A mail or a meeting that was logged before is not logged again.

    \b
    Example: csdesk touch Corvid "Agreed the next bar" --kind call --minutes 20 --with "Mei Tanaka"
             csdesk touch Corvid "Went through the roadmap" --next "Send the plan" --by +7d
             csdesk touch --mail answer.eml
             csdesk touch --calendar calendar.ics --log 1,3
    """
    if given["calendar"] is not None:
        from csdesk.cli.meetings import meetings

        meetings(session, given["calendar"], log=given["log"], back=given["days"])
        return
    from csdesk.domain.accounts import Account
    from csdesk.domain.touches import Touch
    from csdesk.services.accounts.touches import log_touch
    from csdesk.wording import stopped

    mail: Path | None = given["mail"]
    if mail is None and not (account and text):
        raise click.UsageError("Name the account, and say what came of it.")
    if given["by"] and not given["next_step"]:
        raise click.UsageError("--by is the day of a next step: say what follows, with --next.")
    with session.writing() as book:
        today = session.today(book)
        said: list[str] = []
        if mail is None:
            draft = _typed(book, str(account), str(text), today=today)
        else:
            draft, said = _of_mail(book, mail, account, today=today, **given)
        done = log_touch(book, _as_said(draft, text, today=today, **given), today=today)
        found = book.find(Account, draft.account)
    touched = next(r.id for r in done.rows if r.noun is Touch)
    name = stopped(found.account if found else "")
    lines = [*said, f"Logged, {name} Undo: {session.command(f'undo {done.n}')}"]
    session.show({"id": touched, "undo": done.n}, lines)


def _as_said(draft: "TouchDraft", text: str | None, *, today: date, **given: Any) -> "TouchDraft":
    """The touch with what was said besides."""
    from dataclasses import replace

    return replace(
        draft,
        summary=text or draft.summary,
        on=day_of(given["on"], today=today) if given["on"] else draft.on,
        kind=TouchKind(given["kind"]) if given["kind"] else draft.kind,
        direction=Direction(given["direction"]) if given["direction"] else draft.direction,
        people=[*draft.people, *given["people"]],
        minutes=given["minutes"],
        next_step=given["next_step"] or "",
        next_on=day_of(given["by"], today=today) if given["by"] else None,
    )


def _typed(book: "Book", account: str, text: str, *, today: date) -> "TouchDraft":
    from csdesk.services.accounts.touches import TouchDraft
    from csdesk.services.book.which_account import find_account

    return TouchDraft(find_account(book, account).id, text, today)


def _of_mail(
    book: "Book", path: Path, account: str | None, *, today: date, **given: Any
) -> "tuple[TouchDraft, list[str]]":
    """The touch of a mail, and what to know of it. Raises: MailUnknown, AmbiguousAccount, FieldNeeded."""
    from csdesk.domain.errors import AmbiguousAccount, FieldNeeded, MailUnknown
    from csdesk.services.book.which_account import find_account
    from csdesk.services.correspondence.mail_in import touch_from_mail

    named = find_account(book, account).id if account else None
    read = touch_from_mail(book, path, account=named, today=today)
    if not read.accounts:
        raise MailUnknown(address=", ".join(read.addresses[:3]) or "of this mail", where=str(path))
    if read.account is None:
        raise AmbiguousAccount(name=path.name, candidates=", ".join(a.account for a in read.accounts))
    way = Direction(given["direction"]) if given["direction"] else read.direction
    adding = given["add_people"]
    if way is None:
        raise FieldNeeded(field="--direction", where=str(path))
    said = list(read.cautions)
    if read.newcomers and not adding:
        names = ", ".join(f"{p.name} <{p.address}>" if p.name else p.address for p in read.newcomers)
        said.append(f"Not in the book: {names}. --add-people adds them.")
    return read.draft(read.account.id, way, today=today, adding=adding), said
