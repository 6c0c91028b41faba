"""The verb `qbr`: the business review of one account, or of many, as PowerPoint decks."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from csdesk.cli.export_log import ExportLog, keep_all
from csdesk.cli.leaks import guarded, pass_option
from csdesk.cli.session import Session, verb
from csdesk.domain.days import day_of
from csdesk.folders import is_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesk.domain.errors import LeaksFound
    from csdesk.domain.ids import AccountId
    from csdesk.services.reviews.decks_of_many import OneDeck
    from csdesk.services.reviews.reviews import WrittenDeck
    from csdesk.store.book import Book


@verb()
@click.argument("account", required=False)
@click.option(
    "-o",
    "--output",
    "file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The .pptx or .xlsx file to write, or the folder for a deck; default: this folder.",
)
@click.option("--all", "every", is_flag=True, help="A deck for every customer, in one folder.")
@click.option(
    "--where", "condition", metavar="QUERY", help="With --all: only those, as in `csdesk accounts`."
)
@click.option("--due", metavar="DAY", help="With --all: only those whose next review is due by that day.")
@click.option(
    "--from", "first", metavar="DAY", help="First day of the period; default: since the last review."
)
@click.option("--to", "last", metavar="DAY", help="Last day of the period; default: the day as of.")
@click.option(
    "--kind",
    type=click.Choice(["qbr", "ebr", "send-only", "internal"]),
    default="qbr",
    show_default=True,
    help="ebr is for an executive: outcomes alone; send-only adds questions to send back; internal is the qbr "
    "as --profile internal has it.",
)
@click.option(
    "--profile",
    type=click.Choice(["customer", "internal"]),
    default="customer",
    show_default=True,
    help="internal adds a page that is not for the customer.",
)
@click.option(
    "--template", metavar="FILE", type=click.Path(path_type=Path), help="Your own .pptx to write into."
)
@pass_option
def qbr(session: Session, account: str | None, *, file: Path | None, every: bool, **given: Any) -> None:
    """Write the business review of an account as a deck or workbook. With --all, decks of many.

    ACCOUNT is a name, an id, or an unambiguous part of a name. A deck is for PowerPoint: its charts can be edited, and
    every number's definition and source stand in the speaker notes. A customer's deck is searched for what is not meant
    for that customer; if there is any, it is listed and nothing is written (exit 2).

    \b
    Example: csdesk qbr Financiality
             csdesk qbr Financiality -o review.pptx --from 2025-09-05 --template ours.pptx
             csdesk qbr Financiality -o executive.pptx --kind ebr
             csdesk qbr Financiality -o review.xlsx
             csdesk qbr Financiality -o review.pptx --pass 3f2a91c0="they presented together"
             csdesk qbr --all --due +14d -o reviews
    """
    if given["kind"] == "internal":
        if _is_typed("profile") and given["profile"] == "customer":
            raise click.UsageError("--kind internal is for inside use, and --profile customer is not.")
        given |= {"kind": "qbr", "profile": "internal"}
    if every:
        if account or given["passes"]:
            raise click.UsageError("--all takes no ACCOUNT and no --pass.")
        if file is None:
            raise click.UsageError("Name the folder for the decks of all: -o FOLDER.")
        _many(session, file, given)
    elif account is None or given["condition"] or given["due"]:
        raise click.UsageError("Name the ACCOUNT, or write all of them: --all, with --where and --due.")
    else:
        if given["template"] and (file or Path()).suffix.lower() == ".xlsx":
            raise click.UsageError("--template is for a .pptx file.")
        _one(session, account, file or Path(), given)


def _is_typed(option: str) -> bool:
    return click.get_current_context().get_parameter_source(option) is ParameterSource.COMMANDLINE


def _one(session: Session, account: str, place: Path, given: dict[str, Any]) -> None:
    from csdesk.services.book.which_account import find_account
    from csdesk.services.outgoing.leak_guard import let_pass

    def write(book: "Book") -> "WrittenDeck":
        whose = find_account(book, account)
        return _write(session, book, whose.id, _file(place, whose.account, session.day(book)), given)

    def passing(book: "Book", held: "LeaksFound", reasons: dict[str, str]) -> None:
        whose = find_account(book, account)
        file = _file(place, whose.account, session.day(book)).name
        let_pass(book, held.findings, reasons, file=file, account=whose.id, today=session.today(book))

    show_written(session, guarded(session, given["passes"], write, passing))


def _file(place: Path, account: str, as_of: date) -> Path:
    """The file itself, or in a folder one that is called as the deck of `--all` is."""
    from csdesk.exchange.file_names import safe_name
    from csdesk.services.reviews.decks_of_many import deck_name

    return place / f"{safe_name(deck_name(account, as_of))}.pptx" if is_folder(place) else place


def _write(
    session: Session, book: "Book", account: "AccountId", file: Path, given: dict[str, Any]
) -> "WrittenDeck":
    from csdesk.services.reviews.reviews import write_qbr

    today = session.today(book)
    days = [day_of(text, today=today) if text else None for text in (given["first"], given["last"])]
    return write_qbr(
        book,
        account,
        file,
        as_of=session.day(book),
        first=days[0],
        last=days[1],
        kind=given["kind"],
        profile=given["profile"],
        template=given["template"],
    )


def _many(session: Session, folder: Path, given: dict[str, Any]) -> None:
    """Write the decks of many; those that are held back are listed, and the exit code is theirs."""
    from csdesk.services.reviews.decks_of_many import write_decks

    log = ExportLog(session)

    def write(file: Path, account: "AccountId") -> "WrittenDeck":
        done = _write(session, book, account, file, given)
        log.keep(done.written)
        return done

    with session.reading() as book:
        day = session.day(book)
        chosen = _customers(book, given["condition"], given["due"], day, session.today(book))
        decks = list(write_decks(chosen, folder, write, as_of=day))
    log.say_missed()
    facts = {"as_of": day.isoformat(), "folder": str(folder), "decks": list(map(_deck, decks))}
    session.show(facts, _told(decks, folder, session))
    if held := [d.held for d in decks if d.held is not None]:
        sys.exit(held[0].exit_code)


def _customers(
    book: "Book", condition: str | None, due: str | None, day: date, today: date
) -> "list[tuple[AccountId, str]]":
    """The customers that are wanted, in order of names."""
    from csdesk.cli.accounts import accounts_where
    from csdesk.domain.accounts import Status
    from csdesk.services.reviews.decks_of_many import reviews_due

    found = [r for r in accounts_where(book, condition, day) if r.line.status == Status.CUSTOMER.value]
    if due is not None:
        last, dues = day_of(due, today=today), reviews_due(book, as_of=day)
        found = [r for r in found if r.id in dues and dues[r.id].on <= last]
    return [(r.id, r.account) for r in found]


def _deck(deck: "OneDeck") -> dict[str, object]:
    from csdesk.cli.leaks import facts_of

    written, held = deck.written, deck.held
    return {
        "account_id": deck.account,
        "account": deck.name,
        "file": written.file if written else None,
        "slides": written.slides if written else None,
        "sha256": written.sha256 if written else None,
        "findings": [facts_of(f) for f in held.findings] if held else [],
    }


def _told(decks: "list[OneDeck]", folder: Path, session: Session) -> list[str]:
    from csdesk.wording import count, sentence

    done, held = [d for d in decks if d.written], [d for d in decks if d.held]
    lines = [f"Wrote {count(len(done), 'deck')} to {folder}." if done else "No customer fits."]
    if held and not done:
        lines = ["No deck was written."]
    for deck in held:
        assert deck.held is not None
        lines += [sentence(deck.held)]
    if held:
        again = session.command(f"qbr {held[0].account} -o FILE --pass KEY=REASON")
        lines.append(f"Each of these can be let pass for itself: {again}")
    written = [d.written for d in done if d.written]
    if own := sum(len(deck.own_steps) for deck in written):
        lines.append(f"Left out, as ours to do: {count(own, 'task')}.")
    return lines + _promised(session, written) + _nameless(session, written)


def _promised(session: Session, decks: "Sequence[WrittenDeck]") -> list[str]:
    """How a customer gets to read what we do: a task is our own work, a promise is between us."""
    if not any(deck.own_steps for deck in decks):
        return []
    told = session.command("add promise account=ACCOUNT promise=WORDS due_on=DAY")
    return [f"A customer reads promises, not our tasks. To show one, promise it: {told}"]


def _nameless(session: Session, decks: "Sequence[WrittenDeck]") -> list[str]:
    """What a first deck lacks: the book does not know who sells."""
    if all(deck.names_us for deck in decks):
        return []
    known = session.command("set preference 'vendor=YOUR COMPANY'")
    return [f"Your company is not named on it. Say it once, and write it again: {known}"]


def show_written(session: Session, done: "WrittenDeck") -> None:
    """Keep what was written in the export log, and say it with what the person should know of it."""
    keep_all(session, [done.written])
    what = f"{done.sheets} sheets" if done.sheets else f"{done.slides} slides"
    lines = [f"Wrote {what} to {done.file}."]
    lines += done.cautions
    lines += [f"Left out, not in words for a customer: {title}" for title in done.held_back]
    lines += [f"Left out, a task of ours: {title}" for title in done.own_steps]
    lines += _promised(session, [done]) + _nameless(session, [done])
    sheets = {"sheets": done.sheets} if done.sheets else {}
    session.show({"file": done.file, "slides": done.slides or None, **sheets, "sha256": done.sha256}, lines)
