"""What a diagnosis says: a cause with its kind, its subject and the words of a teaching assistant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from grader.model.value import Array


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a value is wrong.

    ``kind`` is the kind of mistake, ``subject`` what it was made with (the name of a term, a factor, a ratio). ``words`` are whole
    sentences, without the right code. ``code`` is the row of ``docs/findings.md`` that explains such causes.
    """

    kind: str
    subject: str
    words: str
    see: str = ""
    """A heading of the statement where to read on, or empty."""
    code: str = ""
    line: int | None = None

    @property
    def slug(self) -> str:
        """Kind and subject in one word: two causes with the same slug are the same cause."""
        return f"{self.kind}:{self.subject}" if self.subject else self.kind

    @property
    def finding(self) -> str:
        """The code of the finding."""
        return self.code or self.kind


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """A hypothesis made definite: were ``cause`` the cause, the values of the samples would be ``predicted``, in their order.

    None where the hypothesis says nothing about a sample, NaN where it says nothing about an entry.
    """

    cause: Cause
    predicted: Sequence[Array | None] = field(repr=False)
    elsewhere: Sequence[Mapping[str, Array]] = field(default=(), repr=False)
    """What the hypothesis says of the program's other values in each sample, by path, where it changes them."""
    everywhere: bool = False
    """Whether the hypothesis has nothing to say unless it explains right samples as well as wrong ones."""
