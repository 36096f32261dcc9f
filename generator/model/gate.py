"""Gates: what only the hospital can confirm. While one is open the papers it guards are drafts."""

from typing import Literal, NamedTuple


class Gate(NamedTuple):
    """`closes_with` is the key of briefing.yaml that closes it.

    `how`: "fill" closes when that key holds a value; "confirm" closes when `confirm.<id>` names
    who confirmed it and when. `papers`: the outputs it guards. `when`: the condition under which
    it stands at all ("survey": a survey is used; "money": an amount or cost is printed; "quotation":
    a colleague's words are given; "talk": the meeting is the talk itself and has no date; "always"). `example`: what a person would write there; a
    confirmation needs none.
    """

    id: str
    message: str
    closes_with: str
    how: Literal["fill", "confirm"]
    papers: tuple[str, ...]
    when: Literal["always", "survey", "comments", "money", "decision", "hospital", "quotation", "talk"] = "always"
    example: str = "{by: Jane Doe, on: 2026-03-01}"

    @property
    def closing(self) -> str:
        """The line that closes it, and the section it stands under."""
        section, _, key = self.closes_with.rpartition(".")
        return f"{key}: {self.example} under {section}:"


_BOARD = ("board-deck", "preread", "memo")
_ROUNDS = ("grand-rounds",)
_TALKS = (*_BOARD, *_ROUNDS)
_ASKS = (*_BOARD, "brief")
_MONEY = (*_ASKS, "cost")
_ALL = (*_TALKS, "brief", "handout")

GATES: dict[str, Gate] = {
    gate.id: gate
    for gate in (
        Gate("organization", "The organization's name is not given.", "organization.name", "fill", _ALL, example="Harbor Hospital"),
        Gate("contact", "No contact for questions is given.", "organization.contact", "fill", _ASKS, example='"Jane Doe, ext. 4410"'),
        Gate("help_now", "No help-now contact for affected staff is given.", "organization.help_now", "fill", (*_TALKS, "handout"), example='"988 or 911 if a life is in danger; then the peer line, ext. 4400"'),
        Gate("meeting_date", "The date of the meeting is not given.", "meeting.date", "fill", _ASKS, example="2026-03-12"),
        Gate("talk_date", "The date of the talk is not given.", "rounds.date", "fill", (*_ROUNDS, "handout"), "talk", example="2026-04-02"),
        Gate("presenter", "The presenter is not named.", "meeting.presenter", "fill", _TALKS, example="Jane Doe"),
        Gate("ask_amount", "The amount asked for is not given.", "ask.amount", "fill", _ASKS, "decision", example="240000"),
        Gate("ask_period", "The period the amount covers is not given.", "ask.period", "fill", _ASKS, "decision", example="two years"),
        Gate("annual_cost", "The yearly cost of the program is not given.", "ask.annual_cost", "fill", _MONEY, "decision", example="120000"),
        Gate("headcount", "The number of registered nurses is not given, so the cost model has no total.", "workforce.rn_headcount", "fill", ("cost",), example="610"),
        Gate("sponsor", "No executive sponsor is named.", "ask.sponsor", "fill", _ASKS, "decision", example="Chief medical officer"),
        Gate("owner", "No owner of the program is named.", "ask.owner", "fill", _ASKS, "decision", example="Director of patient safety"),
        Gate("review_date", "The date of the report back is not given.", "ask.review_date", "fill", _ASKS, "decision", example="2027-03-12"),
        Gate("stop_rule", "No stop rule is given.", "ask.stop_rule", "fill", _ASKS, "decision", example='"what would make us end it"'),
        Gate(
            "scoring_key",
            "The scoring key of the survey was not checked against the instrument; it is used, and said to be unconfirmed.",
            "confirm.scoring_key", "confirm", (*_TALKS, "brief"), "survey",
        ),
        Gate(
            "privacy",
            "The privacy officer has not signed the privacy report.",
            "confirm.privacy", "confirm", (*_TALKS, "brief", "cloud"), "survey",
        ),
        Gate(
            "comments_read",
            "Nobody is named who reads the answers that may speak of self-harm or substance use.",
            "confirm.comments_read", "confirm", (*_TALKS, "cloud"), "comments",
        ),
        Gate(
            "costs",
            "The amounts were not confirmed by finance.",
            "confirm.costs", "confirm", _MONEY, "money",
        ),
        Gate(
            "current_standard",
            "Nobody has checked which accreditation standard binds this hospital in the current edition.",
            "confirm.current_standard", "confirm", _BOARD, "hospital",
        ),
        Gate(
            "counsel",
            "Counsel has not said how peer conversations are protected.",
            "confirm.counsel", "confirm", ("memo", "handout"),
        ),
        Gate("disclosure", "The speaker's disclosure is not given.", "rounds.disclosure", "fill", _ROUNDS, example='"the speaker has nothing to disclose"'),
        Gate("credit", "The credit statement of the education office is not given.", "rounds.credit", "fill", _ROUNDS, example='"the words of the education office"'),
        Gate("evaluation", "No link to the evaluation form is given.", "rounds.evaluation_url", "fill", _ROUNDS, example="https://..."),
        Gate(
            "film_rights",
            "Nobody has confirmed that the film may be shown here, with captions.",
            "confirm.film_rights", "confirm", (*_ROUNDS, "handout"),
        ),
        Gate(
            "case",
            "Nobody has confirmed that the teaching case resembles no recent event here.",
            "confirm.case", "confirm", _ROUNDS,
        ),
        Gate(
            "quotation",
            "The colleague whose words are given has not been asked, or not been said to agree; the words are not printed.",
            "confirm.quotation", "confirm", _ROUNDS, "quotation",
        ),
    )
}


class OpenGate(NamedTuple):
    """A gate that stands open in this build; `where` is the line of briefing.yaml that closes it.

    `detail`: a sentence on what opened it, where the gate's own message does not say.
    """

    gate: Gate
    where: str
    detail: str = ""

    @property
    def message(self) -> str:
        """What is missing, in a sentence or two."""
        return f"{self.gate.message} {self.detail}".rstrip()

    def as_json(self) -> dict[str, str]:
        """The shape that `build --json` prints."""
        return {"id": self.gate.id, "message": self.message, "closes_with": self.where}
