"""The catalogues of misconceptions and the reference's tables: complete, readable, and about the exercise."""

import inspect
import re

import numpy as np
import pytest

from grader.diagnose.gather import misconceptions_of
from grader.diagnose.misconceptions import cause_of
from grader.expected.reference import by_name, load_reference, plain
from grader.expected.tree import leaves
from tests.zoo.harness import course

EXERCISES = {exercise.id: exercise for exercise in course().exercises}
CATALOGUE = [(e.id, f) for e in EXERCISES.values() for f in misconceptions_of(e.reference)]


@pytest.fixture(scope="module")
def expected():
    from grader.expected.source import FromReference

    return FromReference(course().seed)


def headings(exercise):
    return re.findall(r"^#+ (.+)$", exercise.statement.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("exercise", "function"), CATALOGUE, ids=[f"{e}-{f.__name__}" for e, f in CATALOGUE])
def test_a_misconception_is_said_in_whole_sentences_and_points_to_a_heading(exercise, function):
    cause = cause_of(function)
    assert cause.words.endswith((".", "?"))
    assert cause.words[0].isupper()
    assert cause.see in headings(EXERCISES[exercise])
    assert "return" not in cause.words


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_misconception_changes_something_in_some_case(exercise, expected):
    chosen = EXERCISES[exercise]
    reference = load_reference(chosen.reference).module
    seen = set()
    for (_part, _case), expectation in expected.of(chosen).items():
        given = {name: plain(value) for name, value in expectation.inputs.items()}
        for function in misconceptions_of(chosen.reference):
            with np.errstate(all="ignore"):
                shown = by_name(function, {**expectation.values, **given, "reference": reference})
            for way in (shown if isinstance(shown, tuple) else (shown,)) if shown is not None else ():
                for name, tree in way.items():
                    right = dict(leaves(expectation.values[name], name)) if name in expectation.values else {}
                    for path, leaf in leaves(tree, name):
                        if path in right and (leaf.shape != right[path].shape or not np.allclose(leaf, right[path], rtol=1e-8)):
                            seen.add(function.__name__)
    assert seen == {function.__name__ for function in misconceptions_of(chosen.reference)}


@pytest.mark.parametrize("exercise", EXERCISES)
def test_words_and_headings_belong_to_the_reference_and_the_statement(exercise):
    module = load_reference(EXERCISES[exercise].reference).module
    source = inspect.getsource(module)
    for table in ("WORDS", "SEE", "SPELLINGS"):
        for name in getattr(module, table, {}):
            assert f'"{name}"' in source.split(f"{table} = ")[0], f"{table} has {name}, which no table has"
    for heading in getattr(module, "SEE", {}).values():
        assert heading in headings(EXERCISES[exercise])


def test_spellings_are_spelled_plainly():
    for exercise in EXERCISES.values():
        for names in getattr(load_reference(exercise.reference).module, "SPELLINGS", {}).values():
            assert all(name == name.lower().replace("_", "") for name in names)
