"""The closed set of outcomes: every check and every exercise ends in exactly one of these."""

from enum import StrEnum


class Verdict(StrEnum):
    """How one check ended. Only a student's fault costs points; a grader fault withholds the score."""

    PASSED = "passed"
    PARTIAL = "partial"
    FAILED = "failed"
    ERROR = "error"
    """The student's code raised, exited or crashed in a call that this check needs."""
    TIMEOUT = "timeout"
    MEMORY = "memory"
    NOT_ATTEMPTED = "not_attempted"
    SKIPPED = "skipped"
    """Not judged, because of an earlier failure or because only public cases were asked for."""
    GRADER_FAULT = "grader_fault"

    @property
    def in_words(self) -> str:
        """The verdict as a reader sees it, e.g. ``"not attempted"``."""
        return self.value.replace("_", " ")


class Status(StrEnum):
    """How one exercise ended as a whole."""

    GRADED = "graded"
    MISSING = "missing"
    NOT_ATTEMPTED = "not_attempted"
    IMPORT_ERROR = "import_error"
    """The file could not be read, parsed or imported, so that nothing in it could be called."""
    WITHHELD = "withheld"
    """A fault of the grader's own: there is no score, which is not the same as a score of 0."""

    @property
    def in_words(self) -> str:
        """The status as a reader sees it, e.g. ``"import error"``."""
        return self.value.replace("_", " ")
