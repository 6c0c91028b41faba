"""What a column is, told to a person who fills it in: in a sentence, and which values it takes."""

from csdesk.domain.fields import Field, Kind, Noun

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


def values_told(field: Field) -> str:
    """Which values a column takes."""
    if field.name == "id":
        return "leave it as it is; empty for a new row, or a key of your own"
    if field.choices:
        words = ", ".join(c.value for c in field.choices)
        return words if field.kind is Kind.CHOICE else f"some of: {words}; with commas between"
    if field.refers:
        one = "name or ID" if field.kind is Kind.REFERENCE else "names or IDs, with commas between"
        return f"{one} ({field.refers})"
    return _BY_KIND[field.kind]


def meaning_of(noun: Noun, field: Field) -> str:
    """What a column means, in a sentence."""
    del noun
    return f"{field.header}."
