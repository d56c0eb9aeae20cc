"""The audit's instruments, one by one."""

import numpy as np
import pytest

from grader.audit.bench import Bench, solution_of
from grader.audit.differing import Known, apart, difference
from grader.audit.free import free_lines
from grader.audit.inputs import doubled, halved, nested, resized, scaled, shrunk, sizes_of
from grader.audit.reach import Reach
from grader.audit.record import sample
from grader.audit.shortened import shortened, signature
from grader.audit.staged import first_loss, stages
from grader.model.call import Call, Ending, Name, Outcome
from grader.model.exercise import Draw
from grader.model.value import ArrayInput, ArrayValue, Dense, Holder, NetworkInput
from grader.mutate import mutants


def outcome(value, **facts):
    return (Outcome("run", 0, Ending.RETURNED, {"out": value}, **facts),)


def array(*entries, holder=Holder.NDARRAY):
    data = np.array(entries, dtype=float)
    return ArrayValue(data, holder, "float64")


class TestDifference:
    known = Known(outcome(array(1.0, 2.0)), {})

    @pytest.mark.parametrize("value", [array(1.0, 2.0), [1.0, 2.0], (1, 2), array(1.0, 2.0 + 1e-12, holder=Holder.TENSOR)])
    def test_the_same_numbers_are_the_same_whatever_holds_them(self, value):
        assert difference(self.known, outcome(value)) is None

    @pytest.mark.parametrize(
        ("value", "said"),
        [
            (array(1.0, 2.1), "out differs by 0.048"),
            (array(1.0, np.nan), "inf"),
            (array(1.0), "shape (1,)"),
            (None, "absent"),
            ("two", "absent"),
        ],
    )
    def test_others_are_told(self, value, said):
        told = difference(self.known, outcome(value))
        assert told is not None
        assert said in told or told.startswith("out is")

    def test_endings_and_changed_inputs_count(self):
        raised = (Outcome("run", 0, Ending.RAISED, kind="ValueError", message="no"),)
        assert "ValueError" in difference(self.known, raised)
        assert "x is changed in place" in difference(self.known, outcome(array(1.0, 2.0), mutated=("x",)))

    def test_round_off_is_allowed_where_it_is_measured(self):
        off = outcome(array(1.0, 2.0 + 1e-7))
        assert difference(self.known, off) is not None
        assert difference(Known(self.known.outcomes, {"out": 1e-8}), off) is None

    def test_nan_is_the_same_as_nan(self):
        assert apart(np.array([np.nan, 1.0]), np.array([np.nan, 1.0])) == 0.0


class TestInputs:
    draw = Draw("normal", {"normal": [8, 5], "scale": 2.0})

    def test_sizes_change_and_nothing_else(self):
        assert sizes_of(self.draw) == {8, 5}
        assert resized(self.draw, {8: 17, 5: 11}).parameters == {"normal": [17, 11], "scale": 2.0}

    def test_a_literal_list_keeps_its_numbers(self):
        literal = Draw("literal", {"literal": [2, 3]})
        assert sizes_of(literal) == set()
        assert resized(literal, {2: 9}) == literal

    def test_large_sizes_shrink(self):
        assert (doubled(4), halved(5), shrunk(5)) == (9, 2, 5)
        assert (doubled(64), halved(64), shrunk(64)) == (8, 4, 8)

    def test_scaling_leaves_whole_numbers_and_texts(self):
        moved = scaled(ArrayInput(np.array([1.0, -2.0])), 10.0)
        assert moved.data.tolist() == [10.0, -20.0]
        assert scaled(3, 10.0) is None
        assert scaled("relu", 10.0) is None

    def test_layers_in_blocks(self):
        layer = Dense(np.ones((1, 1)), None)
        assert nested(NetworkInput((layer, "relu", layer, "tanh"))).layers == (((layer, "relu"),), (layer, "tanh"))


class TestShortened:
    def test_signatures(self):
        assert signature("(x, gamma, eps=1e-5, *, ddof=0)").optional == ["eps", "ddof"]
        assert signature("no signature").optional == ()

    def test_optional_arguments_go_from_the_right(self, course):
        exercise = next(e for e in course.exercises if e.id == "gradient_flow")
        program = (Call("build_network", (Name("activation"), Name("depth"), Name("width")), (), ("net",)),)
        found = {words: len(calls[0].arguments) for words, calls in shortened(exercise, program)}
        assert found == {
            "with build_network called without width": 2,
            "with build_network called without depth, width": 1,
        }


def test_free_comments_count_for_their_whole_statement():
    source = "def f(x):\n    y = (x +\n         1)  # free: any shift\n    return y  # freely chosen\n"
    assert free_lines(source) == {2: "any shift", 3: "any shift"}


def test_reach_follows_names():
    reach = Reach("K = 1\n\ndef a():\n    return b()\n\ndef b():\n    return K\n\ndef c():\n    return 2\n")
    assert reach.touches(7, ["a"])
    assert not reach.touches(10, ["a"])
    assert reach.touches(1, ["c"])


def test_samples_are_spread_and_fixed():
    assert list(sample(10, 3)) == [0, 3, 6]
    assert list(sample(3, 10)) == [0, 1, 2]
    assert list(sample(3, None)) == [0, 1, 2]


def test_what_loses_early_loses_in_the_end(course, sandbox, expectations):
    exercise = next(e for e in course.exercises if e.id == "my_relu")
    bench = Bench(exercise, sandbox, expectations)
    solution = solution_of(exercise).read_bytes()
    ordered = stages(bench, solution)
    assert first_loss(bench, solution, ordered) is None
    for mutant in mutants(solution.decode()):
        content = mutant.source.encode()
        check = first_loss(bench, content, ordered)
        scores = {c.id: (c.score, c.max_score) for c in bench.grade(content).checks}
        if check is not None:
            assert scores[check][0] < scores[check][1]
