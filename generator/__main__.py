"""`python -m generator` and the `peerbrief` command."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; Ctrl-C while it is still being imported ends as quietly as later on."""
    try:
        from generator.cli import main as commands

        commands(prog_name="peerbrief")
    except KeyboardInterrupt:
        sys.exit(1)


if __name__ == "__main__":
    main()
