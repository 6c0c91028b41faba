"""A timeline is everything that happened with one account, and what is planned, as dated entries in words."""

from csdesk.domain.timeline.entries import Entry, EntryKind, Names, Tone
from csdesk.domain.timeline.stream import timeline, woven

__all__ = ["Entry", "EntryKind", "Names", "Tone", "timeline", "woven"]
