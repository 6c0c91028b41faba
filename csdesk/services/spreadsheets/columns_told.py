"""What a column is, told to a person who fills it in: in a sentence, and which values it takes."""

import tomllib
from functools import cache

from csdesk import paths
from csdesk.domain.fields import Field, Kind, Noun, noun_of
from csdesk.domain.nouns import NOUNS

_BY_KIND = {
    Kind.TEXT: "text",
    Kind.WHOLE: "whole number",
    Kind.NUMBER: "number",
    Kind.EXACT: "number",
    Kind.MONEY: "amount in the currency of the row",
    Kind.DAY: "day",
    Kind.INSTANT: "date and time, UTC",
    Kind.YES_NO: "yes, no",
}


@cache
def _told() -> dict[str, dict[str, str]]:
    """The sentences that the program ships with, by the noun's word and the field's key."""
    return tomllib.loads(paths.resource("columns.toml").read_text("utf-8"))


def row_told(noun: Noun) -> str:
    """What one row of a noun is, in a sentence."""
    said = _told().get(noun.word, {}).get("what")
    plain = (noun.type.__doc__ or "").partition("\n")[0].replace("`", "").replace("_", " ")
    return said or plain.rstrip(".") + "."


def meaning_of(noun: Noun, field: Field) -> str:
    """What a column means, in a sentence; one that nobody described is told by its name."""
    told = _told()
    found = told.get(noun.word, {}).get(field.key) or told["any"].get(field.key)
    return found or f"{field.header}."


def values_told(field: Field) -> str:
    """Which values a column takes."""
    if field.name == "id":
        return "leave it as it is; empty for a new row, or a key of your own"
    if field.choices:
        words = ", ".join(c.value for c in field.choices)
        return words if field.kind is Kind.CHOICE else f"some of: {words}; with commas between"
    if field.refers:
        sheet = next((noun_of(n).sheet for n in NOUNS if noun_of(n).table == field.refers), None)
        one = "a name or ID" if field.kind is Kind.REFERENCE else "names or IDs, with commas between,"
        return f"{one} of the sheet {sheet}" if sheet else one
    return _BY_KIND[field.kind]
