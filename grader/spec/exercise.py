"""``exercise.yaml`` -> :class:`~grader.model.exercise.Exercise`, or all that is wrong with it."""

import math
from pathlib import Path

from grader.errors import Problem
from grader.model.call import Limits
from grader.model.exercise import Exercise, Stub
from grader.spec.consistency import check_part
from grader.spec.document import Document
from grader.spec.folder import EXERCISE
from grader.spec.keys import STATEMENT, ExerciseKeys
from grader.spec.parts import PartReading, Tables, read_part
from grader.spec.reference import ReferenceNames, read_reference
from grader.spec.rules import check_rules, watches
from grader.spec.stubs import read_stubs
from grader.spec.suggest import suggestion
from grader.spec.yaml_tree import where


def read_exercise(folder: Path, references: Path, tables: Tables) -> Exercise | list[Problem]:
    """The exercise in ``folder``, whose reference is a file in ``references``; or all its problems.

    Raises OSError when the folder has no ``exercise.yaml``.
    """
    document = Document(folder / EXERCISE)
    if document.tree is None:
        return document.problems
    head = document.validate(ExerciseKeys, ())
    stub = read_stubs(document)
    names = {entry.name: entry for entry in stub}
    parts = [read_part(document, loc, tables, names) for loc in document.items(("parts",))]
    if head is not None:
        check_rules(document, head.rules, stub, tables.call_groups)
    _check_folder(document, folder)
    reference = _reference(document, references)
    for part in parts:
        check_part(document, part, reference)
    _check_whole(document, parts)
    if head is None or document.problems:
        return document.problems
    return _exercise(document, head, stub, parts, references)


def _exercise(
    document: Document, head: ExerciseKeys, stub: tuple[Stub, ...], parts: list[PartReading], references: Path
) -> Exercise:
    """Everything put together, once it is known to be right."""
    worker = head.worker
    folder = document.path.parent
    return Exercise(
        id=head.id,
        title=head.title,
        points=head.points,
        summary=head.summary,
        framework=worker.framework,
        limits=Limits(worker.time, worker.import_time, worker.memory),
        stub=stub,
        preamble=head.preamble,
        forbidden=head.forbidden,
        watches=watches(head.rules),
        parts=tuple(part.part(document) for part in parts),
        folder=folder,
        statement=folder / head.statement,
        reference=references / head.reference if head.reference else None,
        source_hash=document.source_hash,
    )


def _check_folder(document: Document, folder: Path) -> None:
    """The exercise is called like its folder, and its statement is in there."""
    name = document.get(("id",))
    if isinstance(name, str) and name != folder.name:
        document.complain(("id",), "is not the name of the exercise's folder", f"write {folder.name}")
    statement = document.mapping(()).get("statement", STATEMENT)
    if isinstance(statement, str) and not (folder / statement).is_file():
        known = sorted(path.name for path in folder.glob("*.md"))
        message = "is not a file in the exercise's folder" if known else "is still to be written"
        document.complain(("statement",), message, suggestion(statement, known))


def _reference(document: Document, references: Path) -> ReferenceNames | None:
    """The names that the reference defines; None, and a problem, where it cannot be read."""
    name = document.get(("reference",))
    if not isinstance(name, str):
        return None
    if not (references / name).is_file():
        files = sorted(path.name for path in references.glob("*.py"))
        document.complain(("reference",), f"is not a file in {references.name}/", suggestion(name, files))
        return None
    found = read_reference(references / name)
    if isinstance(found, Problem):
        document.problems.append(found)
        return None
    return found


def _check_whole(document: Document, parts: list[PartReading]) -> None:
    """What holds across parts: ids, points, and something for students to see."""
    _unique_parts(document, parts)
    seen: dict[str, int] = {}
    for part in parts:
        for check in part.checks:
            loc, name = (*check.loc, "id"), check.settings.id
            if name in seen:
                document.complain(loc, f"is the id of another check, in line {seen[name]}", "ids are unique")
            seen.setdefault(name, document.mark(loc).line)
    points = document.get(("points",))
    if (
        parts
        and all(part.complete for part in parts)
        and type(points) in (int, float)
        and 0 < points < math.inf
    ):
        total = math.fsum(check.settings.points for part in parts for check in part.checks)
        if not math.isclose(total, points, abs_tol=1e-9):
            document.complain(
                ("points",), f"are not what the checks add up to, {total:g}", "change one or the other"
            )
    cases = [case for part in parts for case in part.cases]
    if parts and all(part.cases for part in parts) and not any(case.public for case in cases):
        hint = "give one case public: true, for students to check with"
        document.complain(("parts",), "have no public case", hint, key=True)


def _unique_parts(document: Document, parts: list[PartReading]) -> None:
    """Several parts have ids, each its own."""
    seen: dict[str, str] = {}
    for part in parts:
        name = document.get((*part.loc, "id"))
        if name is None and len(parts) > 1:
            mark = document.mark(part.loc)
            document.complain(
                (*part.loc, "id"), "is missing", "needed where there are several parts", at=mark
            )
        elif isinstance(name, str) and name in seen:
            document.complain((*part.loc, "id"), f"is the id of {seen[name]} too", "ids are unique")
        if isinstance(name, str):
            seen.setdefault(name, where(part.loc))
