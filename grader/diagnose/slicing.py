"""Which lines of a file a returned value depends on, read off the names: an over-estimate that needs nothing to be run."""

import ast
from collections.abc import Collection, Iterator, Sequence

from grader.model.call import VERBS, Call

AUTOGRAD = frozenset({"backward", "grad", "zero_grad"})
"""Attributes through which values flow that no name carries."""

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def relevant_lines(source: str, program: Sequence[Call], paths: Collection[str]) -> dict[int, int]:
    """The lines on which the values ``paths`` of ``program`` depend, with how many calls they lie back: 0 for the nearest one's.

    Lines that are in no function are left out. Raises SyntaxError when ``source`` is no Python.
    """
    functions = _functions(ast.parse(source))
    found: dict[int, int] = {}
    bound = {i for i, call in enumerate(program) for path in paths if path.split(".")[0] in call.binds}
    for index in range(max(bound, default=-1), -1, -1):
        call = program[index]
        back = min(last - index for last in bound if last >= index)
        for function in _targets(functions, program, call):
            wanted = [path for path in paths if path.split(".")[0] in call.binds]
            for line in _lines(functions, function, call, wanted, set()):
                found[line] = min(back, found.get(line, back))
    return found


def _functions(tree: ast.Module) -> dict[str, list[FunctionNode]]:
    """The functions and methods of a module by their last name."""
    found: dict[str, list[FunctionNode]] = {}
    for node in ast.walk(tree):
        if isinstance(node, FunctionNode):
            found.setdefault(node.name, []).append(node)
    return found


def _targets(functions: dict[str, list[FunctionNode]], program: Sequence[Call], call: Call) -> list[FunctionNode]:
    """The functions that a call runs: for a custom torch function, ``apply`` runs its forward and ``vjp`` its backward."""
    name = call.target.split(".")[-1]
    if name == "apply":
        return [*functions.get("forward", []), *functions.get("setup_context", [])]
    if call.target in VERBS:
        return functions.get("backward", []) if any(c.target.endswith(".apply") for c in program) else []
    return functions.get(name, [])


def _lines(
    functions: dict[str, list[FunctionNode]], function: FunctionNode, call: Call, wanted: Sequence[str], seen: set[str]
) -> Iterator[int]:
    """The lines of ``function``, and of what it calls, that ``wanted`` depends on; all that it returns when empty."""
    if function.name in seen:
        return
    seen.add(function.name)
    if _has_hidden_flow(function):
        lines = set(range(function.lineno + 1, (function.end_lineno or function.lineno) + 1))
    else:
        lines = _slice(function, _returned(function, call, wanted))
    yield from lines
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and node.lineno in lines:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            for helper in [*functions.get(name, []), *_constructors(functions, name)]:
                yield from _lines(functions, helper, call, (), seen)


def _has_hidden_flow(function: FunctionNode) -> bool:
    """Whether values get from line to line by other ways than names: attributes that are set, autograd, a file's globals."""
    for node in ast.walk(function):
        if isinstance(node, ast.Global | ast.Nonlocal):
            return True
        if isinstance(node, ast.Attribute) and (isinstance(node.ctx, ast.Store) or node.attr in AUTOGRAD):
            return True
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id == "self":
            return True
    return False


def _constructors(functions: dict[str, list[FunctionNode]], name: str) -> list[FunctionNode]:
    return functions.get("__init__", []) if name[:1].isupper() else []


def _returned(function: FunctionNode, call: Call, wanted: Sequence[str]) -> list[ast.AST]:
    """The parts of the returned expressions that the wanted values are taken from."""
    parts: list[ast.AST] = []
    for node in ast.walk(function):
        if not isinstance(node, ast.Return) or node.value is None:
            continue
        value = node.value
        for path in wanted:
            name, *keys = path.split(".")
            if isinstance(value, ast.Tuple) and len(call.binds) == len(value.elts):
                parts.append(value.elts[call.binds.index(name)])
            elif isinstance(value, ast.Dict) and keys:
                entries = dict(zip((getattr(k, "value", None) for k in value.keys), value.values, strict=True))
                parts.append(entries.get(keys[0], value))
            else:
                parts.append(value)
        if not wanted:
            parts.append(value)
    return parts


def _slice(function: FunctionNode, parts: Sequence[ast.AST]) -> set[int]:
    """The lines of statements that give values to names which ``parts`` depend on, to the end."""
    statements = [node for node in ast.walk(function) if isinstance(node, ast.stmt) and node is not function]
    needed = {name for part in parts for name in _read(part)}
    lines = {line for part in parts for line in _span(part)}
    changed = True
    while changed:
        changed = False
        for statement in statements:
            if needed & _written(statement) and not set(_span(statement)) <= lines:
                lines |= set(_span(statement))
                needed |= set(_read(statement))
                changed = True
    return lines


def _span(node: ast.AST) -> range:
    """The lines of a simple statement or expression; of a loop or a condition, its first line."""
    first = getattr(node, "lineno", 0)
    end = first if isinstance(node, ast.For | ast.While | ast.If | ast.With) else getattr(node, "end_lineno", first)
    return range(first, end + 1)


def _read(node: ast.AST) -> list[str]:
    """Every name that occurs in a node (in a loop or a condition: in its head)."""
    if isinstance(node, ast.For):
        return _read(node.iter) + _read(node.target)
    if isinstance(node, ast.While | ast.If):
        return _read(node.test)
    return [inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)]


def _written(node: ast.AST) -> set[str]:
    """The names that a statement changes: assigned to, written into, or called a method of."""
    if isinstance(node, ast.Assign):
        return {name for target in node.targets for name in _bases(target)}
    if isinstance(node, ast.AugAssign | ast.AnnAssign | ast.For):
        return set(_bases(node.target))
    if isinstance(node, ast.If | ast.While | ast.With):
        return {name for inner in node.body for name in _written(inner)}
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return set(_read(node.value))
    return set()


def _bases(target: ast.AST) -> list[str]:
    """The names at the root of an assignment's target."""
    if isinstance(target, ast.Tuple | ast.List):
        return [name for part in target.elts for name in _bases(part)]
    if isinstance(target, ast.Starred):
        return _bases(target.value)
    while isinstance(target, ast.Subscript | ast.Attribute):
        target = target.value
    return [target.id] if isinstance(target, ast.Name) else []
