"""An error is a fact that a person can act on; its sentences stand in `csdesk.wording`, by the same rooms."""

from csdesk.domain.errors.books import *
from csdesk.domain.errors.entries import *
from csdesk.domain.errors.imports import *
from csdesk.domain.errors.letters import *
from csdesk.domain.errors.queries import *
from csdesk.domain.errors.revenue import *
from csdesk.domain.errors.rounds import *
from csdesk.domain.errors.scores import *
from csdesk.domain.refusals import CsdeskError as CsdeskError
