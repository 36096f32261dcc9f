"""The two ways of naming staff hurt by events; one setting of the request chooses."""

TERMS: dict[str, dict[str, str]] = {
    "second-victim": {
        "person": "second victim",
        "a_person": "a second victim",
        "people": "second victims",
        "phenomenon": "the second victim experience",
        "Person": "A second victim",
        "People": "Second victims",
        "once": "“Second victim” is the literature’s term. Patients and families are harmed first.",
    },
    "affected-staff": {
        "person": "affected colleague",
        "a_person": "an affected colleague",
        "people": "affected staff",
        "phenomenon": "distress after a patient event",
        "Person": "An affected colleague",
        "People": "Affected staff",
        "once": "The literature often says “second victim.” We say affected staff. Patients and families are harmed first.",
    },
}
