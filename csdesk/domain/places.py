"""A place is where a file lies: an address, or a path on this computer; whoever wrote it may have meant harm."""

import re
import unicodedata

PROGRAMS = frozenset({
    "app", "appimage", "apk", "bat", "cmd", "com", "command", "cpl", "desktop", "dll", "exe", "hta", "inf", "jar",
    "js", "jse", "lnk", "msc", "msi", "msp", "pif", "ps1", "py", "pyw", "rb", "reg", "run", "scf", "scr", "sh",
    "url", "vb", "vbe", "vbs", "webloc", "ws", "wsf", "wsh",
})  # fmt: skip
"""Endings of files that a system runs, or that lead elsewhere, when they are opened."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")


def is_address(place: str) -> bool:
    """Whether a place is an address, with a scheme before its colon; a drive's letter is none."""
    return _SCHEME.match(place.strip()) is not None


def why_not_opened(place: str) -> str:
    """Why a path is not opened from here; empty where it may be, once a person has seen it."""
    path = place.strip()
    if any(unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"} for c in path):
        return "it holds characters that no path has"
    if path.replace("\\", "/").startswith("//"):
        return "it lies on another computer"
    if not (path.startswith(("/", "~")) or _DRIVE.match(path)):
        return "it does not say in which folder it lies"
    if path.rstrip(" .").rpartition(".")[2].lower() in PROGRAMS:
        return "it is a program, or leads to one"
    return ""
