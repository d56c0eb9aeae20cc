"""Scraps of Python inside a spec (signatures, values, imports): parsed here, never run."""

import ast
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError


def _wrong(message: str, hint: str) -> PydanticCustomError:
    """A validation error with a hint."""
    return PydanticCustomError("snippet", "{message}", {"message": message, "hint": hint})


def _parsed(source: str) -> list[ast.stmt]:
    """The statements of ``source``; none when it is not Python."""
    try:
        return ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def _signature(text: str) -> str:
    """Check a parenthesised list of parameters."""
    body = _parsed(f"def f{text}: pass")
    fits = len(body) == 1 and isinstance(body[0], ast.FunctionDef) and isinstance(body[0].body[0], ast.Pass)
    if not text.startswith("(") or "#" in text or not fits:
        raise _wrong("is not a signature", "for example (x, eps=1e-5)")
    return text


def _expression(text: str) -> str:
    """Check one Python expression."""
    body = _parsed(f"_ = ({text}\n)")
    if len(body) != 1 or not isinstance(body[0], ast.Assign) or isinstance(body[0].value, ast.NamedExpr):
        raise _wrong("is not a Python expression", "for example '{\"w\": None}', in quotes")
    return text


def _imports(text: str) -> str:
    """Check lines of nothing but imports (and comments)."""
    body = _parsed(text)
    wrong = [node for node in body if not isinstance(node, ast.Import | ast.ImportFrom)]
    if wrong or (text.strip() and not body):
        raise _wrong("must hold import statements only", "for example import numpy as np")
    return text


Dotted: TypeAlias = Annotated[str, Field(pattern=r"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$")]
"""A name or a dotted name."""

Signature: TypeAlias = Annotated[str, AfterValidator(_signature)]
"""The parameters of a function, in parentheses: ``(x, eps=1e-5)``."""

Expression: TypeAlias = Annotated[str, AfterValidator(_expression)]
"""The source text of a Python expression."""

Imports: TypeAlias = Annotated[str, AfterValidator(_imports)]
"""Import lines."""
