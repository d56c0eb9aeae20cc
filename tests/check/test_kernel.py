"""Which cells of a session define what the kernel holds."""

import types

import pytest

from grader.kernel import Cell, defining_cells, joined
from grader.notebook import place


def run(*sources: str):
    """The cells of a session, and what the kernel holds after them (a cell that raises stops where it raises)."""
    names: dict[str, object] = {}
    cells = []
    for number, source in enumerate(sources, 1):
        filename = f"<cell {number}>"
        cells.append(Cell(number, source, filename))
        try:
            exec(compile("\n".join(cells[-1].lines), filename, "exec"), names)
        except Exception:
            continue
    return cells, names


def chosen(*sources, names=("f",)) -> list[int]:
    cells, held = run(*sources)
    return [cell.number for cell in defining_cells(cells, names, held)]


def test_a_definition_and_what_it_uses():
    assert chosen("import math", "def g(x):\n    return math.sin(x)", "print('demo')", "def f(x):\n    return g(x)") == [1, 2, 4]


def test_the_last_of_several_definitions():
    assert chosen("def f():\n    return 1", "def f():\n    return 2") == [2]


def test_a_cell_that_failed_before_its_definition_defined_nothing():
    assert chosen("def f():\n    return 1", "1 / 0\ndef f():\n    return 2") == [1]


def test_a_cell_that_failed_after_its_definition_defined_it():
    assert chosen("def f():\n    return 1", "def f():\n    return 2\n1 / 0") == [2]


def test_a_definition_that_was_deleted():
    assert chosen("def f():\n    return 1", "del f") == []


def test_a_cell_that_never_was_python():
    assert chosen("def f(:\n", "def f():\n    return 1") == [2]


def test_what_changes_a_value_later():
    assert chosen("a = {}", "a['w'] = 1", "b = 2", "a.update(w=2)", names=("a",)) == [1, 2]
    assert chosen("w = 1", "w += 1", names=("w",)) == [1, 2]
    assert chosen("a = {}\na['w'] = 1", "a = {}", names=("a",)) == [2]


def test_a_class_and_its_methods():
    cells = ("class F:\n    @staticmethod\n    def forward(x):\n        return helper(x)", "def helper(x):\n    return x", "1 / 0\nclass F:\n    pass")
    assert chosen(*cells, names=("F",)) == [1, 2]


def test_names_bound_in_other_ways():
    assert chosen("with open('/dev/null') as a:\n    pass", "f = lambda: a") == [1, 2]
    assert chosen("for a, *b in [(1, 2)]:\n    pass", "def f():\n    return b") == [1, 2]
    assert chosen("try:\n    import numpy as np\nexcept ImportError:\n    np = None", "def f():\n    return np") == [1, 2]
    assert chosen("a: int = 3", "def f():\n    return a") == [1, 2]


def test_star_imports_are_kept():
    assert chosen("from math import *", "def f(x):\n    return sin(x)") == [1, 2]


def test_what_no_cell_binds_is_left_alone():
    cells, held = run("def f():\n    return startup")
    held["startup"] = types.ModuleType("startup")
    assert [cell.number for cell in defining_cells(cells, ["f"], held)] == [1]


def test_lines_and_numbers_of_cells():
    cells = [Cell(3, "a = 1\n%time b = 2"), Cell(7, "def f():\n    return a")]
    source, starts = joined(cells)
    assert source.split("\n")[:6] == ["a = 1", "pass  # %time b = 2", "", "def f():", "    return a", ""]
    assert [place(line, starts) for line in (1, 2, 4, 5)] == ["cell 3, line 1", "cell 3, line 2", "cell 7, line 1", "cell 7, line 2"]
    assert joined([]) == ("\n", ())


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        ("x = (7\n% 3)", ["x = (7", "% 3)"]),
        ("%time x = 1", ["pass  # %time x = 1"]),
        ("%%time\nx = 1", ["pass  # %%time", "x = 1"]),
        ("%%bash\nls", ["# %%bash", "# ls"]),
        ("if True:\n    !ls", ["if True:", "    pass  # !ls"]),
        ("files = !ls", ["pass  # files = !ls"]),
        ("np.sum?", ["# np.sum?"]),
        ("?np.sum", ["pass  # ?np.sum"]),
    ],
)
def test_magics(cell, lines):
    assert Cell(1, cell).lines == lines
