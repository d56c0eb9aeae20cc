"""Whatever happens to a valid spec, the loader answers with a course or with problems that lie inside its files."""

import random
import re

import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from grader.errors import SpecError
from tests.spec.courses import EXERCISE, load, write_course

QUIET = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
KEYS = [(m.start(1), m.group(1)) for m in re.finditer(r"(?<![\w'])([A-Za-z_]+):(?= |\n)", EXERCISE)]
WRONG = ["", "~", "[]", "{}", "[[1]]", "{a: 1}", "true", "-1", "1e400", ".nan", "'", "*x", "&x 1", "!!int x", "|\n", "x" * 99, "é\t"]


def outcome(root, text):
    """The problems of a spec; each lies inside the file."""
    try:
        load(write_course(root, text))
    except SpecError as error:
        lines = text.replace("\r", "\n").split("\n")
        for problem in error.problems:
            assert problem.path.is_relative_to(root)
            assert 1 <= problem.line <= len(lines) + 1, str(problem)
            width = len(lines[problem.line - 1]) if problem.line <= len(lines) else 0
            assert 1 <= problem.column <= width + 1, str(problem)
            assert problem.message
            assert str(problem)
        return error.problems
    return ()


@QUIET
@given(st.sampled_from(KEYS), st.integers(0, 2**31))
def test_a_misspelt_key(tmp_path, key, seed):
    """A name that is not a key any more leaves a problem; a name of the author's own may be another one."""
    start, name = key
    rng = random.Random(seed)
    at = rng.randrange(len(name))
    wrong = name[:at] + rng.choice("zqxj") + name[at + rng.choice([0, 1]) :]
    assume(wrong != name)
    found = outcome(tmp_path, EXERCISE[:start] + wrong + EXERCISE[start + len(name) :])
    # A case may draw x where it drew w, and stubs that no program calls may have any name.
    assert found or name in ("backward", "apply", "w"), (name, wrong)


@QUIET
@given(st.sampled_from(KEYS))
def test_a_duplicate_key(tmp_path, key):
    start, name = key
    line = EXERCISE.rfind("\n", 0, start) + 1
    if EXERCISE[line:start].strip():
        text = EXERCISE[:start] + f"{name}: 1, " + EXERCISE[start:]
    else:
        text = EXERCISE[:start] + f"{name}: 1\n{' ' * (start - line)}" + EXERCISE[start:]
    assert outcome(tmp_path, text)


@QUIET
@given(st.sampled_from(KEYS), st.sampled_from(WRONG))
def test_another_value(tmp_path, key, value):
    start, _ = key
    end = EXERCISE.index(":", start) + 1
    stop = min(i for i in (EXERCISE.find(c, end) for c in ",}\n") if i >= 0)
    outcome(tmp_path, EXERCISE[:end] + " " + value + EXERCISE[stop:])


@QUIET
@given(st.integers(0, len(EXERCISE) - 1), st.integers(1, 80))
def test_a_piece_cut_out(tmp_path, start, length):
    outcome(tmp_path, EXERCISE[:start] + EXERCISE[start + length :])


@QUIET
@given(st.integers(0, len(EXERCISE)), st.text(alphabet=st.sampled_from("{}[]:,-|>&*!'\"#%@`\t\n x0\0\x85\u2028é"), max_size=4))
def test_noise(tmp_path, at, noise):
    outcome(tmp_path, EXERCISE[:at] + noise + EXERCISE[at:])


TREE = yaml.safe_load(EXERCISE)


def places(data, path=()):
    """The paths of everything in nested data."""
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in steps:
        yield (*path, step)
        yield from places(value, (*path, step))


@QUIET
@given(
    st.sampled_from(list(places(TREE))),
    st.sampled_from([None, True, -3, 2.5, "text", "", [], {}, ["a", 1], {"normal": [2]}, [[None]]]),
)
def test_another_type(tmp_path, path, value):
    tree = yaml.safe_load(EXERCISE)
    around = tree
    for step in path[:-1]:
        around = around[step]
    around[path[-1]] = value
    outcome(tmp_path, yaml.safe_dump(tree, sort_keys=False))


REQUIRED = [p for p in places(TREE) if p[-1] in {"id", "title", "summary", "points", "stub", "parts", "program", "cases", "name",
                                                 "note", "checks", "value", "wrt", "normal", "signature"}]


@QUIET
@given(st.sampled_from([p for p in REQUIRED if p != ("parts", 0, "checks", 1, "cases")]))
def test_a_dropped_key(tmp_path, path):
    tree = yaml.safe_load(EXERCISE)
    around = tree
    for step in path[:-1]:
        around = around[step]
    del around[path[-1]]
    assert outcome(tmp_path, yaml.safe_dump(tree, sort_keys=False))
