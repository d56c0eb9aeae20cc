"""Whether a submission is still the starter file, so that nobody is told twelve times that nothing works."""

import ast

from grader.model.exercise import Exercise
from grader.stub.starter import starter_source

_REACHES = frozenset({"eval", "exec", "getattr", "globals", "locals", "setattr", "vars"})
"""Built-in functions by which a name could be given a value without being written out."""


def is_untouched(exercise: Exercise, source: str) -> bool:
    """Whether each entry of the stub is in ``source`` as in the starter file, layout and docstrings aside.

    Wherever anything else might fill in an entry (a second definition, ``HAND_GRADIENTS["w1"] = 2``, a star
    import) the answer is False, as for text that is not Python: then the grading itself finds out.
    """
    try:
        theirs, ours = ast.parse(source), ast.parse(starter_source(exercise))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    names = {stub.name for stub in exercise.stub}
    wanted = {name: _skeleton(node) for node in ours.body if (name := _defines(node)) in names}
    found: dict[str, str] = {}
    for node in theirs.body:
        name = _defines(node)
        if name in names and name not in found:
            found[name] = _skeleton(node)
        elif _may_reach(node, names):
            return False
    return found == wanted


def _defines(node: ast.stmt) -> str:
    """The one name that a definition or plain assignment binds; else empty."""
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name
        case _:
            return ""


def _may_reach(node: ast.stmt, names: set[str]) -> bool:
    """Whether a statement mentions one of ``names`` or could bind it unmentioned."""
    for piece in ast.walk(node):
        match piece:
            case ast.Name(id=name) if name in names or name in _REACHES:
                return True
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name) if (
                name in names
            ):
                return True
            case ast.alias(name=name, asname=asname) if name == "*" or (asname or name) in names:
                return True
            case ast.Global(names=declared) if names.intersection(declared):
                return True
    return False


def _skeleton(node: ast.stmt) -> str:
    """The syntax tree as text without docstrings, places and the words of NotImplementedError."""
    for piece in ast.walk(node):
        match piece:
            case (
                ast.FunctionDef(body=[ast.Expr(value=ast.Constant(value=str())), *_])
                | ast.ClassDef(body=[ast.Expr(value=ast.Constant(value=str())), *_])
            ):
                piece.body = piece.body[1:]
            case ast.Raise(exc=ast.Call(func=ast.Name(id="NotImplementedError") as bare)):
                piece.exc = bare
    return ast.dump(node)
