"""An arrival is one file that was imported: its day, what it held, and what was answered for it."""

from datetime import date

from csdesk.domain.fields import column, noun


@noun("arrival", "arrivals", title="file", day="on", indexes=(("sha256",),))
class Arrival:
    """One sheet of one imported file. `on` is the day from which its undated values are known.

    `nouns` are the tables it fed; each is complete through `complete_through`, its newest row's day.
    `mapping` and `answers` are JSON, offered again for a file with the same columns.
    """

    id: str = column()
    file: str = column()
    tab: str = column()
    sha256: str = column()
    on: date = column()
    nouns: str = column(default="")
    rows: int = column(default=0)
    complete_through: date | None = column(default=None)
    headers: str = column(default="[]")
    mapping: str = column(default="{}")
    answers: str = column(default="{}")
