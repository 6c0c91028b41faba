"""The columns of the cohorts: month by month what is kept of the MRR, or of the accounts."""

from fractions import Fraction

from csdesk.domain.money import half_up
from csdesk.domain.plain import Plain, share
from csdesk.domain.revenue.cohorts import MONTHS, Cohort, Kept
from csdesk.ui.formats import ABSENT
from csdesk.ui.kit.columns import Cell, Column
from csdesk.wording import count

MRR, ACCOUNTS = "mrr", "accounts"
TELLS = ((MRR, "MRR kept"), (ACCOUNTS, "Accounts kept"))
"""What the cells tell."""
_LEAST, _MOST, _PER_SHARE = 0.06, 0.36, 0.6
"""How much of its colour a cell has: from the smallest change on, at most, and more for each share lost or won."""


def cohort_columns(tells: str) -> list[Column[Cohort]]:
    """The quarter, its accounts, and of each month what is told."""
    columns: list[Column[Cohort]] = [
        Column("quarter", "Began in", lambda c: c.quarter, width=92, cell=Cell.NAME, sortable=False),
        Column(
            "accounts",
            "Accounts",
            lambda c: f"{c.accounts:,}",
            width=84,
            cell=Cell.NUMBER,
            sortable=False,
            plain=lambda c: c.accounts,
        ),
    ]
    columns += [_month(n, months, tells) for n, months in enumerate(MONTHS)]
    return [*columns, Column("rest", "", lambda c: "", width=20, sortable=False, grow=True)]


def _month(number: int, months: int, tells: str) -> Column[Cohort]:
    def text(cohort: Cohort) -> str:
        kept = cohort.kept[number]
        if not kept.of:
            return ""
        return mrr_text(kept) if tells == MRR else f"{kept.accounts:,} of {kept.of:,}"

    def ground(cohort: Cohort) -> tuple[str, float] | None:
        kept = cohort.kept[number]
        told = kept.mrr if tells == MRR else kept.share
        return None if told is None or not kept.of else _strength(told)

    def plain(cohort: Cohort) -> Plain:
        kept = cohort.kept[number]
        return share(kept.mrr if tells == MRR else kept.share) if kept.of else None

    return Column(f"m{months}", f"{months} mo", text, width=70, cell=Cell.NUMBER, sortable=False, ground=ground,
                  tooltip=lambda c: _in_words(c.kept[number]), called=f"{months} months", plain=plain)  # fmt: skip


def mrr_text(kept: Kept) -> str:
    """The MRR that is kept, as a whole percentage."""
    return ABSENT if kept.mrr is None else f"{half_up(kept.mrr * 100):,} %"


def _strength(share: Fraction) -> tuple[str, float] | None:
    """The colour of a share and how much of it: the further from all that there was, the more."""
    moved = float(share) - 1
    if round(moved, 2) == 0:
        return None
    return "bad.fill" if moved < 0 else "good.fill", min(_MOST, _LEAST + abs(moved) * _PER_SHARE)


def _in_words(kept: Kept) -> str:
    if not kept.of:
        return ""
    there = f"After {kept.months} months {kept.accounts:,} of {count(kept.of, 'account')} that are so old are there"
    return (
        f"{there}; their MRR is {mrr_text(kept)} of what they began with."
        if kept.mrr is not None
        else f"{there}."
    )
