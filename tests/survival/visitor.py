"""A visitor: a real window of another user on a book that this user may not change.

`python -m tests.survival.visitor BOOK` tells as JSON what its band says, and what of its pages still writes.
"""

import json
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from csdesk.ui import theme
from csdesk.ui.garbage import Garbage
from tests.ui.windows import settled, shown


def main() -> None:
    """Open, look, tell, close."""
    app = QApplication([])
    theme.apply(app, "light", still=True)
    Garbage(app)
    window = shown(Path(sys.argv[1]))
    settled(lambda: window.frame.band.text() != "")
    writing: list[str] = []
    for id_ in ("week", "accounts", "renewals"):
        window.go(id_)
        page = window.shown()
        assert page is not None
        writing += [id_ for one in page._writes if one.isEnabled()]
    window.new_touch()
    facts = {
        "band": window.frame.band.text(),
        "writing": writing,
        "touch": window.topbar.new_touch.isEnabled(),
    }
    window.close()
    sys.stdout.write(json.dumps(facts))


if __name__ == "__main__":
    main()
