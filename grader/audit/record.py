"""What an audit found: plain facts, from which the terminal and the JSON file are made."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Basic:
    """One thing that holds of every exercise in order, e.g. that the solution gets full marks."""

    name: str
    ok: bool
    said: str


@dataclass(frozen=True, slots=True)
class ZooTally:
    """How the zoo's submissions fared. ``listed`` is how many there are; a quick audit grades fewer."""

    listed: int
    right: int
    right_kept: int
    """Right submissions that kept full marks."""
    faulty: int
    faulty_lost: int
    """Faulty submissions that lost marks. Judgement calls, which may go either way, are not among them."""
    calls: int
    """Judgement calls."""
    complaints: tuple[tuple[str, str], ...]
    """The file and what is wrong with its verdict, for each entry that did not get what it should."""

    @property
    def graded(self) -> int:
        """All that were graded."""
        return self.right + self.faulty + self.calls


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    """It lost marks."""
    EQUIVALENT = "equivalent"
    """It kept full marks and gave the solution's values on every further input."""
    FREE = "free"
    """It kept full marks and differs, where the author says that a solution may."""
    SURVIVED = "survived"
    """It kept full marks though it is another program: a hole."""
    WITHHELD = "withheld"
    """A fault of the grader's own kept it from being judged."""


@dataclass(frozen=True, slots=True)
class MutantRecord:
    """One mutant of the solution and its fate. ``line`` and ``column`` of the change count from 1."""

    file: str
    line: int
    column: int
    operator: str
    slip: str
    """What is wrong with it, in words."""
    was: str
    became: str
    fate: Fate
    check: str = ""
    """For a killed one: the first check found that it loses."""
    said: str = ""
    """How it was shown equivalent, why it is free, or what would have caught it."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """Two of the catalogue's misconceptions that no case of a part tells apart; ``second`` is TRUTH for the right answer."""

    part: str
    first: str
    second: str
    ways: str
    """Which of the ways in which each shows: "2nd and 1st"."""


TRUTH = "the right answer"


@dataclass(frozen=True, slots=True)
class ExerciseAudit:
    """All that was found about one exercise. ``seconds`` by stage are the only part in which two audits differ."""

    id: str
    title: str
    basics: tuple[Basic, ...]
    zoo: ZooTally | None
    """None when the exercise has no zoo."""
    possible: int
    """How many mutants there are; a quick audit grades fewer."""
    mutants: tuple[MutantRecord, ...]
    misconceptions: int
    confusions: tuple[Confusion, ...]
    seconds: dict[str, float]

    def having(self, *fates: Fate) -> tuple[MutantRecord, ...]:
        """The mutants with one of these fates."""
        return tuple(mutant for mutant in self.mutants if mutant.fate in fates)

    @property
    def ok(self) -> bool:
        """Whether nothing is amiss: no basic fails, no zoo entry is misjudged, no mutant that matters survives."""
        misjudged = self.zoo is not None and bool(self.zoo.complaints)
        escaped = self.having(Fate.SURVIVED, Fate.WITHHELD)
        return all(basic.ok for basic in self.basics) and not misjudged and not escaped


def sample(count: int, most: int | None) -> Iterable[int]:
    """The indices of at most ``most`` of ``count`` things, evenly spread and always the same; all of them for None."""
    if most is None or count <= most:
        return range(count)
    return [i * count // most for i in range(most)]
