"""A course on disk -> a validated, frozen :class:`~grader.model.exercise.Course`."""

from collections.abc import Collection, Mapping
from pathlib import Path

from grader.errors import Problem, SpecError, UsageError
from grader.model.exercise import Course, Exercise
from grader.spec.document import Document
from grader.spec.exercise import read_exercise
from grader.spec.folder import COURSE, EXERCISE
from grader.spec.keys import CourseKeys
from grader.spec.parts import Tables
from grader.spec.settings import CheckSettings, DrawSettings
from grader.spec.suggest import suggestion


def load_course(
    root: Path,
    *,
    kinds: Mapping[str, type[CheckSettings]],
    distributions: Mapping[str, type[DrawSettings]],
    call_groups: Collection[str] | None = None,
    only: Collection[str] | None = None,
) -> Course:
    """Read and validate the course in the folder ``root``.

    ``kinds`` and ``distributions`` are the rows that checks and draws may name; ``call_groups`` those that
    ``no_calls`` may (None: unchecked). ``only`` limits the exercises that are read to these ids. Raises
    SpecError with all problems of all files, and UsageError when there is no course in ``root`` or ``only``
    names an exercise that it does not have.
    """
    if not (root / COURSE).is_file():
        raise UsageError(f"no {COURSE} in {root}. Point to the course's folder: --course path/to/the/course")
    document = Document(root / COURSE)
    head = document.validate(CourseKeys, ()) if document.tree else None
    tables = Tables(kinds, distributions, call_groups)
    exercises, problems = _read_all(document, root, tables, only)
    _raise_all(document.problems + problems)
    assert head is not None  # else the document has problems
    wanted = {exercise.id for exercise in exercises}
    return Course(
        title=head.title,
        root=root,
        exercises=tuple(exercises),
        seed=head.seed,
        weights={entry.id: entry.points for entry in head.exercises if entry.id in wanted},
        policies=head.policies.model_dump(exclude_unset=True),
    )


def _read_all(
    document: Document, root: Path, tables: Tables, only: Collection[str] | None
) -> tuple[list[Exercise], list[Problem]]:
    """The exercises that could be read, and the problems of the others."""
    exercises: list[Exercise] = []
    problems: list[Problem] = []
    for i, name in _listed(document, only):
        folder = root / "exercises" / name
        if not (folder / EXERCISE).is_file():
            known = sorted(path.parent.name for path in root.glob(f"exercises/*/{EXERCISE}"))
            message = f"has no exercises/{name}/{EXERCISE}"
            document.complain(("exercises", i, "id"), message, suggestion(name, known))
            continue
        read = read_exercise(folder, root / "reference", tables)
        if isinstance(read, Exercise):
            exercises.append(read)
        else:
            problems += read
    return exercises, problems


def _listed(document: Document, only: Collection[str] | None) -> list[tuple[int, str]]:
    """Index and id of each exercise of the course that is to be read."""
    seen: dict[str, int] = {}
    for loc in document.items(("exercises",)):
        name = document.get((*loc, "id"))
        if not isinstance(name, str) or not name.isidentifier():
            continue
        if name in seen:
            document.complain((*loc, "id"), "is listed twice", "keep one")
        seen.setdefault(name, int(loc[-1]))
    for name in only or ():
        if name not in seen and document.tree:
            raise UsageError(
                f"the course has no exercise {name!r} ({suggestion(name, seen, 'it lists none')})"
            )
    return [(i, name) for name, i in seen.items() if only is None or name in only]


def _raise_all(problems: list[Problem]) -> None:
    """Raise a SpecError with all problems, in the order of files and lines, if there are any."""
    if problems:
        raise SpecError(tuple(sorted(problems, key=lambda p: (p.path, p.line, p.column))))
