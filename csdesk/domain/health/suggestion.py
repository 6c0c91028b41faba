"""A suggestion is a set of weights that the book's own past would favour; it is shown, and never taken by itself."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from csdesk.domain.health.decisions import Case
from csdesk.domain.health.ranking import CHANCE, Ranking, above, ranking
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.ids import AccountId
from csdesk.domain.money import split_to_total
from csdesk.domain.values import dataclass

LEAST = 10
"""Without so many of the lost and as many of the kept, nothing is suggested."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Weights by the measure's key, with the same sum as the card's.

    `present` and `suggested` are the rankings of the decisions by today's weights and by weights that were found
    without the account that is ranked, so neither has seen its own answer.
    """

    weights: tuple[tuple[str, int], ...]
    present: Ranking
    suggested: Ranking

    @property
    def better(self) -> bool:
        """Whether the suggested weights part them better by more than today's own interval allows."""
        now, then = self.present, self.suggested
        return then.auc is not None and now.high is not None and then.auc > now.high


def suggested(card: Scorecard, scored: Sequence[Case]) -> Suggestion | None:
    """The suggestion from scored cases; None from too few."""
    lost = sum(c.decision.lost for c in scored)
    if min(lost, len(scored) - lost) < LEAST:
        return None
    pulls = {m.key: _Pull(m.key, scored) for m in card.measures}
    whole = {key: pull.without(None) for key, pull in pulls.items()}
    total = sum(m.weight for m in card.measures)
    strength = sum(whole.values())
    if not strength:
        return None
    shares = split_to_total([Fraction(whole[m.key]) * total / Fraction(strength) for m in card.measures], 0)
    weights = tuple((m.key, int(w)) for m, w in zip(card.measures, shares, strict=True))
    accounts = {c.decision.account for c in scored}
    apart = {a: {key: pull.without(a) for key, pull in pulls.items()} for a in accounts}
    now = {m.key: float(m.weight) for m in card.measures}
    return Suggestion(
        weights,
        _ranked(scored, dict.fromkeys(accounts, now)),
        _ranked(scored, apart),
    )


def _ranked(scored: Sequence[Case], weights: Mapping[AccountId, dict[str, float]]) -> Ranking:
    """The decisions ranked by the weights that stand for each account."""
    found: tuple[list[float], list[float]] = ([], [])
    for case in scored:
        assert case.evidence is not None
        mine = weights[case.decision.account]
        some = [(mine[key], worth) for key, worth in case.evidence.worths.items() if mine.get(key)]
        weight = sum(w for w, _ in some)
        if weight:
            found[not case.decision.lost].append(sum(w * v for w, v in some) / weight)
    return ranking(*found)


class _Pull:
    """How much one measure parts the lost from the kept: 2 × AUC − 1, none where it parts them the wrong way."""

    def __init__(self, key: str, scored: Sequence[Case]) -> None:
        self._lost: dict[AccountId, list[int]] = defaultdict(list)
        self._kept: dict[AccountId, list[int]] = defaultdict(list)
        for case in scored:
            if case.evidence is not None and (worth := case.evidence.worths.get(key)) is not None:
                (self._lost if case.decision.lost else self._kept)[case.decision.account].append(worth)
        self._all_lost = sorted(w for some in self._lost.values() for w in some)
        self._all_kept = sorted(w for some in self._kept.values() for w in some)
        self._halves = sum(above(self._all_kept, w) for w in self._all_lost)

    def without(self, account: AccountId | None) -> float:
        """The pull of everybody else; of all where no account is left out."""
        lost = self._lost.get(account, []) if account else []
        kept = self._kept.get(account, []) if account else []
        pairs = (len(self._all_lost) - len(lost)) * (len(self._all_kept) - len(kept))
        if not pairs:
            return 0.0
        own = sum(above(self._all_kept, w) for w in lost)
        own += sum(2 * len(self._all_lost) - above(self._all_lost, w) for w in kept)
        own -= sum(above(sorted(kept), w) for w in lost)
        return max(0.0, (self._halves - own) / pairs - 2 * CHANCE)
