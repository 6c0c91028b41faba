"""A board pack is what a founder shows the board of a period: revenue, what left, what renews, who is at risk."""

from csdesk.domain.packs.facts import Endangered, Facts, Renewing
from csdesk.domain.packs.whole import Pack, pack_of

__all__ = ["Endangered", "Facts", "Pack", "Renewing", "pack_of"]
