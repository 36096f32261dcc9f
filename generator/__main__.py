"""`python -m generator` and the `peerbrief` command."""

import gc
import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; Ctrl-C while it is still being imported ends as quietly as later on."""
    # A build is one pass that keeps nearly all it makes: looking for cycles as often as usual costs a tenth of it.
    gc.set_threshold(100_000)
    try:
        from generator.cli import main as commands

        commands(prog_name="peerbrief")
    except KeyboardInterrupt:
        sys.exit(1)
    finally:
        gc.freeze()  # the process ends: what it holds is given back whole, not searched once more


if __name__ == "__main__":
    main()
