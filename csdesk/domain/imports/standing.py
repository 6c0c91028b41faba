"""A standing is whether a row is a customer yet: leads, prospects and trials are asked about once a sheet."""

from collections.abc import Sequence

from csdesk.domain.accounts import Stage, Status
from csdesk.domain.imports.asked import LEAVE_OUT
from csdesk.domain.imports.questions import Asking, Choice, Question, counted
from csdesk.domain.imports.record import Record
from csdesk.domain.imports.sheets import Sheet

KEEP = Status.PROSPECT.value
_BEFORE = frozenset({Stage.AWARENESS, Stage.ACQUISITION})
"""Stages of those who have not bought."""
_SHOWN = 5


def is_prospect(record: Record) -> bool:
    """Whether a row says that it is no customer yet: by its status, else by its stage; who paid is one."""
    status = record.get("account.status")
    if record.paid:
        return False
    return status is Status.PROSPECT if status else record.get("account.stage") in _BEFORE


def prospects_left_out(sheet: Sheet, records: Sequence[Record], asking: Asking) -> frozenset[int]:
    """The rows of prospects, unless a person keeps them; the csdesk workbook's own sheets are never asked."""
    named = sheet.header("account.status") or sheet.header("account.stage")
    if sheet.mapping.own or not named:
        return frozenset()
    found = [r for r in records if is_prospect(r)]
    if not found:
        return frozenset()
    all_of_them = len(found) == len(records)
    said = asking.ask(_question(sheet, named, found, default=KEEP if all_of_them else LEAVE_OUT))
    return frozenset(r.row for r in found) if said == LEAVE_OUT else frozenset()


def _question(sheet: Sheet, named: str, found: Sequence[Record], *, default: str) -> Question:
    names = [str(r.get("account.account") or r.get("account.external_id") or "") for r in found]
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    it = "it" if len(found) == 1 else "them"
    return Question(
        key=f"prospects:{sheet.name}:{named}",
        sheet=sheet.name,
        rows=tuple(r.row for r in found),
        seen=tuple(names[:_SHOWN]),
        choices=(
            Choice(LEAVE_OUT, "Leave them out: the book is of customers"),
            Choice(KEEP, "Keep them as prospects, without a contract"),
        ),
        default=default,
        text=f"By “{named}”, {counted(len(found), 'row', 'is')} not of a customer yet. What becomes of {it}?",
        evidence=f"{', '.join(names[:_SHOWN])}{more}.",
    )
