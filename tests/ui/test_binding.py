"""The binding: what PySide6 loads for its error messages alone sleeps until it is asked."""

import subprocess
import sys

ASLEEP = "[m for m in sys.modules if m.startswith('shibokensupport.') and hasattr(sys.modules[m], '_later')]"


def said(code: str) -> str:
    """What a new process prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def test_the_telling_of_signatures_sleeps_until_a_wrong_argument_is_refused() -> None:
    told = said(
        f"import sys, csdesk.ui\nbefore = {ASLEEP}\n"
        "from PySide6.QtCore import QObject\n"
        "try:\n    QObject(3)\nexcept TypeError as wrong:\n    print(wrong)\n"
        f"print(len(before), len({ASLEEP}))"
    )
    assert "Supported signatures:" in told
    before, after = map(int, told.splitlines()[-1].split())
    assert before > after


def test_a_sleeping_module_has_no_more_names_than_it_would_have_awake() -> None:
    told = said(
        "import csdesk.ui\nfrom shibokensupport.signature import parser\n"
        "print(hasattr(parser, '__path__'), hasattr(parser, 'nothing_like_it'), callable(parser.pyside_type_init))"
    )
    assert told.split() == ["False", "False", "True"]


def test_no_import_asks_for_features_once_the_window_is_loaded() -> None:
    told = said(
        "import builtins\nfixed = builtins.compile\nimport csdesk.ui\n"
        "print(builtins.__import__.__name__, builtins.compile is fixed)"
    )
    name, put_back = told.split()
    assert name != "__feature_import__"
    assert put_back == "True"
