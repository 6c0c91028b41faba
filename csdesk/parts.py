"""The parts that csdesk is put together from: libraries, of which one may be missing or of another version."""

import re
import sys
from typing import NoReturn

_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)\s*\(?([^;)]*)\)?\s*(;.*)?")
_BOUND = re.compile(r"(>=|<=|==|<|>)\s*([0-9][0-9.]*)")
_EXIT = 78


def incomplete(fault: BaseException) -> str:
    """The sentence that says which part is missing or wrong; empty where the fault is another one."""
    wrong = wrong_versions()
    if wrong:
        return f"{wrong[0]}. Install csdesk again."
    name = (fault.name or "").partition(".")[0] if isinstance(fault, ImportError) else ""
    return f"A part of csdesk is missing: {name}. Install csdesk again." if name and name != "csdesk" else ""


def refuse(fault: BaseException) -> NoReturn:
    """Say in one line which part is wrong, and end; what is no fault of a part is raised again."""
    said = incomplete(fault)
    if not said:
        raise fault
    if sys.stderr is not None:
        sys.stderr.write(f"csdesk: {said}\n")
    sys.exit(_EXIT)


def wrong_versions() -> list[str]:
    """The libraries that are there in a version that csdesk does not work with, each as a phrase."""
    from importlib import metadata

    try:
        wanted = metadata.requires("csdesk") or []
    except metadata.PackageNotFoundError:
        return []
    found = []
    for line in wanted:
        match = _REQUIREMENT.match(line)
        if match is None or "extra" in (match[3] or ""):
            continue
        try:
            there = metadata.version(match[1])
        except metadata.PackageNotFoundError:
            continue
        if not _fits(there, match[2]):
            found.append(f"{match[1]} is here in version {there}; csdesk needs {match[2].strip()}")
    return found


def _fits(there: str, bounds: str) -> bool:
    """Whether a version lies within bounds such as `>=6.12,<6.14`."""
    here = _numbers(there)
    compared = {">=": here.__ge__, "<=": here.__le__, "==": here.__eq__, "<": here.__lt__, ">": here.__gt__}
    return all(compared[sign](_numbers(version)) for sign, version in _BOUND.findall(bounds))


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers that a version begins with, without zeros at their end."""
    parts = []
    for part in version.split("."):
        digits = re.match(r"\d+", part)
        if digits is None:
            break
        parts.append(int(digits[0]))
    while parts and not parts[-1]:
        parts.pop()
    return tuple(parts)
