"""The command line: options in, lines out, no logic.

A command's module is imported when the command is asked for, and what that needs when it runs:
`peerbrief --help` costs little more than click itself.
"""

import click

from generator import __version__
from generator.cli.talk import Guarded

_HELP = """Turn a staff survey and graded evidence into the papers that win a clinician
peer-support program its funding.

\b
See it work first:
  peerbrief demo
Then make your own:
  peerbrief new mine          a briefing.yaml to fill in, with notes
  peerbrief build mine        the papers; what is missing makes them drafts
"""

_EPILOG = """\b
Exit codes: 0 done, 1 problems (each with its place, fault and cure), 2 wrong usage.
More on a command: peerbrief build --help
"""

COMMANDS = {
    "demo": ("generator.cli.build", "Everything, from a fictional hospital."),
    "new": ("generator.cli.start", "A commented briefing.yaml to fill in."),
    "inspect": ("generator.cli.start", "What is recognized in a survey export."),
    "build": ("generator.cli.build", "Make the papers a briefing.yaml asks for."),
    "check": ("generator.cli.audit", "Audit finished files, ours or anyone's."),
    "explain": ("generator.cli.audit", "Where a printed number comes from."),
}
"""Each command with its module and its line in the list, in the order in which a newcomer needs them."""


class Commands(Guarded):
    """The group of all commands, each imported when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in their order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None when there is none of the name."""
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = getattr(import_module(COMMANDS[cmd_name][0]), cmd_name)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name the nearest one."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            if near and "Did you mean" not in error.message:  # older versions of click do not say it
                raise click.UsageError(f"{error.message} Did you mean '{near[0]}'?", ctx) from None
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=Commands, help=_HELP, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="peerbrief")
def main() -> None:
    """Group of all commands; its help is given above, line by line."""
