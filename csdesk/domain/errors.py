"""An error is a fact that a person can act on; its sentences stand in `csdesk.wording`.

Those about the file of a book stand in `errors_of_books`, those about what leaves csdesk or comes by mail in
`errors_of_letters`, those about a workbook that comes back in `errors_of_rounds`; all are found here.
"""

from datetime import date
from typing import cast

from csdesk.domain.errors_of_books import *  # noqa: F403
from csdesk.domain.errors_of_files import *  # noqa: F403
from csdesk.domain.errors_of_letters import *  # noqa: F403
from csdesk.domain.errors_of_rounds import *  # noqa: F403
from csdesk.domain.refusals import CsdeskError as CsdeskError  # noqa: PLC0414


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


class NotADay(CsdeskError):
    """A text is not a day."""


class PeriodBackwards(CsdeskError):
    """A period would end before it begins."""


class NoSuchRenewal(CsdeskError):
    """No term of a line ends on this day."""


class PerTermOrYear(CsdeskError):
    """The amount of a term longer than a year could be for all of it or for one year."""


class StepOutsideTerm(CsdeskError):
    """A price step lies outside the term, or does not come after the one before."""


class NoSuchLoss(CsdeskError):
    """Nothing of an account was lost, and nothing is going."""


class RenewalDecided(CsdeskError):
    """A renewal was decided before."""


class TermBackwards(CsdeskError):
    """A next term would end before it begins."""


class OrderInFuture(CsdeskError):
    """A renewal cannot be decided after today."""


class FigureOutOfRange(CsdeskError):
    """A quantity, a price or a number of days makes no sense."""


class AmountNotKnown(CsdeskError):
    """A next term has no amount: nobody knows the old one, and none was given."""


class RateMissing(CsdeskError):
    """An amount in another currency has no rate for a day."""

    @property
    def pair(self) -> str:
        """Such as EUR/USD."""
        return str(self.facts["pair"])

    @property
    def day(self) -> date:
        """The day for which there is none."""
        return cast("date", self.facts["day"])


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


class DayBothWays(CsdeskError):
    """A day in numbers can be read both ways."""


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


class SqlWrong(CsdeskError):
    """A query in SQL cannot be run."""


class SqlOnlyReads(CsdeskError):
    """A query in SQL would do something else than read the book."""


class SqlTooLong(CsdeskError):
    """A query in SQL was stopped because its time was over."""


class FileMissing(CsdeskError):
    """There is no file at this path."""


class NotAWorkbook(CsdeskError):
    """The file is neither a workbook nor a text table."""


class OtherKindOfFile(CsdeskError):
    """The file is something else than a table, whatever its name says."""


class WorkbookProtected(CsdeskError):
    """The workbook asks for a password."""


class WorkbookTooLarge(CsdeskError):
    """The file holds, unpacks to, or needs more than csdesk reads."""


class WorkbookDamaged(CsdeskError):
    """The workbook cannot be read: a part is missing or broken."""


class WorkbookTooSlow(CsdeskError):
    """The workbook could not be read in the time it was given."""


class WorkbookUnsafe(CsdeskError):
    """The workbook holds something that no workbook needs, such as a document type definition."""


class CsvQuoteNotClosed(CsdeskError):
    """A quotation mark is opened and never closed, so the rest of the file would be one field."""


class NotWritten(CsdeskError):
    """A file could not be written; what was there before is as it was."""

    exit_code = 1


class PathUnusable(NotWritten):
    """A file cannot be made at the path that was given: its folder is missing, or something else is there."""

    exit_code = 2


class NoSuchNoun(CsdeskError):
    """csdesk keeps nothing of this name."""


class OneNounPerCsv(CsdeskError):
    """A CSV file holds one kind of row; several were asked for."""


class ExportKindUnknown(CsdeskError):
    """The ending of the file does not say in which form to write it."""


class CalendarUnreadable(CsdeskError):
    """A file is no calendar, or one beyond what is read."""


class TemplateUnreadable(CsdeskError):
    """A file is not a PowerPoint template that can be used."""


class DeckKindUnknown(CsdeskError):
    """The ending of a deck's file does not say that it is a PowerPoint file."""


class NoSuchQuestion(CsdeskError):
    """An answer was given to a question that an import does not ask."""


class NoSuchChoice(CsdeskError):
    """An answer is none of its question's choices."""


class NoSuchSheet(CsdeskError):
    """A file has no sheet of this name."""


class NothingToImport(CsdeskError):
    """No sheet of a file holds a table."""


class ImportUndecided(CsdeskError):
    """An import waits for answers."""

    exit_code = 3


class ImportOutdated(CsdeskError):
    """The book changed after an import was planned."""


class ImportRefused(CsdeskError):
    """Rows of an import cannot be used as they are."""


class NothingRefused(CsdeskError):
    """A workbook of refused rows was wanted where no row is refused."""


class MappingUnreadable(CsdeskError):
    """A saved mapping is not one."""


class ImportCancelled(CsdeskError):
    """A person stopped an import."""

    exit_code = 130


class EditStopped(CsdeskError):
    """A person stopped a change of many rows, or its undo."""

    exit_code = 130


class PrintingStopped(CsdeskError):
    """A person stopped what was being printed."""

    exit_code = 130


class LookingElsewhere(CsdeskError):
    """The window shows another day, where nothing can be changed."""
