"""What the audit costs a build: a whole build with it against one without, in process time of one process each.

Prints the ratio. Alternating cold processes would drown five percent in noise; here the audit's own share is measured.
"""

import sys
import time
from pathlib import Path

from generator.check import orphans
from generator.check.finished import check_package
from generator.pipeline import build

spent = [0.0]


def measured(*given, **named):
    """The audit of one file, timed."""
    started = time.process_time()
    found = check_package(*given, **named)
    spent[0] += time.process_time() - started
    return found


orphans.check_package = measured
started = time.process_time()
build(Path(sys.argv[1]), Path("audited"))
whole = time.process_time() - started
print(whole / (whole - spent[0]))
