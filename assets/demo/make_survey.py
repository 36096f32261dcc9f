"""Write the survey of the fictional hospital: survey.csv and survey-qualtrics.csv.

    python assets/demo/make_survey.py [FOLDER]

Everyone in it is invented. People differ by unit, shift and by how hard an event hit them; their
answers follow from that, with noise, and each dimension is then shifted until the share of people
who agree is the one below. The seed is fixed: each run writes the same bytes.
"""

import csv
import io
import json
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from math import exp
from pathlib import Path
from random import Random
from statistics import NormalDist

import yaml

HERE = Path(__file__).parent
SEED = 29

UNITS = {  # name: people, how much harder than average, share of nights
    "Medical-Surgical": (45, 0.15, 0.35),
    "Emergency": (38, 0.25, 0.45),
    "Intensive Care": (34, 0.35, 0.45),
    "Perioperative": (28, -0.15, 0.10),
    "Telemetry": (28, 0.05, 0.40),
    "Labor and Delivery": (26, 0.10, 0.40),
    "Oncology": (24, -0.10, 0.30),
    "Pharmacy": (11, -0.25, 0.20),
    "Dialysis": (6, -0.20, 0.00),
}
ROLES = {
    "nurse": "Registered nurse",
    "physician": "Attending physician",
    "resident": "Resident physician",
    "pharmacist": "Pharmacist",
    "therapist": "Respiratory therapist",
    "tech": "Technician",
    "aide": "Nursing assistant",
    "clerk": "Unit clerk",
}
STAFFING = (("nurse", 58), ("physician", 12), ("resident", 7), ("tech", 8), ("aide", 7), ("clerk", 4), ("therapist", 4))
TENURES = ("Less than 1 year", "1-2 years", "3-5 years", "6-10 years", "11-20 years", "More than 20 years")

# dimension: first item, last item, share that agrees, weight on the person's distress, on how the place is felt
DIMENSIONS = {
    "psychological_distress": (1, 4, 0.33, 0.85, 0.10),
    "physical_distress": (5, 8, 0.22, 0.80, 0.10),
    "colleague_support": (9, 12, 0.12, 0.10, 0.55),
    "supervisor_support": (13, 16, 0.24, 0.10, 0.75),
    "institutional_support": (17, 19, 0.44, 0.15, 0.80),
    "non_work_related_support": (20, 21, 0.08, 0.10, 0.10),
    "professional_self_efficacy": (22, 25, 0.19, 0.65, 0.15),
    "turnover_intentions": (26, 27, 0.21, 0.60, 0.45),
    "absenteeism": (28, 29, 0.10, 0.50, 0.20),
}
REVERSED = {10, 12, 13, 14, 16, 17, 18, 20, 21, 25}
ABOUT_AN_EVENT = {*range(1, 9), *range(22, 30)}
WISHES = {
    "want_peer": 0.78, "want_step_away": 0.66, "want_quiet_place": 0.61, "want_manager": 0.44,
    "want_counselor": 0.41, "want_eap": 0.29, "want_contact_24h": 0.55,
}  # fmt: skip

AGREEMENT = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
DESIRE = ("Strongly undesired", "Undesired", "Neutral", "Desired", "Strongly desired")

GIVEN = ("Ana", "Ben", "Carla", "Dev", "Elena", "Farah", "Gus", "Hana", "Ivo", "Jo", "Kai", "Lena", "Milo", "Nadia", "Omar", "Pia", "Quinn", "Rosa", "Sam", "Tess")
SURNAMES = ("Abara", "Brandt", "Castellan", "Dunmore", "Eastlake", "Farrow", "Greaves", "Holloway", "Imrie", "Jessup", "Kestrel", "Larkin", "Merriday", "Northcott", "Oakes", "Penhale", "Quill", "Rowantree", "Santoro", "Thistlewood", "Underhill", "Varga", "Westbrook", "Yarrow")

Person = dict[str, str]


