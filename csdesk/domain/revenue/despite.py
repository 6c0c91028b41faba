"""A renewal despite notice is a term end that a row says was renewed, though notice was given for it: one is wrong."""

from datetime import date

from csdesk.domain.revenue.lines import Line
from csdesk.domain.revenue.live import decision_at, notified_end


def renewed_despite_notice(line: Line) -> date | None:
    """The term end for which notice was given and of which a row says that it was renewed; None where there is none."""
    end = noticed_end(line)
    row = decision_at(line, end).renewal if end else None
    return end if row is not None and row.outcome.renewed else None


def noticed_end(line: Line) -> date | None:
    """The term end that notice is about: the first from its day on; of what had been over, the day of the notice."""
    given, term = line.subscription.cancelled_on, line.term
    if given is None or term is None or not line.subscription.recurring:
        return None
    in_place = next((end for end in line.renewed_on if given <= end), None)
    return in_place or notified_end(given, term, rolls=line.subscription.auto_renew is True)
