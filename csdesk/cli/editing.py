"""The verbs `add`, `set`, `remove`: any row, by its fields."""

from typing import TYPE_CHECKING

import click

from csdesk.cli.session import Session, verb

if TYPE_CHECKING:
    from csdesk.domain.changes import ChangeSet


@verb(as_of=False)
@click.argument("noun")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE…")
def add(session: Session, noun: str, fields: tuple[str, ...]) -> None:
    """Add one row of any kind. Fields are named as in the workbook, custom ones by their names.

    \b
    Example: csdesk add contact account=Corvid name="Lena Ortiz" roles="sponsor, executive"
    """
    from csdesk.services.book.editing import add_row, noun_named

    given = texts_of(fields)
    with session.writing() as book:
        done = add_row(book, noun, given, today=session.today(book))
    _say(session, _changed(done, noun_named(noun).type), done)


@verb("set", as_of=False)
@click.argument("noun")
@click.argument("id_", metavar="ID")
@click.argument("fields", nargs=-1, metavar="FIELD=VALUE…")
def set_(session: Session, noun: str, id_: str, fields: tuple[str, ...]) -> None:
    """Change fields of one row, also custom ones. FIELD= makes a field not known.

    What the book prefers is set without an ID: csdesk set preference rules="notice, silence"

    \b
    Example: csdesk set account Corvid stage=loyalty judgement=4
    """
    from csdesk.services.book.editing import noun_named, row_of, set_fields

    if noun.strip().lower() == "preference":
        _prefer(session, (id_, *fields))
        return
    if not fields:
        raise click.UsageError("Missing argument 'FIELD=VALUE…'.")
    given = texts_of(fields)
    with session.writing() as book:
        done = set_fields(book, noun, id_, given, today=session.today(book))
        row = row_of(book, noun_named(noun), id_)
    if done is None:
        session.show({"id": row.id, "undo": None}, ["It is so already; nothing was changed."])
        return
    _say(session, row.id, done)


def _prefer(session: Session, words: tuple[str, ...]) -> None:
    from csdesk.services.book.preferences import prefer_all

    given = texts_of(words)
    with session.writing() as book:
        done = prefer_all(book, given, today=session.today(book))
    if done is None:
        session.show({"id": ", ".join(given), "undo": None}, ["It is so already; nothing was changed."])
    else:
        _say(session, ", ".join(given), done)


@verb(as_of=False)
@click.argument("noun")
@click.argument("id_", metavar="ID")
def remove(session: Session, noun: str, id_: str) -> None:
    """Remove one row that nothing else belongs to.

    \b
    Example: csdesk remove task 019ab4e0-7400-7f51-8807-b1a6cd8eaf9d
    """
    from csdesk.services.book.editing import noun_named, remove_row

    with session.writing() as book:
        done = remove_row(book, noun, id_, today=session.today(book))
    _say(session, _changed(done, noun_named(noun).type), done)


def texts_of(fields: tuple[str, ...]) -> dict[str, str]:
    """What FIELD=VALUE say, by key. Raises: UsageError."""
    given = {}
    for field in fields:
        key, sign, text = field.partition("=")
        if not sign:
            raise click.UsageError(f"“{field}” is not FIELD=VALUE.")
        given[key.strip().lower().replace(" ", "_").replace("-", "_")] = text
    return given


def _changed(done: "ChangeSet", noun: type) -> str:
    return next(r.id for r in done.rows if r.noun is noun)


def _say(session: Session, changed: str, done: "ChangeSet") -> None:
    from csdesk.wording import operation, stopped

    said = stopped(operation(done.verb, done.label))

    session.show(
        {"id": changed, "undo": done.n},
        [f"{said} Undo: {session.command(f'undo {done.n}')}"],
    )
