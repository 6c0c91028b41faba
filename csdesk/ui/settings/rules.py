"""What the week proposes: its rules as switches, each with a sentence that says when it speaks."""

from csdesk.domain import preferences as p
from csdesk.domain.week.candidates import Rule
from csdesk.services.book.preferences import rules_text
from csdesk.ui.kit.choices import Check
from csdesk.ui.kit.labels import paragraph
from csdesk.ui.kit.layouts import in_column
from csdesk.ui.settings.parts import Part
from csdesk.ui.theme import px

RULES = {
    Rule.NOTICE: ("Notice deadlines", "A call while a contract can still be left, before its notice day."),
    Rule.RENEWAL: (
        "Renewals",
        "A brief while there is time: 180, 90 and 30 days ahead with high touch, 90 and 30 with low.",
    ),
    Rule.SILENCE: ("Silence", "A call where nobody has talked for longer than the touch model allows."),
    Rule.SPONSOR: ("Sponsor left", "A call the same day when a sponsor or champion left or opted out."),
    Rule.DETRACTOR: ("Detractors", "A follow-up the same day for every NPS answer from 0 to 6."),
    Rule.BILLING: ("Billing", "A word when a payment failed, or an invoice is more than 7 days overdue."),
    Rule.SEVERE: ("Severe tickets", "A call when a ticket of severity 1 or 2 is open for more than 10 days."),
}
"""What each rule is called, and when it proposes something."""


class Rules(Part):
    """The switches. `kept(key, text)` comes with every one that was turned."""

    def __init__(self) -> None:
        super().__init__(
            "What the week proposes", "Open tasks and milestones are always in it. Each rule adds to them."
        )
        self.column.removeWidget(self.form)
        self.form.hide()
        self.switches: dict[Rule, Check] = {}
        for rule, (name, sentence) in RULES.items():
            switch = self.switches[rule] = Check(name)
            switch.setAccessibleDescription(sentence)
            switch.clicked.connect(self._turned)
            words = paragraph(sentence, "small", "text.secondary")
            words.setContentsMargins(px(22), 0, 0, 0)
            pair = in_column(switch, words)
            self.column.addLayout(pair)

    def on(self) -> frozenset[Rule]:
        """Those that are switched on."""
        return frozenset(rule for rule, switch in self.switches.items() if switch.isChecked())

    def show_on(self, rules: frozenset[Rule]) -> None:
        """Switch these on, the others off."""
        for rule, switch in self.switches.items():
            switch.setChecked(rule in rules)

    def _turned(self) -> None:
        self.kept.emit(p.RULES, rules_text(self.on()))
