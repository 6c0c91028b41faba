"""What a header says of a price: that it is for one seat, and which time it pays for."""

import re

from csdesk.domain.imports.vocabulary.folding import fold, folded
from csdesk.domain.subscriptions import Period

_SAYS = {
    Period.YEAR: folded(
        "year yearly yr annual annually annum jahr jährlich jährliche anual anuales ano an annuel annuels annuelle arr "
        "acv pa"
    ),
    Period.TERM: frozenset("tcv term laufzeit gesamtlaufzeit plazo duree prazo".split()),
    Period.MONTH: frozenset(
        "month monthly mo mth monat monatlich monatliche mtl mes mensual mensuales mois mensuel mensuels mensal "
        "mensais mrr pm".split()
    ),
    Period.QUARTER: frozenset("quarter quarterly quartal trimestre trimestral trimestriel".split()),
}
_BEGINS = {
    "jahres": Period.YEAR,
    "monats": Period.MONTH,
    "quartals": Period.QUARTER,
    "vierteljahr": Period.QUARTER,
}
"""How words of several begin: *Jahrespauschale*."""
_WHOLE_CONTRACT = frozenset({"total", "contract"})
_TIMES = _SAYS[Period.YEAR] | _SAYS[Period.MONTH] | _SAYS[Period.QUARTER]
_PER = frozenset("per pro par por je by a al and und".split())
_PRICE = folded(
    "unit list net price preis listenpreis precio prix preco cost kosten coste costo custo fee gebühr rate tarif "
    "tarifa mrr arr acv charge usd eur gbp chf"
)
_REVENUE = frozenset(
    "revenue umsatz jahresumsatz monatsumsatz erlose erloese revenu revenus ca ingreso ingresos receita".split()
)
"""Words for what is paid that no price is called by."""
_ONE = folded(
    "seat user licence license lizenz nutzer platz usuario licencia utilisateur poste siege assento licenca pupil "
    "student learner device endpoint employee member site location server schüler gerät "
    "mitarbeiter mitglied standort unit einheit wohneinheit wohnung unidad unite unidade practitioner "
    "alumno empleado eleve salarie aluno funcionario"
)
_PEOPLE = frozenset({"seat", "user", "nutzer", "usuario", "utilisateur"})
"""What alone beside a time is a price, of which a sign is left out: *$/seat/mo*."""
_BILLED = ("bill", "invoic", "pay", "abrechn", "zahl", "rechn", "factur", "fatur", "pag", "paiem", "cobr")
_PERIOD = ("period", "interval", "abrechnungszeitraum", "abrechnungsintervall", "abrechnungsperiode")
_WHOLE = frozenset(
    "tcv contract deal value total wert vertragswert auftragswert vertragsvolumen auftragsvolumen volumen valor "
    "valeur".split()
)


def said_period(header: str) -> Period | None:
    """The time that a header says its amounts pay for."""
    words = {*fold(header).replace("p a", "pa").replace("p m", "pm").split()}
    begun = (period for word in words for begins, period in _BEGINS.items() if word.startswith(begins))
    found = next((period for period, known in _SAYS.items() if words & known), None) or next(begun, None)
    return found or (Period.TERM if words >= _WHOLE_CONTRACT else None)


def for_one(header: str) -> bool:
    """Whether a folded header says what one seat costs: *price user month*, *per seat*, *mrr seat*."""
    header = header.replace(" p a", " pa").replace(" p m", " pm")
    words = [w for w in header.split() if w not in _TIMES - _PRICE]
    said = [w for w in words if w not in _PER]
    if not said or said[-1] not in _ONE or not _PRICE.issuperset(said[:-1]):
        return False
    timed = len(words) < len(header.split()) and said[-1] in _PEOPLE
    return len(said) > 1 or len(words) > 1 or timed


def without_time(header: str) -> str:
    """A folded header without the time that its amounts pay for: *unit price per month* is *unit price*."""
    words = [w for w in header.split() if w not in _TIMES]
    while words and words[-1] in _PER:
        words.pop()
    return " ".join(words)


_NOUNS = frozenset(
    "year yr annum jahr ano an term laufzeit month mo mth monat mes mois quarter quartal trimestre".split()
)
"""Words for a time that any count may have: *calls / month*."""


def says_price(words: str) -> bool:
    """Whether folded words say nothing but that something is paid: *fee*, *fee pa*, *mtl*."""
    said = words.split()
    told = {w for w in said if w not in _PER}
    return told <= _TIMES | _PRICE | _REVENUE and bool(told - _NOUNS) and said[-1] not in _PER


def names_price(header: str) -> bool:
    """Whether a header has a word for a price in it, beside a time."""
    return bool(_PRICE & {*fold(header).split()})


def without_price(header: str) -> str:
    """A header without what it says of a price: *Licence fee p.a.* is *Licence*."""
    text = re.sub(r"\b[pP]\.? ?[aAmM]\b\.?", " ", header)
    return " ".join(
        w
        for w in text.split()
        if fold(w) not in _TIMES | _PRICE | _PER | _REVENUE and any(map(str.isalnum, w))
    )


def says_billing(header: str, *, periods: bool = False) -> bool:
    """Whether a header is about how often is billed, which need not be what a price is for; a billing period is.

    `periods`: that counts, too.
    """
    words = fold(header).split()
    billed = any(w.startswith(_BILLED) for w in words)
    return billed and (periods or not any(w.startswith(_PERIOD) for w in words))


def says_whole(header: str) -> bool:
    """Whether a header is about a contract as a whole: *contract value*, *TCV*."""
    return bool(_WHOLE & {*fold(header).split()})
