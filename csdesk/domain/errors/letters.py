"""Errors about what leaves csdesk for somebody else, and about mail."""

from typing import TYPE_CHECKING

from csdesk.domain.errors.books import NoPermission
from csdesk.domain.refusals import CsdeskError

if TYPE_CHECKING:
    from csdesk.domain.leaks.findings import Finding


class LeaksFound(CsdeskError):
    """A file that is meant for a customer holds what is not."""

    def __init__(self, *, findings: "tuple[Finding, ...]", where: str = "", **facts: object) -> None:
        super().__init__(where=where, **facts)
        self.findings = findings
        """Everything that was found, each with its place and reason."""


class AccountNeeded(CsdeskError):
    """An export for a customer was asked for without saying which."""


class ProfileNotHere(CsdeskError):
    """A file cannot be written for this kind of reader."""


class MailUnreadable(CsdeskError):
    """A file is no mail, or one beyond what is read."""


class NoSuchTemplate(CsdeskError):
    """There is no mail template of this name."""


class MailFieldMissing(CsdeskError):
    """A mail needs what the book does not know."""


class NobodyToWriteTo(CsdeskError):
    """An account has nobody with an address to whom a mail may go."""


class OptedOut(CsdeskError):
    """A person asked not to be written to."""


class WrittenTooOften(CsdeskError):
    """A person was written to more often than the cap allows."""


class MailHeaderRefused(CsdeskError):
    """A text cannot stand in the head of a mail."""


class MailUnknown(CsdeskError):
    """Nobody in the book has the address of a mail, so it is not known whose touch it is."""

    exit_code = 3


class AlreadyLogged(CsdeskError):
    """The same mail or meeting was logged before."""


class LinkRefused(CsdeskError):
    """An address is none that csdesk opens."""


class NotWritten(CsdeskError):
    """A file could not be written; what was there before is as it was."""

    exit_code = 1


class HeldOpen(NoPermission):
    """Another program has the file open and does not let it be replaced; it is as it was."""


class PathUnusable(NotWritten):
    """A file cannot be made at the path that was given: its folder is missing, or something else is there."""

    exit_code = 2


class OneNounPerCsv(CsdeskError):
    """A CSV file holds one kind of row; several were asked for."""


class ExportKindUnknown(CsdeskError):
    """The ending of the file does not say in which form to write it."""


class TemplateUnreadable(CsdeskError):
    """A file is not a PowerPoint template that can be used."""


class DeckKindUnknown(CsdeskError):
    """The ending of a deck's file does not say as what it is written."""


class PrintingStopped(CsdeskError):
    """A person stopped what was being printed."""

    exit_code = 130
