"""How far a person's own judgement was right, in words and as JSON: what can be told, and what cannot."""

from collections.abc import Callable, Iterator
from typing import Any

from csdesk.domain.health.bands import Band
from csdesk.domain.health.calibration import Calibration
from csdesk.domain.health.outcomes import FEW, Outcome
from csdesk.domain.health.ranking import Ranking, Verdict
from csdesk.wording import count

_SAYS = {
    Verdict.HELPED: "your judgement parts them better than chance",
    Verdict.WRONG: "your judgement points the wrong way",
    Verdict.NOISE: "your judgement does not part them",
    Verdict.TOO_FEW: "that cannot be told from chance",
}


def calibration_finding(c: Calibration) -> str:
    """What became of those judged low and high: "Accounts you judged 1 or 2 left in 3 of 5 decisions."""
    if not c.decisions:
        return "No account had been judged before its decision."
    if not c.lost:
        return f"None of {count(c.decisions, 'decision')} on an account that you had judged was a loss."
    low, high = c.together(Band.AT_RISK), c.together(Band.HEALTHY)
    said = []
    if low.decisions:
        said.append(f"you judged 1 or 2 left in {_of(low)}")
    if high.decisions:
        said.append(f"you judged 4 or 5 in {_of(high)}" if said else f"you judged 4 or 5 left in {_of(high)}")
    if not said:
        said = [f"you judged 3 left in {_of(c.together(Band.WATCH))}"]
    return f"Accounts {', those '.join(said)}."


def _of(o: Outcome) -> str:
    return f"{o.lost:,} of {count(o.decisions, 'decision')}"


def calibration_remarks(c: Calibration) -> list[str]:
    """What the figures can tell, and what they cannot."""
    return list(_remarks(c)) if c.decisions else []


def _remarks(c: Calibration) -> Iterator[str]:
    r = c.judgement
    if r.auc is None:
        yield "Without both losses and renewals that had been judged and scored, nothing can be ranked."
    else:
        yield (
            f"On {count(r.lost + r.kept, 'decision')} with a judgement and a score, a lost account was judged below "
            f"one that stayed in {_pairs(r)} of pairs: {_SAYS[r.verdict]}{_more(r)}."
        )
        yield _beside(c)
    if c.backwards is not None:
        worse, better = c.backwards
        yield f"Accounts judged {better.of} left more often than those judged {worse.of}."
    few = [o for o in c.levels if o.decisions and o.few]
    if few:
        names = ", ".join(f"{o.of} ({o.decisions})" for o in few)
        yield f"Of fewer than {FEW} decisions no share is drawn: judged {names}."


def _beside(c: Calibration) -> str:
    said = f"The score has {_pairs(c.score)} on the same ones"
    if c.better is None:
        return f"{said}: which of the two is better cannot be told."
    return f"{said}: the {c.better} is better."


def _pairs(r: Ranking) -> str:
    low, auc, high = (f"{share * 100:.0f}" for share in (r.low or 0.0, r.auc or 0.0, r.high or 0.0))
    return f"{auc} % ({low} to {high} %)"


def _more(r: Ranking) -> str:
    if r.verdict is not Verdict.TOO_FEW or not r.more:
        return ""
    return f"; if it stays so, about {count(r.more, 'decision')} more would tell"


def calibration_facts(
    c: Calibration,
    outcome: Callable[[str, Outcome], dict[str, Any]],
    ranking: Callable[[Ranking], dict[str, Any]],
) -> dict[str, Any]:
    """The calibration as JSON; outcomes and rankings as the rest of a back-test says them."""
    return {
        "decisions": c.decisions,
        "losses": c.lost,
        "sentence": calibration_finding(c),
        "remarks": calibration_remarks(c),
        "judgements": [{**outcome("judgement", o), "few": o.few} for o in c.levels],
        "bands": [{**outcome("band", o), "few": o.few} for o in c.bands],
        "own_judgement": ranking(c.judgement),
        "score": ranking(c.score),
        "better": c.better,
    }
