"""A *Stage* that does not say of what is the customer's; beside renewals, or in their words, it is the renewal's."""

from csdesk.domain.accounts import Stage
from csdesk.domain.imports.cells.values import read_choice
from csdesk.domain.imports.columns.named import KNOWN, Candidate
from csdesk.domain.imports.tables.headers import Header
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.folding import folded
from csdesk.domain.imports.vocabulary.renewals import about_renewals
from csdesk.domain.imports.vocabulary.words import Synonyms, fold
from csdesk.domain.renewals import Category

_STAGE = frozenset("stage phase stadium etapa fase etape estagio stade".split()) | {"current stage"}
"""Headers of stages that do not say of what."""
_FORECAST = folded(
    "forecast;renewal forecast;outlook;renewal outlook;confidence;renewal confidence;renewal status;commit;"
    "prognose;prevision;previsao;pronostico;einschätzung verlängerung",
    ";",
)
"""Headers that may say how sure a renewal is."""
_SURE = frozenset({Category.COMMITTED, Category.LIKELY, Category.AT_RISK})
"""What is said of a renewal alone; lost and unknown are said of anything."""
_CATEGORY: Candidate = ("renewal.category", KNOWN, "its cells are such")


def with_stage_of_renewals(
    found: list[Candidate], header: Header, table: Table, synonyms: Synonyms
) -> list[Candidate]:
    """Where a column goes: a *Stage* with words of renewals is their category, with others on their sheet is asked."""
    known = any(name == _CATEGORY[0] for name, *_ in found)
    if known or (fold(header.text) in _FORECAST and all(why == "similar" for *_, why in found)):
        words = {fold(c) for c in table.cells(header.index) if isinstance(c, str)} - {""}
        said = {word for word in words if read_choice(word, Category, synonyms, "category")}
        there = known and not any(c is not None for c in table.cells(header.index))
        return found if there else [_CATEGORY] if 2 * len(said) >= len(words) > 0 else []
    if fold(header.text) not in _STAGE or all(name != "account.stage" for name, *_ in found):
        return found
    words = {fold(c) for c in table.cells(header.index) if isinstance(c, str)} - {""}
    sure = {word for word in words if read_choice(word, Category, synonyms, "category") in _SURE}
    if about_renewals(table.sheet):
        return [_CATEGORY] if 2 * len(sure) >= len(words) > 0 else []
    others = any(read_choice(word, Stage, synonyms, "stage") for word in words)
    return [_CATEGORY] if len(sure) > 1 and not others else found
