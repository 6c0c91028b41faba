"""An indented document has space between its tags, as tools write it for people; the reading library takes none."""

import io
import re
import zipfile

from csdesk.exchange import package
from csdesk.exchange.whole import Whole

_CONTENT = "content.xml"
_KEPT = ("mimetype", "META-INF/manifest.xml")
_BETWEEN = re.compile(rb">\s+<(?!/?text:(?!p[\s>/])|/text:p>)")
"""Space before any tag but those inside a paragraph, and its end: there it is a person's."""


def is_document(whole: Whole) -> bool:
    """Whether a package is an OpenDocument one."""
    with package.opened(whole) as parts:
        return _CONTENT in parts.namelist()


def closed_up(whole: Whole) -> io.BytesIO:
    """The document without space between its tags, as far as its values need it. Raises: WorkbookDamaged."""
    told = io.BytesIO()
    with package.opened(whole) as parts, zipfile.ZipFile(told, "w") as made:
        for name in _KEPT:
            made.writestr(name, package.part_bytes(parts, name, whole.name))
        made.writestr(_CONTENT, _BETWEEN.sub(b"><", package.part_bytes(parts, _CONTENT, whole.name)))
    told.seek(0)
    return told
