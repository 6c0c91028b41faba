"""Errors about a workbook that went out of a book and comes back."""

from csdesk.domain.refusals import CsdeskError


class BaselineMissing(CsdeskError):
    """A workbook does not carry what it said when it went out."""


class BaselineDamaged(CsdeskError):
    """What a workbook said when it went out was changed, or is not whole."""


class OtherBooksWorkbook(CsdeskError):
    """A workbook went out of another book."""


class BaselineTooNew(CsdeskError):
    """A workbook went out of a newer csdesk."""


class MergeUndecided(CsdeskError):
    """A merge waits for answers."""

    exit_code = 3


class MergeRowsRefused(CsdeskError):
    """Rows of a merge cannot be used as they are."""


class MergeOutdated(CsdeskError):
    """The book was changed after a merge was planned."""


class MergeStopped(CsdeskError):
    """A person stopped a merge."""

    exit_code = 130
