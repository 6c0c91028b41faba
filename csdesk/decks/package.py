"""The package of a deck: a zip written so that the same deck always has the same bytes."""

import io
import re
import zipfile
from datetime import date

_EPOCH = (1980, 1, 1, 0, 0, 0)
_FIRST = "[Content_Types].xml"
_CORE = "docProps/core.xml"
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:(?:created|modified)>)")


_APP = "docProps/app.xml"
APP_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>csdesk</Application></Properties>"
)
"""Instead of what a template's file tells of the program and the company that made it."""


def read_parts(package: bytes) -> dict[str, bytes]:
    """Every part of a package by its name."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {i.filename: archive.read(i) for i in archive.infolist() if not i.is_dir()}


def written(parts: dict[str, bytes]) -> bytes:
    """The parts as a package: sorted by name, all of one time."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(parts, key=lambda n: (n != _FIRST, n)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            archive.writestr(entry, parts[name])
    return target.getvalue()


def normalised(package: bytes, day: date) -> bytes:
    """The deck with fixed times and properties, in itself and in the workbooks inside it."""
    parts = read_parts(package)
    if _APP in parts:
        parts[_APP] = APP_PROPERTIES
    for name, data in parts.items():
        if name.endswith(".xlsx"):
            parts[name] = normalised(data, day)
        elif name == _CORE:
            stamp = f"{day.isoformat()}T00:00:00Z".encode()
            parts[name] = _STAMP.sub(rb"\g<1>" + stamp + rb"\g<2>", data)
    return written(parts)
