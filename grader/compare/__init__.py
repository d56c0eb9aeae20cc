"""Pure maths on arrays: closeness, certified numeric derivatives, and how an array was computed. numpy
only.
"""

from grader.compare.closeness import (
    Band,
    Closeness,
    compare,
    compare_interval,
    default_tolerance,
    relative_error,
)
from grader.compare.judgement import Judgement, confirm, judge
from grader.compare.ladder import Derivative, derivative
from grader.compare.precision import on_decimal_grid, on_float32_grid, unit_roundoff
from grader.compare.slopes import Evaluate

__all__ = [
    "Band",
    "Closeness",
    "Derivative",
    "Evaluate",
    "Judgement",
    "compare",
    "compare_interval",
    "confirm",
    "default_tolerance",
    "derivative",
    "judge",
    "on_decimal_grid",
    "on_float32_grid",
    "relative_error",
    "unit_roundoff",
]
