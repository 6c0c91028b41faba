"""The style sheet: what the kit leaves to Qt to draw: fields, menus, scroll bars, tool tips."""

from csdesk.ui.theme.look import current, font, ink, px

INKS = (
    "text.primary",
    "text.secondary",
    "text.tertiary",
    "text.disabled",
    "text.inverse",
    "accent.text",
    "accent.on_fill",
    "good.text",
    "watch.text",
    "bad.text",
    "info.text",
)
SURFACES = ("window", "base", "raised", "sunken")


def sheet() -> str:
    """The style sheet of the scheme in force."""
    return "\n".join(
        (_inks(), _surfaces(), _fields(), _lists(), _menus(), _scroll_bars(), _windows(), _calendars())
    )


def _c(role: str) -> str:
    return ink(role).name()


def _inks() -> str:
    rules = [f'QLabel[ink="{role}"] {{ color: {_c(role)}; }}' for role in INKS]
    rules.append(f"QLabel:disabled {{ color: {_c('text.disabled')}; }}")
    return "\n".join(rules)


def _surfaces() -> str:
    grounds = "\n".join(f'*[ground="{name}"] {{ background: {_c(f"surface.{name}")}; }}' for name in SURFACES)
    lines = "\n".join(
        f'*[line="{side}"] {{ border: 0; border-{side}: 1px solid {_c("border.default")}; }}'
        for side in ("top", "bottom", "left", "right")
    )
    return f"{grounds}\n{lines}"


def _fields() -> str:
    radius, pad = px(current().radius["control"]), px(5)
    edits = "QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox"
    focus = ", ".join(f'{name}:focus, {name}[pose="focus"]' for name in edits.split(", "))
    refused = ", ".join(f'{name}[refused="true"]' for name in edits.split(", "))
    disabled = ", ".join(f"{name}:disabled" for name in edits.split(", "))
    tall = px(current().height["control"])
    return f"""
{edits} {{ background: {_c("surface.base")}; color: {_c("text.primary")}; border: 1px solid
  {_c("border.strong")}; border-radius: {radius}px; padding: 0 {pad}px; selection-background-color:
  {_c("accent.fill")}; selection-color: {_c("accent.on_fill")};
  placeholder-text-color: {_c("text.tertiary")}; }}
QLineEdit, QAbstractSpinBox {{ min-height: {tall - 2}px; }}
QPlainTextEdit, QTextEdit {{ padding: {px(4)}px {px(3)}px; }}
{refused} {{ border: 1px solid {_c("bad.fill")}; }}
{focus} {{ border: 2px solid {_c("accent.focus_ring")}; padding: 0 {pad - 1}px; }}
QLineEdit:focus, QLineEdit[pose="focus"], QAbstractSpinBox:focus {{ min-height: {tall - 4}px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: {px(4) - 1}px {px(3) - 1}px; }}
{disabled} {{ background: {_c("surface.sunken")}; color: {_c("text.disabled")};
  placeholder-text-color: {_c("text.disabled")};
  border-color: {_c("border.default")}; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: 0; }}
QAbstractSpinBox[small="true"], QAbstractSpinBox[small="true"]:focus {{ min-height: {px(18)}px; }}
QDateEdit::drop-down {{ width: {px(24)}px; border: 0; background: transparent; }}
QDateEdit::down-arrow {{ image: none; width: 0; height: 0; }}
QTextEdit[bare="true"] {{ border: 2px solid transparent; background: transparent; padding: 0; }}
QTextEdit[bare="true"]:focus {{ border: 2px solid {_c("accent.focus_ring")}; padding: 0; }}
QLineEdit[bare="true"] {{ border: 0; background: transparent; padding: 0; min-height: 0; }}
"""


