"""Programs with one slip each: pure rewriting of Python source by its syntax tree. Knows nothing of grading."""

from grader.mutate.engine import mutants
from grader.mutate.mutant import Mutant

__all__ = ["Mutant", "mutants"]
