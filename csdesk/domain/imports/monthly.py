"""Months as columns are readings of a measure; which one is asked where the sheet's name does not say it."""

from dataclasses import replace

from csdesk.domain.imports.mapping import DECIDED, SheetMapping
from csdesk.domain.imports.questions import Asking, Choice, Question
from csdesk.domain.imports.targets import MONTH, OMIT
from csdesk.domain.imports.words import Synonyms

USAGE = "usage"


def with_months(sheet: str, mapping: SheetMapping, synonyms: Synonyms, asking: Asking) -> SheetMapping:
    """The mapping with its months, or without them where a person leaves them out."""
    months = [c for c in mapping.columns if c.target == MONTH]
    if not months or synonyms.value("measure", sheet) or mapping.own:
        return mapping
    span = f"{months[0].header} … {months[-1].header}" if len(months) > 1 else months[0].header
    answer = asking.ask(
        Question(
            key=f"months:{sheet}:{span}",
            sheet=sheet,
            rows=(),
            seen=tuple(f"{c.header}: {', '.join(c.samples)}" for c in months[:3]),
            choices=(
                Choice(
                    USAGE, f"Readings of “{sheet.lower()}”, one a month; they count in no score by that name"
                ),
                Choice(OMIT, "Nothing for the book: leave the months out"),
            ),
            default=USAGE,
            text=f"What are the numbers under {span}?",
            evidence=f"“{sheet}” is no measure that csdesk knows. Amounts of contracts come in as MRR or ARR.",
        )
    )
    if answer != OMIT:
        return mapping
    left = (replace(c, target=None, because=DECIDED) if c in months else c for c in mapping.columns)
    return replace(mapping, columns=tuple(left))
