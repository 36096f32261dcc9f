"""A group of commands that costs little more than click itself until one of them is asked for."""

from collections.abc import Mapping
from typing import Any

import click

from generator.cli.talk import Guarded


class Commands(Guarded):
    """A group of commands, each imported when it is needed.

    `table`: each command's name with where it is ("module", or "module:name" where the name differs)
    and its line in the list, in the order listed.
    """

    def __init__(self, *given: Any, table: Mapping[str, tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in their order."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None when there is none of the name."""
        if cmd_name not in self.table:
            return None
        from importlib import import_module

        module, _, name = self.table[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name or cmd_name)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name the nearest one."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.table, n=1)
            if near and "Did you mean" not in error.message:  # older versions of click do not say it
                raise click.UsageError(f"{error.message} Did you mean '{near[0]}'?", ctx) from None
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self.table.items()])
