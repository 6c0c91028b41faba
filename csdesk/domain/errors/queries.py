"""Errors about a question in SQL."""

from csdesk.domain.refusals import CsdeskError


class SqlWrong(CsdeskError):
    """A query in SQL cannot be run."""


class SqlOnlyReads(CsdeskError):
    """A query in SQL would do something else than read the book."""


class SqlTooLong(CsdeskError):
    """A query in SQL was stopped because its time was over."""
