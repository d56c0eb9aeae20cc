"""Where expected values come from: computed from the reference (and kept), or recorded in a student's kit."""

from collections.abc import Mapping
from threading import Lock
from typing import Protocol

from grader.expected.build import expect
from grader.expected.record import Expectation
from grader.model.exercise import Exercise


class Expectations(Protocol):
    """Gives the expectation of every (part id, case name) of an exercise."""

    seed: int

    def of(self, exercise: Exercise) -> Mapping[tuple[str, str], Expectation]:
        """The expectations of ``exercise``; computed or read once."""
        ...


class FromReference:
    """Computed from the reference once per exercise, kept in memory. Thread-safe."""

    def __init__(self, seed: int) -> None:
        """``seed`` decides every drawn number."""
        self.seed = seed
        self._known: dict[str, Mapping[tuple[str, str], Expectation]] = {}
        self._lock = Lock()

    def of(self, exercise: Exercise) -> Mapping[tuple[str, str], Expectation]:
        """The expectations of ``exercise``. Raises SpecError when its reference and its cases do not fit."""
        with self._lock:
            if exercise.id not in self._known:
                self._known[exercise.id] = expect(exercise, self.seed)
            return self._known[exercise.id]
