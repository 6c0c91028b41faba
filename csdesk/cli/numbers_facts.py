"""The figures of a period by the names that JSON has for them, and as lists for a file."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from csdesk.cli.lists import Rows

if TYPE_CHECKING:
    from csdesk.domain.plain import Plain
    from csdesk.domain.revenue.archives import ArchiveAs
    from csdesk.domain.revenue.bars import Bars
    from csdesk.services.numbers.numbers import Numbers

Facts = Mapping[str, Any]
_GROUPS = frozenset({"accounts", "history", "mrr", "detail", "eligible", "renewals", "cmrr"})
_RATES = frozenset({"arr_closing", "nrr", "grr", "logo_retention", "logo_churn"})


def facts_told(n: "Numbers") -> dict[str, object]:
    """The figures of a period as JSON has them: amounts as text, ratios as numbers, None where it is not known."""
    from csdesk.domain.money import amount_text

    def text(amount: int | Fraction | None) -> str | None:
        return None if amount is None else amount_text(amount, n.currency)

    closing = n.closing
    rate = n.renewals
    return {
        "from": n.first.isoformat(),
        "to": n.last.isoformat(),
        "currency": n.currency,
        "accounts": accounts_told(n),
        "history": {"not_known": n.unknown, "of": n.waterfall.accounts},
        "left_out": n.left_out,
        "mrr": {key: text(amount) for key, amount in mrr_told(n.waterfall, n.shown.archive).items()},
        "detail": {key: text(amount) for key, amount in _detail(n).items()},
        "arr_closing": text(None if closing is None else 12 * closing),
        "nrr": _number(n.nrr),
        "grr": _number(n.grr),
        "logo_retention": _number(n.logo_retention),
        "logo_churn": _number(n.logo_churn),
        "eligible": {
            "could_leave": n.eligible.could_leave,
            "left": n.eligible.left,
            "churn_count": _number(n.eligible.churn_count),
            "churn_amount": _number(n.eligible.churn_amount),
        },
        "renewals": {
            "due": rate.due,
            **{fate.value: count for fate, count in rate.fates.items()},
            "due_amount": text(rate.due_amount),
            "renewed_amount": text(rate.renewed_amount),
            "rate_count": _number(rate.rate_count),
            "rate_amount": _number(rate.rate_amount),
        },
        "cmrr": {key: text(amount) for key, amount in _cmrr(n).items()},
        "quick_ratio": _number(n.quick_ratio),
    }


def _number(share: Fraction | None) -> float | None:
    return None if share is None else float(share)


def accounts_told(n: "Numbers") -> dict[str, int]:
    """The accounts from the opening to the closing."""
    from csdesk.domain.revenue.movements import Movement

    return {
        "opening": n.opening_accounts,
        "new": n.came_or_gone(Movement.NEW),
        "won_back": n.came_or_gone(Movement.WON_BACK),
        "lost": n.came_or_gone(Movement.CHURN),
        "closing": n.closing_accounts,
    }


def mrr_told(w: "Bars", archive: "ArchiveAs") -> dict[str, int | Fraction | None]:
    """MRR from the opening to the closing, minor units; losses are positive under their own names."""
    from csdesk.domain.revenue.waterfall import shown

    s = shown(w, archive)
    moved: dict[str, int | Fraction] = {
        "new": s.new,
        "won_back": s.won_back,
        "expansion": s.expansion,
        "contraction": s.contraction,
        "churn": s.churn,
        "fx": s.fx,
    }
    known = {k: None if w.unknown else v for k, v in moved.items()}
    residual = None if w.unknown else w.residual
    return {"opening": w.known_opening, **known, "closing": w.known_closing, "residual": residual}


def _detail(n: "Numbers") -> dict[str, int | None]:
    from csdesk.domain.revenue.movements import CONTRACTION, EXPANSION, Movement

    found = {kind: n.shown.detail[kind] for kind in (*EXPANSION, *CONTRACTION, Movement.CHURN)}
    keys = {kind: kind.value.replace(" by ", "_").replace(" ", "_").replace("-", "_") for kind in found}
    return {keys[kind]: None if n.unknown else amount for kind, amount in found.items()}


def _cmrr(n: "Numbers") -> dict[str, Fraction | None]:
    c = n.cmrr
    return {
        "live": c.live if c else None,
        "signed_not_live": c.signed_not_live if c else None,
        "notified_loss": c.notified_loss if c else None,
        "level": c.level if c else None,
    }


def lists_told(told: Sequence[Facts], cohorts: Facts, by: str | None) -> dict[str, Rows]:
    """The answers of some periods as lists: a row for each period, and for each value of a dimension in it."""
    parts = [(t, *part) for t in told for part in _by_value(t, by)]
    return {
        "Numbers": [_days(t) | named | _flat(part) for t, named, part in parts],
        "More": [_days(t) | named | _figure(f, t["currency"]) for t, named, p in parts for f in p["more"].values()],
        "Cohorts": _cohort_rows(cohorts["cohorts"]) if cohorts else [],
    }  # fmt: skip


def _by_value(told: Facts, by: str | None) -> list[tuple[dict[str, object], Facts]]:
    """The whole, and behind it each value of a dimension, under its name."""
    if not by:
        return [({}, told)]
    return [({by: "all"}, told), *(({by: part["value"] or "not known"}, part) for part in told["by"])]


def _days(told: Facts) -> dict[str, object]:
    return {key: date.fromisoformat(told[key]) for key in ("from", "to")}


def _flat(told: Facts) -> "dict[str, Plain]":
    """One period in one row: what JSON has in groups stands under the names of both."""
    currency = told["currency"]
    flat: dict[str, Plain] = {"currency": currency}
    for key, value in told.items():
        if key in _GROUPS:
            flat |= {f"{key}_{name}": _typed(one, currency) for name, one in value.items()}
        elif key in _RATES:
            flat[key] = _typed(value, currency)
        elif key in {"left_out", "quick_ratio"}:
            flat[key] = value
    return flat


def _typed(value: object, currency: str) -> "Plain":
    """A value of JSON as a cell: a text is an amount, a number with decimals a share."""
    from csdesk.domain.plain import Amount, share

    if isinstance(value, str):
        return Amount(Decimal(value), currency)
    return share(value) if isinstance(value, float) else value if isinstance(value, int) else None


def _figure(f: Facts, currency: str) -> dict[str, object]:
    from csdesk.domain.figures.figure import Unit

    plain = f["unit"] in {Unit.MONEY.value, Unit.SHARE.value}
    return {
        "group": f["group"], "figure": f["title"], "value": _typed(f["value"], currency) if plain else f["value"],
        "unit": f["unit"], "n": f["n"], "note": f["said"], "definition": f["definition"],
    }  # fmt: skip


def _cohort_rows(cohorts: Facts) -> Rows:
    quarters = [*((c["quarter"], c["kept"]) for c in cohorts["cohorts"]), ("all", cohorts["all"])]
    return [
        {
            "began_in": quarter, "months": k["months"], "accounts": k["accounts"], "of": k["of"],
            "share": _typed(k["share"], ""), "mrr_kept": _typed(k["mrr"], ""),
        }
        for quarter, kept in quarters
        for k in kept
    ]  # fmt: skip
