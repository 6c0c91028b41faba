"""What a column is not, whatever it is called nearly so: numbers are no names, and what is paid once is no revenue."""

import re
from collections.abc import Container, Iterable, Sequence
from itertools import islice

from csdesk.domain.fields import Kind
from csdesk.domain.imports.cells.amounts import Mark, read_amount
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.tables.headers import Header, blank, header_word
from csdesk.domain.imports.vocabulary.folding import folded
from csdesk.domain.imports.vocabulary.price_words import names_price
from csdesk.domain.imports.vocabulary.targets import PRICED, TARGETS, Target
from csdesk.domain.imports.vocabulary.words import Synonyms

RECURRING = frozenset(PRICED)
"""What is paid again and again."""
_DISCOUNT, _PRODUCT, _TALKED_TO = "subscription.discount", "subscription.product", "touch.contacts"
_IDS = frozenset({"id", "external_id"})
_COUNTED = RECURRING | {"subscription.quantity"}
_YEAR = re.compile(r"\b(?:fy ?)?20\d\d\b|\bfy ?\d\d\b")
_SCALE = re.compile(r"\(\s*\d+\s*(?:-|–|to|bis|à|a)\s*\d+\s*\)")
"""*Engagement (1-5)* is a mark, in French too."""
_MANY = 400
"""How many cells are looked at."""


def paid_once(header: str, synonyms: Synonyms) -> bool:
    """Whether a folded header speaks of what is paid once: *onboarding fee*, *setup*, *Einrichtungsgebühr*."""
    words = f" {header} "
    return any(f" {word} " in words for word in synonyms.values["one_off"])


def is_doubtful(name: str, header: str, headers: Iterable[str]) -> bool:
    """Whether a field, which a header is nearly called, need not be meant by it.

    No word of it speaks of an ID; or it is an amount or a quantity, and names a year, or others end alike, as *New MRR*
    beside *Expansion MRR*, *CRM seats* beside *ERP seats*: nobody knows which of them counts.
    """
    word = header_word(header)
    if TARGETS[name].field in _IDS and not _OF_IDS & {*word.split()}:
        return True
    if name in _COUNTED and _YEAR.search(word):
        return True
    last = word.rpartition(" ")[2]
    return name in _COUNTED and any(
        h != header and header_word(h).rpartition(" ")[2] == last for h in headers
    )


def ruled_out(
    column: Header,
    headers: Iterable[Header],
    synonyms: Synonyms,
    cells: Iterable[Value],
    fields: Container[str],
) -> frozenset[str]:
    """Fields that a column cannot be, by its cells, by the words of its header and of the others of its table.

    `fields` are those that it could be: its cells are looked at where they tell.
    """
    header = column.text
    word = header_word(header)
    words = {*word.split()}
    others = {w for h in headers if h.text != header for w in header_word(h.text).split()}
    kinds = _PRODUCT in fields and words & _KINDS
    tells = kinds or _DISCOUNT in fields or any(name in fields for name in RECURRING)
    found, told = set[str](), [c for c in islice(cells, _MANY) if not blank(c)] if tells else []
    if paid_once(word, synonyms) or _is_ours(words, others) or _are_shares(header, words, told):
        found |= RECURRING
    if " ".join(w for w in word.split() if w not in _NUMBER) in {"po", "purchase order", "customer po"}:
        found |= {*TARGETS}  # the next year has another one: the ID of nothing
    if words & _SETTLED or word == "current" or (words & _WORK and not names_price(word)):
        found |= RECURRING
    if _SCALE.search(header):
        found.add("subscription.term_months")
    if words & _SELLERS:
        found.add("account.csm")
    if word == "who" and _WITH & {header_word(h.text) for h in headers}:
        found.add(_TALKED_TO)
    if _DISCOUNT in fields and _are_amounts(told):
        found.add(_DISCOUNT)
    if kinds and told and all(_says_how_it_ends(c, synonyms) for c in told):
        found.add(_PRODUCT)
    return frozenset(found)


def _is_ours(words: set[str], others: set[str]) -> bool:
    """Whether words speak of what we pay or keep, and no customer pays: *EK-Preis*, *margin*, *cost* beside that."""
    if words & _OURS or words >= {"purchase", "price"}:
        return True
    return bool(words & _COSTS and others & (_OURS | _SOLD))


