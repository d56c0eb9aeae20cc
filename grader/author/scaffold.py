"""Starting a new exercise: a small one that works and passes its audit, to be turned into another step by step."""

import re
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from grader.errors import UsageError
from grader.spec.folder import COURSE

_ID = re.compile(r"[a-z][a-z0-9_]*")
_ROW = re.compile(r"^( *)- *\{ *id: *\w+ *,", re.MULTILINE)
_EMPTY = re.compile(r"^exercises: *(\[ *\])? *$(?!(\s*#.*$)*\s*-)", re.MULTILINE)
_POINTS = 10

FILES = {
    "exercises/{id}/exercise.yaml": "exercise.yaml.j2",
    "exercises/{id}/statement.md": "statement.md.j2",
    "exercises/{id}/zoo/zoo.yaml": "zoo.yaml.j2",
    "exercises/{id}/zoo/right/loops.py": "right.py.j2",
    "exercises/{id}/zoo/faulty/sum_forgotten.py": "faulty.py.j2",
    "reference/{id}.py": "reference.py.j2",
    "reference/solutions/{id}.py": "solution.py.j2",
    "reference/misconceptions/{id}.py": "misconceptions.py.j2",
}
"""The files of an exercise, by place in the course, with their templates."""


@dataclass(frozen=True, slots=True)
class Scaffold:
    """What was written, in order; ``row`` is what an author has to add to ``course.yaml`` by hand, mostly nothing."""

    files: tuple[Path, ...]
    row: str


def scaffold(root: Path, id: str, title: str | None = None) -> Scaffold:
    """Write the files of a new exercise into the course at ``root``, which is started where there is none.

    Raises UsageError, and writes nothing, when the name is not one or a file is there already.
    """
    if not _ID.fullmatch(id):
        raise UsageError(f"{id!r} is no name for an exercise: small letters, digits and underscores, for example layer_norm.")
    paths = {root / place.format(id=id): template for place, template in FILES.items()}
    taken = next((path for path in paths if path.exists()), None)
    if taken is not None:
        raise UsageError(f"{taken} is there already. Choose another name, or remove it.")
    title = title or id.replace("_", " ").capitalize()
    texts = {path: _fill(template, id=id, title=title) for path, template in paths.items()}
    course = root / COURSE
    if not course.is_file():
        texts[course] = _fill("course.yaml.j2", title="A course", seed=secrets.randbits(128))
    listed = _listed(texts.get(course) or course.read_text(encoding="utf-8"), id)
    if listed is not None:
        texts[course] = listed
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return Scaffold(tuple(texts), "" if listed is not None else _row("  ", id))


def _row(indent: str, id: str) -> str:
    return f"{indent}- {{id: {id}, points: {_POINTS}}}"


def _listed(course: str, id: str) -> str | None:
    """The text of ``course.yaml`` with the exercise at the end of its list; None where the list is not written a row a line."""
    rows = list(_ROW.finditer(course))
    if rows:
        end = course.find("\n", rows[-1].start())
        end = len(course) if end < 0 else end
        return f"{course[:end]}\n{_row(rows[-1].group(1), id)}{course[end:]}"
    empty = _EMPTY.search(course)
    return f"{course[: empty.start()]}exercises:\n{_row('  ', id)}{course[empty.end() :]}" if empty else None


def _fill(template: str, **facts: object) -> str:
    return _environment().get_template(template).render(**facts).rstrip("\n") + "\n"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    folder = Path(__file__).with_name("templates")
    return Environment(loader=FileSystemLoader(folder), undefined=StrictUndefined, autoescape=False)
