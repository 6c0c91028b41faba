"""A flag says that an account left; where its lines still run, a person says which of the two is right."""

from dataclasses import replace

from csdesk.domain.accounts import Account, Status
from csdesk.domain.day_words import spelled
from csdesk.domain.imports.bench.bench import Bench
from csdesk.domain.imports.bench.where import NOWHERE
from csdesk.domain.imports.contracts.despite import give_notice
from csdesk.domain.imports.rows.asked import LOST
from csdesk.domain.imports.sheets.sections import CUSTOMERS
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.subscriptions import Subscription


def settle_flags(sheet: Sheet, flagged: frozenset[int], bench: Bench, asking: Asking) -> None:
    """Ask once about the accounts that a sheet says were lost, though lines of theirs from elsewhere run.

    Whose other rows of the sheet tell of lines that run has lost one of several, and is a customer.
    """
    running = {}
    for row in sorted(flagged):
        account = bench.find(Account, bench.spoken.get((sheet.name, row), ""))
        if account and any(_goes_on(s, sheet, flagged, bench) for s in bench.lines(account.id)):
            bench.put(replace(account, status=Status.CUSTOMER, lost_on=None))
            continue
        live = [s for s in bench.lines(account.id) if _runs(s, sheet, bench)] if account else []
        if account and live:
            running[row] = (account, live)
    if not running:
        return
    header = sheet.header("account.churned") or sheet.header("account.status")
    answer = asking.ask(_question(sheet, header, running))
    for account, live in running.values():
        if answer == LOST:
            for line in live:
                give_notice(line, sheet.day, bench)
        else:
            bench.put(replace(account, status=Status.CUSTOMER, lost_on=None))


def _goes_on(line: Subscription, sheet: Sheet, flagged: frozenset[int], bench: Bench) -> bool:
    """Whether a row of the sheet that is of no lost customer tells of a line which runs."""
    name, row = bench.claimed.get(line.id, NOWHERE)
    return name == sheet.name and row not in flagged and _is_live(line, sheet)


def _runs(line: Subscription, sheet: Sheet, bench: Bench) -> bool:
    return bench.claimed.get(line.id, NOWHERE)[0] != sheet.name and _is_live(line, sheet)


def _is_live(line: Subscription, sheet: Sheet) -> bool:
    begun = line.start is None or line.start <= sheet.day
    goes_on = line.end is None or line.end >= sheet.day
    return begun and goes_on and line.recurring and line.cancelled_on is None


def _question(sheet: Sheet, header: str, running: dict[int, tuple[Account, list[Subscription]]]) -> Question:
    names = [account.account for account, _ in running.values()]
    lines = sum(len(live) for _, live in running.values())
    return Question(
        key=f"churned:{sheet.name}:{header}",
        sheet=sheet.name,
        rows=tuple(running),
        seen=tuple(names[:5]),
        choices=(
            Choice(LOST, f"Lost: their running lines were cancelled by {spelled(sheet.day)}"),
            Choice(CUSTOMERS, "Still customers, as their lines say"),
        ),
        default=None,
        text=f"{counted(len(running), 'account', 'is')} marked as lost in “{header}”, and "
        f"{counted(lines, 'line')} of theirs run on. Which is right?",
        evidence=f"Such as {', '.join(names[:3])}.",
    )
