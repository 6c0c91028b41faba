"""Errors about scorecards and their measures."""

from csdesk.domain.refusals import CsdeskError


class NoSuchScorecard(CsdeskError):
    """No scorecard has this name."""


class ScorecardNameTaken(CsdeskError):
    """A new scorecard has no name, one that is too long, or one that another has."""


class ScorecardShipped(CsdeskError):
    """A scorecard that ships with csdesk, and was never changed, cannot be taken away."""


class ScorecardUnreadable(CsdeskError):
    """A file is no scorecard that can be used."""


class MeasureImpossible(CsdeskError):
    """A measure of one's own lacks something, or asks for what cannot be read."""


class NoSuchDimension(CsdeskError):
    """Numbers cannot be parted by this."""


class NoSuchMeasure(CsdeskError):
    """No measure of a scorecard has this name."""


class WeightImpossible(CsdeskError):
    """A weight is no whole number from 0 to 1000, or a card would weigh nothing."""


class PointsImpossible(CsdeskError):
    """Points of a measure do not rise by their readings, or leave 0 to 100."""


class BandsImpossible(CsdeskError):
    """The edges of bands do not follow each other."""


class CriterionComputed(CsdeskError):
    """A criterion asks what is computed: it would have to be known before it can be."""
