"""What counts as an untouched starter file, and what might be work."""

import ast

import pytest

from grader.stub import is_untouched, starter_source
from tests.stub.exercises import exercise

EXERCISE = exercise()
STARTER = starter_source(EXERCISE)


def test_the_starter_itself():
    assert is_untouched(EXERCISE, STARTER)


def test_formatting_comments_and_docstrings_do_not_matter():
    assert is_untouched(EXERCISE, ast.unparse(ast.parse(STARTER)))
    assert is_untouched(EXERCISE, STARTER.replace("):\n", "):  # to do\n"))
    assert is_untouched(EXERCISE, STARTER.replace('"""The map.', '"""The map, in my words.'))
    assert is_untouched(EXERCISE, STARTER.replace('    """A "map"."""\n\n', ""))
    assert is_untouched(EXERCISE, STARTER.replace("Affine.apply is still to be written", "later"))


def test_order_and_other_code_do_not_matter():
    more = "\nimport math\nfrom os import path\nANSWER = 42\nprint(math.pi)\n\ndef helper(a):\n    return a\n"
    assert is_untouched(EXERCISE, STARTER + more)
    assert is_untouched(EXERCISE, more + STARTER)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('raise NotImplementedError("quiet is still to be written")', "return 1"),
        ('raise NotImplementedError("quiet is still to be written")', "pass"),
        ('    raise NotImplementedError("Affine.other', '    x = 1\n        raise NotImplementedError("Affine.other'),
        ('{"w": None}', '{"w": 0.5}'),
        ("b=0.0", "b=1.0"),
        ("(np.ndarray)", "(Base)"),
        ("    @staticmethod\n", ""),
        ("class Empty:\n    pass\n", ""),
    ],
)
def test_something_was_done(old, new):
    assert STARTER.count(old) == 1
    assert not is_untouched(EXERCISE, STARTER.replace(old, new))


@pytest.mark.parametrize(
    "more",
    [
        "HAND['w'] = 0.5",
        "HAND.update(w=0.5)",
        "HAND |= {'w': 0.5}",
        "def forward(x): return x",
        "forward = lambda x: x",
        "forward, backward = 1, 2",
        "if True:\n    def forward(x): return x",
        "if True:\n    class Affine: pass",
        "async def forward(x): return x",
        "Affine.apply = len",
        "from solution import *",
        "from solution import forward",
        "import solution as forward",
        "for forward in [1]: pass",
        "def fill():\n    global forward\n    pass",
        "globals()['forward'] = 1",
        "exec('forward = 1')",
        "print(forward)",
        "syntax error",
        "x = '\0'",
    ],
)
def test_something_may_have_been_done(more):
    assert not is_untouched(EXERCISE, f"{STARTER}\n{more}\n")


def test_nothing_of_the_stub_is_there():
    assert not is_untouched(EXERCISE, "")