def main(folder: Path = HERE) -> None:
    """Write both files into the folder."""
    people = survey(Random(SEED))
    (folder / "survey.csv").write_bytes(plain_csv(people))
    (folder / "survey-qualtrics.csv").write_bytes(qualtrics_csv(people, Random(SEED + 1)))


def survey(random: Random) -> list[Person]:
    """The respondents with all their answers, codes as text and "" for none."""
    people = staff(random)
    distress = [standardize(p["_hard"] + 0.9 * normal(random) + 0.25 * (p["shift"] == "Night")) for p in people]
    place = [0.6 * p["_hard"] + 0.3 * d + 0.8 * normal(random) for p, d in zip(people, distress, strict=True)]
    events(people, distress, random)
    skips = [p["event_12mo"] == "No" and random.random() < 0.12 for p in people]
    for first, last, share, by_distress, by_place in DIMENSIONS.values():
        own = [by_distress * d + by_place * w + 0.55 * normal(random) for d, w in zip(distress, place, strict=True)]
        items = list(range(first, last + 1))
        noise = [[0.75 * normal(random) for _ in items] for _ in people]
        gone = [[random.random() < 0.035 for _ in items] for _ in people]
        for row, skip in enumerate(skips):
            gone[row] = [lost or (skip and n in ABOUT_AN_EVENT) for n, lost in zip(items, gone[row], strict=True)]

        def answers(shift: float, own=own, noise=noise, gone=gone) -> list[list[int | None]]:
            return [
                [None if lost else point(3 + shift + 1.15 * o + e) for e, lost in zip(errors, lacks, strict=True)]
                for o, errors, lacks in zip(own, noise, gone, strict=True)
            ]

        final = answers(shift_for(share, lambda shift: agreement(answers(shift))))
        for person, row in zip(people, final, strict=True):
            for n, value in zip(items, row, strict=True):
                person[f"SVEST_{n}"] = "" if value is None else str(6 - value if n in REVERSED else value)
    wishes(people, distress, random)
    comments(people, distress, random)
    return people


def staff(random: Random) -> list:
    """240 people with a unit, role, shift and tenure, in no order."""
    people = []
    for unit, (size, harder, nights) in UNITS.items():
        for seat in range(size):
            if unit == "Pharmacy":
                role = "pharmacist" if seat < 8 else "tech"
            elif unit in ("Intensive Care", "Oncology") and seat == 0:
                role = "pharmacist"
            else:
                role = weighted(STAFFING, random)
            shift = "Night" if random.random() < nights else ("Rotating" if random.random() < 0.15 else "Day")
            tenure = TENURES[min(5, int(6 * random.random() ** 1.15))]
            people.append({"unit": unit, "role": ROLES[role], "shift": shift, "tenure": tenure, "_who": role, "_hard": harder})
    shuffled(people, random)
    names = [(g, s) for g in GIVEN for s in SURNAMES]
    shuffled(names, random)
    for number, (person, (given, surname)) in enumerate(zip(people, names, strict=False), 1):
        person |= {"respondent_id": f"R{number:04d}", "_given": given, "_surname": surname}
        person["work_email"] = f"{given}.{surname}@example.org".lower()
    return people


def events(people: list, distress: list[float], random: Random) -> None:
    """Who was in an event, knows somebody who was, was offered help, has heard of a program."""
    def yes(column: str, share: float, pull: float, no: str = "No", unsure: float = 0.0) -> None:
        liable = [pull * d + normal(random) for d in distress]
        bar = sorted(liable, reverse=True)[round(share * len(people))]
        for person, score in zip(people, liable, strict=True):
            answer = "Yes" if score > bar else "Not sure" if random.random() < unsure else no
            person[column] = "" if random.random() < 0.02 else answer

    yes("event_12mo", 0.32, 0.7)
    yes("knows_colleague", 0.53, 0.3)
    yes("offered_help", 0.12, -0.1)
    yes("aware_of_program", 0.24, -0.1, unsure=0.35)


