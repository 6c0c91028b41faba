"""A lock is the password of a workbook: it opens in memory, in the reading process, and nowhere else."""

import io

from csdesk.domain.errors import EncryptionUnknown, WorkbookProtected, WrongPassword
from csdesk.exchange.old_excel import BROKEN
from csdesk.exchange.whole import Whole


def opened(whole: Whole, password: str | None) -> Whole:
    """What an encrypted workbook holds.

    Raises: WorkbookProtected without a password, WrongPassword, EncryptionUnknown.
    """
    from xml.parsers.expat import ExpatError

    import msoffcrypto  # type: ignore[import-untyped]
    from msoffcrypto import exceptions as said

    inside = io.BytesIO()
    try:
        with whole.open() as file:
            locked = msoffcrypto.OfficeFile(file)
            locked.load_key(password=password or _READ_ONLY)
            locked.decrypt(inside)
    except said.InvalidKeyError as error:
        raise (WrongPassword if password else WorkbookProtected)(where=whole.name) from error
    except (said.DecryptionError, said.FileFormatError, said.ParseError, ExpatError, *BROKEN) as error:
        raise (EncryptionUnknown if password else WorkbookProtected)(where=whole.name) from error
    return Whole(whole.path, inside.getvalue())


_READ_ONLY = "VelvetSweatshop"
"""With this one Excel locks what it opens again without a question: a workbook that was only marked as final."""
