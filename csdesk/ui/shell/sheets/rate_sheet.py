"""The sheet of a rate: what one unit of a currency is worth in another from a day on."""

from datetime import date

from PySide6.QtWidgets import QWidget

from csdesk import wording
from csdesk.domain.errors import CsdeskError
from csdesk.domain.rates import Rate
from csdesk.services.book.editing import add_row, set_fields
from csdesk.ui.desk import Desk
from csdesk.ui.formats import figure
from csdesk.ui.kit.days import DayField
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.forms import Form
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.numbers import decimal_mark, typed
from csdesk.ui.shell.sheets.saving_sheet import SavingSheet

_SAYS = "One unit of the first currency is worth so much of the second, from this day until a later rate."


class RateSheet(SavingSheet):
    """Adds a rate, or changes the one that is given; `pair` and `on` begin a new one."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        rate: Rate | None = None,
        pair: tuple[str, str] = ("", ""),
        on: date | None = None,
    ) -> None:
        super().__init__(window, desk, "Edit rate" if rate else "New rate", 420)
        self._rate = rate
        known = rate or None
        self.column.addWidget(label("Edit rate" if rate else "New rate", "title"))
        self.column.addWidget(paragraph(_SAYS, "body", "text.secondary"))
        of, to = (known.from_currency, known.to_currency) if known else pair
        self.fields = {
            "from_currency": Field(of, name="From currency", hint="EUR"),
            "to_currency": Field(to, name="To currency", hint="USD"),
            "rate": Field(typed(known.rate) if known else "", name="Rate", hint=figure("1.0824")),
            "source": Field((known.source or "") if known else "", name="Source", hint="who published it"),
        }
        self.on = DayField(known.on if known else on or desk.today, today=desk.today, name="On")
        form = Form()
        for key, header in (("from_currency", "From currency"), ("to_currency", "To currency")):
            form.row(header, self.fields[key])
        form.row("On", self.on)
        form.row("Rate", self.fields["rate"])
        form.row("Source", self.fields["source"])
        self.column.addWidget(form)
        self.finish("Save" if rate else "Add", self.keep)
        self.fields["rate" if of and to else "from_currency"].setFocus()

    def keep(self) -> None:
        """Keep what was typed."""
        texts = {key: field.text().strip() for key, field in self.fields.items()}
        texts["on"] = self.on.day().isoformat()
        mark = decimal_mark()
        said = f"Rate {texts['from_currency'].upper()}/{texts['to_currency'].upper()}"
        if self._rate is None:
            self.send(add_row, "rate", {k: v for k, v in texts.items() if v}, say=f"New: {said}", mark=mark)
        else:
            self.send(set_fields, "rate", self._rate.id, texts, say=f"Changed: {said}", mark=mark)

    def show_refusal(self, error: CsdeskError) -> None:
        """Say why beside the field that it is about."""
        field = next(
            (f for f in self.fields.values() if f.edit.accessibleName() == error.facts.get("field")), None
        )
        if field is None:
            super().show_refusal(error)
            return
        field.refuse(wording.sentence(error))
        field.setFocus()
