"""The binding is PySide6; of what it loads at its start, csdesk leaves asleep what a window does not ask for."""

import builtins
import sys
from typing import Any

_ASLEEP = tuple(
    f"{name}.py" for name in ("parser", "layout", "errorhandler", "tool", "enum_sig", "pyi_generator")
)
"""Sources that PySide6 carries and compiles at every start: how signatures are told, and how stubs are written."""
_SLEEPER = """
import threading as _threading

_later, _lock = {source!r}, _threading.RLock()

def __getattr__(name):
    if not name.startswith("__"):
        with _lock:
            source = globals().pop("_later", None)
            if source is not None:
                exec(compile(source, __file__, "exec"), globals())
        if name in globals():
            return globals()[name]
    raise AttributeError(f"module {{__name__!r}} has no attribute {{name!r}}")
"""


def load() -> None:
    """Import PySide6, quickly: a fifth of a start went into what only an error message asks for.

    Four modules are compiled when something is first looked up in them. Python's own `import` is put back
    in the place of PySide6's, which asks before each import whether a `__feature__` was chosen; csdesk
    chooses none. Where PySide6 was there before, or is made otherwise, only what can be done is done.
    """
    space = vars(builtins)
    if "PySide6" not in sys.modules:
        compile_ = space["compile"]
        space["compile"] = _sleepily
        try:
            import PySide6.QtCore  # noqa: F401 (for what it loads)
        finally:
            space["compile"] = compile_
    space["__import__"] = space.get("__orig_import__", space["__import__"])


_COMPILE = compile


def _sleepily(source: Any, filename: Any, *given: Any, **named: Any) -> Any:
    """As `compile`, but what may sleep gets a module that wakes when it is first asked."""
    where = str(filename)
    if where.startswith("shibokensupport/signature/") and where.endswith(_ASLEEP):
        source = _SLEEPER.format(source=source)
    return _COMPILE(source, filename, *given, **named)
