"""Why a check failed: hypotheses on the numbers, a search for the line, and what is said of both."""

from grader.diagnose.diagnose import diagnose

__all__ = ["diagnose"]
