"""The starter file: its text, and that it is Python."""

import ast
import subprocess
import sys

import pytest

from grader.model.exercise import Stub
from grader.stub import starter_source
from grader.stub.blocks import docstring
from tests.stub.exercises import exercise

EXPECTED = r'''"""An affine map.

Forward and backward.

Not allowed: Automatic differentiation.
"""

import numpy as np

# Answers on paper.
#
# Four digits.
HAND = {"w": None}

TABLE = [
    1,
    2,
]


def forward(x, w, b=0.0):
    """The map.

    x  (N, D) array

    Return (out, cache).
    """
    raise NotImplementedError("forward is still to be written")


def quiet():
    raise NotImplementedError("quiet is still to be written")


class Affine(np.ndarray):
    """A "map"."""

    @staticmethod
    def apply(x):
        """Uses \\alpha and \\"\\"\\" in \\n words."""
        raise NotImplementedError("Affine.apply is still to be written")

    def other(self, x):
        raise NotImplementedError("Affine.other is still to be written")


class Empty:
    pass
'''


def test_the_whole_file():
    assert starter_source(exercise()) == EXPECTED


def test_it_can_be_imported_and_says_what_is_to_be_done():
    names = {}
    exec(starter_source(exercise()), names)
    assert names["HAND"] == {"w": None}
    assert names["forward"].__doc__.startswith("The map.")
    with pytest.raises(NotImplementedError, match=r"Affine\.apply is still to be written"):
        names["Affine"].apply(1)


def test_ruff_has_nothing_to_say():
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "E,W,F,I", "--ignore", "F401", "-"]
    done = subprocess.run(command, input=starter_source(exercise()), text=True, capture_output=True, check=False)
    if "No module named ruff" in done.stderr:
        pytest.skip("ruff is not installed")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "text", ["one", "a\nb", 'ends in "', 'has """ in it', "back\\slash", "trailing\\", 'a\n"quoted"', "  padded \n", 'x"""']
)
def test_docstrings_say_what_they_should(text):
    source = f"def f():\n{docstring(text, '    ')}    pass\n"
    function = ast.parse(source).body[0]
    assert ast.get_docstring(function) == text.strip()


def test_nothing_to_say():
    bare = starter_source(exercise(preamble="", forbidden="", summary="", stub=(Stub("f", "function", "()"),)))
    assert bare == '"""An affine map."""\n\n\ndef f():\n    raise NotImplementedError("f is still to be written")\n'


def test_a_value_over_several_lines():
    names = {}
    exec(starter_source(exercise(stub=(Stub("X", "constant", value="1 +\n2"),))), names)
    assert names["X"] == 3
