"""The kind of a review is for whom it is: the team that works with us, or those who decide, met or only written to."""

from enum import StrEnum


class ReviewKind(StrEnum):
    """Which of a review's parts a deck shows."""

    QBR = "qbr"
    """Operational, for the champion: everything."""
    EBR = "ebr"
    """For an executive: outcomes alone, on at most eight slides."""
    SEND_ONLY = "send-only"
    """The same for somebody who is not met: with questions on the next 90 days to send back."""

    @property
    def called(self) -> str:
        """What it is called on its first slide."""
        return "Business review" if self is ReviewKind.QBR else "Executive review"


ASKED = (
    "What must happen in 90 days?",
    "What could get in the way?",
    "Who else should know of this?",
)
"""What a review that is only sent asks, with room to write the answers."""
