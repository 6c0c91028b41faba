"""Own measures in a book: what can be read, what one would read today, and what is wrong with one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite
from statistics import median

from csdesk.domain.errors import CriterionComputed, MeasureImpossible, NoSuchField, NotAQuery
from csdesk.domain.fields import Noun
from csdesk.domain.health.curve import curve
from csdesk.domain.health.points import MOST
from csdesk.domain.health.readings import Column
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.health.sources import Holds, Readable, tables
from csdesk.domain.health.terms import Measure, ReadingKind
from csdesk.domain.health.whatif import MOST_WEIGHT
from csdesk.services.book.criteria import check_criterion
from csdesk.store.book import Book
from csdesk.store.own_asked import own_fields
from csdesk.store.own_names import product_names, segments, usage_measures
from csdesk.store.readings.own import own_column
from csdesk.store.readings.readings import moment_of, subjects

LONGEST_NAME, LONGEST_DAYS = 60, 3650
_FIGURES = frozenset({ReadingKind.LAST, ReadingKind.SUM})


@dataclass(frozen=True)
class Offer:
    """What a book offers to a measure: its tables with their fields, and the names that it holds."""

    tables: tuple[Noun, ...]
    fields: Mapping[str, Mapping[str, Readable]]
    usage: tuple[str, ...]
    segments: tuple[str, ...]
    products: tuple[str, ...]


@dataclass(frozen=True)
class Tried:
    """What a measure reads on a day of the accounts that it applies to: of how many, and between what."""

    accounts: int
    readings: tuple[float, ...]
    column: Column

    @property
    def median(self) -> float | None:
        """The reading in the middle; None of none."""
        return median(self.readings) if self.readings else None


def offer(book: Book) -> Offer:
    """What can be read in this book."""
    found = tables()
    fields = {n.table: own_fields(book, n.table) for n in found}
    return Offer(found, fields, usage_measures(book), segments(book), product_names(book))


def tried(book: Book, measure: Measure, *, as_of: date) -> Tried:
    """What a measure would read of the customers of a day. Raises: MeasureImpossible, NoSuchField, NotAQuery."""
    check_source(book, measure, as_of)
    column = own_column(book, moment_of(book, as_of), measure)
    asked = measure.scope
    mine = [
        s for s in subjects(book, as_of, products=bool(asked.products)) if asked.fits(s, as_of, unknown=True)
    ]
    found = [r[0] for s in mine if (r := column.values.get(s.pk, column.otherwise)) is not None]
    return Tried(len(mine), tuple(sorted(found)), column)


def check_figures(measure: Measure) -> None:
    """Weight, days and points of a measure. Raises: MeasureImpossible."""
    whys = []
    if not 0 <= measure.weight <= MOST_WEIGHT:
        whys.append(f"its weight is a whole number from 0 to {MOST_WEIGHT}")
    for what, days in (
        ("window", measure.window),
        ("shelf life", measure.shelf),
        ("refresh", measure.refresh),
    ):
        if days is not None and not 1 <= days <= LONGEST_DAYS:
            whys.append(f"its {what} is from 1 to {LONGEST_DAYS} days")
    for points in (measure.points, *(p for _, p in measure.paces)):
        if points or not measure.paces:
            whys += _wrong_points(points)
    first, last = measure.scope.from_age, measure.scope.to_age
    if first is not None and last is not None and last < first:
        whys.append("the age to which it applies is before the one from which it does")
    if whys:
        raise MeasureImpossible(measure=measure.name, why="; ".join(whys))


def _wrong_points(points: tuple[tuple[float, float], ...]) -> list[str]:
    few = len(points) <= MOST and all(isfinite(x) and isfinite(y) for x, y in points)
    try:
        curve(points if few else ())
    except ValueError:
        return [f"its points rise by their readings, from 0 to 100, {MOST} at most"]
    return []


def check_source(book: Book, measure: Measure, as_of: date) -> None:
    """Whether this book can be asked what an own measure asks. Raises: MeasureImpossible, NoSuchField, NotAQuery."""
    source = measure.source
    assert source is not None
    try:
        fields = own_fields(book, source.table)
    except KeyError as nowhere:
        raise MeasureImpossible(
            measure=measure.name, why=f"the book has no table “{source.table}”"
        ) from nowhere
    why = _lacking(measure, fields)
    if why:
        raise MeasureImpossible(measure=measure.name or "The measure", why=why)
    for words in (source.where, source.that):
        check_criterion(book, source.table, words, as_of)


def _lacking(measure: Measure, fields: Mapping[str, Readable]) -> str:
    """What a measure does not say, or says of a field that holds something else; empty where nothing."""
    source, kind = measure.source, measure.kind
    assert source is not None
    figures = {key for key, f in fields.items() if f.counts}
    days = {key for key, f in fields.items() if f.holds is Holds.DAY}
    if source.usage and source.table != "usage":
        return "only usage has usage measures"
    if (
        (source.field or kind in _FIGURES)
        and kind in {*_FIGURES, ReadingKind.TREND}
        and source.field not in figures
    ):
        return "it reads a field that holds a number"
    if kind is ReadingKind.OLDEST_OPEN and source.field not in days:
        return "it needs the day that closes a row"
    dated = source.dated or (source.field if kind is ReadingKind.DAYS_SINCE else "")
    undated = not dated and (source.table != "accounts" or kind is not ReadingKind.LAST)
    if undated and kind in {
        ReadingKind.LAST,
        ReadingKind.DAYS_SINCE,
        ReadingKind.OLDEST_OPEN,
        ReadingKind.TREND,
    }:
        return "it needs the day of a row"
    if dated and dated not in days:
        return f"“{dated}” is no day"
    if kind is ReadingKind.SHARE and not source.that.strip():
        return "a share needs to know which of the rows it counts"
    if kind is ReadingKind.TREND and measure.window is None:
        return "a trend needs its window of days"
    if not dated and (measure.window is not None or measure.shelf is not None):
        return "its rows have no day, so that it has neither a window nor a shelf life"
    return ""


def faults_in(book: Book, card: Scorecard, *, as_of: date) -> list[str]:
    """What is wrong with a card's configuration in this book, in words: nothing answers it, or it cannot be read."""
    return [*card.faults(), *unreadable_in(book, card, as_of=as_of)]


def unreadable_in(book: Book, card: Scorecard, *, as_of: date) -> list[str]:
    """Which measures of a card this book cannot be asked, and why, in words."""
    found = []
    for measure in card.measures:
        if measure.source is None:
            continue
        try:
            check_source(book, measure, as_of)
        except MeasureImpossible as wrong:
            found.append(f"{measure.name} cannot be read: {wrong.facts['why']}")
        except CriterionComputed as wrong:
            found.append(
                f"{measure.name} cannot be read: it asks {wrong.facts['field']}, and {wrong.facts['why']}"
            )
        except (NoSuchField, NotAQuery) as wrong:
            asked = wrong.facts.get("field") or wrong.facts.get("query")
            found.append(f"{measure.name} cannot be read: the book does not know “{asked}”")
    return found
