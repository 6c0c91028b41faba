"""The last touch of a customer may stand in two columns: when somebody last spoke, and when the last review was."""

from collections.abc import Mapping, Sequence

from csdesk.domain.imports.columns.named import Candidate
from csdesk.domain.imports.tables.headers import Header
from csdesk.domain.imports.vocabulary.targets import REVIEWED_ON, TOUCHED_ON
from csdesk.domain.imports.vocabulary.words import Synonyms, fold
from csdesk.domain.touches import TouchKind


def kind_of_touch(header: str, synonyms: Synonyms) -> TouchKind:
    """The kind of touch whose days stand below a header, *other* where nobody says it."""
    if "qbr" in header.lower():
        return TouchKind.REVIEW
    if named := next((k for k in TouchKind if k.value in header.lower()), None):
        return named
    said = (synonyms.value("touch_kind", word) for word in fold(header).split())
    return TouchKind(next(filter(None, said), TouchKind.OTHER))


def with_reviews(
    wanted: Mapping[int, list[Candidate]], headers: Sequence[Header], synonyms: Synonyms
) -> dict[int, list[Candidate]]:
    """Where columns may go; of several that tell the last touch, the review has a place of its own."""
    touched = [h for h in headers if any(name == TOUCHED_ON for name, *_ in wanted[h.index])]
    reviews = [h.index for h in touched if kind_of_touch(h.text, synonyms) is TouchKind.REVIEW]
    if not 0 < len(reviews) < len(touched):
        return dict(wanted)
    return {at: [*map(_reviewed, found)] if at in reviews else found for at, found in wanted.items()}


def _reviewed(candidate: Candidate) -> Candidate:
    name, sure, because = candidate
    return (REVIEWED_ON if name == TOUCHED_ON else name, sure, because)
