"""Three opinions of an account, the score's, the person's own and the money's; where they disagree, a person looks."""

from csdesk.domain.health.bands import Band
from csdesk.domain.health.score import Score, judged_band
from csdesk.domain.phrases import upper
from csdesk.domain.renewals import Category
from csdesk.domain.values import dataclass

_LEVEL = {Band.AT_RISK: 0, Band.WATCH: 1, Band.HEALTHY: 2}
_MONEY = {
    Category.COMMITTED: Band.HEALTHY,
    Category.LIKELY: Band.HEALTHY,
    Category.AT_RISK: Band.AT_RISK,
    Category.LOST: Band.AT_RISK,
}


@dataclass(frozen=True, slots=True)
class Opinions:
    """What each says; None where it says nothing. They are listed, never averaged."""

    score: Band | None
    judgement: Band | None
    category: Category | None

    @property
    def money(self) -> Band | None:
        """What the category of the next renewal would be as a band."""
        return None if self.category is None else _MONEY.get(self.category)

    @property
    def apart(self) -> int:
        """How far the outermost are: 0 agree, 1 a band, 2 from healthy to at risk."""
        levels = [_LEVEL[band] for band in (self.score, self.judgement, self.money) if band is not None]
        return max(levels) - min(levels) if len(levels) > 1 else 0

    @property
    def finding(self) -> str:
        """Who says what, the better first; empty where they agree."""
        if not self.apart:
            return ""
        said: dict[Band, list[str]] = {}
        for who, band in (("score", self.score), ("you", self.judgement)):
            if band is not None:
                said.setdefault(band, []).append(who)
        parts = [(_LEVEL[band], f"{' and '.join(who)} {band.value}") for band, who in said.items()]
        if self.money is not None and self.category is not None:
            parts.append((_LEVEL[self.money], f"renewal {self.category.value}"))
        text = ", ".join(words for _, words in sorted(parts, key=lambda part: (-part[0], part[1])))
        return upper(text)


def opinions(score: Score, category: Category | None) -> Opinions:
    """The three opinions of one account; the money speaks by the category of its next renewal."""
    own = None if score.judgement is None else judged_band(score.judgement)
    return Opinions(score.band, own, category)
