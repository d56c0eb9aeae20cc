"""Which of a file's functions a program can come to, by the names that they use."""

import ast
from collections.abc import Iterable


class Reach:
    """The functions and classes of one file, and which of them each uses, directly or through others."""

    def __init__(self, source: str) -> None:
        """``source``: a module that can be parsed."""
        body = ast.parse(source).body
        units = [node for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        self._lines = {node.name: range(node.lineno, (node.end_lineno or node.lineno) + 1) for node in units}
        self._uses = {node.name: _names(node) & self._lines.keys() for node in units}

    def touches(self, line: int, targets: Iterable[str]) -> bool:
        """Whether what stands on ``line`` can matter to a program that calls ``targets``; outside of functions it always can."""
        unit = next((name for name, lines in self._lines.items() if line in lines), None)
        return unit is None or unit in self._closure(target.split(".")[0] for target in targets)

    def _closure(self, names: Iterable[str]) -> set[str]:
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self._uses.get(name, ())
        return found


def _names(node: ast.AST) -> set[str]:
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
