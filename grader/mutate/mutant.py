"""What a mutation is: one edit of a source text, and in words what is wrong with the result."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """The characters ``start`` to ``end`` of a text give way to ``new``."""

    start: int
    end: int
    new: str

    def apply(self, text: str) -> str:
        """The edited text."""
        return text[: self.start] + self.new + text[self.end :]


@dataclass(frozen=True, slots=True)
class Slip:
    """A kind of slip: ``code`` names it, ``words`` say it of code that has it, as a clause: "a term is missing"."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Mutant:
    """A program that differs from its original in one place. ``line`` and ``column`` of that place count from 1."""

    operator: str
    """A row of ``grader.mutate.table.OPERATORS``."""
    slip: Slip
    """What is wrong with the mutant, given that the original is right."""
    mends: Slip
    """What is wrong with the original, given that the mutant is right."""
    line: int
    column: int
    source: str
    """The whole text of the mutant; every line keeps its number."""
    edit: Edit
    """What was done to the original's text."""

    @property
    def description(self) -> str:
        """What is wrong with the mutant, in the words of a teaching assistant, without the right code."""
        return self.slip.words
