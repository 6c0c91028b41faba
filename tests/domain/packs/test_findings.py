"""What a board pack finds, in sentences; its bars add up to what they lead to."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from csdesk.domain.figures.committed import committed
from csdesk.domain.packs import Facts, pack_of
from csdesk.domain.revenue.definitions import Metric
from csdesk.domain.revenue.forecast import Standing
from csdesk.domain.revenue.survival import survival
from csdesk.domain.revenue.waterfall import Shown
from tests.decks.packs import board_bare, board_full, metric, told


def said(text: str) -> str:
    """The text with common spaces."""
    return text.replace("\u00a0", " ")


def bridge_title(**shown: int) -> str:
    """The finding of a bridge of these movements."""
    whole: dict[str, Any] = {
        "opening": 0,
        "closing": 0,
        "new": 0,
        "won_back": 0,
        "expansion": 0,
        "contraction": 0,
        "churn": 0,
        "fx": 0,
    }
    made = pack_of(replace(board_full(), shown=Shown(detail={}, **whole | shown))).bridge
    assert made is not None
    return made.title


def test_nrr_never_stands_without_grr() -> None:
    facts = board_full()
    title = said(pack_of(facts).scoreboard.title)
    assert title == "ARR is $2,195,700, up 13.3 %; NRR 93.6 %, GRR 93.6 %"
    without = replace(facts, metrics={**facts.metrics, Metric.GRR: metric(Metric.GRR, None)})
    assert "NRR" not in pack_of(without).scoreboard.title


def test_what_is_not_known_is_said_and_makes_no_bridge() -> None:
    pack = pack_of(replace(board_full(), unknown=3, closing=None))
    assert said(pack.scoreboard.title) == "What 3 accounts pay is not known, so ARR is not either"
    assert said(pack.scoreboard.lead) == "History is not known for 3 accounts: NRR and GRR are not told."
    assert pack.scoreboard.tiles[0].value == "–"
    assert pack.bridge is None


def test_what_is_agreed_to_come_stands_beside_the_closing_with_its_definition() -> None:
    pack = pack_of(board_full())
    assert pack.bridge is not None
    assert pack.bridge.lead == "Monthly recurring revenue, USD. What is agreed to come (CMRR): $181,508"
    (cmrr,) = [f for f in pack.figures if f.what == "CMRR"]
    assert (cmrr.value, cmrr.period) == ("$181,508", "24\u00a0November 2025")
    unknown = replace(board_full(), figures={"cmrr": committed(None, 50)})
    assert pack_of(unknown).agreed is None
    assert pack_of(board_bare()).agreed is None


def test_the_foot_of_the_bridge_says_what_an_archive_counts_as() -> None:
    pack = pack_of(board_full())
    assert pack.bridge is not None
    assert "residual 0. Archive of $625 counts as churn. Movements" in pack.bridge.foot


@pytest.mark.parametrize(
    ("from_", "to", "cut_off"),
    [
        (date(2025, 11, 24), date(2026, 11, 24), "; the first and the last month are not whole"),
        (date(2025, 11, 24), date(2026, 11, 30), "; the first month is not whole"),
        (date(2025, 12, 1), date(2026, 11, 24), "; the last month is not whole"),
        (date(2025, 12, 1), date(2026, 11, 30), ""),
    ],
)
def test_a_month_of_which_only_a_part_lies_ahead_is_said_to_be_one(
    from_: date, to: date, cut_off: str
) -> None:
    renewals = pack_of(replace(board_full(), as_of=from_, horizon=to)).renewals
    assert renewals is not None
    assert renewals.lead == f"ARR by the month in which its term ends, USD{cut_off}"


def test_an_empty_book_has_no_arr_of_zero() -> None:
    pack = pack_of(board_bare())
    assert pack.scoreboard.title == "No contract with recurring revenue is in the book yet"
    assert pack.scoreboard.tiles[0].value == "–"
    parts = (pack.bridge, pack.leaving, pack.renewals, pack.at_risk, pack.pareto, pack.voice, pack.forecast)
    assert (*parts, pack.staying) == (None,) * 8


def test_the_bars_of_the_bridge_add_up_and_leave_out_what_did_not_happen() -> None:
    bridge = pack_of(board_full()).bridge
    assert bridge is not None
    first, *moves, last = bridge.rungs
    assert first.amount + sum(m.amount for m in moves) == last.amount
    assert [m.label for m in moves] == ["New", "Won back", "Expansion", "Contraction", "Churn"]


def test_the_bridge_says_what_moved_revenue_most() -> None:
    assert bridge_title(opening=100, closing=100) == "MRR stayed at $1: nothing came and nothing went"
    assert bridge_title(opening=900, closing=500, churn=400) == "MRR fell by $4: $4 went, and nothing came in"
    assert (
        bridge_title(closing=900, new=900)
        == "MRR grew by $9, most of it from new customers; nothing was lost"
    )
    assert bridge_title(closing=500, expansion=900, churn=400) == (
        "MRR grew by $5: expansion alone brought more than all losses took"
    )
    assert bridge_title(opening=900, closing=500, won_back=100, churn=500) == (
        "MRR fell by $4: customers won back brought $1, losses took $5"
    )


def test_losses_say_how_many_have_no_reason_yet() -> None:
    part = pack_of(board_full()).leaving
    assert part is not None
    assert (
        said(part.title) == "2 customers and 1 product left with $69,660 of ARR; one reason is not known yet"
    )
    assert [line.who for line in part.lines] == ["Missing features", "Company acquired", "Not known yet"]


def test_renewals_are_stacked_by_month_and_every_amount_stands_in_one_layer() -> None:
    facts = board_full()
    part = pack_of(facts).renewals
    assert part is not None
    assert part.labels[:3] == ("Nov 2025", "Dec", "Jan 2026")
    assert sum(sum(layer.amounts) for layer in part.layers) == sum(r.amount or 0 for r in facts.renewing)
    assert [layer.name for layer in part.layers] == [
        "Renewed",
        "Committed",
        "Likely",
        "Unknown",
        "Renewal at risk",
        "Lost",
    ]
    assert "2 renewals in a currency without a rate" in said(part.foot)


def test_the_largest_customers_bring_a_share_of_the_arr_that_is_known_where_some_is_not() -> None:
    facts = board_full()
    whole, part = pack_of(facts).pareto, pack_of(replace(facts, unknown=3, closing=None)).pareto
    assert whole is not None
    assert part is not None
    assert (said(whole.title)[-11:], said(part.title)[-29:]) == (
        "80 % of ARR",
        "80 % of the ARR that is known",
    )
    assert part.foot.endswith("Not counted: accounts without a known amount")


def test_one_customer_brings_what_several_bring() -> None:
    facts = board_full()
    of = facts.figures["concentration"]
    one = pack_of(
        replace(facts, figures={**facts.figures, "concentration": replace(of, value=Fraction(1))})
    ).pareto
    assert one is not None
    assert said(one.title) == "1 customer of 50 brings 80 % of ARR"


def test_renewals_of_which_nobody_said_anything_are_not_called_at_risk() -> None:
    facts = board_full()
    silent = tuple(replace(r, standing=Standing.UNKNOWN) for r in facts.renewing)
    part = pack_of(replace(facts, renewing=silent)).renewals
    assert part is not None
    assert part.title.endswith("none of it has a category yet")


def test_customers_at_risk_stand_with_their_next_step() -> None:
    part = pack_of(board_full()).at_risk
    assert part is not None
    assert said(part.title) == "Two customers are at risk with $90,400 of ARR; one without a next step"
    assert [said(line.who) for line in part.lines] == [
        "Get a date for the open cases, 18 Dec 2025",
        "None yet",
    ]


def test_what_nobody_knows_is_not_told_as_nothing() -> None:
    facts = board_full()
    unknown = tuple(replace(e, arr=None) for e in facts.endangered)
    of_all = pack_of(replace(facts, endangered=unknown)).at_risk
    of_one = pack_of(replace(facts, endangered=(unknown[0], *facts.endangered[1:]))).at_risk
    assert of_all is not None
    assert of_one is not None
    assert said(of_all.title).startswith("Two customers are at risk with ARR that is not known;")
    assert said(of_one.title).startswith("Two customers are at risk with $18,400 of ARR, one not known;")
    assert (
        pack_of(replace(facts, renewing=tuple(replace(r, amount=None) for r in facts.renewing))).renewals
        is None
    )
    gone = pack_of(replace(facts, gone=tuple(replace(g, amount=None) for g in facts.gone))).leaving
    assert gone is not None
    assert "left with ARR that is not known" in said(gone.title)


def test_a_figure_on_few_answers_stands_with_its_interval() -> None:
    voice = pack_of(board_full()).voice
    assert voice is not None
    assert said(voice.title) == "nps is 5 on 12 answers"
    assert [said(t) for t in voice.tiles[0].under] == [
        "12 answers",
        "between −34 and 43, with 95 % confidence",
    ]


def test_past_forecasts_are_held_against_what_became_of_them() -> None:
    part = pack_of(board_full()).forecast
    assert part is not None
    assert said(part.title) == "Of 31 renewals that we called committed, 29 renewed"
    committed, likely = part.lines
    assert said(committed.detail) == "between 79 % and 98 %, with 95 % confidence"
    assert "the forecast uses it from 20 on" in likely.detail


def test_every_figure_of_the_pack_has_its_definition_on_the_last_page() -> None:
    whats = [figure.what for figure in pack_of(board_full()).figures]
    assert {"NRR", "GRR", "Losses", "Customers at risk", "nps", "Calibration of the forecast"} <= set(whats)


def test_a_pack_of_a_shrinking_book_says_down() -> None:
    facts: Facts = replace(board_full(), opening=Fraction(200), closing=Fraction(100))
    assert "down 50" in pack_of(facts).scoreboard.title


def test_how_long_customers_stay_is_told_from_ten_losses_on() -> None:
    staying = pack_of(board_full()).staying
    assert staying is not None
    assert said(staying.title) == "92.7 % of customers stay a year; half have left after 54 months"
    assert [share for _, share in staying.steps] == sorted(
        {share for _, share in staying.steps}, reverse=True
    )
    few = survival([(n, n < 10) for n in range(1, 61)])
    assert few.lost == 9
    assert pack_of(replace(board_full(), stays=few)).staying is None


def test_an_interval_is_spoken_of_only_where_one_stands() -> None:
    many = told("nps", 5, 61), told("nps_accounts", -26, 26)
    facts = replace(board_full(), figures={figure.key: figure for figure in many})
    voice = pack_of(facts).voice
    assert voice is not None
    assert voice.lead == ""
