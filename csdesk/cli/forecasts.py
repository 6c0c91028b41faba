"""The forecast of renewals in the terminal and in JSON: what is due by where it stands, and what of it will come."""

from fractions import Fraction
from typing import TYPE_CHECKING

from csdesk.cli.amounts import percent, shown
from csdesk.cli.tables import aligned

if TYPE_CHECKING:
    from csdesk.domain.revenue.forecast import Forecast, Rate


def forecast_facts(f: "Forecast") -> dict[str, object]:
    """A forecast as JSON has it; amounts are of a year."""
    from csdesk.domain.money import amount_text
    from csdesk.domain.revenue.forecast import Standing

    def text(amount: Fraction | None) -> str | None:
        return None if amount is None else amount_text(amount, f.currency)

    return {
        "currency": f.currency,
        "due": text(f.due),
        "standing": {s.value: {"renewals": f.counts[s], "amount": text(f.amounts[s])} for s in Standing},
        "not_known": f.not_known,
        "worst": text(f.worst),
        "likely": text(f.likely),
        "best": text(f.best),
        "by_rates": text(f.by_rates),
        "expansion": text(f.more),
        "rates": {c.value: _rate_facts(r) for c, r in f.rates.items()},
    }


def _rate_facts(rate: "Rate") -> dict[str, object]:
    return {"renewed": rate.renewed, "decided": rate.decided, "share": float(rate.share)}


def forecast_lines(f: "Forecast") -> list[str]:
    """A forecast for a person: where it stands, then the cases with what each is made of."""
    from csdesk.domain.revenue.forecast import Standing

    rows = [
        [s.value, f"{f.counts[s]:,}", shown(f.amounts[s], f.currency), ""] for s in Standing if f.counts[s]
    ]
    rows += [[name, "", shown(amount, f.currency), said] for name, amount, said in _cases(f)]
    return ["", f"Forecast, {f.currency} a year", *aligned(rows, right={1, 2})]


def _cases(f: "Forecast") -> list[tuple[str, Fraction, str]]:
    missing = f"; {f.not_known:,} without a known amount" if f.not_known else ""
    cases = [
        ("worst case", f.worst, "renewed or committed"),
        ("likely case", f.likely, "with what is likely"),
        ("best case", f.best, f"all that is not lost{missing}"),
    ]
    if f.by_rates is not None:
        said = ", ".join(f"{c.value} {percent(r.share)} of {r.decided:,}" for c, r in f.rates.items())
        cases.append(("by your own rates", f.by_rates, said))
    return [*cases, ("expansion besides", f.more, "")] if f.more else cases
