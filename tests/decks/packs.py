"""Facts of board packs for tests: a full one, one of an empty book, one with names that are hard to set."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from csdesk.domain.figures.calling import calibration
from csdesk.domain.figures.chart import Chart, Part, Shape
from csdesk.domain.figures.committed import committed
from csdesk.domain.figures.figure import Figure, Group, Unit
from csdesk.domain.figures.leaving import Left
from csdesk.domain.ids import AccountId
from csdesk.domain.packs import Endangered, Facts, Renewing
from csdesk.domain.periods import Days
from csdesk.domain.renewals import Category
from csdesk.domain.revenue.archives import ArchiveAs
from csdesk.domain.revenue.calls import Call
from csdesk.domain.revenue.committed import Committed
from csdesk.domain.revenue.definitions import Definition, Metric, Step
from csdesk.domain.revenue.forecast import Standing
from csdesk.domain.revenue.movements import Movement
from csdesk.domain.revenue.survival import survival
from csdesk.domain.revenue.waterfall import Shown

DAY = date(2025, 11, 24)
PERIOD = Days(date(2024, 11, 25), DAY)
NOTHING = Shown(0, 0, 0, 0, 0, 0, 0, 0, {})


def metric(which: Metric, value: Fraction | None) -> Definition:
    """A metric of so much."""
    steps = (Step("Still there", 44, Unit.COUNT, subtotal=True), Step("Of", 47, Unit.COUNT),
             Step(which.value, value, Unit.SHARE, total=True))  # fmt: skip
    return Definition(which, which.value, f"How {which.value} is made.", steps, ())


def told(key: str, value: Fraction | int, n: int, **more: Any) -> Figure:
    """A figure of so much on so many."""
    return Figure(key, Group.VOICE, key, f"How {key} is made.", Unit.SCORE, value, n, **more)


def paying(parts: tuple[Part, ...]) -> Chart:
    """The largest customers, as concentration shows them."""
    return Chart("31 accounts of 50 bring 80 % of ARR", Unit.MONEY, Shape.PARETO, parts)


def called(category: Category, renewed: int, of: int) -> list[Call]:
    """So many renewals that were called so, the first of them renewed."""
    return [Call(AccountId(f"a-{n}"), DAY, category, n >= renewed) for n in range(of)]


def board_full() -> Facts:
    """A book in which every part has something to say."""
    largest = tuple(Part(f"Customer {n}", 9_000_000 - n * 100_000, 1) for n in range(31))
    return Facts(
        vendor="Wingtip",
        author="Mary Harrison",
        period=PERIOD,
        as_of=DAY,
        currency="USD",
        accounts=50,
        opening=Fraction(16_148_000),
        closing=Fraction(18_297_500),
        unknown=0,
        shown=Shown(16_148_000, 18_297_500, 1_371_700, 110_000, 1_408_800, 131_300, 609_700, 0,
                    {Movement.ARCHIVE: 62_500}, ArchiveAs.CHURN),
        metrics={m: metric(m, Fraction(936, 1000)) for m in Metric},
        figures={
            "nps": told("nps", 5, 12, said="between −34 and 43, with 95 % confidence"),
            "csat": told("csat", 80, 19, said="between 69 and 97 %, with 95 % confidence"),
            "cmrr": committed(Committed(Fraction(18_297_500), Fraction(0), Fraction(146_667)), 50),
            "concentration": told("concentration", 31, 50, chart=paying(largest)),
            "top_five": told("top_five", Fraction(1, 4), 50),
            "calibration": calibration([*called(Category.COMMITTED, 29, 31), *called(Category.LIKELY, 9, 12)], {}),
        },
        gone=(
            Left("Copperline Retail", date(2025, 4, 30), Fraction(3_660_000), reason="missing features"),
            Left("Bellamy Motors", date(2025, 7, 1), Fraction(2_616_000), reason="company acquired"),
            Left("Alder & Wren", date(2025, 6, 1), Fraction(690_000), product="Analytics"),
        ),
        renewing=tuple(
            Renewing(f"Customer {n}", DAY + timedelta(days=9 * n), standing, Fraction(1_000_000 * n))
            for n, standing in enumerate((*Standing, *Standing), 1)
        ),
        horizon=date(2026, 11, 24),
        unrated=2,
        endangered=(
            Endangered("Nettleton Bank", Fraction(7_200_000), Decimal("28.0"), ("sponsor lost (high)",),
                       "Get a date for the open cases", date(2025, 12, 18)),
            Endangered("Meridian Tile", Fraction(1_840_000), Decimal("36.2")),
        ),
        stays=survival([(n, n % 3 == 0) for n in range(1, 61)]),
    )  # fmt: skip


def board_bare() -> Facts:
    """An empty book."""
    return replace(
        board_full(),
        vendor="", author="", accounts=0, opening=Fraction(0), closing=Fraction(0), shown=NOTHING,
        metrics={m: metric(m, None) for m in Metric}, figures={}, gone=(), renewing=(), unrated=0,
        endangered=(), stays=None,
    )  # fmt: skip


def board_hostile() -> Facts:
    """Names that are long, from the right, or pictures; forty customers at risk; amounts of billions."""
    names = (
        "The Extraordinarily Long Named Company of Northern and Southern Territories " * 3,
        "שלום עולם בעמ",
        "🚀" * 40,
    )
    facts = board_full()
    shown = replace(
        facts.shown,
        opening=10**15,
        closing=10**15 + 5,
        new=5,
        won_back=0,
        expansion=0,
        contraction=0,
        churn=0,
    )
    rows = tuple(Part(names[n % 3], 10**15 - n, 1) for n in range(12))
    return replace(
        facts,
        opening=Fraction(10**15),
        closing=Fraction(10**15 + 5),
        shown=shown,
        endangered=tuple(
            Endangered(names[n % 3], Fraction(10**14), None, (names[0],) * 3, names[0], DAY)
            for n in range(41)
        ),
        gone=tuple(Left(names[n % 3], DAY, None, names[(n + 1) % 3], "") for n in range(9)),
        figures={**facts.figures, "concentration": told("concentration", 12, 12, chart=paying(rows))},
    )


def board_many() -> Facts:
    """More losses and risks than a slide has lines for, under findings of two lines."""
    facts = board_full()
    return replace(
        facts,
        gone=tuple(
            Left(f"Customer {n}", DAY, Fraction(176_436_000 - n), "Analytics" if n else "") for n in range(73)
        ),
        endangered=tuple(Endangered(f"Customer {n}", Fraction(39_020_000), Decimal(30)) for n in range(188)),
    )
