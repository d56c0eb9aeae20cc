"""Which framework a worker should have warm, from the exercise and from what the student's file imports."""

import ast
import re

from grader.model.call import Job
from grader.sandbox.syntax import parsed

_NAME = re.compile(r"[a-z_]+(\.[A-Za-z_]+)*")
_HEAVY = frozenset({"torch", "matplotlib"})


def framework_for(job: Job) -> str:
    """The job's own framework, or "torch" when its file imports torch or matplotlib anywhere: their import is slow."""
    if job.framework == "torch" or not any(name.encode() in job.source for name in _HEAVY):
        return job.framework
    return "torch" if imported_by(job.source) & _HEAVY else job.framework


def imported_by(source: bytes) -> frozenset[str]:
    """The top-level packages of all import statements, nested ones too, and of names in strings (``import_module("torch")``).

    Of a file that cannot be parsed, none.
    """
    tree = parsed(source)
    found: set[str] = set()
    for node in ast.walk(tree) if tree is not None else ():
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _NAME.fullmatch(node.value):
            found.add(node.value.partition(".")[0])
    return frozenset(found)
