"""A survey of a million rows, from the start of the process to its facts, against polars only reading it.

As a script it takes the name of a CSV file and makes the facts of that survey.
"""

import random
import sys
from pathlib import Path

from measure import in_turn, report

SIZES = (10_000, 100_000, 1_000_000)
ROUNDS = 5
BARE = "import sys, polars; polars.read_csv(sys.argv[1], infer_schema=False)"
ITEMS = [f"SVEST_{n}" for n in range(1, 30)]
WISHES = ["want_peer", "want_step_away", "want_quiet_place", "want_manager", "want_counselor", "want_eap", "want_contact_24h"]
YES_NO = ["event_12mo", "event_career", "knows_colleague", "offered_help", "aware_of_program"]
HEADER = ["respondent_id", "unit", "role", "shift", "tenure", "age_group", *ITEMS, *WISHES, *YES_NO, "top_barrier", "feelings_text", "needs_text", *(f"extra_{n}" for n in range(10))]
COMMENTS = 1_000
"""People who wrote something, whatever the size: coding comments has a benchmark of its own."""


def make(path: Path, rows: int) -> None:
    """Write 60 columns: ids, groups, 36 questions on a scale with gaps, yes and no, rare comments."""
    choose = random.Random(1)
    points, answers = ("1", "2", "3", "4", "5", ""), ("Yes", "No", "Not sure", "")

    def row() -> tuple[str, str]:
        who = [choose.choice(("ICU", "ED", "OR", "Ward 4")), choose.choice(("Nurse", "Physician")), choose.choice(("Day", "Night")), "1-2 years", "30-39"]
        asked = [*choose.choices(points, k=36), *choose.choices(answers, k=5), choose.choice(("Time", "Stigma"))]
        return ",".join([*who, *asked]), ",".join(choose.choices(points, k=10))

    kinds = [row() for _ in range(1_000)]
    step = max(1, rows // COMMENTS)
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(HEADER) + "\n")
        for number in range(rows):
            before, after = kinds[choose.randrange(len(kinds))]
            said = f'"I felt guilty, night {number}","somebody, to talk to"' if number % step == 0 else ","
            file.write(f"R{number:07},{before},{said},{after}\n")


def facts(path: Path) -> None:
    """Load the survey and work out all its facts."""
    from generator.analyse.floors import FLOORS
    from generator.gather import _answers
    from generator.load.instrument import load_instrument
    from generator.load.survey import load_survey
    from generator.model.request import Request, SurveyFile

    survey, _ = load_survey([SurveyFile(path.name)], path.parent, load_instrument())
    found, _ = _answers(survey, load_instrument(), Request(), FLOORS["default"])
    print(survey.respondents, len(found))


def large_survey(folder: Path) -> bool:
    """Time and memory against the bare read, and how both grow."""
    held = True
    for rows in SIZES:
        make(folder / "large.csv", rows)
        commands = {"facts": [sys.executable, __file__, "large.csv"], "bare read": [sys.executable, "-c", BARE, "large.csv"]}
        medians = in_turn(commands, folder, ROUNDS)
        seconds, megabytes = (getattr(medians["facts"], name) / getattr(medians["bare read"], name) for name in ("seconds", "megabytes"))
        limits = (2.5, 1.5) if rows == SIZES[-1] else (float("inf"), float("inf"))
        held = report(medians, [(f"{rows:,} rows x {len(HEADER)}: facts / bare read, time", seconds, limits[0]), (f"{rows:,} rows: the same, peak memory", megabytes, limits[1])]) and held
        (folder / "large.csv").unlink()
    return held


if __name__ == "__main__":
    facts(Path(sys.argv[1]))
