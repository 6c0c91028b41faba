"""The verb `mail`: a draft with facts from the book, for a mail program to open. Nothing is sent."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from csdesk.cli.leaks import guarded, pass_option
from csdesk.cli.session import Session, verb

if TYPE_CHECKING:
    from csdesk.domain.errors import LeaksFound
    from csdesk.services.correspondence.mails import MailDraft, WrittenMail
    from csdesk.store.book import Book


@verb(as_of=False)
@click.argument("account", required=False)
@click.option("--template", "-t", metavar="NAME", help="Which mail; without it they are listed.")
@click.option("--to", metavar="NAME", help="To whom; by default the champion, else the sponsor.")
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The .eml file to write; without it the mail is shown.",
)
@pass_option
def mail(
    session: Session,
    account: str | None,
    *,
    template: str | None,
    to: str | None,
    file: Path | None,
    passes: dict[str, str],
) -> None:
    """Write a mail to a customer as a draft. Your mail program opens it, and you send it.

    It says only what the book knows; what a mail cannot do without is named. Who opted out is not written to, nor
    anybody twice in a week.

    \b
    Example: csdesk mail
             csdesk mail Corvid --template silence
             csdesk mail Corvid --template renewal --to "Mei Tanaka" -o renewal.eml
    """
    if template is None or account is None:
        _list(session, account, template)
        return
    from csdesk.services.book.which_account import find_account
    from csdesk.services.correspondence.mails import draft_mail, write_mail
    from csdesk.services.outgoing.leak_guard import let_pass

    def write(book: "Book") -> "tuple[MailDraft, WrittenMail | None]":
        today = session.today(book)
        draft = draft_mail(book, find_account(book, account).id, template, to=to, today=today)
        return draft, write_mail(book, draft, file, today=today) if file else None

    def passing(book: "Book", held: "LeaksFound", reasons: dict[str, str]) -> None:
        whose, name = find_account(book, account).id, file.name if file else ""
        let_pass(book, held.findings, reasons, file=name, account=whose, today=session.today(book))

    draft, written = guarded(session, passes, write, passing)
    session.show(_facts(draft, written), _lines(draft, written))


def _list(session: Session, account: str | None, template: str | None) -> None:
    """The templates that there are. Raises: NoSuchTemplate; NoSuchAccount for a name that nobody has."""
    from csdesk.cli.tables import aligned
    from csdesk.services.book.which_account import find_account
    from csdesk.services.correspondence.mails import template_named, templates

    if account is not None:
        with session.reading() as book:
            find_account(book, account)
    if template is not None and account is None:
        template_named(template)
        raise click.UsageError("Name the account.")
    every = templates()
    facts = [{"name": t.name, "title": t.title, "subject": t.subject} for t in every]
    session.show({"templates": facts}, aligned([(t.name, t.title, t.subject) for t in every]))


def _facts(draft: "MailDraft", written: "WrittenMail | None") -> dict[str, object]:
    return {
        "account": draft.account.account,
        "template": draft.template.name,
        "language": draft.template.language,
        "to": {"name": draft.to.name, "email": draft.to.email},
        "subject": draft.subject,
        "text": draft.body,
        "facts": [{"field": f.field, "text": f.text, "source": f.source} for f in draft.facts],
        "cautions": list(draft.cautions),
        "file": written.file if written else None,
        "sha256": written.sha256 if written else None,
    }


def _lines(draft: "MailDraft", written: "WrittenMail | None") -> Iterator[str]:
    from csdesk.cli.tables import aligned

    if written is None:
        yield f"To: {draft.to.name} <{draft.to.email}>"
        yield f"Subject: {draft.subject}"
        yield ""
        yield from draft.body.splitlines()
        yield ""
        yield from aligned([(f.field, f.text, f.source) for f in draft.facts])
    yield from draft.cautions
    if written is not None:
        yield f"Wrote a draft to {draft.to.name}: {written.file}"
