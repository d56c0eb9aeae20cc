"""The page: one file per submission that needs nothing but itself and runs no script."""

import base64
import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from grader.model.result import Report
from grader.report.code import stretches, tokens
from grader.report.markdown import render_markdown
from grader.report.plot import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH
from grader.report.view import page_view

_TEMPLATES = Path(__file__).with_name("templates")


def page(report: Report, statements: Mapping[str, str]) -> str:
    """The page on ``report``. ``statements`` holds the Markdown of the statements by exercise id."""
    style = stylesheet()
    facts = page_view(report)
    rendered = {id: render_markdown(text, level=2, title=False) for id, text in statements.items()}
    listings = {
        each.anchor: stretches(each.source, each.notes, each.line_prefix)
        for each in facts.exercises
        if each.source is not None
    }
    return _template().render(
        page=facts, statements=rendered, listings=listings, style=style, policy=content_policy(style)
    )


def write_page(report: Report, statements: Mapping[str, str], path: Path) -> None:
    """Write the page on ``report`` to ``path``, whose folder is made where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(report, statements), encoding="utf-8", newline="\n")


def warm() -> None:
    """Do ahead what only the first page of a process has to wait for; safe to call from another thread."""
    _template()
    tokens("")


@lru_cache(maxsize=1)
def stylesheet() -> Markup:
    """The one stylesheet of all pages; ours, so that nothing in it needs escaping."""
    return Markup((_TEMPLATES / "style.css").read_text(encoding="utf-8"))


def content_policy(style: str) -> str:
    """The Content-Security-Policy that lets a page hold ``style``, just as it is, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


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
    for included in ("exercise.html", "check.html", "parts.html"):
        environment.get_template(included)
    return environment.get_template("page.html")
