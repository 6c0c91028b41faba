"""An action is something that a person can do, with its name and its key; every key stands here."""

from enum import StrEnum

from csdesk.domain.values import dataclass


class Scope(StrEnum):
    """Where a key works: letters act on a selection of one page, Ctrl acts on the program."""

    PROGRAM = "program"
    WEEK = "week"
    ACCOUNTS = "accounts"
    ACCOUNT = "account"
    RENEWALS = "renewals"
    HEALTH = "health"
    NUMBERS = "numbers"
    IMPORT = "import"
    ANOTHER_DAY = "another day"
    """While another day than today is shown: then these go before a page's own."""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action: a unique id, what it is called, its key as Qt writes it, and where it works."""

    id: str
    text: str
    key: str
    scope: Scope = Scope.PROGRAM

    @property
    def caps(self) -> tuple[str, ...]:
        """The key as the caps that are drawn: Ctrl, T."""
        signs = {"Right": "→", "Left": "←", "Up": "↑", "Down": "↓", "Return": "Enter"}
        return tuple(signs.get(part, part) for part in self.key.split("+"))


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("go.week", "Week", "Alt+1"),
    ActionSpec("go.accounts", "Accounts", "Alt+2"),
    ActionSpec("go.renewals", "Renewals", "Alt+3"),
    ActionSpec("go.health", "Health", "Alt+4"),
    ActionSpec("go.numbers", "Numbers", "Alt+5"),
    ActionSpec("go.import", "Import", "Alt+6"),
    ActionSpec("go.settings", "Settings", "Ctrl+,"),
    ActionSpec("touch.new", "New touch", "Ctrl+T"),
    ActionSpec("task.new", "New task", "Ctrl+Shift+T"),
    ActionSpec("import.open", "Import a spreadsheet", "Ctrl+I"),
    ActionSpec("find", "Search or do anything", "Ctrl+K"),
    ActionSpec("undo", "Undo", "Ctrl+Z"),
    ActionSpec("redo", "Redo", "Ctrl+Shift+Z"),
    ActionSpec("book.open", "Open a book", "Ctrl+O"),
    ActionSpec("backups", "Backups, and the way back", "Ctrl+Shift+B"),
    ActionSpec("keys", "Keys", "F1"),
    ActionSpec("day.choose", "Look from another day", "Ctrl+D"),
    ActionSpec("day.before", "A day earlier", "Alt+Left"),
    ActionSpec("day.after", "A day later", "Alt+Right"),
    ActionSpec("day.known", "As it was, or as known", "Ctrl+Shift+D", Scope.ANOTHER_DAY),
    ActionSpec("day.back", "Back to today", "Esc", Scope.ANOTHER_DAY),
    ActionSpec("quit", "Quit", "Ctrl+Q"),
    ActionSpec("week.done", "done", "E", Scope.WEEK),
    ActionSpec("week.open", "open account", "Return", Scope.WEEK),
    ActionSpec("week.snooze", "snooze", "S", Scope.WEEK),
    ActionSpec("week.touch", "log touch", "L", Scope.WEEK),
    ActionSpec("week.later", "move a day", "Shift+Right", Scope.WEEK),
    ActionSpec("week.earlier", "move back", "Shift+Left", Scope.WEEK),
    ActionSpec("week.why", "why", "?", Scope.WEEK),
    ActionSpec("week.task", "edit task", "F2", Scope.WEEK),
    ActionSpec("week.deck", "review deck", "D", Scope.WEEK),
    ActionSpec("week.backlog", "drop the backlog's old tasks", "Ctrl+Shift+Del", Scope.WEEK),
    ActionSpec("week.print", "print the week", "Ctrl+P", Scope.WEEK),
    ActionSpec("week.pdf", "save the week as PDF", "Ctrl+Shift+P", Scope.WEEK),
    ActionSpec("week.excel", "save the week as Excel", "Ctrl+Shift+E", Scope.WEEK),
    ActionSpec("week.calendar", "save the week as calendar", "Ctrl+Shift+C", Scope.WEEK),
    ActionSpec("accounts.touch", "log touch", "L", Scope.ACCOUNTS),
    ActionSpec("accounts.deck", "review deck", "D", Scope.ACCOUNTS),
    ActionSpec("accounts.open", "open", "Return", Scope.ACCOUNTS),
    ActionSpec("accounts.look", "look", "Space", Scope.ACCOUNTS),
    ActionSpec("accounts.filter", "filter", "/", Scope.ACCOUNTS),
    ActionSpec("accounts.narrow", "add a filter", "F", Scope.ACCOUNTS),
    ActionSpec("accounts.views", "views", "V", Scope.ACCOUNTS),
    ActionSpec("accounts.columns", "columns", "C", Scope.ACCOUNTS),
    ActionSpec("accounts.edit", "change a field of all chosen", "E", Scope.ACCOUNTS),
    ActionSpec("accounts.cell", "type into the cell", "F2", Scope.ACCOUNTS),
    ActionSpec("accounts.empty", "empty the cells", "Delete", Scope.ACCOUNTS),
    ActionSpec("accounts.sort", "sort by this column", "Alt+Down", Scope.ACCOUNTS),
    ActionSpec("accounts.copy", "copy", "Ctrl+C", Scope.ACCOUNTS),
    ActionSpec("accounts.headers", "copy with headers", "Ctrl+Shift+C", Scope.ACCOUNTS),
    ActionSpec("accounts.paste", "paste a value, or import a table", "Ctrl+V", Scope.ACCOUNTS),
    ActionSpec("accounts.print", "print the list", "Ctrl+P", Scope.ACCOUNTS),
    ActionSpec("accounts.excel", "save the list as Excel", "Ctrl+Shift+E", Scope.ACCOUNTS),
    ActionSpec("accounts.back", "back one step", "Esc", Scope.ACCOUNTS),
    ActionSpec("account.touch", "log touch", "L", Scope.ACCOUNT),
    ActionSpec("account.deck", "review deck", "D", Scope.ACCOUNT),
    ActionSpec("account.find", "search in the timeline", "/", Scope.ACCOUNT),
    ActionSpec("account.brief", "call brief", "B", Scope.ACCOUNT),
    ActionSpec("account.mail", "write a mail", "M", Scope.ACCOUNT),
    ActionSpec("account.edit", "edit account", "E", Scope.ACCOUNT),
    ActionSpec("account.alike", "customers like this one", "K", Scope.ACCOUNT),
    ActionSpec("account.print", "print the tab", "Ctrl+P", Scope.ACCOUNT),
    ActionSpec("account.excel", "save the tab as Excel", "Ctrl+Shift+E", Scope.ACCOUNT),
    ActionSpec("account.back", "back", "Esc", Scope.ACCOUNT),
    ActionSpec("renewals.renew", "renew", "R", Scope.RENEWALS),
    ActionSpec("renewals.category", "category", "C", Scope.RENEWALS),
    ActionSpec("renewals.terms", "terms", "T", Scope.RENEWALS),
    ActionSpec("renewals.1", "unknown", "1", Scope.RENEWALS),
    ActionSpec("renewals.2", "renewal at risk", "2", Scope.RENEWALS),
    ActionSpec("renewals.3", "likely", "3", Scope.RENEWALS),
    ActionSpec("renewals.4", "committed", "4", Scope.RENEWALS),
    ActionSpec("renewals.5", "lost", "5", Scope.RENEWALS),
    ActionSpec("renewals.onward", "next category, asks why", "Shift+Right", Scope.RENEWALS),
    ActionSpec("renewals.back", "category before", "Shift+Left", Scope.RENEWALS),
    ActionSpec("renewals.look", "details", "Space", Scope.RENEWALS),
    ActionSpec("renewals.open", "open account", "Return", Scope.RENEWALS),
    ActionSpec("renewals.alike", "customers like this one", "K", Scope.RENEWALS),
    ActionSpec("renewals.brief", "renewal brief", "B", Scope.RENEWALS),
    ActionSpec("renewals.losses", "losses, and why", "W", Scope.RENEWALS),
    ActionSpec("renewals.print", "print the renewals", "Ctrl+P", Scope.RENEWALS),
    ActionSpec("renewals.excel", "save the renewals as Excel", "Ctrl+Shift+E", Scope.RENEWALS),
    ActionSpec("health.print", "print the list", "Ctrl+P", Scope.HEALTH),
    ActionSpec("health.excel", "save the list as Excel", "Ctrl+Shift+E", Scope.HEALTH),
    ActionSpec("numbers.losses", "losses, and why", "W", Scope.NUMBERS),
    ActionSpec("numbers.alike", "customers like this one", "K", Scope.NUMBERS),
    ActionSpec("numbers.board", "board pack", "D", Scope.NUMBERS),
    ActionSpec("numbers.print", "print the numbers", "Ctrl+P", Scope.NUMBERS),
    ActionSpec("numbers.excel", "save the numbers as Excel", "Ctrl+Shift+E", Scope.NUMBERS),
    ActionSpec("import.apply", "apply", "Ctrl+Return", Scope.IMPORT),
    ActionSpec("import.next", "next question", "N", Scope.IMPORT),
    ActionSpec("import.answer", "first to ninth answer", "1", Scope.IMPORT),
    ActionSpec("import.propose", "take the proposal", "Return", Scope.IMPORT),
    ActionSpec("import.same", "the same answer for such sheets", "A", Scope.IMPORT),
    ActionSpec("import.look", "look at a row", "Space", Scope.IMPORT),
    ActionSpec("import.cancel", "put the file away", "Esc", Scope.IMPORT),
)


def action(id_: str) -> ActionSpec:
    """The action of that id. Raises: KeyError."""
    for spec in ACTIONS:
        if spec.id == id_:
            return spec
    raise KeyError(id_)


_CHANGES = frozenset(
    "done snooze backlog later earlier touch new renew category terms onward renewals.back 1 2 3 4 5 apply edit task "
    "merge undo redo".split()
)
"""The actions that change the book, by their id or its last word."""


def changes_the_book(id_: str) -> bool:
    """Whether an action is of no use in a book that can only be read."""
    return bool(_CHANGES & {id_, id_.rpartition(".")[2]})
