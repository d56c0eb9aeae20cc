"""A part's program: text that looks like Python, parsed with ``ast`` and never evaluated.

A line is ``a, b = f(x, y, k=1)`` or a plain read ``hand = HAND_GRADIENTS``; arguments are names and literals.
"""

import ast
import math
from collections.abc import Mapping
from dataclasses import dataclass

from grader.model.call import VERBS, Call, Name
from grader.model.exercise import Stub
from grader.model.value import Plain
from grader.spec.document import Document
from grader.spec.program_text import ProgramText
from grader.spec.suggest import suggestion
from grader.spec.yaml_tree import Loc, Mark

FORM = "write names = function(names and literals)"


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of a program with the marks of the names in it; ``known``: its target is in the stub."""

    call: Call
    known: bool
    target: Mark
    used: tuple[tuple[str, Mark], ...]
    bound: tuple[tuple[str, Mark], ...]


class _Wrong(Exception):
    """A line that is not of the form; ``node`` is the offending piece."""

    def __init__(self, node: ast.AST, message: str, hint: str = FORM) -> None:
        """``message`` and ``hint`` as in a Problem."""
        super().__init__(message)
        self.node, self.message, self.hint = node, message, hint


def _names(node: ast.expr) -> tuple[list[ast.Name], bool]:
    """The names on the left of a line, and whether a result is unpacked into them."""
    if isinstance(node, ast.Name):
        return [node], False
    if isinstance(node, ast.Tuple | ast.List):
        for item in node.elts:
            if not isinstance(item, ast.Name):
                raise _Wrong(item, "is not a name that a result can be given")
        return [item for item in node.elts if isinstance(item, ast.Name)], True
    raise _Wrong(node, "is not a name that a result can be given")


def _dotted(node: ast.expr) -> str:
    """A name or dotted name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    raise _Wrong(node, "is not the name of something in the stub")


def _literal(node: ast.expr) -> Plain:
    """A number, text, true/false, None, or a list, tuple or dict of these."""
    match node:
        case ast.Constant(value=None | bool() | int() | str()):
            return node.value  # type: ignore[return-value]
        case ast.Constant(value=float() | complex() as number) if math.isfinite(abs(number)):
            return number
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)) if (
            math.isfinite(number) and not isinstance(number, bool)
        ):
            return -number
        case ast.List(elts=items):
            return [_literal(item) for item in items]
        case ast.Tuple(elts=items):
            return tuple(_literal(item) for item in items)
        case ast.Dict(keys=keys, values=values):
            return {_key(key, node): _literal(value) for key, value in zip(keys, values, strict=True)}
    raise _Wrong(
        node, "is neither a name nor a literal", "bind a call's result to a name on a line of its own"
    )


def _key(node: ast.expr | None, around: ast.expr) -> str:
    """A key of a literal dict."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise _Wrong(node or around, "is not text, as the keys of a literal dict must be")


def _argument(node: ast.expr) -> "Name | Plain":
    """An argument: a name or a literal."""
    return Name(node.id) if isinstance(node, ast.Name) else _literal(node)


def _call(node: ast.stmt) -> tuple[Call, ast.expr, list[ast.Name], list[ast.Name]]:
    """A statement's call, its target's node, and the nodes of the names used and bound."""
    if not isinstance(node, ast.Assign):
        raise _Wrong(node, "is not an assignment")
    if len(node.targets) > 1:
        raise _Wrong(node.targets[1], "is a second target of one assignment", "use a line for each")
    bound, unpack = _names(node.targets[0])
    names = tuple(name.id for name in bound)
    value = node.value
    if isinstance(value, ast.Name | ast.Attribute):
        return Call(_dotted(value), None, (), names, unpack), value, [], bound
    if not isinstance(value, ast.Call):
        raise _Wrong(value, "is neither a call nor the name of something in the stub")
    keywords = []
    for keyword in value.keywords:
        if keyword.arg is None:
            raise _Wrong(keyword.value, "is unpacked with **", "write each argument out")
        keywords.append((keyword.arg, _argument(keyword.value)))
    arguments = tuple(_argument(argument) for argument in value.args)
    given = [*value.args, *(keyword.value for keyword in value.keywords)]
    used = [argument for argument in given if isinstance(argument, ast.Name)]
    return Call(_dotted(value.func), arguments, tuple(keywords), names, unpack), value.func, used, bound


def target_problem(call: Call, stub: Mapping[str, Stub]) -> tuple[str, str] | None:
    """What is wrong with a call's target, as ``(message, hint)``."""
    first, _, rest = call.target.partition(".")
    if call.target in VERBS:
        return ("is a verb, to be called", "add arguments") if call.arguments is None else None
    if first not in stub:
        return "is not in the stub", suggestion(call.target, [*stub, *sorted(VERBS)])
    found = stub[first]
    methods = {method.name for method in found.methods}
    if rest and found.kind != "class":
        return f"has a dot, but {first} is a {found.kind}", f"write {first}"
    if rest and not found.base and rest not in methods:
        return f"is not a method of {first}", suggestion(rest, methods)
    if found.kind == "constant" and call.arguments is not None:
        return "is a constant, which cannot be called", f"write {', '.join(call.binds)} = {first}"
    return None


def _parsed(document: Document, loc: Loc, text: ProgramText) -> list[ast.stmt] | None:
    """The statements of a program; None, and a problem, where it is not Python or holds nothing."""
    try:
        body = ast.parse(text.text).body
    except SyntaxError as error:
        document.complain(loc, f"is not a program: {error.msg}", FORM, at=text.of_error(error))
        return None
    except (ValueError, RecursionError, MemoryError):
        document.complain(loc, "is not a program", FORM)
        return None
    if not body:
        document.complain(loc, "holds no calls", FORM)
    return body or None


def read_program(document: Document, loc: Loc, stub: Mapping[str, Stub]) -> list[Statement] | None:
    """The program's statements; None, and problems, where it cannot be read."""
    source = document.get(loc)
    if not isinstance(source, str):
        return None
    text = ProgramText(document, loc, source)
    body = _parsed(document, loc, text)
    statements = []
    for node in body or ():
        try:
            call, target, used, bound = _call(node)
        except _Wrong as wrong:
            document.complain(loc, wrong.message, wrong.hint, at=text.of(wrong.node))
            continue
        problem = target_problem(call, stub)
        if problem:
            document.complain(loc, *problem, at=text.of(target))
        marks = [tuple((name.id, text.of(name)) for name in names) for names in (used, bound)]
        statements.append(Statement(call, problem is None, text.of(target), marks[0], marks[1]))
    return statements if body and len(statements) == len(body) else None
