"""Plain data as YAML text: the same bytes for the same data, long texts as blocks, rows of numbers on one line."""

import json
import re
from pathlib import Path
from typing import Any

from grader.errors import GraderFault
from grader.spec.yaml_tree import read_tree

_WIDTH = 100
_BARE = re.compile(r"[A-Za-z_][\w ./()=×*+-]*(?<! )")
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def yaml_text(data: dict[str, Any], comment: str = "") -> str:
    """``data`` as a YAML document, below a line of ``comment``. It is read back at once, to be sure of every bit."""
    head = f"# {comment}\n" if comment else ""
    text = head + _mapping(data, "")
    tree, problems = read_tree(text.encode(), Path("kit"))
    if problems:
        raise GraderFault(f"what was to go into a kit cannot be written as YAML: {problems[0].message}")
    if tree is None or repr(tree.data) != repr(data):
        raise GraderFault("what was to go into a kit does not survive being written as YAML")
    return text


def _mapping(data: dict[str, Any], indent: str) -> str:
    return "".join(f"{indent}{_flow(key)}:{_value(value, indent)}\n" for key, value in data.items())


def _value(value: Any, indent: str) -> str:
    """What follows a key and its colon, or an item's dash."""
    inner = indent + "  "
    if isinstance(value, str) and "\n" in value and _is_block(value):
        chomp = "" if value.endswith("\n") else "-"
        lines = value.removesuffix("\n").split("\n")
        return f" |{chomp}\n" + "\n".join(f"{inner}{line}" if line else "" for line in lines)
    flow = _flow(value)
    if not isinstance(value, dict | list) or not value or _is_numbers(value) or _fits(value, indent):
        return f" {flow}"
    if isinstance(value, dict):
        return "\n" + _mapping(value, inner).removesuffix("\n")
    return "".join(f"\n{inner}-{_item(item, inner)}" for item in value)


def _item(item: Any, indent: str) -> str:
    """An item of a list after its dash; the first key of a mapping stands on the dash's line."""
    if isinstance(item, dict) and item and not _fits(item, indent):
        return _mapping(item, indent + "  ").removesuffix("\n").removeprefix(indent + " ")
    return _value(item, indent)


def _fits(value: Any, indent: str) -> bool:
    """Whether ``value`` is read best on one line."""
    return len(indent) + len(_flow(value)) <= _WIDTH and not _has_lines(value)


def _has_lines(value: Any) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return (isinstance(value, str) and "\n" in value) or any(map(_has_lines, inner))


def _is_block(text: str) -> bool:
    """Whether lines of text can stand as they are, below their key."""
    body = text.removesuffix("\n")
    clean = all(line.isprintable() and line == line.rstrip() for line in body.split("\n"))
    return clean and bool(body) and not body.startswith((" ", "\n")) and not body.endswith("\n")


def _is_numbers(value: Any) -> bool:
    """Whether a list holds numbers only, or rows of them: such a list stays on one line however long."""
    return isinstance(value, list) and all(
        _is_numbers(item) if isinstance(item, list) else isinstance(item, int | float) for item in value
    )


def _quoted(text: str) -> str:
    """``text`` in quotes, with what cannot be seen escaped: YAML takes some of it for line ends, and some not at all."""
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in json.dumps(text, ensure_ascii=False))


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_flow(key)}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, str):
        return value if _BARE.fullmatch(value) and value.lower() not in _WORDS else _quoted(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return repr(value)
