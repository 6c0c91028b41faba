"""Charts of figures: a figure in its parts, each with the rows that it is made of."""

from dataclasses import replace
from fractions import Fraction

import pytest

from csdesk.domain.changes import Verb
from csdesk.domain.churn import Churn, Reason
from csdesk.domain.ids import AccountId, SubscriptionId
from csdesk.domain.renewals import Category, Outcome, Renewal
from csdesk.domain.surveys import Survey, SurveyKind
from csdesk.services.book.history import undo
from csdesk.services.numbers.figures import figures
from csdesk.store.book import Book
from tests.domain.revenue.contracts import day, decision, monthly, step, subscription
from tests.services.numbers.test_figures import FIRST, LAST, of, put
from tests.services.numbers.test_numbers import TODAY, fill


def test_why_they_left_is_told_by_what_it_took_and_what_is_not_known_stays_listed(book: Book) -> None:
    """Three of 100, 300 and 200 a month leave; for two of them somebody said why. A product is given up as well."""
    values: list[object] = []
    for i, mrr in ((1, 10_000), (2, 30_000), (3, 20_000), (4, 50_000)):
        gone = "2025-07-01" if i < 4 else None
        values += [
            monthly("2023-01-01", cancelled=gone, id=f"s{i}", account=f"a{i}"),
            step("2023-01-01", mrr, of=f"s{i}"),
        ]
    values += [
        monthly("2023-01-01", cancelled="2025-03-01", id="s5", account="a4", product="p2"),
        step("2023-01-01", 5_000, of="s5"),
    ]
    fill(book, *values, accounts=4)
    lost = {"a1": Reason.PRICE, "a2": Reason.NOT_KNOWN, "a3": Reason.PRICE}
    put(book, *(Churn(id=f"c{a}", account=AccountId(a), lost_on=day("2025-07-01"), reason=r)
                for a, r in lost.items()))  # fmt: skip
    told = of(book)["reasons"]
    assert (told.value, told.n, told.said) == (4, 4, "2 not known yet")
    assert told.chart is not None
    assert told.chart.title.replace("\u00a0", " ") == (
        "3 customers and 1 product left with $7,800 of ARR, most often for price where it is known (2 of 4)"
    )
    assert [(p.name, p.value, p.n) for p in told.chart.parts] == [
        ("Not known yet", 12 * 35_000, 2),
        ("Price", 12 * 30_000, 2),
    ]
    assert told.chart.together == (Fraction(35, 65), Fraction(1))
    assert [(b.name, b.what, b.value) for b in told.chart.parts[0].behind] == [
        ("Account 2", "Not known yet", 12 * 30_000),
        ("Account 4", "Not known yet, P2 given up", 12 * 5_000),
    ]


def test_losses_that_logo_retention_does_not_count_are_told_apart_from_it(book: Book) -> None:
    """One of two customers of the opening leaves, and one that came after it, too: logo retention knows one."""
    fill(
        book,
        *(monthly("2023-01-01", id="s1", account="a1"), step("2023-01-01", 1_000, of="s1")),
        *(monthly("2023-01-01", cancelled="2025-05-01", id="s2", account="a2"), step("2023-01-01", 1_000, of="s2")),
        *(monthly("2025-02-01", cancelled="2025-06-01", id="s3", account="a3"), step("2025-02-01", 1_000, of="s3")),
        accounts=3,
    )  # fmt: skip
    told = of(book)["reasons"]
    assert told.value == 2
    assert told.said == (
        "why is not known yet of any. Logo retention asks after the 2 customers of 31 December 2024: one of them had "
        "left by the end. Who came later and left, or left and came back, is counted here only"
    )


def test_answers_are_shown_by_month_each_with_its_interval(book: Book) -> None:
    """A period of one month has the eleven before it beside it; they are in no figure of the period."""
    fill(book, monthly("2023-01-01"), step("2023-01-01", 10_000))
    answers = (("2025-11-03", 10), ("2025-11-04", 0), ("2025-12-01", 9), ("2025-12-31", 9), ("2024-12-31", 0))
    put(book, *(Survey(id=f"v{n}", account=AccountId("a1"), kind=SurveyKind.NPS, answered_on=day(on), score=s,
                       scale_min=0, scale_max=10) for n, (on, s) in enumerate(answers)))  # fmt: skip
    nps = {f.key: f for f in figures(book, day("2025-12-01"), LAST, as_of=TODAY)[1]}["nps"]
    assert (nps.value, nps.n) == (100, 2)
    assert nps.chart is not None
    parts = {p.name: p for p in nps.chart.parts}
    assert [p.name for p in nps.chart.parts][::11] == ["Jan 2025", "Dec 2025"]
    assert {name: (p.value, p.n) for name, p in parts.items() if p.n} == {
        "Nov 2025": (0, 2),
        "Dec 2025": (100, 2),
    }
    low, high = parts["Nov 2025"].between or (0, 0)
    assert (round(low), round(high)) == (-73, 73)
    assert [b.value for b in parts["Nov 2025"].behind] == [0, 10]
    assert parts["Oct 2025"].value is None


