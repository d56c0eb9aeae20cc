"""The operators, one row each: to add one, write its function and add its row here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from grader.mutate import arithmetic, calls, numbers, reductions, scope, statements
from grader.mutate.site import Change, Site


@dataclass(frozen=True, slots=True)
class Operator:
    """One way to go wrong: ``changes(site)`` proposes what becomes of one node (and nothing elsewhere)."""

    name: str
    changes: Callable[[Site], Iterator[Change]]


OPERATORS: tuple[Operator, ...] = (
    Operator("drop term", arithmetic.drop_term),
    Operator("drop factor", arithmetic.drop_factor),
    Operator("flip sign", arithmetic.flip_sign),
    Operator("negate", arithmetic.negate),
    Operator("multiply or divide", arithmetic.multiply_divide),
    Operator("swap operands", arithmetic.swap_operands),
    Operator("augmented assignment", arithmetic.augment),
    Operator("axis", reductions.change_axis),
    Operator("sum or mean", reductions.sum_or_mean),
    Operator("ddof", reductions.change_ddof),
    Operator("var or std", reductions.var_or_std),
    Operator("flag", reductions.keep_axis),
    Operator("constant", numbers.change_constant),
    Operator("power", numbers.change_power),
    Operator("drop sqrt", numbers.drop_sqrt),
    Operator("drop call", calls.drop_call),
    Operator("other call", calls.opposite_call),
    Operator("swap arguments", calls.swap_arguments),
    Operator("drop transpose", calls.drop_transpose),
    Operator("swap returns", statements.swap_returns),
    Operator("swap targets", statements.swap_targets),
    Operator("drop statement", statements.drop_statement),
    Operator("comparison", statements.change_comparison),
    Operator("drop not", statements.drop_not),
    Operator("index", statements.change_index),
    Operator("wrong name", scope.wrong_name),
)
