"""Citations and the reference list of a PDF lead to each other."""

from collections.abc import Collection
from typing import Any

Run = dict[str, Any]


class Links:
    """What is listed under which number, and where each number first stands.

    A template reads `entry` (lead there), `first` (be found here) and `back` (lead to where it is
    first cited) of a run; a run without them leads nowhere.
    """

    def __init__(self, entries: Collection[int]) -> None:
        self.entries = frozenset(entries)
        self._cited: set[int] = set()
        self._listed: dict[int, Run] = {}

    def cited(self, number: int, run: Run) -> Run:
        """A raised number: leads to its entry where there is one."""
        if number in self.entries:
            run["entry"] = number
            if number not in self._cited:
                self._cited.add(number)
                run["first"] = True
        return run

    def listed(self, number: int, run: Run) -> None:
        """The run that opens an entry."""
        self._listed[number] = run

    def back(self) -> None:
        """When all is read: entries lead back, but for those that only spoken words cite."""
        for number in self._cited & self._listed.keys():
            self._listed[number]["back"] = number
