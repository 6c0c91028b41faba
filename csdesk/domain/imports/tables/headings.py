"""A heading is a text alone in its row, or a title, that says what the rows under it are."""

import re

from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.words import Synonyms

DECORATION = " \t-–—=*#•·:_>~|"


def says_heading(first: str, synonyms: Synonyms) -> bool:
    """Whether a text alone in its row is a heading by itself: adorned as one, or a known word."""
    bare = first.strip(DECORATION)
    if not bare:
        return False
    decorated = bare != first.strip() and (first.strip()[0] in DECORATION or first.strip()[-1] in ":-–—=*")
    return decorated or heading_said(bare, synonyms) is not None


def heading_said(text: str, synonyms: Synonyms) -> str | None:
    """What a heading or a title says of the rows under it, with or without a year: *Churned 2025*; None for others."""
    return synonyms.value(
        "headings", re.sub(r"\b(19|20)\d\d\b", "", text.strip(DECORATION)).strip(DECORATION)
    )


def title_said(table: Table, synonyms: Synonyms, *meanings: str) -> str | None:
    """The title of a table, or the name of its sheet, that says one of these of all its rows; None where none does."""
    titles = (*table.titles, table.sheet, table.sheet.rpartition(": ")[2])
    return next((t for t in titles if heading_said(t, synonyms) in meanings), None)
