"""An archive is a customer's move to a paid read-only product; what the fee fell by counts as a book says."""

from enum import StrEnum

from csdesk.domain.revenue.movements import CONTRACTION, Movement


class ArchiveAs(StrEnum):
    """What a book counts archives as. NRR, GRR and accounts are the same either way: who pays has not left."""

    CONTRACTION = "contraction"
    CHURN = "churn"

    @property
    def contraction(self) -> tuple[Movement, ...]:
        """The movements that contraction is the sum of."""
        return tuple(k for k in CONTRACTION if self is ArchiveAs.CONTRACTION or k is not Movement.ARCHIVE)

    @property
    def churn(self) -> tuple[Movement, ...]:
        """The movements that churn is the sum of."""
        return (Movement.CHURN,) if self is ArchiveAs.CONTRACTION else (Movement.CHURN, Movement.ARCHIVE)


def archive_text(amount: str, counted: ArchiveAs) -> str:
    """What a waterfall says of the archives in it, so that nobody has to ask."""
    return f"Archive of {amount} counts as {counted}."
