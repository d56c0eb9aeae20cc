"""Many variants of one file in one worker: each is loaded when it is called, and undone when another is."""

import pytest

from grader.diagnose.workshop import units_of, variant, workshop
from grader.model.call import Call, Job, Name, Run
from grader.mutate import mutants
from grader.sandbox.host import Sandbox

SOURCE = '''
import numpy as np

SCALE = 2


def helper(a):
    return a + 1


class Box:
    """A class."""

    def __init__(self, value):
        self.value = value

    def double(self):
        return self.value * SCALE


def f(a):
    return Box(helper(a)).double()


if __name__ == "__main__":
    raise SystemExit
'''

PROGRAM = (Call("f", (Name("a"),), binds=("y",)),)


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as opened:
        yield opened


def results(sandbox, source, chosen):
    job = Job("student.py", source.encode(), "numpy")
    shop = workshop(job, source, [mutant.edit for mutant in chosen], 1.0)
    with sandbox.open(shop) as session:
        runs = [Run(str(i), {"a": 3.0}, variant(PROGRAM, i), frozenset({"y"})) for i in range(len(chosen))]
        found = session.run(runs)
    return [next((o.values["y"] for o in found[run.id] if "y" in o.values), None) for run in runs]


def test_each_variant_has_its_own_change_and_no_other(sandbox):
    chosen = [m for m in mutants(SOURCE) if m.operator in ("flip sign", "multiply or divide")]
    by_line = dict(zip([m.line for m in chosen], results(sandbox, SOURCE, chosen), strict=True))
    assert by_line == {8: 4.0, 18: 2.0}
    twice = chosen + chosen[::-1]
    assert results(sandbox, SOURCE, twice) == [4.0, 2.0, 2.0, 4.0]


def test_a_variant_that_fails_harms_no_other(sandbox):
    good = next(m for m in mutants(SOURCE) if m.operator == "flip sign")
    bad = next(m for m in mutants(SOURCE) if m.operator == "drop statement" and m.line == 15)
    assert results(sandbox, SOURCE, [good, bad, good]) == [4.0, None, 4.0]


def test_a_file_whose_demo_fails_can_still_be_varied(sandbox):
    source = SOURCE + "\n\nprint(f(1))\nraise ValueError\n"
    good = next(m for m in mutants(source) if m.operator == "flip sign")
    assert results(sandbox, source, [good]) == [4.0]


def test_units_include_decorators():
    source = "import functools\n\n\n@functools.cache\ndef f():\n    return 1\n"
    assert [source[unit.start : unit.end] for unit in units_of(source)][-1].startswith("@functools.cache")
