"""What `numbers --cohorts` prints: what is kept of those who began in one quarter, and how long customers stay."""

from fractions import Fraction
from typing import TYPE_CHECKING

from csdesk.cli.amounts import UNKNOWN, percent
from csdesk.cli.tables import aligned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesk.domain.figures.chart import Behind
    from csdesk.domain.revenue.cohorts import Kept
    from csdesk.domain.revenue.survival import Survival
    from csdesk.services.numbers.cohorts import Cohorts


def cohort_facts(found: "Cohorts") -> dict[str, object]:
    """The cohorts as JSON; without losses enough none is told, and `needs` says so."""
    from csdesk.domain.revenue.survival import needs_losses

    enough = found.survival.enough
    return {
        "needs": needs_losses(found.survival) or None,
        "currency": found.currency,
        "unrated": list(found.unrated),
        "cohorts": [
            {
                "quarter": c.quarter,
                "accounts": c.accounts,
                "kept": _kept_facts(c.kept),
                "behind": [_member_facts(b) for b in found.members.get(c.quarter, ())],
            }
            for c in found.cohorts
            if enough
        ],
        "all": _kept_facts(found.whole) if enough else [],
        "survival": _survival_facts(found.survival),
    }


def _kept_facts(kept: "Sequence[Kept]") -> list[dict[str, object]]:
    return [
        {
            "months": k.months,
            "accounts": k.accounts,
            "of": k.of,
            "share": _number(k.share),
            "mrr": _number(k.mrr),
        }
        for k in kept
        if k.of
    ]


def _member_facts(b: "Behind") -> dict[str, object]:
    return {
        "id": b.account,
        "name": b.name,
        "what": b.what,
        "on": b.on.isoformat() if b.on else None,
        "mrr": _number(b.value),
    }


def _survival_facts(stays: "Survival") -> dict[str, object]:
    points = stays.points if stays.enough else ()
    return {
        "accounts": stays.count,
        "lost": stays.lost,
        "median": stays.median if stays.enough else None,
        "points": [
            {"months": float(p.time), "watched": p.watched, "lost": p.lost, "share": float(p.share)}
            for p in points
        ],
    }


def _number(share: Fraction | int | None) -> float | None:
    return None if share is None else float(share)


def cohort_lines(found: "Cohorts") -> list[str]:
    """The cohorts for a person: the table, then survival at the same months, with its sentence."""
    from csdesk.domain.revenue.cohorts import MONTHS, unrated_text
    from csdesk.domain.revenue.survival import needs_losses, survival_finding

    stays = found.survival
    if not stays.enough:
        return ["", f"Cohorts: {needs_losses(stays)}"]
    reached = [n for n, k in enumerate(found.whole) if k.of]
    rows = [[c.quarter, f"{c.accounts:,}", *_cells(c.kept, reached)] for c in found.cohorts]
    rows.append(["All", f"{stays.count:,}", *_cells(found.whole, reached)])
    rows.append(["Survival", "", *(percent(stays.at(MONTHS[n])) for n in reached)])
    heads = ["Began in", "Accounts", *(f"{MONTHS[n]} months" for n in reached)]
    return [
        "",
        "Cohorts: accounts still there of those that are so old, and what is kept of their MRR",
        *aligned(rows, right=range(1, len(heads)), header=heads),
        "",
        f"{survival_finding(stays, percent(stays.at(12)))}. {unrated_text(found.unrated, found.currency)}".rstrip(),
    ]


def _cells(kept: "Sequence[Kept]", reached: "Sequence[int]") -> list[str]:
    return [_cell(kept[n]) for n in reached]


def _cell(kept: "Kept") -> str:
    """How many of how many are there, and the share of their MRR; empty where nobody is that old."""
    from csdesk.domain.money import half_up

    mrr = UNKNOWN if kept.mrr is None else f"{half_up(kept.mrr * 100)} %"
    return f"{kept.accounts:,} of {kept.of:,}, {mrr}" if kept.of else ""
