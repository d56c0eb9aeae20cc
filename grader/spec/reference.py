"""What a reference module defines, found by reading it: nothing of it is run here."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.errors import Problem


@dataclass(frozen=True, slots=True)
class ReferenceNames:
    """The top-level names of a reference module, and the members of its classes.

    ``classes`` maps a class to its members; None where a base class from elsewhere may bring any member.
    """

    path: Path
    names: frozenset[str]
    classes: Mapping[str, frozenset[str] | None]

    def __contains__(self, dotted: str) -> bool:
        """Whether ``dotted`` (``"vjp"``, ``"MyReLU.apply"``) is defined."""
        first, _, rest = dotted.partition(".")
        if first not in self.names:
            return False
        if not rest or first not in self.classes:
            return True
        members = self.classes[first]
        return members is None or rest.partition(".")[0] in members

    def all(self) -> list[str]:
        """Every public name there is, dotted ones included."""
        dotted = [f"{name}.{member}" for name, members in self.classes.items() for member in members or ()]
        return sorted(name for name in [*self.names, *dotted] if not name.startswith("_"))


def _bound(statements: list[ast.stmt]) -> set[str]:
    """The names that statements bind at their own level."""
    names: set[str] = set()
    for node in statements:
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                names |= {alias.asname or alias.name.partition(".")[0] for alias in aliases}
            case ast.Assign(targets=targets):
                names |= {n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)}
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr()):
                names.add(name)
            case ast.If(body=body, orelse=other):
                names |= _bound(body) | _bound(other)
    return names


def _members(node: ast.ClassDef, known: Mapping[str, frozenset[str] | None]) -> frozenset[str] | None:
    """The members of a class and of its bases in the same file; None with a base from elsewhere."""
    members = frozenset(_bound(node.body))
    for base in node.bases:
        inherited = known.get(base.id) if isinstance(base, ast.Name) else None
        if inherited is None:
            return None
        members |= inherited
    return members


def read_reference(path: Path) -> ReferenceNames | Problem:
    """The names that the module at ``path`` defines, or why it cannot be read."""
    try:
        body = ast.parse(path.read_bytes()).body
    except OSError as error:
        return Problem(path, 1, 1, "module", f"cannot be read: {error.strerror}")
    except SyntaxError as error:
        line, text = error.lineno or 1, (error.text or "").strip()
        return Problem(path, line, error.offset or 1, "module", f"is not valid Python: {error.msg}", text)
    except (ValueError, RecursionError, MemoryError) as error:
        return Problem(path, 1, 1, "module", f"is not valid Python: {error}")
    classes: dict[str, frozenset[str] | None] = {}
    for node in body:
        if isinstance(node, ast.ClassDef):
            classes[node.name] = _members(node, classes)
    return ReferenceNames(path, frozenset(_bound(body)), classes)