def wishes(people: list, distress: list[float], random: Random) -> None:
    """Kinds of help that are wished for; those who ask for one tend to ask for others."""
    asking = [0.25 * d + 0.6 * normal(random) for d in distress]
    for column, share in WISHES.items():
        own = [a + 0.8 * normal(random) for a in asking]
        gone = [random.random() < 0.045 for _ in people]

        def answers(shift: float, own=own, gone=gone) -> list[list[int | None]]:
            return [[None if lost else point(3.6 + shift + o)] for o, lost in zip(own, gone, strict=True)]

        final = answers(shift_for(share, lambda shift: agreement(answers(shift))))
        for person, (value,) in zip(people, final, strict=True):
            person[column] = "" if value is None else str(value)


def comments(people: list, distress: list[float], random: Random) -> None:
    """Give the written answers to people of the role that could have written them."""
    entries = yaml.safe_load((HERE / "comments.yaml").read_text(encoding="utf-8"))
    order = sorted(
        range(len(people)),
        key=lambda i: -(1.2 * (people[i]["event_12mo"] == "Yes") + 0.5 * distress[i] + 1.3 * normal(random)),
    )
    for person in people:
        person["feelings_text"] = person["needs_text"] = ""
    for entry in sorted(entries, key=lambda entry: "who" not in entry):
        at = next(i for i in order if entry.get("who") in (None, people[i]["_who"]))
        order.remove(at)
        people[at]["feelings_text"] = entry.get("feelings", "")
        people[at]["needs_text"] = entry.get("needs", "")


def plain_csv(people: list[Person]) -> bytes:
    """One header row, codes as numbers, the direction said by nobody: 1 strongly disagree, 5 strongly agree."""
    columns = ["respondent_id", "work_email", *questions()]
    return as_csv([columns, *([person[c] for c in columns] for person in people)])


def qualtrics_csv(people: list[Person], random: Random) -> bytes:
    """Names, question text and import ids in three rows, answers as labels, three previews among them."""
    own = [
        "StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished", "RecordedDate",
        "ResponseId", "RecipientLastName", "RecipientFirstName", "RecipientEmail", "ExternalReference",
        "LocationLatitude", "LocationLongitude", "DistributionChannel", "UserLanguage",
    ]  # fmt: skip
    says = [
        "Start Date", "End Date", "Response Type", "IP Address", "Progress", "Duration (in seconds)", "Finished", "Recorded Date",
        "Response ID", "Recipient Last Name", "Recipient First Name", "Recipient Email", "External Data Reference",
        "Location Latitude", "Location Longitude", "Distribution Channel", "User Language",
    ]  # fmt: skip
    imports = [
        "startDate", "endDate", "status", "ipAddress", "progress", "duration", "finished", "recordedDate", "_recordId",
        "recipientLastName", "recipientFirstName", "recipientEmail", "externalDataReference", "locationLatitude",
        "locationLongitude", "distributionChannel", "userLanguage",
    ]  # fmt: skip
    wording = questions()
    ids = [f"QID{n}_TEXT" if name.endswith("_text") else f"QID{n}" for n, name in enumerate(wording, 1)]
    rows = [[*own, *wording], [*says, *wording.values()], [json.dumps({"ImportId": i}, separators=(",", ":")) for i in (*imports, *ids)]]
    start = datetime(2026, 10, 5, 6, 0)
    previews = [{**people[i], "feelings_text": "test", "needs_text": ""} for i in (3, 90, 170)]
    for number, person in enumerate([*previews[:2], *people, previews[2]]):
        start += timedelta(minutes=int(random.random() * 500))
        seconds = 200 + int(random.random() * 900)
        stamps = [f"{moment:%Y-%m-%d %H:%M:%S}" for moment in (start, start + timedelta(seconds=seconds))]
        preview = number in (0, 1, len(people) + 2)
        address = f"{('192.0.2', '198.51.100', '203.0.113')[number % 3]}.{1 + int(random.random() * 250)}"
        code = "R_" + "".join("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghkmnpqrstuvwxyz123456789"[int(random.random() * 55)] for _ in range(15))
        rows.append([
            stamps[0], stamps[1], "Survey Preview" if preview else "IP Address", address, "100", str(seconds), "True", stamps[1], code,
            "" if preview else person["_surname"], "" if preview else person["_given"], "" if preview else person["work_email"],
            "" if preview else person["respondent_id"], f"{44 + random.random():.4f}", f"{-30 - random.random():.4f}",
            "preview" if preview else "email", "EN", *(label(name, person[name]) for name in wording),
        ])  # fmt: skip
    return as_csv(rows)


