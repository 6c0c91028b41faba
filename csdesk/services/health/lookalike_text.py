"""Customers like this one, in words and as JSON."""

from fractions import Fraction
from typing import Any

from csdesk.domain.money import half_up
from csdesk.domain.phrases import together
from csdesk.domain.revenue.decided import Decided
from csdesk.domain.revenue.lookalike import Lookalikes, Profile, Round
from csdesk.wording import count


def sentence(found: Lookalikes) -> str:
    """What became of those who are alike, in one sentence."""
    name, by = found.me.name, together([key.value for key in found.keys])
    if not any(found.me.facts.values()):
        return f"Nothing is known of {name} by which others would be alike."
    if not found.alike:
        return f"Nobody is like {name} by {by}." if by else f"There is no customer beside {name}."
    many = "1 customer is" if len(found.alike) == 1 else f"{len(found.alike):,} customers are"
    head = f"{many} like {name} by {by}" if by else f"{many} there beside {name}"
    if not found.first.tested:
        return f"{head}; none of them has come to a renewal yet."
    second = f"; {_round(found.second, 'second')}" if found.second.tested else ""
    return f"{head}: {_round(found.first, 'first')}{second}."


def _round(r: Round, word: str) -> str:
    low, high = (f"{x * 100:.0f}" for x in r.interval)
    lost = "none was lost" if not r.lost else f"{r.lost} {'was' if r.lost == 1 else 'were'} lost"
    return f"of {r.tested:,} at their {word} renewal {lost} ({low} to {high} % of such){_change(r.change)}"


def _change(change: Fraction | None) -> str:
    if change is None:
        return ""
    points = half_up(abs(change) * 100, 1)
    if not points:
        return ", those who renewed pay the same"
    return f", those who renewed pay {points} % {'more' if change > 0 else 'less'} on average"


def facts(found: Lookalikes, as_of: str) -> dict[str, Any]:
    """The answer as JSON."""
    return {
        "as_of": as_of,
        "id": found.me.account,
        "account": found.me.name,
        "keys": [
            {"key": key.value, "value": found.me.facts[key], "without": found.without[key]}
            for key in found.keys
        ],
        "given_up": [key.value for key in found.given_up],
        "alike": len(found.alike),
        "untested": found.untested,
        "early": found.early,
        "first": _facts(found.first),
        "second": _facts(found.second),
        "rating": found.rating,
        "health": found.health,
        "sentence": sentence(found),
        "accounts": [_account(p) for p in found.alike],
    }


def _facts(r: Round) -> dict[str, Any]:
    low, high = r.interval
    return {
        "tested": r.tested,
        "renewed": r.renewed,
        "lost": r.lost,
        "rate": None if r.rate is None else float(r.rate),
        "low": low if r.tested else None,
        "high": high if r.tested else None,
        "change": None if r.change is None else float(r.change),
    }


def _fate(decided: Decided) -> str:
    return "lost" if decided.lost else "renewed"


def fates(p: Profile) -> str:
    """What became of each of its renewals, in their order."""
    return ", ".join(_fate(t) for t in p.renewals) or ("lost before" if p.gone else "not yet tested")


def _account(p: Profile) -> dict[str, Any]:
    return {
        "id": p.account,
        "account": p.name,
        "renewals": [_fate(t) for t in p.renewals],
        "rating": p.rating,
        "health": None if p.health is None else p.health / 10,
    }


def lines(found: Lookalikes) -> list[list[str]]:
    """Those who are alike as rows for a person: name, renewals, rating, health."""
    return [
        [
            p.name,
            fates(p),
            "–" if p.rating is None else f"{p.rating * 100:.0f} %",
            "–" if p.health is None else f"{p.health / 10:.1f}",
        ]
        for p in found.alike
    ]


def about(found: Lookalikes) -> list[str]:
    """What stands below the sentence."""
    said = []
    if found.given_up:
        said.append(f"Given up, so that enough are alike: {together([k.value for k in found.given_up])}.")
    if found.untested:
        said.append(f"Not yet tested: {count(found.untested, 'customer')}.")
    if found.early:
        said.append(f"Lost before a first renewal: {count(found.early, 'customer')}.")
    if found.health is not None:
        rating = "" if found.rating is None else f", mean rating {found.rating * 100:.0f} %"
        said.append(f"Mean health {found.health:.1f}{rating}.")
    return said
