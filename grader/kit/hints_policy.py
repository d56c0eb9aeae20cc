"""What the course says about hints: ``policies: {hints: ...}`` in ``course.yaml``."""

from dataclasses import dataclass

from grader.errors import UsageError
from grader.kit.marker import DEGREES
from grader.model.exercise import Course
from grader.spec.suggest import suggestion

_KEYS = ("most", "submit")


@dataclass(frozen=True, slots=True)
class HintPolicy:
    """``most`` is the last degree that may be taken, a row of ``DEGREES``; with ``submit`` the count is handed in with the work."""

    most: str = "why"
    submit: bool = False

    def data(self) -> dict[str, object]:
        """The policy as ``course.yaml`` writes it."""
        return {"most": self.most, "submit": self.submit}


def hint_policy(course: Course) -> HintPolicy:
    """The course's policy: all hints where it says nothing or ``true``, none for ``false``.

    Raises UsageError for what is neither, naming the key.
    """
    said = course.policies.get("hints")
    if said is None or isinstance(said, bool):
        return HintPolicy("none" if said is False else "why")
    where = f"{course.root / 'course.yaml'}: policies.hints"
    if not isinstance(said, dict):
        raise UsageError(f"{where} is to be true, false, or a mapping such as {{most: where, submit: true}}.")
    for key in said:
        if key not in _KEYS:
            raise UsageError(f"{where}.{key} is not a key here ({suggestion(key, _KEYS)}).")
    most, submit = said.get("most", "why"), said.get("submit", False)
    if most not in DEGREES:
        raise UsageError(f"{where}.most is {most!r}; it is one of {', '.join(DEGREES)}.")
    if not isinstance(submit, bool):
        raise UsageError(f"{where}.submit is {submit!r}; it is true or false.")
    return HintPolicy(most, submit)
