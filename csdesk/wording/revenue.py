"""The sentences of errors about contracts, renewals, amounts and rates."""

from csdesk.domain.errors import revenue as e
from csdesk.domain.refusals import CsdeskError

ERRORS: dict[type[CsdeskError], tuple[str, str]] = {
    e.PeriodBackwards: (
        "The period ends on {last}, before it begins on {first}.",
        "Give the earlier day first.",
    ),
    e.NoSuchRenewal: ("No term of {name} ends on {day}.", "csdesk renewals lists those that are due."),
    e.PerTermOrYear: (
        "The term is {months} months long: nobody said whether the amount is for all of it or for a year.",
        "Say what it is for: period=term or period=year.",
    ),
    e.StepOutsideTerm: ("The change on {day} lies outside {start} to {end}.", "Give a day inside."),
    e.NoSuchLoss: ("Nothing of {account} was lost or is going, by that name.", "csdesk losses lists them."),
    e.RenewalDecided: (
        "The renewal of {name} on {day} is decided already: {outcome}.",
        "Undo that decision to take another.",
    ),
    e.TermBackwards: ("The term would end on {end}, before it begins on {start}.", "Give a later day."),
    e.OrderInFuture: (
        "An order of {day} lies after today, {today}.",
        "Give the day on which it was decided.",
    ),
    e.AmountNotKnown: ("The amount of this line is not known.", "Give the new price."),
    e.RateMissing: (
        "There is no rate for {pair} on {day}, and none before it.",
        (
            "csdesk add rate from_currency={of} to_currency={to} on={on} rate=NUMBER{with_book} adds it; "
            "csdesk numbers --only{with_book} does without."
        ),
    ),
}
