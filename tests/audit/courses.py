"""A small course to be audited, whole or with a hole in it."""

from pathlib import Path

COURSE = """\
title: A course
seed: 7
exercises:
  - {id: product, points: 10}
"""

EXERCISE = """\
id: product
title: A product
summary: Forward and backward.
points: 10
statement: statement.md
reference: product.py
worker: {{framework: numpy, time: 5s, memory: 512MiB}}
preamble: import numpy as np
stub:
  forward: {{signature: "(x, w, shift=0.5)", doc: The product.}}
  backward: {{signature: "(dout, cache)", doc: Its gradient.}}
parts:
  - id: main
    program: |
      out, cache = forward(x, w, shift)
      dx = backward(dout, cache)
    cases:
      - name: plain
        public: true
        note: a plain one
        draw: {{x: {{normal: [4]}}, w: {{normal: [4]}}, shift: 0.25, dout: {dout}}}
    checks:
      - {{id: out, value: out, points: 4, title: Forward}}
      - {{id: gradient, gradient: dx, of: out, wrt: x, upstream: dout, points: 5, title: Backward}}
{defaults}
"""

DEFAULTS = """\
  - id: defaults
    program: out, cache = forward(x, w)
    cases:
      - {name: without shift, note: called without shift, draw: {x: {normal: [4]}, w: {normal: [4]}}}
    checks:
      - {id: default_shift, value: out, points: 1, title: The default of shift}
"""

NO_DEFAULTS = """\
      - {id: again, value: dx, points: 1, title: Backward again}
"""

REFERENCE = '''\
"""A product."""


def forward(x, w, shift=0.5):
    return x * w + shift, w


def backward(dout, cache):
    return dout * cache


def forgot_upstream(x, w, dout):
    """The upstream gradient is missing."""
    return {"dx": w}


def forgot_weight(x, w, dout):
    """The weight is missing."""
    return {"dx": dout}
'''

CATALOGUE = '''\
"""What goes wrong."""


def forgot_upstream(w):
    """The upstream gradient is missing."""
    return {"dx": w}


def forgot_weight(dout):
    """The weight is missing."""
    return {"dx": dout}


def another_name_for_it(dout):
    """The weight is missing, said otherwise."""
    return {"dx": 1 * dout}


MISCONCEPTIONS = (forgot_upstream, forgot_weight, another_name_for_it)
'''

SOLUTION = '''\
"""A product."""


def forward(x, w, shift=0.5):
    """The product."""
    out = x * w + shift + 0 * x
    return out, w


def backward(dout, cache):
    """Its gradient."""
    return dout * cache
'''

NORMAL = "{normal: [4]}"
ONES = "{constant: [4], value: 1.0}"


def write_course(root: Path, *, dout: str = NORMAL, defaults: str = DEFAULTS, solution: str | None = SOLUTION) -> Path:
    """The course in ``root``: whole, or with what it is asked to lack."""
    folder = root / "exercises" / "product"
    solutions, catalogue = root / "reference" / "solutions", root / "reference" / "misconceptions"
    for each in (folder, solutions, catalogue):
        each.mkdir(parents=True)
    (root / "course.yaml").write_text(COURSE, encoding="utf-8")
    (folder / "exercise.yaml").write_text(EXERCISE.format(dout=dout, defaults=defaults), encoding="utf-8")
    (folder / "statement.md").write_text("# A product\n", encoding="utf-8")
    (root / "reference" / "product.py").write_text(REFERENCE, encoding="utf-8")
    (catalogue / "product.py").write_text(CATALOGUE, encoding="utf-8")
    if solution is not None:
        (solutions / "product.py").write_text(solution, encoding="utf-8")
    return root


def write_zoo(folder: Path, rows: str, **files: str) -> None:
    """A zoo in ``folder`` with its list and its submissions."""
    folder.mkdir(parents=True)
    (folder / "zoo.yaml").write_text(rows, encoding="utf-8")
    for name, source in files.items():
        (folder / f"{name}.py").write_text(source, encoding="utf-8")
