"""The page on similar work: each pair side by side, what they share marked. It needs nothing but itself and runs no script."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from grader.report.html import content_policy, stylesheet
from grader.report.text import clip, name, visible
from grader.similar.pairs import Pair, Shared

_TEMPLATES = Path(__file__).with_name("templates")
_CONTEXT = 2
_LONGEST_LINE = 160
_MOST_LINES = 400


@dataclass(frozen=True, slots=True)
class Line:
    """A line of code. ``number`` 0 stands for lines left out."""

    number: int
    text: str
    shared: bool


@dataclass(frozen=True, slots=True)
class Sides:
    """What two students share in one exercise."""

    title: str
    share: str
    shared: int
    left: tuple[Line, ...]
    right: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PairView:
    """Two students."""

    first: str
    second: str
    summary: str
    exercises: tuple[Sides, ...]


def write_similar_page(pairs: Sequence[Pair], titles: Mapping[str, str], compared: int, path: Path) -> None:
    """Write the page on ``pairs`` to ``path``. ``titles``: of the exercises, by id; ``compared``: how many submissions."""
    style = Markup(stylesheet() + (_TEMPLATES / "similar.css").read_text(encoding="utf-8"))
    text = _template().render(
        pairs=[_view(pair, titles) for pair in pairs], compared=compared, style=style, policy=content_policy(style)
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.write_text(text, encoding="utf-8", newline="\n")
    os.replace(unfinished, path)


def _view(pair: Pair, titles: Mapping[str, str]) -> PairView:
    sides = tuple(_sides(each, titles) for each in pair.exercises)
    summary = ", ".join(f"{each.title} {each.share}" for each in sides)
    return PairView(name(pair.first), name(pair.second), summary, sides)


def _sides(shared: Shared, titles: Mapping[str, str]) -> Sides:
    return Sides(
        title=name(titles.get(shared.first.exercise, shared.first.exercise), 90),
        share=f"{100 * shared.share:.0f}%",
        shared=shared.runs,
        left=tuple(_lines(shared.first.text, shared.first_lines)),
        right=tuple(_lines(shared.second.text, shared.second_lines)),
    )


def _lines(text: str, shared: frozenset[int]) -> Iterator[Line]:
    """The shared lines with a little around them."""
    near = {line + offset for line in shared for offset in range(-_CONTEXT, _CONTEXT + 1)}
    last = 0
    lines = visible(text).expandtabs(4).split("\n")
    for number in sorted(near & set(range(1, len(lines) + 1)))[:_MOST_LINES]:
        if number > last + 1:
            yield Line(0, "⋯", False)
        yield Line(number, clip(lines[number - 1], _LONGEST_LINE), number in shared)
        last = number


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("similar.html")
