"""The sentences of errors about scorecards and their measures."""

from csdesk.domain.errors import scores as e
from csdesk.domain.refusals import CsdeskError

ERRORS: dict[type[CsdeskError], tuple[str, str]] = {
    e.NoSuchScorecard: ("There is no scorecard “{name}”.", "Choose one of: {names}."),
    e.ScorecardNameTaken: (
        "No scorecard can be called “{name}”.",
        "A free name of at most {most} letters will do.",
    ),
    e.ScorecardShipped: ("“{name}” ships with csdesk and stays.", "Let it score nobody instead."),
    e.ScorecardUnreadable: (
        "{file} is no scorecard: {why}.",
        "csdesk scorecards NAME --export FILE writes one.",
    ),
    e.CriterionComputed: (
        "A criterion cannot ask {field}: {why}.",
        "It asks what rows say themselves: {fields}.",
    ),
    e.MeasureImpossible: ("{measure} cannot be measured so: {why}.", "Change it, and try again."),
    e.NoSuchDimension: ("csdesk cannot part customers by “{name}”.", "Choose from: {names}."),
    e.NoSuchMeasure: ("“{name}” is no measure of {scorecard}.", "Choose one of: {names}."),
    e.WeightImpossible: (
        "{weight} is no weight for {measure}.",
        "A weight is a whole number from 0 to 1000, and one of a card is more than 0.",
    ),
    e.PointsImpossible: (
        "The points of {measure} cannot be.",
        "Write READING:POINTS pairs by rising reading, points from 0 to 100, such as 0:0,0.5:40,1:100.",
    ),
    e.BandsImpossible: (
        "{text} are no edges of bands.",
        "Write the lower edges as 70/40, both from 0 to 100.",
    ),
}
