"""The class page: one file that needs nothing but itself. Its one script, known by its hash, sorts and filters."""

import base64
import hashlib
import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from grader.report.classroom_marks import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH
from grader.report.classroom_rows import ClassRow
from grader.report.classroom_tally import tally
from grader.report.classroom_view import class_view
from grader.report.html import content_policy, stylesheet

_TEMPLATES = Path(__file__).with_name("templates")


def class_page(rows: Iterable[ClassRow], course: str) -> str:
    """The page on the class whose students are ``rows``, read once."""
    style = Markup(stylesheet() + _asset("classroom.css"))
    script = _asset("classroom.js")
    return _template().render(
        page=class_view(tally(rows), course), style=style, script=script, policy=_policy(style, script)
    )


def write_class_page(rows: Iterable[ClassRow], path: Path, course: str) -> None:
    """Write the page to ``path`` as a whole or not at all; its folder is made where there is none.

    ``rows`` is read once: of each student there stay marks, and the lines at which something went wrong.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.write_text(class_page(rows, course), encoding="utf-8", newline="\n")
    os.replace(unfinished, path)


def _policy(style: str, script: str) -> str:
    """The policy of a student's page, and this script just as it is."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"{content_policy(style)}; script-src 'sha256-{digest}'"


@lru_cache
def _asset(name: str) -> Markup:
    """A file of ours, so that nothing in it needs escaping."""
    return Markup((_TEMPLATES / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    edges = {"left": LEFT, "right": RIGHT, "top": TOP, "bottom": BOTTOM, "width": WIDTH, "height": HEIGHT}
    environment.globals["edges"] = edges
    return environment.get_template("classroom.html")
