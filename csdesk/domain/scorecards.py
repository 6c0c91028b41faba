"""A saved scorecard is one version of a way to score, as a person made it; every version is kept."""

from datetime import date

from csdesk.domain.fields import column, noun


@noun("scorecard", "scorecards", since=3, title="name", indexes=(("name", "version"),))
class SavedScorecard:
    """`definition` is JSON: weights, points, scope by the measure's key, own measures, the bands' lower edges, the
    least coverage; or the order in which scorecards are chosen.

    Version 1 of each name that csdesk ships is the shipped one, and is not saved.
    """

    id: str = column()
    name: str = column()
    version: int = column()
    definition: str = column()
    note: str | None = column(default=None)
    saved_on: date | None = column(default=None)
