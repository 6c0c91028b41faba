"""Properties are what a file says of itself: its title, who made it, with what."""

from collections.abc import Iterator

from csdesk.domain.leaks.findings import Placed, Spot
from csdesk.exchange.package_parts import Package

_MADE_BY = frozenset({"creator", "lastModifiedBy", "Manager", "Company"})


def properties(package: Package) -> Iterator[Placed]:
    """Each property of a package that says something."""
    for part in ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"):
        if not package.has(part):
            continue
        try:
            root = package.root(part)
        except ValueError:  # a template of somebody else's: its bytes are searched as they are
            continue
        package.told.add(part)
        for element in root.iter("*"):
            name = str(element.tag).rpartition("}")[2]
            called = element.get("name") or name
            if element.get("name"):
                yield Placed("document properties", str(called), Spot.NAME)
            if element.text and element.text.strip():
                spot = Spot.PROPERTY if name in _MADE_BY else Spot.TEXT
                yield Placed(f"document properties, {called}", element.text, spot)
