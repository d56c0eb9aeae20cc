"""An autograder for Gradescope: a zip with the course, the grader, and the two scripts that Gradescope looks for."""

import json
import os
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from grader.errors import UsageError
from grader.export.gradescope import VISIBILITIES
from grader.export.pins import constraints
from grader.export.wheel import wheel
from grader.model.exercise import Course

SETTINGS = "settings.json"
COURSE = "course"

_SCRIPTS = {"setup.sh": "setup.sh", "run_autograder": "run_autograder.sh"}
_LEFT_OUT = frozenset({"__pycache__", ".git", ".grader", ".venv", "venv", "node_modules"})
_OF_A_COURSE = ("course.yaml", "exercises", "reference")
_THE_PAST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen when the autograder was packed."""

    hidden: str = "hidden"
    """The visibility of checks with hidden cases."""
    exercises: tuple[str, ...] = ()
    """Only these, if any are named."""
    isolation: str = "full"


def pack(course: Course, settings: Settings, out: Path) -> int:
    """Write the zip to ``out``, as a whole or not at all; how many files are in it."""
    files = dict(_files(course, settings))
    unfinished = out.with_name(f".{out.name}.part")
    out.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _THE_PAST)
            info.create_system = 3
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (stat.S_IFREG | (0o755 if name in _SCRIPTS else 0o644)) << 16
            archive.writestr(info, content)
    os.replace(unfinished, out)
    return len(files)


def read_settings(source: Path) -> Settings:
    """What :func:`pack` wrote into the folder that Gradescope unpacks the zip to; UsageError when it is not there."""
    try:
        plain = json.loads((source / SETTINGS).read_text(encoding="utf-8"))
        settings = Settings(str(plain["hidden"]), tuple(map(str, plain["exercises"])), str(plain["isolation"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{source} does not hold an unpacked autograder: {error}") from error
    if settings.hidden not in VISIBILITIES:
        raise UsageError(f"{source / SETTINGS}: {settings.hidden!r} is no visibility that Gradescope knows.")
    return settings


def _files(course: Course, settings: Settings) -> Iterator[tuple[str, bytes]]:
    here = Path(__file__).parent
    for name, script in _SCRIPTS.items():
        yield name, (here / script).read_bytes()
    yield wheel()
    yield "constraints.txt", constraints().encode()
    yield SETTINGS, (json.dumps(asdict(settings), indent=1) + "\n").encode()
    for part in _OF_A_COURSE:
        yield from _below(course.root / part, course.root)


def _below(path: Path, root: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a course at ``path``: no links, which could point anywhere, and nothing that only belongs to a checkout."""
    if path.is_symlink() or path.name in _LEFT_OUT:
        return
    if path.is_dir():
        for inner in sorted(path.iterdir()):
            yield from _below(inner, root)
    elif path.is_file() and path.suffix != ".pyc":
        yield f"{COURSE}/{path.relative_to(root).as_posix()}", path.read_bytes()
