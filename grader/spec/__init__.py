"""YAML with positions -> a validated, frozen course."""

from grader.spec.load import find_course, load_course
from grader.spec.settings import CheckSettings, DrawSettings

__all__ = ["CheckSettings", "DrawSettings", "find_course", "load_course"]
