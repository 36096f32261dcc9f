"""The command line: options in, lines out, no logic.

A command's module is imported when the command is asked for, and what that needs when it runs:
`peerbrief --help` costs little more than click itself.
"""

import click

from generator import __version__
from generator.cli.group import Commands

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
    "comments": ("generator.cli.comments", "What staff wrote: to review, to read today."),
    "cost": ("generator.cli.cost", "What it costs and what would cover it, for finance."),
    "catalog": ("generator.cli.catalog", "The evidence: look at it, add to it, check it."),
}
"""Each command with its module and its line in the list, in the order in which a newcomer needs them."""


@click.group(cls=Commands, table=COMMANDS, help=_HELP, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="peerbrief")
def main() -> None:
    """Group of all commands; its help is given above, line by line."""
