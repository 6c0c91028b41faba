"""Who is archived in the book and comes again in a list stays so, which is told with the offer to bring them back."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from csdesk.domain.accounts import Account, Status
from csdesk.domain.imports.bench.bench import Bench, Laid
from csdesk.domain.imports.bench.plan import Result, RowPlan
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import BACK, Asking, Choice, Question, counted
from csdesk.domain.phrases import first_of

KEEP = "keep"
_SHOWN = 5
_COMES = frozenset({Result.SAME, Result.CHANGED, Result.NEW})


Rows = tuple[RowPlan, ...]


def lay_archived(
    sheet: Sheet, rows: Rows, lost: Collection[int], bench: Bench, asking: Asking
) -> tuple[Rows, tuple[str, ...]]:
    """The rows of a list of customers, once it was offered that those who are archived are customers again; and what is
    told of those who stay so."""
    if sheet.mapping.own or sheet.mapping.noun not in {"account", "subscription"}:
        return rows, ()
    archived = {a.id for a in bench.all(Account) if a.status is Status.ARCHIVED}
    found = dict(_coming(sheet, rows, archived, bench)) if archived else {}
    found = {uid: row for uid, row in found.items() if row not in lost}
    if not found:
        return rows, ()
    names = [account.account for uid in found if (account := bench.find(Account, uid))]
    if asking.offer(_question(sheet.name, tuple(found.values()), names)) != BACK:
        stay = "stays" if len(names) == 1 else "stay"
        told = f"{counted(len(names), 'customer', 'is')} archived in the book, and {stay} so"
        return rows, (f"{told}: {first_of(names[:_SHOWN], len(names))}.",)
    again = {row: uid for uid, row in found.items()}
    return tuple(_back(r, again[r.row], bench) if r.row in again else r for r in rows), ()


def _coming(sheet: Sheet, rows: Rows, archived: Collection[str], bench: Bench) -> Iterator[tuple[str, int]]:
    """The archived accounts that come in a sheet whose rows do not say what they are, each with its row."""
    says = {r.row for r in sheet.records if r.get("account.status") is not None}
    for row in rows:
        uid = bench.spoken.get((sheet.name, row.row))
        if uid and uid in archived and row.result in _COMES and row.row not in says:
            yield uid, row.row


def _back(row: RowPlan, uid: str, bench: Bench) -> RowPlan:
    """What becomes of a row whose customer is one again: it was said, whoever archived them."""
    account, laid = bench.find(Account, uid), Laid(force=True)
    if account is None:
        return row
    bench.merge(account, {"status": Status.CUSTOMER}, laid)
    told = "; ".join(f"{c.header} {c.old} → {c.new}" for c in laid.changes)
    what = told if row.result is Result.SAME else f"{row.what}; {told}"
    result = row.result if row.result is Result.NEW else Result.CHANGED
    return replace(row, result=result, what=what, changes=(*row.changes, *laid.changes))


def _question(sheet: str, rows: tuple[int, ...], names: Sequence[str]) -> Question:
    one = len(names) == 1
    return Question(
        key=f"archived:{sheet}:accounts",
        sheet=sheet,
        rows=rows,
        seen=tuple(names[:_SHOWN]),
        choices=(
            Choice(KEEP, f"No: {'it stays' if one else 'they stay'} archived"),
            Choice(BACK, f"Yes: {'it is a customer' if one else 'they are customers'} again"),
        ),
        default=KEEP,
        text=f"{counted(len(names), 'customer')} of “{sheet}” {'is' if one else 'are'} archived in the book. "
        f"{'Does it' if one else 'Do they'} come back?",
        evidence=f"{first_of(names[:_SHOWN], len(names))}.",
    )
