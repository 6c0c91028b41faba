"""An amount with more decimals than its currency has is rounded to its smallest unit, and told."""

from collections.abc import Iterator
from dataclasses import replace

from csdesk.domain.imports.bench.bench import Bench
from csdesk.domain.imports.cells.amounts import Amount, as_written
from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.tables.several import each_said
from csdesk.domain.money import amount_text
from csdesk.domain.phrases import first_said
from csdesk.domain.subscriptions import Period, Subscription

_SHOWN = 4
_MONTHLY = "subscription.mrr"
_PAID = (_MONTHLY, "subscription.arr", "subscription.amount", "subscription.amount_off")


def note_paid(record: Record, line: Subscription, place: Place, bench: Bench) -> None:
    """Note what of the amounts of a line is lost; those of a month may be kept as one of a year."""
    for target in _PAID:
        said = record.values.get(target)
        for amount in () if said is None else each_said(said):
            if isinstance(amount, Amount):
                months = 12 if target == _MONTHLY and line.period is Period.YEAR else 1
                note_rounded(record, target, amount, line.currency, place, bench, months=months)


def note_rounded(
    record: Record, target: str, said: Amount, currency: str, place: Place, bench: Bench, *, months: int = 1
) -> None:
    """Note an amount whose currency has fewer decimals, where it is kept for so many months."""
    amount = said if months == 1 else replace(said, number=said.number * months)
    if amount.rounded(currency) and not said.taxed:
        times = f" × {months}" if months > 1 else ""
        kept = f"{amount_text(amount.minor_units(currency), currency)} {currency}"
        seen = f"row {record.row}, {as_written(said.units(currency), None)}{times} → {kept}"
        bench.rounded.setdefault((place.sheet, place.headers.get(target, "")), {})[record.row] = seen


def rounded_in(sheet: str, bench: Bench) -> Iterator[str]:
    """What to tell of a sheet, one sentence a column."""
    for (name, header), seen in bench.rounded.items():
        if name == sheet:
            what = counted(len(seen), "amount", "has")
            few = first_said([*seen.values()][:_SHOWN], len(seen))
            yield f"“{header}”: {what} more decimals than the currency, rounded: {few}."
