"""3,000 comments coded and masked, as a whole cold process, against a full cold build; and how that grows.

`python free_text.py N [LETTERS]` codes and masks N comments of about so many characters, 140 by default.
"""

import gc
import random
import subprocess
import sys
import time
from pathlib import Path

from measure import in_turn, report

ROUNDS = 7
MANY = 3000


def answers(count: int, letters: int) -> list[str]:
    """Answers glued from those of the sample, no two alike, of about so many letters."""
    import yaml

    from generator.files import ours

    entries = yaml.safe_load((ours("assets/demo") / "comments.yaml").read_text("utf-8"))
    said = [str(entry[key]) for entry in entries for key in entry if key != "role" and len(str(entry[key])) > 20]
    draw, made = random.Random(11), []
    for number in range(count):
        text = f"I think of {'abcdefghijklmnop'[number % 16]} case {number}."
        while len(text) < letters:
            text += " " + draw.choice(said)
        made.append(text)
    return made


def work(count: int, letters: int) -> None:
    """Code and mask, as `peerbrief comments review` does; prints the seconds of the work alone."""
    texts = answers(count, letters)
    gc.disable()  # as every command does
    started = time.perf_counter()
    from generator.analyse.candidates import candidates
    from generator.analyse.feelings import feelings_analysis
    from generator.analyse.floors import FLOORS
    from generator.load.lexicon import load_lexicon
    from generator.load.masking import load_vocabulary

    comments = {"feelings": tuple(texts)}
    found = feelings_analysis(comments, load_lexicon(), FLOORS["default"], "text", remember=True)
    offered = candidates(comments, found, load_vocabulary())
    if len(offered) < count / 2:
        sys.exit(f"only {len(offered)} of {count} comments were masked: the example is no longer a fair one")
    print(time.perf_counter() - started)


def free_text(folder: Path, build: list[str]) -> bool:
    """The part of `make bench` about comments; `build` is the command of a full cold build."""
    command = [sys.executable, __file__]
    medians = in_turn({"3,000 comments": [*command, str(MANY)], "full package": build}, folder, ROUNDS)
    seconds = {}
    for count, letters in ((300, 140), (1000, 140), (MANY, 140), (10_000, 140), (1000, 2000)):
        runs = [float(subprocess.run([*command, str(count), str(letters)], cwd=folder, capture_output=True, text=True, check=True).stdout) for _ in range(3)]
        seconds[count, letters] = min(runs)
        print(f"  {count:6,} comments of {letters:5,} characters {seconds[count, letters] * 1000:7.0f} ms")
    each = {key: value / key[0] for key, value in seconds.items()}
    return report(medians, [
        ("3,000 comments coded and masked / full cold build", medians["3,000 comments"].seconds / medians["full package"].seconds, 0.3),
        ("a comment of 10,000 / a comment of 3,000", each[10_000, 140] / each[MANY, 140], 1.3),
        ("a character of 2,000 / a character of 140", each[1000, 2000] / each[1000, 140] * 140 / 2000, 1.3),
    ])  # fmt: skip


if __name__ == "__main__":
    work(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 140)