def _lists() -> str:
    return f"""
QTableView, QListView, QTreeView, QScrollArea {{ background: {_c("surface.base")}; border: 0; outline: 0; }}
QScrollArea[clear="true"] {{ background: transparent; }}
QHeaderView, QTableCornerButton::section {{ background: {_c("surface.sunken")}; border: 0; }}
QListView[offered="true"] {{ background: {_c("surface.raised")}; color: {_c("text.primary")};
  border: 1px solid {_c("border.default")}; padding: 2px {px(4)}px; }}
QListView[offered="true"]::item {{ min-height: {px(24)}px; padding: 0 {px(4)}px; border: 0; }}
QListView[offered="true"]::item:selected {{ background: {_c("surface.selected")};
  color: {_c("text.primary")}; border-radius: {px(4)}px; }}
QComboBox QAbstractItemView {{ background: {_c("surface.raised")}; color: {_c("text.primary")};
  border: 1px solid {_c("border.default")}; outline: 0; padding: {px(4)}px;
  selection-background-color: {_c("surface.selected")}; selection-color: {_c("text.primary")}; }}
QComboBox QAbstractItemView::item {{ min-height: {px(24)}px; padding: 0 {px(4)}px; border: 0; }}
QComboBox QAbstractItemView::item:selected {{ background: {_c("surface.selected")};
  color: {_c("text.primary")}; border-radius: {px(4)}px; }}
"""


def _menus() -> str:
    return f"""
QMenu {{ background: {_c("surface.raised")}; color: {_c("text.primary")}; padding: {px(4)}px;
  border: 1px solid {_c("border.default")}; }}
QMenu::item {{ padding: {px(5)}px {px(24)}px {px(5)}px {px(12)}px; border-radius: {px(4)}px; }}
QMenu::item:selected {{ background: {_c("surface.selected")}; }}
QMenu::item:disabled {{ color: {_c("text.disabled")}; }}
QMenu::separator {{ height: 1px; background: {_c("border.subtle")}; margin: {px(4)}px {px(8)}px; }}
QToolTip {{ background: {_c("surface.tooltip")}; color: {_c("text.inverse")}; border: 0;
  padding: {px(4)}px {px(8)}px; font-size: {font("small").pixelSize()}px; }}
"""


def _scroll_bars() -> str:
    wide, least = px(10), px(32)
    return f"""
QScrollBar {{ background: transparent; border: 0; margin: 0; }}
QScrollBar:vertical {{ width: {wide}px; }} QScrollBar:horizontal {{ height: {wide}px; }}
QScrollBar::handle {{ background: {_c("border.default")}; border-radius: {px(3)}px; margin: {px(2)}px; }}
QScrollBar::handle:hover {{ background: {_c("border.strong")}; }}
QScrollBar::handle:vertical {{ min-height: {least}px; }}
QScrollBar::handle:horizontal {{ min-width: {least}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
"""


def _calendars() -> str:
    return f"""
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {_c("surface.raised")}; }}
QCalendarWidget QToolButton {{ color: {_c("text.primary")}; background: transparent; border: 0;
  border-radius: {px(4)}px; padding: {px(4)}px {px(6)}px; font-weight: 500; }}
QCalendarWidget QToolButton:hover {{ background: {_c("surface.hover")}; }}
QCalendarWidget QToolButton:focus {{ border: 2px solid {_c("accent.focus_ring")}; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; width: 0; }}
QCalendarWidget QAbstractItemView {{ background: {_c("surface.raised")}; color: {_c("text.primary")};
  alternate-background-color: {_c("surface.raised")}; selection-background-color: {_c("accent.fill")};
  selection-color: {_c("accent.on_fill")}; }}
QCalendarWidget QAbstractItemView:disabled {{ color: {_c("text.disabled")}; }}
"""


def _windows() -> str:
    line = _c("border.default")
    return f"""
QSplitter::handle {{ background: {line}; }}
.QPushButton {{ background: {_c("surface.raised")}; border: 1px solid {line}; border-radius: {px(4)}px;
  padding: 0 {px(10)}px; min-height: {px(26)}px; }}
.QPushButton:hover {{ background: {_c("surface.hover")}; }}
.QPushButton:pressed {{ background: {_c("surface.pressed")}; }}
.QPushButton:focus {{ border: 2px solid {_c("accent.focus_ring")}; }}
.QPushButton:disabled {{ color: {_c("text.disabled")}; }}
"""
