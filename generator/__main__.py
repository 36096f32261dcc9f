"""`python -m generator` and the `peerbrief` command."""

import gc

from generator.cli import main

# A build is one pass that keeps nearly all it makes: looking for cycles this often would cost a tenth of it.
gc.set_threshold(100_000)

__all__ = ["main"]

if __name__ == "__main__":
    main(prog_name="peerbrief")
