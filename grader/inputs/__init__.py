"""Seeded draws: the distributions that a spec may name, and the inputs of a case."""

from grader.inputs.distributions import DISTRIBUTIONS, DRAW_SETTINGS
from grader.inputs.draw import draw_case

__all__ = ["DISTRIBUTIONS", "DRAW_SETTINGS", "draw_case"]
