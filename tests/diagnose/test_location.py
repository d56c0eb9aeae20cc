"""Where it goes wrong, from the changes that mend it and from what the variables held."""

import numpy as np

from grader.diagnose.location import first_wrong_value, innocent, locate
from grader.diagnose.pool import Pool
from grader.diagnose.repair import Repair
from grader.diagnose.trace import Step
from grader.mutate import slips

VALUES = {"dmean": np.array([1.0, 2.0]), "std": np.array([3.0, 4.0]), "x": np.array([5.0, 6.0])}
POOL = Pool(VALUES, frozenset({"x"}), {"dmean": ("dmu",)})


def repair(line, slip=slips.SIGN, operator="flip sign"):
    return Repair(line, slip, operator, "", frozenset({"gradient"}))


def step(line, name, value, function="backward"):
    return Step(line, function, name, np.asarray(value, dtype=float))


def test_one_line_is_the_line():
    place = locate([repair(7), repair(7)], [], None)
    assert (place.line, place.slip) == (7, slips.SIGN)


def test_two_kinds_of_slip_on_one_line_leave_the_kind_open():
    place = locate([repair(7), repair(7, slips.MISSING_FACTOR, "drop factor")], [], None)
    assert (place.line, place.slip) == (7, None)


def test_undoing_a_slip_counts_before_putting_something_in():
    assert locate([repair(9, operator="factor back"), repair(7)], [], None).line == 7


def test_two_lines_and_nothing_to_tell_them_apart():
    assert locate([repair(7), repair(9)], [], None) is None


def test_the_first_of_them_whose_variable_is_wrong():
    steps = [step(7, "dmu", [-1.0, -2.0]), step(9, "other", [0.0, 0.0])]
    place = locate([repair(7), repair(9)], steps, POOL)
    assert place.line == 7
    assert place.value == "`dmu` is −1 times what it should be"


def test_a_variable_that_is_right_does_not_accuse_its_line():
    steps = [step(7, "dmu", [1.0, 2.0]), step(9, "whatever", [0.5, 0.5])]
    assert locate([repair(7), repair(9)], steps, POOL).line == 9
    assert innocent(steps, POOL) == {7}


def test_a_cache_is_put_right_where_it_is_unpacked():
    assert locate([repair(4, slips.UNPACKED), repair(9, slips.UNPACKED)], [], None).line == 9


def test_without_any_change_that_mends_the_first_value_known_to_be_wrong():
    steps = [step(3, "x", [0.0, 0.0]), step(4, "s", [9.0, 9.0]), step(5, "std", [9.0, 9.0]), step(6, "dmu", [9.0, 9.0])]
    place = first_wrong_value(steps, POOL, {3, 4, 5, 6})
    assert (place.line, place.certain) == (5, False)


def test_an_array_that_is_still_being_filled_is_not_wrong_yet():
    steps = [step(3, "std", [0.0, 0.0]), step(5, "std", [3.0, 4.0])]
    assert first_wrong_value(steps, POOL, {3, 5}) is None
