"""Errors about what a person types, changes or takes back: accounts, rows, fields, days."""

from csdesk.domain.refusals import CsdeskError


class TouchInFuture(CsdeskError):
    """A touch cannot happen after today."""


class TouchWithoutText(CsdeskError):
    """A touch must say what came of it."""


class NoSuchAccount(CsdeskError):
    """No account has this name or id."""


class AmbiguousAccount(CsdeskError):
    """Several accounts fit the name."""

    exit_code = 3


class AmbiguousContact(CsdeskError):
    """Several contacts of an account have this first name."""

    exit_code = 3


class NotADay(CsdeskError):
    """A text is not a day."""


class DayBothWays(CsdeskError):
    """A day in numbers can be read both ways."""


class FigureOutOfRange(CsdeskError):
    """A quantity, a price or a number of days makes no sense."""


class AccountWithoutName(CsdeskError):
    """An account needs a name."""


class AccountExists(CsdeskError):
    """An account of this name is there already."""


class NotAQuery(CsdeskError):
    """A text is not a condition on fields."""


class NoSuchField(CsdeskError):
    """There is no field of this name here."""


class NoSuchRow(CsdeskError):
    """No row of a noun has this id."""


class MergeRefused(CsdeskError):
    """Two rows cannot become one."""


class FieldNeeded(CsdeskError):
    """A row cannot be without this field."""


class FieldRefused(CsdeskError):
    """What was typed is no value of this field."""


class NothingToUndo(CsdeskError):
    """There is no change that could be undone."""


class NothingToRedo(CsdeskError):
    """There is no undone change that could be redone."""


class NoSuchChange(CsdeskError):
    """The history has no change of this number that could be undone."""


class ChangedSince(CsdeskError):
    """Rows of a change were changed again since, so it cannot be undone as a whole."""


class StillReferred(CsdeskError):
    """A row cannot be removed while others belong to it."""


class RefersToNothing(CsdeskError):
    """A row cannot be put back while what it belongs to is gone."""


class AnswerLost(CsdeskError):
    """What a verb answers could not be written, as where a disk is full that takes it; what it did stands."""

    exit_code = 1


class EditStopped(CsdeskError):
    """A person stopped a change of many rows, or its undo."""

    exit_code = 130


class LookingElsewhere(CsdeskError):
    """The window shows another day, where nothing can be changed."""
