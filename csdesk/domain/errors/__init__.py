"""An error is a fact that a person can act on; its sentences stand in `csdesk.wording`, by the same rooms."""

from csdesk.domain.errors.books import *  # noqa: F403
from csdesk.domain.errors.entries import *  # noqa: F403
from csdesk.domain.errors.imports import *  # noqa: F403
from csdesk.domain.errors.letters import *  # noqa: F403
from csdesk.domain.errors.queries import *  # noqa: F403
from csdesk.domain.errors.revenue import *  # noqa: F403
from csdesk.domain.errors.rounds import *  # noqa: F403
from csdesk.domain.errors.scores import *  # noqa: F403
from csdesk.domain.refusals import CsdeskError as CsdeskError
