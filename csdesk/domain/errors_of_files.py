"""Errors about a spreadsheet that comes in: what it needs beside it, and when it is not there whole."""

from csdesk.domain.refusals import CsdeskError


class WrongPassword(CsdeskError):
    """The password that was given does not open the workbook."""


class EncryptionUnknown(CsdeskError):
    """The workbook is encrypted in a way that is not read, whatever the password."""


class PasswordFileUnusable(CsdeskError):
    """The file that should hold a password holds none."""


class NoSuchEncoding(CsdeskError):
    """No encoding of texts has this name."""


class NoSuchDelimiter(CsdeskError):
    """This cannot stand between the cells of a text table."""


class StillDownloading(CsdeskError):
    """The file is what a browser writes until a download is whole."""


class OpenElsewhere(CsdeskError):
    """Another program holds the file so that it cannot be read."""

    exit_code = 77


class ChangedWhileRead(CsdeskError):
    """The file was written by another program while it was read."""
