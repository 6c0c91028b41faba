"""A portrait is what is settled about a sample account before its history is drawn."""

from dataclasses import dataclass
from datetime import date, timedelta

from csdesk.domain.accounts import Stage, TouchModel
from csdesk.domain.periods import add_months
from csdesk.domain.renewals import Category
from csdesk.services.sample.source import Source

OWNER = "Mary Harrison"
_DAY = timedelta(days=1)
_MONTHLY_UNTIL = date(2026, 9, 30)
"""From where the years of a line without a term are counted back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """One account. `arr` is whole currency units; `level` and `fall` are 0 to 1; `silent` is days."""

    name: str
    industry: str
    region: str
    employees: int
    touch_model: TouchModel
    arr: int
    started: date
    """The first day of the first contract."""
    end: date | None
    """The last day of the running term; None is month to month."""
    level: float
    stage: Stage | None = None
    product: str = "Platform"
    add_on: str | None = None
    notice_days: int | None = None
    auto_renew: bool | None = None
    category: Category | None = None
    fall: float = 0.0
    silent: int | None = None
    sponsor: str | None = None
    title: str | None = None
    champion: str | None = None
    outcome: str | None = None
    experience: str | None = None
    csm: str = OWNER
    lost_on: date | None = None
    """The first day without revenue."""
    notice_given: date | None = None
    lost_reason: str | None = None
    thin: bool = False
    """Hardly anything is known of it."""
    scripted: bool = False
    """All its facts are written by hand."""

    @property
    def segment(self) -> str:
        """The class of accounts that its size puts it into."""
        if self.arr >= 150_000:
            return "Enterprise"
        if self.arr >= 60_000:
            return "Upper mid-market"
        return "Mid-market" if self.arr >= 20_000 else "Small"

    @property
    def domain(self) -> str:
        """Its invented internet domain."""
        return "".join(c for c in self.name.casefold() if c.isalnum() and c.isascii()) + ".example"


def known_portraits(source: Source) -> list[Portrait]:
    """Mary Harrison's fifty accounts."""
    return [_known(row) for row in source.accounts]


def lost_portraits(source: Source) -> list[Portrait]:
    """The accounts that she lost in the two years."""
    return [_lost(row) for row in source.lost]


def _known(row: dict[str, str]) -> Portrait:
    end = None if row["renewal"] == "monthly" else date.fromisoformat(row["renewal"])
    started = add_months((end or _MONTHLY_UNTIL) + _DAY, -12 * int(row["terms"]))
    return Portrait(
        name=row["account"],
        industry=row["industry"],
        region=row["region"],
        employees=int(row["employees"]),
        touch_model=TouchModel(row["touch"]),
        arr=int(row["arr"]),
        started=started,
        end=end,
        level=int(row["fortune"]) / 100,
        stage=Stage(row["stage"]),
        add_on=row["add_on"] or None,
        notice_days=int(row["notice"]) if row["notice"] else None,
        auto_renew={"yes": True, "no": False, "": None}[row["auto"]],
        category=Category(row["category"]) if row["category"] else None,
        fall=int(row["fall"]) / 100,
        silent=int(row["silent"]) if row["silent"] else None,
        sponsor=row["sponsor"] or None,
        title=row["title"] or None,
        champion=row["champion"] or None,
        outcome=row["outcome"] or None,
        experience=row["experience"] or None,
        thin=not row["sponsor"],
        scripted=row["account"] == "Financiality",
    )


def _lost(row: dict[str, str]) -> Portrait:
    lost_on = date.fromisoformat(row["lost_on"])
    return Portrait(
        name=row["account"],
        industry=row["industry"],
        region=row["region"],
        employees=int(row["employees"]),
        touch_model=TouchModel(row["touch"]),
        arr=int(row["arr"]),
        started=date.fromisoformat(row["started"]),
        end=None if row["monthly"] == "yes" else lost_on - _DAY,
        level=0.25,
        fall=0.3,
        product=row["product"],
        notice_days=60,
        auto_renew=False,
        sponsor=row["sponsor"],
        title=row["title"],
        lost_on=lost_on,
        notice_given=date.fromisoformat(row["notice_given"]),
        lost_reason=row["reason"],
    )
