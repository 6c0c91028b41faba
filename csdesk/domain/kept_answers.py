"""A kept answer is what was said once where a workbook and the book differed, so that it is not asked twice."""

from datetime import date

from csdesk.domain.fields import column, noun


@noun("kept answer", "kept_answers", since=8, title="file", day="on", indexes=(("row",),))
class KeptAnswer:
    """One such answer; it holds while the sheet and the book both say what they said then.

    `kind` is what the question was about, the first part of its key; `of_noun` the word of the row's noun, `row` its
    id, `field` the key of the field; they are empty where it was about more than that. `in_sheet` and `in_book` are
    both values as text, references by their ids. `on` and `file` are the merge in which it was given.
    """

    id: str = column()
    on: date = column()
    file: str = column()
    kind: str = column()
    of_noun: str = column()
    row: str = column(default="")
    field: str = column(default="")
    in_sheet: str | None = column(default=None)
    in_book: str | None = column(default=None)
    answer: str = column()
