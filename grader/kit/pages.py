"""The texts that a kit is read by: statements as pages, and the README."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from grader import __version__
from grader.kit.public import further, public_part
from grader.model.exercise import Course, Exercise
from grader.report.html import content_policy, stylesheet
from grader.report.markdown import render_markdown

_TEMPLATES = Path(__file__).with_name("templates")


def statement_page(exercise: Exercise, course_title: str) -> str:
    """The exercise's statement as a page that needs nothing but itself."""
    style = stylesheet()
    text = exercise.statement.read_text(encoding="utf-8")
    return fill(
        "statement.html",
        title=exercise.title,
        summary=exercise.summary,
        points=f"{exercise.points:g}",
        course=course_title,
        statement=render_markdown(text, level=2, title=False),
        style=style,
        policy=content_policy(style),
    )


def readme(course: Course, exercises: Sequence[Exercise], hints: str, submit: bool) -> str:
    """The kit's README, for students. ``submit``: the count of hints is to be handed in with the work."""
    rows = [
        {
            "id": exercise.id,
            "title": exercise.title.replace("|", "\\|"),
            "filename": exercise.filename,
            "cases": sum(len(part.cases) for part in public_part(exercise).parts),
            "further": further(exercise).cases,
        }
        for exercise in exercises
    ]
    return fill(
        "README.md", course=course.title, exercises=rows, hints=hints, submit=submit, grader=f"version {__version__}"
    )


def fill(template: str, **facts: Any) -> str:
    """One of the kit's templates, filled; what goes into HTML is escaped."""
    return _environment().get_template(template).render(**facts).rstrip("\n") + "\n"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=lambda name: name is not None and name.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
