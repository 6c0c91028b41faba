"""The columns of the page's tables."""

from datetime import date
from fractions import Fraction

from csdesk import wording
from csdesk.domain.health.debt import Debt
from csdesk.domain.health.receipt import LineState
from csdesk.domain.phrases import upper
from csdesk.domain.plain import amount, share
from csdesk.services.health.portfolio import Holding
from csdesk.services.health.portfolio_text import part_words, signed
from csdesk.ui.formats import ABSENT, day, percent
from csdesk.ui.health.words import arr_text, band_word, cause, change_text, health_of
from csdesk.ui.kit.columns import Cell, Column

Owing = tuple[Holding, Debt]


def holding_columns(since: str, *, cards: bool = False) -> list[Column[Holding]]:
    """Accounts by what their health is; with several scorecards, which one scores each."""
    by = (
        [Column[Holding]("card", "Scorecard", lambda h: h.card.name, width=120, cell=Cell.SECOND)]
        if cards
        else []
    )
    return [
        _name(),
        _arr(),
        _health(),
        *by,
        Column("coverage", "Known", lambda h: percent(h.score.coverage), sort_key=lambda h: h.score.coverage,
               plain=lambda h: share(h.score.coverage), width=72, cell=Cell.NUMBER, tooltip=lambda h: _KNOWN),
        _change(since),
        Column("missing", "Not known", lambda h: str(len(h.debts)) if h.debts else "", sort_key=lambda h: len(h.debts),
               plain=lambda h: len(h.debts),
               width=88, cell=Cell.NUMBER, tooltip=_missing),
        Column("risks", "Open risks", _risks, width=180, cell=Cell.SECOND, grow=True),
    ]  # fmt: skip


def mover_columns(since: str) -> list[Column[Holding]]:
    """Accounts by how their health moved, and why."""
    return [
        _name(),
        _arr(),
        Column("before", "Then", lambda h: health_of(h.before).number, sort_key=_then, width=92, cell=Cell.HEALTH,
               value=lambda h: health_of(h.before), plain=lambda h: points(_then(h))),
        _health("Now"),
        _change(since),
        Column("cause", "Largest part", lambda h: cause(h.parts), width=260, cell=Cell.SECOND, grow=True),
        Column("parts", "Parts", lambda h: str(len(h.parts)), sort_key=lambda h: len(h.parts), width=64,
               plain=lambda h: len(h.parts), cell=Cell.NUMBER, tooltip=_parts),
    ]  # fmt: skip


def disagreement_columns() -> list[Column[Holding]]:
    """Accounts by how far opinions are apart."""
    return [
        _name(),
        _arr(),
        _health("Score"),
        Column("judgement", "You", _judgement, sort_key=lambda h: h.score.judgement,
               plain=lambda h: h.score.judgement, width=110),
        Column("money", "Next renewal", _money, width=110),
        Column("finding", "Who says what", lambda h: h.opinions.finding, width=260, cell=Cell.SECOND, grow=True),
    ]  # fmt: skip


def debt_columns(today: date) -> list[Column[Owing]]:
    """What is missing, by what it could change."""
    return [
        Column("account", "Account", lambda o: o[0].name, width=150, cell=Cell.NAME, grow=True),
        Column("arr", "ARR", lambda o: arr_text(o[0]), sort_key=lambda o: o[0].arr, width=92, cell=Cell.NUMBER,
               plain=lambda o: amount(o[0].money.arr, o[0].money.currency)),
        Column("measure", "What is not known", lambda o: o[1].measure.name, width=176, grow=True),
        Column("state", "State", lambda o: _gone(o, today), width=116, cell=Cell.SECOND),
        Column("swing", "Could move", lambda o: f"{o[1].swing / 10:.1f} points",
               sort_key=lambda o: o[1].swing, plain=lambda o: points(o[1].swing), width=110, cell=Cell.NUMBER),
        Column("turns", "Another band", lambda o: "Possible" if o[1].turns else "", width=104,
               ink=lambda o: "watch.text"),
        Column("minutes", "Minutes", lambda o: str(o[1].minutes), sort_key=lambda o: o[1].minutes, width=76,
               plain=lambda o: o[1].minutes, cell=Cell.NUMBER),
        Column("brings", "Brought by", _sheets, width=150, cell=Cell.SECOND, grow=True,
               tooltip=lambda o: o[1].measure.brings),
    ]  # fmt: skip


def _name() -> Column[Holding]:
    return Column("account", "Account", lambda h: h.name, width=150, cell=Cell.NAME, grow=True)


def _arr() -> Column[Holding]:
    return Column("arr", "ARR", arr_text, sort_key=lambda h: h.arr or None, width=92, cell=Cell.NUMBER,
                  plain=lambda h: amount(h.money.arr, h.money.currency))  # fmt: skip


def _health(header: str = "Health") -> Column[Holding]:
    return Column("health", header, lambda h: health_of(h.score).number, sort_key=lambda h: h.score.tenths,
                  plain=lambda h: points(h.score.tenths), width=116, cell=Cell.HEALTH,
                  value=lambda h: health_of(h.score))  # fmt: skip


def _change(since: str) -> Column[Holding]:
    return Column("change", f"Since {since}", lambda h: change_text(h.change), sort_key=lambda h: h.change, width=112,
                  plain=lambda h: points(h.change),
                  cell=Cell.NUMBER, tooltip=_parts)  # fmt: skip


def file_columns() -> list[Column[Holding]]:
    """The band, which the screen says by a shape and a colour."""

    def band(holding: Holding) -> str:
        yours = holding.score.yours
        return f"{wording.choice(yours)}, yours" if yours else band_word(holding.score.band)

    return [Column("band", "Band", band)]


def points(tenths: int | None) -> Fraction | None:
    """A score for a spreadsheet."""
    return None if tenths is None else Fraction(tenths, 10)


def _then(holding: Holding) -> int | None:
    return holding.before.tenths if holding.before else None


def _parts(holding: Holding) -> str:
    """The parts of the change, one below the other; they add up to it."""
    return "\n".join(f"{signed(int(p.change * 10))}  {part_words(p)}" for p in holding.parts)


_KNOWN = "The share of the scorecard's weight with a fresh reading"


def _risks(holding: Holding) -> str:
    said = ", ".join(m.name.removeprefix("Open risk: ") for m in holding.score.modifiers)
    return upper(said)


def _money(holding: Holding) -> str:
    return wording.choice(holding.opinions.category)


def _missing(holding: Holding) -> str:
    return "\n".join(d.measure.name for d in holding.debts)


def _judgement(holding: Holding) -> str:
    own = holding.score.judgement
    return ABSENT if own is None else f"{own} of 5"


def _gone(owing: Owing, today: date) -> str:
    line = owing[1].line
    if line.state is LineState.EXPIRED:
        return f"Expired {day(line.expired_on, today=today)}"
    return "Never known"


def _sheets(owing: Owing) -> str:
    """The sheets of a workbook that would bring it."""
    parts = owing[1].measure.brings.split("; ")
    return ", ".join(dict.fromkeys(part.partition(":")[0] for part in parts))
