"""The pieces of a starter file as Python source: one for each function, class and constant of the stub."""

import ast
import textwrap

from grader.model.exercise import Exercise, Stub

_INDENT = "    "


def docstring(text: str, indent: str = "") -> str:
    """``text`` as a docstring, each line after ``indent``; empty for empty text.

    Several lines end with the quotes on a line of their own.
    """
    text = text.strip()
    if not text:
        return ""
    escaped = text.replace("\\", "\\\\")
    if '"""' in text or text.endswith('"'):
        escaped = escaped.replace('"', '\\"')
    if "\n" in escaped:
        return textwrap.indent(f'"""{escaped}\n"""\n', indent, lambda line: bool(line.strip()))
    return f'{indent}"""{escaped}"""\n'


def block(stub: Stub) -> str:
    """The source of one entry of the stub, ending in one line feed."""
    match stub.kind:
        case "class":
            return _class(stub)
        case "constant":
            comment = "".join(f"# {line}".rstrip() + "\n" for line in stub.doc.strip().splitlines())
            return f"{comment}{stub.name} = {_one_expression(stub.value)}\n"
        case _:
            return _function(stub, stub.name)


def _one_expression(value: str) -> str:
    """A value's source, in parentheses where it goes on over lines that do not hang together without."""
    value = value.strip()
    try:
        whole = len(ast.parse(f"_ = {value}").body) == 1
    except SyntaxError:
        whole = False
    return value if whole else f"({value}\n)"


def _function(stub: Stub, full_name: str) -> str:
    """A function or method that raises NotImplementedError with its full name."""
    decorator = f"@{stub.decorator}\n" if stub.decorator else ""
    doc = docstring(stub.doc, _INDENT)
    todo = f'{_INDENT}raise NotImplementedError("{full_name} is still to be written")\n'
    return f"{decorator}def {stub.name}{stub.signature}:\n{doc}{todo}"


def _class(stub: Stub) -> str:
    """A class with its methods."""
    base = f"({stub.base})" if stub.base else ""
    pieces = [piece for piece in (docstring(stub.doc, _INDENT),) if piece]
    pieces += [
        textwrap.indent(_function(method, f"{stub.name}.{method.name}"), _INDENT) for method in stub.methods
    ]
    return f"class {stub.name}{base}:\n" + ("\n".join(pieces) or f"{_INDENT}pass\n")


def introduction(exercise: Exercise) -> str:
    """What the exercise is about, and what may not be used: the words above everything else."""
    paragraphs = [f"{exercise.title.rstrip('.')}.", exercise.summary]
    if exercise.forbidden:
        paragraphs.append(f"Not allowed: {exercise.forbidden}")
    filled = [
        textwrap.fill(" ".join(paragraph.split()), 100) for paragraph in paragraphs if paragraph.strip()
    ]
    return "\n\n".join(filled)
