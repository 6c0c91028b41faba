"""The program's verbs, each loaded only when it is called."""

import importlib

import click

from csdesk import __version__

VERBS = {
    "new": "csdesk.cli.books:new",
    "demo": "csdesk.cli.books:demo",
    "import": "csdesk.cli.imports:import_",
    "export": "csdesk.cli.exports:export",
    "merge": "csdesk.cli.merge:merge",
    "accounts": "csdesk.cli.accounts:accounts",
    "show": "csdesk.cli.accounts:show",
    "touch": "csdesk.cli.touches:touch",
    "add": "csdesk.cli.editing:add",
    "set": "csdesk.cli.editing:set_",
    "remove": "csdesk.cli.editing:remove",
    "health": "csdesk.cli.health:health",
    "backtest": "csdesk.cli.backtest:backtest",
    "whatif": "csdesk.cli.whatif:whatif",
    "scorecards": "csdesk.cli.scorecards:scorecards",
    "renewals": "csdesk.cli.renewals:renewals",
    "sell": "csdesk.cli.selling:sell",
    "losses": "csdesk.cli.losses:losses",
    "loss": "csdesk.cli.losses:loss",
    "numbers": "csdesk.cli.numbers:numbers",
    "lookalike": "csdesk.cli.lookalike:lookalike",
    "week": "csdesk.cli.week:week",
    "qbr": "csdesk.cli.qbr:qbr",
    "board": "csdesk.cli.board:board",
    "mail": "csdesk.cli.mail:mail",
    "history": "csdesk.cli.history:history",
    "undo": "csdesk.cli.history:undo",
    "redo": "csdesk.cli.history:redo",
    "backup": "csdesk.cli.keeping:backup",
    "restore": "csdesk.cli.keeping:restore",
    "check": "csdesk.cli.keeping:check",
    "sql": "csdesk.cli.sql:sql",
    "read-workbook": "csdesk.cli.reader:read_workbook",
}
HIDDEN = frozenset({"read-workbook"})


class Verbs(click.Group):
    """A group whose commands are imported one at a time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order of a working day."""
        return [v for v in VERBS if v not in HIDDEN]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one verb."""
        place = VERBS.get(cmd_name)
        if place is None:
            return None
        module, name = place.split(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words of a call. Raises: UsageError, which for an option of the verb says where it stands."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as unknown:
            self._refuse_before(ctx, args, unknown.option_name)
            raise

    def _refuse_before(self, ctx: click.Context, args: list[str], option: str) -> None:
        verb = next((word for word in args if word in VERBS and word not in HIDDEN), None)
        command = self.get_command(ctx, verb) if verb else None
        of_verb = [p for p in command.params if option in p.opts] if command else []
        if command and of_verb:
            words = " ".join(filter(None, ("csdesk", verb, option, of_verb[0].metavar)))
            said = f"An option comes after its verb: {words}."
            raise click.UsageError(said, click.Context(command, parent=ctx, info_name=verb))


@click.group(
    cls=Verbs, options_metavar="", subcommand_metavar="VERB [OPTIONS]...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)  # fmt: skip
@click.version_option(__version__, prog_name="csdesk")
def program() -> None:
    """A book of business on your own computer.

    `csdesk` alone opens the window; `csdesk FILE.csdesk` opens that book. `csdesk VERB --help` shows an
    example of each verb.
    """
