"""The gallery: every part of the kit in every state, on one page, to be held beside its picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from csdesk.ui.kit.badges import AddChip, Badge, Chip
from csdesk.ui.kit.bars import Bar
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.columns import Cell, Column, Health
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.health_line import HealthLine
from csdesk.ui.kit.keys import KeyHint
from csdesk.ui.kit.labels import label
from csdesk.ui.kit.ledger import Ledger, Line
from csdesk.ui.kit.marks import Shape
from csdesk.ui.kit.notes import Empty, Note
from csdesk.ui.kit.panels import Panel
from csdesk.ui.kit.ring import Ring
from csdesk.ui.kit.status import StatusLine
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.kit.toasts import Toast
from csdesk.ui.theme import current, height, px
from tests.ui.kit.gallery_parts import Swatch, Tip, baseline, grid, in_row, section, stack


def gallery() -> QWidget:
    """The whole kit at 1280 × 800."""
    page = Panel("base")
    page.resize(px(1280), px(800))
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(_heading())
    columns = QHBoxLayout()
    columns.setContentsMargins(px(16), px(14), px(16), px(16))
    columns.setSpacing(px(36))
    for made in (_looks(), _controls(), _facts()):
        made.setFixedWidth(px(392))
        columns.addWidget(made)
    column.addLayout(columns, 1)
    for button in page.findChildren(Button):
        if button.pose == "focus":
            Ring(button)
    return page


def _heading() -> QWidget:
    panel = Panel("base", "bottom")
    panel.setFixedHeight(height("page_header") + 1)
    said = label("type, colour by meaning, health, states", "body", "text.secondary")
    row = baseline(label("Kit", "title"), said, height("page_header"))
    row.setParent(panel)
    row.setGeometry(px(16), 0, px(900), height("page_header"))
    return panel


def _looks() -> QWidget:
    return stack(
        [
            *section("Type: Inter 400, 500, 600; tabular figures in number columns only", _type(), 2),
            *section("Semantic colours: text, badge, fill", _tones(), 16),
            *section("Chart colours, in this order; direct labels before a legend", _swatches(), 14),
            *section("Money, change, unknown, total", _money(), 13),
            *section("Progress: baseline, now, target, and where the plan expects to be", _progress(), 12),
        ]
    )


def _controls() -> QWidget:
    return stack(
        [
            *section("Buttons", _buttons(), 2),
            *section("Fields: normal, focus, refused", _fields(), 12),
            *section("Badge (state), chip (filter), key", _badges(), 14),
            *section("Rows", _rows(), 13),
            *section("Toast instead of a question; stays 8 s", _toast(), 12),
            *section("Status line with a running job", _status(), 12),
        ]
    )


def _facts() -> QWidget:
    empty = Empty(
        "No promises yet",
        "What you and the customer undertake to do, with its day, is listed here and in the week.",
        "Promise",
        keys=("P",),
    )
    return stack(
        [
            *section("Health: shape, number, 12 weeks, coverage", _health(), 2),
            *section("Notes inside a page", _notes(), 12),
            *section("Empty: what will be here, and the next step", empty, 12),
            *section("Tooltip: every computed day shows its arithmetic", _tooltip(), 12),
        ]
    )


def _type() -> QWidget:
    rungs = (
        ("figure", "Figure 102.14 %", "22/28, 600"),
        ("title", "Page title", "17/24, 600"),
        ("section", "Panel heading", "13/20, 600"),
        ("body", "Body text, table cells", "13/18, 400"),
        ("small", "Second lines, captions", "12/16, 400"),
        ("micro", "Ticks, badges, key hints", "11/14, 500"),
    )
    lines = [
        baseline(label(text, step), label(said, "small", "text.tertiary"), px(current().type[step].line))
        for step, text, said in rungs
    ]
    return stack(lines)


def _tones() -> QWidget:
    lines, holder = grid(px(28))
    rows = (
        ("good", "Healthy", "reached, kept, healthy"),
        ("watch", "In 8 days", "soon, weak, unconfirmed"),
        ("bad", "At risk", "lost, refused, overdue"),
        ("info", "Assumed", "as of, drafts, open questions"),
    )
    for number, (tone, badge, words) in enumerate(rows):
        lines.addWidget(label(tone, "body", f"{tone}.text"), number, 0)
        parts = [Badge(badge, tone), Swatch(f"{tone}.fill", 24), label(words, "small", "text.secondary")]
        lines.addWidget(in_row(parts), number, 1)
    lines.setColumnMinimumWidth(0, px(80))
    lines.setColumnStretch(1, 1)
    return holder


def _swatches() -> QWidget:
    return in_row([Swatch(f"chart.{number}", 40, 24) for number in range(len(current().chart))], gap=4)


def _money() -> QWidget:
    return Ledger(
        [
            Line("MRR", "$182,975.00", "+8.64 %"),
            Line("Churn", "−$6,480.00", "−3.85 %", second_ink="bad.text"),
            Line("Not known", "–", "–"),
            Line("Total", "$176,495.00", total=True),
        ],
        "Money",
    )


def _progress() -> QWidget:
    bar = Bar("Progress")
    bar.show_part(0.467, 0.6)
    ends = QWidget()
    row = QHBoxLayout(ends)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(label("45", "small", "text.secondary", tabular=True))
    row.addStretch(5)
    row.addWidget(in_row([label("now", "small", "text.secondary"), label("38", "small", weight=500)], gap=3))
    row.addStretch(6)
    row.addWidget(label("30", "small", "text.secondary", tabular=True))
    return stack([bar, ends])


def _buttons() -> QWidget:
    first = [
        _posed("Normal"),
        _posed("Hover", "hover"),
        _posed("Pressed", "pressed"),
        _posed("Focus", "focus"),
        _barred(),
    ]
    second = [_posed("Primary", kind=Kind.PRIMARY), _posed("Hover", "hover", Kind.PRIMARY)]
    second += [_posed("Focus", "focus", Kind.PRIMARY), _barred(Kind.PRIMARY)]
    third: list[QWidget] = [_posed("Delete book", kind=Kind.DANGER), _posed("Flat", kind=Kind.FLAT)]
    third += [Button("Small", small=True), Button(kind=Kind.FLAT, icon="more", name="More")]
    lines = [in_row(first), in_row(second), in_row(third)]
    return stack(lines, gap=8)


def _posed(text: str, pose: str = "", kind: Kind = Kind.NORMAL) -> Button:
    button = Button(text, kind=kind)
    button.pose = pose
    return button


def _barred(kind: Kind = Kind.NORMAL) -> Button:
    button = Button("Disabled", kind=kind)
    button.forbid("There is nothing to save.")
    return button


def _fields() -> QWidget:
    refused = Field("29k", name="Amount")
    refused.refuse("A number, such as 29,000")
    fields = [Field("29,000", name="Amount"), Field("29,000", name="Amount"), refused]
    fields[1].edit.setProperty("pose", "focus")
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(8))
    for field in fields:
        field.edit.setFixedWidth(px(112))
        row.addWidget(field, int(field is refused), Qt.AlignmentFlag.AlignTop)
    return holder


def _badges() -> QWidget:
    parts = [Badge("Loyalty"), Badge("Assumed", "info"), Badge("2", "watch"), Chip("Stage", "loyalty")]
    return in_row([*parts, AddChip("Filter"), KeyHint("Ctrl", "K")], gap=6)


@dataclass(frozen=True, slots=True)
class _Sample:
    name: str
    amount: str
    day: str


class _Focused(Table[_Sample]):
    def hasFocus(self) -> bool:
        """As if the keyboard were here."""
        return True


def _rows() -> QWidget:
    samples = (
        _Sample("Normal", "$61,200", "31 Jan 2026"),
        _Sample("Under the pointer", "$88,000", "31 Jan 2026"),
        _Sample("Chosen, list has the focus", "$31,500", "15 Feb 2026"),
        _Sample("Chosen, focus is elsewhere", "$18,400", "28 Feb 2026"),
    )
    upper, lower = (
        _Focused(_samples(samples[:3]), "Rows", edge=8),
        Table(_samples(samples[3:]), "Rows", edge=8),
    )
    for table, chosen in ((upper, 2), (lower, 0)):
        table.horizontalHeader().hide()
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setFixedHeight(height("table_row") * table.rows.rowCount())
        table.setCurrentIndex(table.rows.index(chosen, 0))
    upper.hovered = 1
    return stack([upper, lower])


def _samples(rows: Sequence[_Sample]) -> TableModel[_Sample]:
    columns = (
        Column[_Sample]("name", "Name", lambda row: row.name, cell=Cell.NAME),
        Column[_Sample]("amount", "ARR", lambda row: row.amount, cell=Cell.NUMBER, width=88),
        Column[_Sample]("day", "Renewal", lambda row: row.day, width=104),
    )
    return TableModel(columns, rows)


def _toast() -> QWidget:
    host = QWidget()
    host.setFixedHeight(px(40))
    host.resize(px(392), px(40))
    toast = Toast(host)
    toast.say("Renewal moved to At risk", lambda: None)
    toast.setGeometry(0, 0, px(392), px(40))
    return host


def _status() -> QWidget:
    line = StatusLine("Cancel reading")
    line.setContentsMargins(-px(4), 1, -px(12), 0)
    line.show_facts([("check", "Saved 10:42")])
    line.show_job("Reading Q4.xlsx", 28, 46)
    return line


def _health() -> QWidget:
    rising = (66, 68, 70, 70, 71, 72, 74, 76, 78, 79, 80, 80)
    level = (73, 73, 74, 75, 74, 75, 74, 75, 76, 74, 71, 72)
    weak = (56, 56, 55, 54, 54, 54, 54, 54, 54, 54, 54, 54)
    falling = (58, 57, 54, 50, 48, 45, 45, 42, 38, 36, 33, 31)
    lines: list[QWidget] = [
        HealthLine(Health(Shape.HEALTHY, "82", rising), "Healthy"),
        HealthLine(Health(Shape.HEALTHY, "72", level, hatched=True), "Healthy, could be watch"),
        HealthLine(Health(Shape.WATCH, "54", weak), "Watch"),
        HealthLine(Health(Shape.AT_RISK, "31", falling), "At risk"),
        HealthLine(Health(Shape.NOT_SCORED, "Not scored"), "coverage under 25 %, onboarding"),
    ]
    override = [HealthLine(Health(Shape.HEALTHY, "75")), Badge("Set by Mary to 31 Dec", "info")]
    lines.append(in_row([*override, label("computed 58", "small", "text.secondary")]))
    return stack(lines)


def _notes() -> QWidget:
    return stack(
        [
            Note("Term unconfirmed. Renewal is shown 12 months after signing.", "info"),
            Note("2 renewals inside 90 days have no category.", "watch"),
            Note("Row 47 refused: a total below the data.", "bad"),
            Note("46 rows read, 3 new, 11 changed. Undo is possible until you edit them.", "good"),
        ],
        gap=6,
    )


def _tooltip() -> QWidget:
    return in_row([Tip()])