_OURS = frozenset(
    "ek einkauf einkaufspreis einstandspreis wareneinsatz cogs margin marge margen margem profit "
    "deckungsbeitrag".split()
)
_COSTS = frozenset("cost costs kosten coste costo cout couts custo".split())
_SOLD = frozenset("sell selling vk verkaufspreis vente venta venda".split())
_NUMBER = frozenset("no nr num number ref reference id".split())
_SETTLED = folded(
    "received refunded outstanding overdue unpaid bezahlt erhalten eingegangen offen überfällig cobrado "
    "pendiente vencido recu regle impaye recebido pendente"
)
"""Words for what was paid or is still owed, which is not what a contract costs."""
_WORK = folded(
    "hours hrs stunden std horas heures ore uren minutes minuten minutos tickets calls anrufe llamadas appels visits "
    "besuche visitas visites orders bestellungen pedidos commandes"
)
"""Words for what is done or used in a month, which is no money without a word for a price."""
_SELLERS = frozenset("vendor supplier manufacturer insurer carrier lieferant hersteller versicherer".split())
"""Words for those whose goods are sold, whom nobody means by the owner of an account."""

_WITH = frozenset(
    {"with", "with whom", "spoke with", "spoke to", "talked to", "met with", "attendees", "participants"}
)
"""Headers that say with whom somebody spoke: *Who* beside one of them says who of us did."""


def are_numbers(target: Target, cells: Iterable[Value]) -> bool:
    """Whether the cells of a column are numbers, and its field is a text that nobody writes as one, as an ID is."""
    if target.kind is not Kind.TEXT or target.field in _IDS:
        return False
    filled = [c for c in islice(cells, _MANY) if not blank(c)]
    return bool(filled) and all(read_amount(c, Mark.POINT) is not None for c in filled)


_OF_IDS = folded(
    "id ids no nr num number numbers ref refs reference key keys code codes uuid guid nummer numero kennung "
    "kennzeichen schlüssel codigo clave identifiant identificador licence license lizenz po so"
)
"""Words without which a header that is only nearly called so names no ID."""


def _are_amounts(filled: Sequence[Value]) -> bool:
    """Whether most cells can be no share, and are what is taken off: 1,200 under *Discount*."""
    told = [a for a in (read_amount(c, Mark.POINT) for c in filled) if a is not None and a.number]
    large = [a for a in told if a.currency or (not a.percent and abs(a.number) > _WHOLE)]
    return 2 * len(large) > len(told)


def _says_how_it_ends(cell: Value, synonyms: Synonyms) -> bool:
    """Whether a cell says whether a contract goes on by itself: *Evergreen*, *Fixed term*, *Auto-renew*."""
    text = str(cell)
    return bool(synonyms.value("month_to_month", text) or synonyms.value("renews_beside", text))


_KINDS = frozenset("type kind art vertragsart vertragstyp tipo".split())
"""Words for the kind of a contract, which need not be what is sold."""


def _are_shares(header: str, words: set[str], filled: Sequence[Value]) -> bool:
    """Whether a column holds shares, which are no money: *18 %*, 18 under *Maintenance %*, 0.18 under *Wartung*."""
    told = [a for a in (read_amount(c, Mark.POINT) for c in filled) if a is not None]
    if not told or len(told) < len(filled):
        return False
    if all(a.percent for a in told):
        return True
    if any(a.currency for a in told):
        return False
    most = max(abs(a.number) for a in told)
    in_hundredths = "%" in header or bool(words & _PERCENT)
    return (in_hundredths and most <= _WHOLE) or (most < 1 and bool(words & _UPKEEP))


_WHOLE = 100
_PERCENT = frozenset("percent percentage pct prozent prozentsatz porcentaje pourcentage percentual".split())
_UPKEEP = frozenset("maintenance wartung pflege mantenimiento manutencao support".split())
"""Words for what is paid as a share of a licence."""


def says_it(name: str, target: Target, header: str) -> bool:
    """Whether a header that is only nearly called so says every word of a known name, and no more of it than that.

    *Date* is no *contract end date*, *Last seen* no *last seen by us*; an *engagement score* is a score. What is
    money, or says yes or no, as its cells show, may say less.
    """
    words = header.split()
    if target.field == "external_id" and _OTHERS & (set(words) - set(name.split())):
        return False
    if not set(name.split()) <= set(words):
        return target.kind in {Kind.YES_NO, Kind.MONEY}
    return words[-1] not in _OF_IT or words[-1] in name.split()


_OTHERS = frozenset(
    "contact user person ticket deal opportunity lead meeting event conversation invoice".split()
)
"""What has an ID of its own: it is no customer's, and no contract's."""
_OF_IT = frozenset("score scores trend by to id ids uuid url link rank".split())
"""Last words of headers that speak of something else than the words before them name."""
