"""The catalogue of nouns, in an order in which every reference points backwards."""

from functools import cache

from csdesk.domain.accounts import Account
from csdesk.domain.advocacy import Advocacy
from csdesk.domain.arrivals import Arrival
from csdesk.domain.churn import Churn
from csdesk.domain.contacts import Contact
from csdesk.domain.custom import CustomField, CustomValue
from csdesk.domain.feedback import Feedback
from csdesk.domain.fields import Noun, noun_of
from csdesk.domain.files import File
from csdesk.domain.gaps import Gap
from csdesk.domain.invoices import Invoice
from csdesk.domain.kept_answers import KeptAnswer
from csdesk.domain.milestones import Milestone
from csdesk.domain.objectives import Objective, Reading
from csdesk.domain.opportunities import Opportunity
from csdesk.domain.overrides import Override
from csdesk.domain.passes import Pass
from csdesk.domain.preferences import Preference
from csdesk.domain.products import Product
from csdesk.domain.promises import Promise
from csdesk.domain.rates import Rate
from csdesk.domain.renewals import Renewal
from csdesk.domain.risks import Risk
from csdesk.domain.scorecards import SavedScorecard
from csdesk.domain.signals import Signal
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.surveys import Survey
from csdesk.domain.tasks import Task
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Touch
from csdesk.domain.usage import Usage
from csdesk.domain.views import View

NOUNS: tuple[type, ...] = (
    Preference,
    View,
    SavedScorecard,
    Arrival,
    KeptAnswer,
    Account,
    Contact,
    Product,
    Subscription,
    Step,
    Renewal,
    Invoice,
    Ticket,
    Survey,
    Usage,
    Touch,
    Task,
    Milestone,
    Objective,
    Reading,
    Signal,
    Risk,
    Override,
    Promise,
    Gap,
    Opportunity,
    Advocacy,
    Feedback,
    Churn,
    File,
    Pass,
    Rate,
    CustomField,
    CustomValue,
)


def noun_of_table(table: str) -> Noun:
    """The noun that a table keeps. Raises: KeyError."""
    return _by_table()[table]


@cache
def _by_table() -> dict[str, Noun]:
    return {noun_of(n).table: noun_of(n) for n in NOUNS}
