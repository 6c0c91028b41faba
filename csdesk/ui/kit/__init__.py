"""The kit: widgets without nouns, from which every page is made."""

import importlib
from typing import TYPE_CHECKING, Any

from csdesk.ui.kit.literal import ABSENT, literal, one_line, tip
from csdesk.ui.kit.tsv import tsv

if TYPE_CHECKING:
    from csdesk.ui.kit.badges import AddChip, Badge, Chip
    from csdesk.ui.kit.bars import Bar, paint_bar
    from csdesk.ui.kit.buttons import Button, Kind
    from csdesk.ui.kit.cells import paint_health
    from csdesk.ui.kit.choices import Check, Choice, Radio
    from csdesk.ui.kit.columns import Cell, Column, Health, SortBy, in_days, text_order
    from csdesk.ui.kit.fields import Field, TextArea, mark_refused
    from csdesk.ui.kit.forms import Form
    from csdesk.ui.kit.health_line import HealthLine
    from csdesk.ui.kit.icons import IconMark
    from csdesk.ui.kit.keys import KeyHint, keys_width, paint_keys
    from csdesk.ui.kit.labels import ElidedLabel, Label, Paragraph, elided, label, on_baseline, paragraph
    from csdesk.ui.kit.ledger import Ledger, Line
    from csdesk.ui.kit.marks import (
        Shape,
        badge_width,
        paint_badge,
        paint_double_rule,
        paint_leader,
        paint_line,
        paint_ring,
        paint_shape,
    )
    from csdesk.ui.kit.menus import Menu
    from csdesk.ui.kit.notes import Empty, Note
    from csdesk.ui.kit.panels import Hairline, Panel, Split, scrolling
    from csdesk.ui.kit.ring import Ring
    from csdesk.ui.kit.segments import Segmented, Tabs
    from csdesk.ui.kit.status import StatusLine
    from csdesk.ui.kit.table import Table
    from csdesk.ui.kit.table_model import ROW, TableModel
    from csdesk.ui.kit.toasts import Toast

__all__ = [
    "ABSENT",
    "ROW",
    "AddChip",
    "Badge",
    "Bar",
    "Button",
    "Cell",
    "Check",
    "Chip",
    "Choice",
    "Column",
    "ElidedLabel",
    "Empty",
    "Field",
    "Form",
    "Hairline",
    "Health",
    "HealthLine",
    "IconMark",
    "KeyHint",
    "Kind",
    "Label",
    "Ledger",
    "Line",
    "Menu",
    "Note",
    "Panel",
    "Paragraph",
    "Radio",
    "Ring",
    "Segmented",
    "Shape",
    "SortBy",
    "Split",
    "StatusLine",
    "Table",
    "TableModel",
    "Tabs",
    "TextArea",
    "Toast",
    "badge_width",
    "elided",
    "in_days",
    "keys_width",
    "label",
    "literal",
    "mark_refused",
    "on_baseline",
    "one_line",
    "paint_badge",
    "paint_bar",
    "paint_double_rule",
    "paint_health",
    "paint_keys",
    "paint_leader",
    "paint_line",
    "paint_ring",
    "paint_shape",
    "paragraph",
    "scrolling",
    "text_order",
    "tip",
    "tsv",
]

_ROOMS = (
    "badges",
    "bars",
    "buttons",
    "cells",
    "choices",
    "columns",
    "fields",
    "forms",
    "health_line",
    "icons",
    "keys",
    "labels",
    "ledger",
    "literal",
    "marks",
    "menus",
    "notes",
    "panels",
    "ring",
    "segments",
    "status",
    "table",
    "table_model",
    "toasts",
    "tsv",
)


def __getattr__(name: str) -> Any:
    """A widget, from the room it is in: a room is opened when something of it is first wanted."""
    if name in __all__:
        for room in _ROOMS:
            found = vars(importlib.import_module(f"{__name__}.{room}")).get(name)
            if found is not None:
                globals()[name] = found
                return found
    raise AttributeError(name)
