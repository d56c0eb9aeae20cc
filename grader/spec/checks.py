"""The ``checks`` of a part: the kind of each is the key that names it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grader.model.exercise import Check
from grader.spec.document import Document
from grader.spec.settings import CheckSettings
from grader.spec.suggest import nearest, suggestion
from grader.spec.yaml_tree import Loc

Kinds = Mapping[str, type[CheckSettings]]


@dataclass(frozen=True, slots=True)
class CheckReading:
    """A check as written: its place, its kind and its settings."""

    loc: Loc
    kind: str
    settings: CheckSettings

    def check(self, document: Document, cases: tuple[str, ...]) -> Check:
        """The finished check, judged on those of ``cases`` that it names (on all when it names none)."""
        said: Any = self.settings
        return Check(
            id=said.id,
            title=said.title,
            kind=self.kind,
            points=said.points,
            settings=said,
            cases=cases if said.cases is None else tuple(said.cases),
            tolerance=said.tolerance,
            at=document.position(self.loc),
        )


def _kind(document: Document, loc: Loc, kinds: Kinds) -> str | None:
    """The one key of the mapping at ``loc`` that names a kind of check."""
    keys = list(document.mapping(loc))
    found = [key for key in keys if key in kinds]
    if len(found) > 1:
        # One kind's own setting may be called like another kind: gradient has ``of``, say.
        wide = [key for key in found if _fields(kinds[key]).issuperset(found)]
        found = wide if len(wide) == 1 else found
    if len(found) == 1:
        return found[0]
    if found:
        document.complain(
            (*loc, found[1]), f"is a second kind of check, beside {found[0]!r}", "keep one", key=True
        )
        return None
    known = _fields(CheckSettings).union(*(_fields(settings) for settings in kinds.values()))
    strange = [key for key in keys if key not in known]
    wrong = next((key for key in strange if nearest(key, kinds)), None)
    if wrong is not None:
        document.complain((*loc, wrong), "is not a kind of check", suggestion(wrong, kinds), key=True)
    elif isinstance(document.get(loc), dict):
        document.complain(loc, "names no kind of check", suggestion("", kinds))
    else:
        document.complain(loc, "must be a mapping of keys to values")
    return None


def _fields(settings: type[CheckSettings]) -> set[str]:
    """The keys that a kind knows, as written in YAML."""
    return {field.alias or name for name, field in settings.model_fields.items()}


def read_checks(document: Document, part: Loc, kinds: Kinds) -> list[CheckReading]:
    """The checks of the part at ``part`` that can be read; the others leave problems behind."""
    readings = []
    for loc in document.items((*part, "checks")):
        kind = _kind(document, loc, kinds)
        settings = document.validate(kinds[kind], loc) if kind else None
        if kind is not None and settings is not None:
            readings.append(CheckReading(loc, kind, settings))
    return readings
