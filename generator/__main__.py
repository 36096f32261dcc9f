"""`python -m generator` and the `peerbrief` command."""

from generator.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    main(prog_name="peerbrief")
