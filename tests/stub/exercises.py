"""An exercise whose stub has something of everything."""

from pathlib import Path

from grader.model.call import Limits
from grader.model.exercise import Exercise, Stub

STUB = (
    Stub("HAND", "constant", doc="Answers on paper.\n\nFour digits.", value='{"w": None}'),
    Stub("TABLE", "constant", value="[\n    1,\n    2,\n]"),
    Stub("forward", "function", "(x, w, b=0.0)", "The map.\n\nx  (N, D) array\n\nReturn (out, cache)."),
    Stub("quiet", "function", "()"),
    Stub(
        "Affine",
        "class",
        doc='A "map".',
        base="np.ndarray",
        methods=(
            Stub("apply", "function", "(x)", r"Uses \alpha and \"\"\" in \n words.", decorator="staticmethod"),
            Stub("other", "function", "(self, x)"),
        ),
    ),
    Stub("Empty", "class"),
)


def exercise(**changes):
    """The exercise, with some of its fields changed."""
    fields = {
        "id": "affine",
        "title": "An affine map",
        "points": 10.0,
        "summary": "Forward and backward.",
        "framework": "numpy",
        "limits": Limits(),
        "stub": STUB,
        "preamble": "import numpy as np\n",
        "forbidden": "Automatic differentiation.",
        "watches": (),
        "parts": (),
        "folder": Path("exercises/affine"),
        "statement": Path("exercises/affine/statement.md"),
        "reference": None,
        "source_hash": "",
    }
    return Exercise(**{**fields, **changes})
