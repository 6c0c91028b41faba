"""The name of a sheet may be that of a customer, where it is no word for what sheets hold and no time."""

import re

from csdesk.domain.imports.cells.days import month_of
from csdesk.domain.imports.cells.spans import span_of
from csdesk.domain.imports.cells.worded import worded
from csdesk.domain.imports.tables.headings import heading_said
from csdesk.domain.imports.vocabulary.targets import LEGEND_SHEET, SHEET_NOUNS
from csdesk.domain.imports.vocabulary.words import Synonyms, fold


def says_nothing(sheet: str) -> bool:
    """Whether a sheet has the name that every new one has."""
    name = r"(sheet|table|tabelle|blatt|hoja|feuil|feuille|planilha|folha|tab|page|seite) ?\d*"
    return re.fullmatch(name, fold(sheet)) is not None


def may_name_customer(sheet: str, synonyms: Synonyms) -> bool:
    """Whether a sheet could be called after a customer."""
    word = fold(sheet)
    if not any(map(str.isalpha, word)) or says_nothing(sheet) or sheet == LEGEND_SHEET:
        return False
    own = {fold(noun.sheet) for noun in SHEET_NOUNS.values() if noun.sheet}
    if word in own or word in synonyms.sheets or word in synonyms.columns or synonyms.value("row", word):
        return False
    if heading_said(sheet, synonyms) or any(
        synonyms.value(v, word) for v in ("sections", "sheets of nobody")
    ):
        return False
    return not (month_of(word) or span_of(sheet) or worded(sheet))
