"""Columns -> items, wishes, local questions and comments: by the user's map, by names, by order.

Never by the sentences of items: those belong to the instrument's authors and are not shipped.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.load.export import Column, clean_name
from generator.load.identifying import identifies_by_name, identifies_by_values, plain_name
from generator.load.order import blocks, runs
from generator.load.prose import is_prose, is_text
from generator.load.redcap import EVENT, INSTANCE
from generator.load.request_schema import guess
from generator.load.scale import is_scale
from generator.model.problem import Problem, Severity
from generator.model.survey import ColumnMatch, Instrument, Role

COMMENT_CODES = ("feelings", "needs", "both")
IGNORE = "ignore"
CODES_KEY, MISSING_KEY = "codes", "missing"
SAYINGS = frozenset({CODES_KEY, MISSING_KEY, EVENT, INSTANCE})
"""Keys of `map` that are no columns: which end of the codes is agreement, which codes mean no answer, which rows count."""

USED: frozenset[Role] = frozenset({"item", "option", "local", "comment"})
_MOST_WORDS = 6  # a longer header is a sentence, in which a word such as "unit" says little
_METADATA = re.compile(
    r"(?:start|end|recorded|completion|submit(?:ted)?|last_modified|created|modified)_?(?:date|time)(?:_.*)?|timestamp|date|date_(?:created|modified)|status|progress|finished|duration.*"
    r"|.*_timestamp|.*_complete|distribution_?channel|user_?language|response_type|q_.*|.*_do|.*_do_\d+|redcap_.*|language|wave"
)


@dataclass(slots=True)
class Recognizer:
    """One file's columns on their way to targets.

    `values`: how often each different cell occurs, stripped, by column. `map`: the user's own.
    `where`: gives the line of briefing.yaml for a key of the map.
    """

    columns: Sequence[Column]
    values: Sequence[Mapping[str, int]]
    instrument: Instrument
    map: Mapping[str, str]
    shown: str
    where: Callable[[str], str]
    problems: list[Problem] = field(default_factory=list)
    matches: list[ColumnMatch] = field(default_factory=list)

    def run(self) -> tuple[ColumnMatch, ...]:
        """A match for every column, in order; what is wrong goes to `problems`."""
        mapped = self._mapped()
        for i, column in enumerate(self.columns):
            self.matches.append(self._by_name_and_values(column, self.values[i], mapped.get(i)))
        if self.instrument.scored and not self.instrument.named and not self._having("item"):
            self._items_by_order()
        if self._having("item") and not self._having("option"):
            self._options_by_order()
        self._comments_by_values()
        self._refuse_doubles()
        self._refuse_longer_forms()
        self._missing_items()
        return tuple(self.matches)

    # By the user's map ---------------------------------------------------------------------

    def _mapped(self) -> dict[int, str]:
        """Targets by column position, as the user's map says."""
        names = defaultdict(list)
        for i, column in enumerate(self.columns):
            names[column.name.casefold()].append(i)
        found: dict[int, str] = {}
        for name, target in self.map.items():
            positions = names.get(clean_name(name).casefold(), [])
            if not positions:
                cure = guess(name, tuple(c.name for c in self.columns)) or "compare it with the first row of the export"
                self._report("survey.no-items", "error", self.where(name), f'{self.shown} has no column "{name}"', cure)
                continue
            known = self._target(target)
            if not known:
                some = [*(item.id for item in self.instrument.items[:1]), *(option.id for option in self.instrument.options[:1])]
                cure = guess(target, tuple(self._targets())) or f"write {', '.join(some)}, {COMMENT_CODES[0]}, group or {IGNORE}"
                self._report("request.wrong-value", "error", self.where(name), f'column "{name}" is sent to "{target}", which is no question of the instrument', cure)
                continue
            found.update(dict.fromkeys(positions, known))
        return found

    def _targets(self) -> dict[str, Role]:
        targets: dict[str, Role] = {item.id: "item" for item in self.instrument.items}
        targets |= {option.id: "option" for option in self.instrument.options}
        targets |= dict.fromkeys(self.instrument.local, "local")
        return targets | dict.fromkeys(COMMENT_CODES, "comment") | {"group": "group", IGNORE: "other"}

    def _target(self, written: str) -> str:
        """Return the target a user means: "so3" and "comments" are other names of one; "" for none."""
        word = written.strip().casefold()
        if word in self._targets():
            return word
        if word in ("comment", "comments"):
            return "both"
        role, target = self._by_name(word)
        return target if role in ("item", "option", "local") else ""

    # By names and values -------------------------------------------------------------------

    def _by_name_and_values(self, column: Column, values: Mapping[str, int], mapped: str | None) -> ColumnMatch:
        identified = identifies_by_values(values)
        if column.identifying:
            return ColumnMatch(column.name, "identifying", how="the data dictionary says so")
        if identified:
            return ColumnMatch(column.name, "identifying", how=f"its values are {identified}")
        if mapped:
            role = self._targets()[mapped]
            return ColumnMatch(column.name, role, mapped if role in USED else "", how="map")
        if described := self.instrument.described(column.name):
            return ColumnMatch(column.name, self._targets()[described], described, how="questionnaire")
        name = plain_name(column.name)
        if len(name.split("_")) <= _MOST_WORDS:
            role, target = self._by_name(name)
            if target:
                return ColumnMatch(column.name, role, target, how="name")
            if identifies_by_name(name):
                return ColumnMatch(column.name, "identifying", how="its name")
            if _METADATA.fullmatch(name):
                return ColumnMatch(column.name, "other", how="name")
            if self._matches("group", name):
                return ColumnMatch(column.name, "group", how="name")
        elif identifies_by_name(name):
            return ColumnMatch(column.name, "identifying", how="its name")
        if any(self._matches(code, name) for code in COMMENT_CODES) and is_text(values, self.instrument):
            return ColumnMatch(column.name, "comment", self._comment_code(column), how="name")
        return ColumnMatch(column.name, "other")

    def _by_name(self, name: str) -> tuple[Role, str]:
        for item in (pattern.fullmatch(name) for pattern in self._patterns("item")):
            number = int(item["n"]) if item else 0
            if 1 <= number <= len(self.instrument.items):
                return "item", self.instrument.items[number - 1].id
        for found in (pattern.fullmatch(name) for pattern in self._patterns("option")):
            number = int(found["n"]) if found else 0
            option = next((o for o in self.instrument.options if o.number == number), None)
            if option:
                return "option", option.id
        for option in self.instrument.options:
            if name == option.id or self._matches(option.id, name):
                return "option", option.id
        for question, patterns in self.instrument.local.items():
            if name == question or any(re.fullmatch(pattern, name) for pattern in patterns):
                return "local", question
        return "other", ""

    def _patterns(self, key: str) -> list[re.Pattern[str]]:
        return [re.compile(pattern) for pattern in self.instrument.patterns.get(key, ())]

    def _matches(self, key: str, name: str) -> bool:
        return any(pattern.fullmatch(name) for pattern in self._patterns(key))

    def _comment_code(self, column: Column) -> str:
        """Feelings, needs or both, by the name and then by the wording of the question."""
        name = plain_name(column.name)
        for code in ("feelings", "needs"):
            if self._matches(code, name):
                return code
        words = f"{column.name} {column.question}".casefold()
        feels = re.search(r"feel|felt|emotion", words) is not None
        needs = re.search(r"need|help|support|want|wish", words) is not None
        return "both" if feels == needs else "feelings" if feels else "needs"

    # By order ------------------------------------------------------------------------------

    def _items_by_order(self) -> None:
        """A block Q1_1 .. Q1_29, or the one run of exactly as many scale columns as there are items."""
        count, options = len(self.instrument.items), len(self.instrument.options)
        scale = [m.role == "other" and not m.how and is_scale(v, self.instrument) for m, v in zip(self.matches, self.values, strict=True)]
        groups = [run for run in (*blocks([c.name for c in self.columns], scale), *runs(scale)) if len(run) in (count, count + options)]
        # The same columns as a block and as a run: numbers say more than places.
        if not groups or any(set(run) != set(groups[0]) for run in groups):
            return
        run = groups[0]
        for i, item in zip(run, self.instrument.items, strict=False):
            self._guess(i, "item", item.id)
        names = f'"{self.columns[run[0]].name}" to "{self.columns[run[count - 1]].name}"'
        self._report(
            "survey.guessed", "warning", self.shown, f"the {count} columns {names} were taken for items 1 to {count} by their order",
            "compare the order with the instrument, or name each column in survey.files: map",
        )
        if len(run) > count:
            self._options(run[count:])

    def _options_by_order(self) -> None:
        last = max(i for i, match in enumerate(self.matches) if match.role == "item")
        scale = [m.role == "other" and not m.how and is_scale(v, self.instrument) for m, v in zip(self.matches, self.values, strict=True)]
        run = next((run for run in runs(scale) if run[0] > last), [])
        if len(run) == len(self.instrument.options):
            self._options(run)

    def _options(self, run: Sequence[int]) -> None:
        """Seven columns behind the items: by their words where each speaks of one option, else by order."""
        said = []
        for i in run:
            words = f"{self.columns[i].name} {self.columns[i].question}".casefold()
            said.append([o.id for o in self.instrument.options if any(p.search(words) for p in self._patterns(f"words_{o.id}"))])
        by_words = all(len(options) == 1 for options in said) and len({options[0] for options in said}) == len(run)
        ordered = [o.id for o in sorted(self.instrument.options, key=lambda o: o.number)]
        for place, i in enumerate(run):
            self._guess(i, "option", said[place][0] if by_words else ordered[place])
        how = "their words" if by_words else "their order, which is ours and not the instrument's"
        names = f'"{self.columns[run[0]].name}" to "{self.columns[run[-1]].name}"'
        self._report(
            "survey.guessed", "warning", self.shown, f"the {len(run)} columns {names} were taken for the kinds of support by {how}",
            "name each column in survey.files: map",
        )

    def _guess(self, position: int, role: Role, target: str) -> None:
        self.matches[position] = self.matches[position]._replace(role=role, target=target, sure=False, how="order")

    def _comments_by_values(self) -> None:
        for i, match in enumerate(self.matches):
            if match.role == "other" and not match.how and is_prose(self.values[i]):
                code = self._comment_code(self.columns[i])
                self.matches[i] = match._replace(role="comment", target=code, sure=False, how="values")
                self._report("survey.guessed", "warning", self.shown, f'column "{match.name}" was taken for comments', "send it to feelings, needs, both or ignore in survey.files: map")

    # What is wrong -------------------------------------------------------------------------

    def _having(self, role: Role) -> list[ColumnMatch]:
        return [match for match in self.matches if match.role == role]

    def _refuse_doubles(self) -> None:
        """Two columns of one name, or for one question, where it matters which is which."""
        by_name: dict[str, list[int]] = defaultdict(list)
        by_target: dict[str, list[int]] = defaultdict(list)
        for i, match in enumerate(self.matches):
            if match.name:
                by_name[match.name.casefold()].append(i)
            if match.role in ("item", "option", "local"):
                by_target[match.target].append(i)
        for positions in by_name.values():
            if len(positions) > 1 and any(self.matches[i].role in USED for i in positions):
                message = f'two columns bear the name "{self.matches[positions[0]].name}": {_places(positions)}'
                self._report("survey.duplicate-header", "error", f"{self.shown}:1", message, "rename one in the export")
        for target, positions in by_target.items():
            names = {self.matches[i].name.casefold() for i in positions}
            if len(positions) > 1 and len(names) > 1:
                both = " and ".join(f'"{self.matches[i].name}"' for i in positions)
                cure = f'send one of them to {IGNORE} in survey.files: map, such as {{"{self.matches[positions[-1]].name}": {IGNORE}}}'
                self._report("survey.duplicate-header", "error", f"{self.shown}:1", f"columns {both} ({_places(positions)}) are both taken for {target}", cure)

    def _refuse_longer_forms(self) -> None:
        """Items numbered beyond the last: another version of the form, which this key would score wrongly."""
        beyond = [
            match.name
            for match in self.matches
            if match.role == "other" and match.how != "map"
            for pattern in self._patterns("item")
            if (found := pattern.fullmatch(plain_name(match.name))) and int(found["n"]) > len(self.instrument.items)
        ]
        if beyond and self._having("item"):
            names = f'"{beyond[0]}"' + (f' to "{beyond[-1]}"' if len(beyond) > 1 else "")
            self._report(
                "survey.no-items", "error", self.shown,
                f"{names}: the {self.instrument.name} ends with item {len(self.instrument.items)}; a revised form has other items and no scoring key here",
                f"if these are no items, send them to {self.instrument.options[0].id}, another question or {IGNORE} in survey.files: map",
            )

    def _missing_items(self) -> None:
        found = {match.target for match in self._having("item")}
        if found:
            gone = [f'"{item.label}"' if self.instrument.named else str(item.number) for item in self.instrument.items if item.id not in found]
            if gone:
                plural = "items" if len(gone) > 1 else "item"
                self._report("survey.no-items", "warning", self.shown, f"no column was recognized as {plural} {', '.join(gone)}", "name the column in survey.files: map if it was asked")
            return
        others = any(match.role in USED and match.sure for match in self.matches)
        if not self.instrument.scored:
            self._report(
                "survey.no-items", "warning", self.shown, f"nothing is scored: which item of the {self.instrument.name} belongs to which dimension is not known here",
                f'describe it from your copy in a file with "based_on: {self.instrument.id}" and name that file under survey.instrument',
            )
            return
        seen = [f'"{column.name}"' for column in self.columns if column.name]
        more = f" and {len(seen) - 12} more" if len(seen) > 12 else ""
        self._report(
            "survey.no-items", "warning" if others else "error", self.shown,
            f"no column was recognized as an item of the {self.instrument.name}; columns seen: {', '.join(seen[:12])}{more}",
            f'say which is which in briefing.yaml, under survey.files: map: {{"name of the column": {self.instrument.items[0].id}, ...}}'
            if not self.instrument.named else "compare the names of the columns with those in the description of the questionnaire",
        )

    def _report(self, code: str, severity: Severity, where: str, message: str, cure: str) -> None:
        short = re.sub(r'"([^"]{60})[^"]{8,}"', r'"\1..."', message)  # a header may be a whole page
        self.problems.append(Problem(code, severity, where, short, cure))


def _places(positions: Sequence[int]) -> str:
    return "columns " + " and ".join(str(i + 1) for i in positions)
