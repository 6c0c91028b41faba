"""A day as a person types it on the command line: the same words as everywhere."""

from csdesk.domain.days import day_of

__all__ = ["day_of"]
