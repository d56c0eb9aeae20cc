"""A small valid course to be spoilt, and rows of checks to load it with."""

from pathlib import Path
from typing import ClassVar

from pydantic import Field

from grader.errors import SpecError
from grader.inputs import DRAW_SETTINGS
from grader.model.exercise import Course
from grader.spec.load import load_course
from grader.spec.settings import CheckSettings

COURSE = """\
title: A course
seed: 7
exercises:
  - {id: affine, points: 10}
policies:
  attempts: 3
"""

EXERCISE = """\
id: affine
title: An affine map
summary: Forward and backward.
points: 10
statement: statement.md
reference: affine.py
worker: {framework: numpy, time: 5s, memory: 512MiB}
rules:
  - {in: [forward, Affine.apply], no: [autodiff], no_calls: [ready_made]}
forbidden: Nothing much.
preamble: import numpy as np
stub:
  HAND:
    value: '{"w": None}'
  forward:
    signature: (x, w, b=0.0)
    doc: The map.
  backward:
    signature: (dout, cache)
  Affine:
    base: np.ndarray
    methods:
      apply: {signature: (x), decorator: staticmethod}
parts:
  - id: code
    program: |
      out, cache = forward(x, w, b=2.5)
      grads = backward(dout, cache)
    sizes: {N: 4}
    draw:
      x: {normal: [N, D]}
      w: {uniform: [D], low: 0.5, high: 2}
      dout: {normal: [N]}
    cases:
      - name: typical
        public: true
        note: a typical one
        sizes: {D: 3}
      - name: wide
        note: a wide one
        sizes: {D: 9}
        draw: {w: {constant: [D], value: 1}}
    checks:
      - {id: out, value: out, points: 4, title: Forward}
      - id: dw
        title: Backward
        gradient: grads.w
        of: out
        wrt: w
        upstream: dout
        points: 4
        cases: [wide]
  - id: paper
    program: hand = HAND
    cases:
      - {name: only, note: the given point, draw: {}}
    checks:
      - {id: hand, value: hand, points: 2, title: By hand}
"""

REFERENCE = '''\
"""The affine map."""

HAND = {"w": 1.0}


def forward(x, w, b):
    return x @ w + b, x


def backward(dout, cache):
    return {"w": cache.T @ dout}


class Affine:
    @staticmethod
    def apply(x):
        return x


def smooth(x):
    """A property."""
'''


class ValueSettings(CheckSettings):
    key: ClassVar[str] = "value"
    value: str

    def names(self):
        return (self.value,)

    def expected(self):
        return (self.value,)


class GradientSettings(CheckSettings):
    key: ClassVar[str] = "gradient"
    gradient: str
    of: str
    wrt: str
    upstream: str
    value: str = ""
    """Called like another kind, as may happen."""

    def names(self):
        return (self.gradient, self.of)

    def inputs(self):
        return (self.wrt, self.upstream)

    def expected(self):
        return self.names()


class PropertySettings(CheckSettings):
    key: ClassVar[str] = "property"
    property: str
    of: list[str] = Field(min_length=1)

    def names(self):
        return tuple(self.of)

    def functions(self):
        return (self.property,)


KINDS = {kind.key: kind for kind in (ValueSettings, GradientSettings, PropertySettings)}
GROUPS = ("ready_made", "other_group")


def write_course(root: Path, exercise: str = EXERCISE, course: str = COURSE, reference: str = REFERENCE) -> Path:
    """A course with the one exercise ``affine``."""
    folder = root / "exercises" / "affine"
    folder.mkdir(parents=True, exist_ok=True)
    (root / "reference").mkdir(exist_ok=True)
    (root / "course.yaml").write_text(course, encoding="utf-8")
    (folder / "exercise.yaml").write_text(exercise, encoding="utf-8", newline="")
    (folder / "statement.md").write_text("# Affine\n", encoding="utf-8")
    (root / "reference" / "affine.py").write_text(reference, encoding="utf-8")
    return root


def load(root: Path, **options) -> Course:
    """The course in ``root`` under the rows above."""
    return load_course(root, kinds=KINDS, distributions=DRAW_SETTINGS, call_groups=GROUPS, **options)


def problems(root: Path, **options) -> list[str]:
    """The problems of a spoilt course, each as ``file:line:column: where: message``."""
    try:
        load(root, **options)
    except SpecError as error:
        return [str(problem).replace(f"{root.as_posix()}/", "") for problem in error.problems]
    return []


MARKER = "¦"
"""Stands in a spoilt text where a problem is to be reported."""


def marked(text: str) -> tuple[str, list[str]]:
    """``text`` without markers, and ``line:column`` of each."""
    places, clean = [], text
    while MARKER in clean:
        before, _, after = clean.partition(MARKER)
        places.append(f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}")
        clean = before + after
    return clean, places


def spoilt(text: str, old: str, new: str) -> str:
    """``text`` with the one occurrence of ``old`` replaced."""
    assert text.count(old) == 1, f"{text.count(old)} times in the text: {old!r}"
    return text.replace(old, new)