@pytest.mark.parametrize("key", ["concentration", "renewals_by_quarter", "reasons", "nps", "csat"])
def test_the_parts_of_a_figure_have_all_of_its_rows(sample: Book, key: str) -> None:
    found = {f.key: f for f in figures(sample, FIRST, day("2025-10-31"), as_of=day("2025-11-24"))[1]}[key]
    chart = found.chart
    assert chart is not None
    rows = [row for part in chart.parts for row in part.behind]
    assert {*found.behind} <= {*rows}
    assert all(part.n == len(part.behind) for part in chart.parts), key


def renewal(n: int, category: Category, outcome: Outcome) -> Renewal:
    return replace(decision("2025-06-30", outcome, "2025-06-01"), id=f"r{n}", account=AccountId(f"a{n}"),
                   subscription=SubscriptionId(f"s{n}"), category=category)  # fmt: skip


def decided(book: Book, *rows: Renewal) -> None:
    terms = [
        subscription("2024-07-01", "2025-06-30", id=f"s{n}", account=f"a{n}") for n in range(1, len(rows) + 1)
    ]
    fill(book, *terms, *rows, accounts=len(rows))


def test_calibration_counts_a_plain_loss_by_what_it_had_been_called_before(book: Book) -> None:
    """Three were called committed. One of them was lost, and stands as plainly lost since an import said so."""
    kept = [renewal(n, Category.COMMITTED, Outcome.RENEWED) for n in (1, 2)]
    decided(
        book, *kept, renewal(3, Category.COMMITTED, Outcome.OPEN), renewal(4, Category.LOST, Outcome.LOST)
    )
    put(book, renewal(3, Category.LOST, Outcome.LOST))
    told = of(book)["calibration"]
    assert (told.value, told.n, told.said) == (
        Fraction(2, 3),
        3,
        "nobody had called 1 loss anything before",
    )
    assert told.chart is not None
    assert told.chart.title == "Of 3 renewals that we called committed, 2 renewed; 1 loss had no call"
    assert [(p.name, p.value, p.n) for p in told.chart.parts] == [
        ("Committed", Fraction(2, 3), 3),
        ("Lost, never called", None, 1),
    ]
    assert [(b.name, b.what) for b in told.chart.parts[0].behind] == [
        ("Account 3", "Lost"),
        ("Account 1", "Renewed"),
        ("Account 2", "Renewed"),
    ]


def test_the_interval_of_a_call_holds_the_losses_that_nobody_had_called(book: Book) -> None:
    """Of five that were called committed all renewed; seven of twelve if all seven other losses had been called so."""
    kept = [renewal(n, Category.COMMITTED, Outcome.RENEWED) for n in range(1, 6)]
    decided(book, *kept, *(renewal(n, Category.LOST, Outcome.LOST) for n in range(6, 13)))
    told = of(book)["calibration"]
    assert told.value is None
    assert told.said == "nobody had called 7 losses anything before, which is most: shares may be too good"
    assert told.chart is not None
    low, high = told.chart.parts[0].between or (0.0, 0.0)
    assert (round(low, 3), high) == (0.193, 1.0)


def test_a_change_that_was_undone_is_no_call(book: Book) -> None:
    decided(book, renewal(1, Category.LOST, Outcome.LOST))
    with book.change(Verb.SET, label="A", today=TODAY):
        book.put(renewal(1, Category.LIKELY, Outcome.OPEN))
    undo(book, today=TODAY)
    assert of(book)["calibration"].n == 0
    put(book, renewal(1, Category.LIKELY, Outcome.OPEN))
    put(book, renewal(1, Category.LOST, Outcome.LOST))
    assert of(book)["calibration"].n == 1