def questions() -> dict[str, str]:
    """Question columns and what the form asked, in our own words."""
    import_labels = yaml.safe_load((HERE.parent.parent / "catalog/instruments/svest.yaml").read_text(encoding="utf-8"))
    items = {f"SVEST_{item['number']}": f"After an event: {item['label']}" for item in import_labels["items"]}
    wished = {option["id"]: f"How much would you want this after an event? {option['label']}" for option in import_labels["options"]}
    return {
        "unit": "Where do you work most of the time?",
        "role": "What is your role?",
        "shift": "Which shift do you work most often?",
        "tenure": "How long have you worked here?",
        **items,
        **{name: wished[name] for name in WISHES},
        "event_12mo": "In the past 12 months, were you involved in a patient-safety event that stayed with you?",
        "knows_colleague": "Do you know a colleague who was hurt by such an event?",
        "offered_help": "Did anybody offer you support after an event?",
        "aware_of_program": "Do you know whom to call for support after an event?",
        "feelings_text": "In your own words: how did you feel afterward?",
        "needs_text": "In your own words: what would have helped?",
    }


def label(column: str, code: str) -> str:
    """The label behind a code; other answers as they are."""
    if not code:
        return ""
    if column.startswith("SVEST_"):
        return AGREEMENT[int(code) - 1]
    return DESIRE[int(code) - 1] if column in WISHES else code


def as_csv(rows: list[list[str]]) -> bytes:
    """UTF-8 with line feeds, quoted where needed."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8")


def agreement(rows: list[list[int | None]]) -> float:
    """Share of those with at least half of the answers whose mean is four or more."""
    means = [sum(v) / len(v) for row in rows if len(v := [a for a in row if a is not None]) * 2 >= len(row)]
    return sum(mean >= 4 for mean in means) / len(means)


def shift_for(share: float, agreeing: Callable[[float], float]) -> float:
    """The shift at which the share is met as nearly as so few people allow."""
    low, high = -4.0, 4.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if agreeing(middle) < share else (low, middle)
    return min((low, high), key=lambda at: abs(agreeing(at) - share))


def point(value: float) -> int:
    """A point of the five-point scale."""
    return max(1, min(5, int(value + 0.5)))


def normal(random: Random) -> float:
    """A standard normal number; by inversion, so that it depends on nothing but `random()`."""
    return NormalDist().inv_cdf(min(max(random.random(), 1e-9), 1 - 1e-9))


def standardize(value: float) -> float:
    """Squeeze the tails a little: nobody is ten times as distressed."""
    return 4 / (1 + exp(-value)) - 2


def weighted(choices: tuple[tuple[str, int], ...], random: Random) -> str:
    """One of the names, by weight."""
    at = random.random() * sum(weight for _, weight in choices)
    for name, weight in choices:
        at -= weight
        if at < 0:
            return name
    return choices[-1][0]


def shuffled(items: list, random: Random) -> None:
    """Shuffle in place, by `random()` alone."""
    for last in range(len(items) - 1, 0, -1):
        other = int(random.random() * (last + 1))
        items[last], items[other] = items[other], items[last]


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
