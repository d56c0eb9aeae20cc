"""YAML text -> plain data and the place of everything in it. No code, no surprises.

Scalars follow the core schema of YAML 1.2. Anchors and aliases work; tags, merge keys and anything that grows
out of proportion are refused.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from grader.errors import Problem
from grader.spec.core_schema import TAG, Loader, Refused, is_scalar, scalar

Loc: TypeAlias = tuple[str | int, ...]
"""Keys and indices from the top of a file down to one of its values."""

MAX_CHARACTERS = 1_000_000
MAX_NODES = 50_000
"""Values in one file, each alias counted with all that it stands for."""
MAX_SHOWN = 60
"""Characters of the offending text that a message quotes."""

_ODD_LINE_END = re.compile("[\x85\u2028\u2029]")
"""Editors show these within a line, so that every place after one would be wrong."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file, line and column from 1, and the text that stands there."""

    line: int
    column: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Tree:
    """A YAML file's data with the marks of its keys and values."""

    data: Any
    source: str
    values: dict[Loc, Mark]
    keys: dict[Loc, Mark]


def where(loc: Loc) -> str:
    """A path of keys as people write it: ``parts[0].cases[2].draw.x``."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc)
    return text.removeprefix(".") or "top level"


@dataclass(slots=True)
class _Builder:
    """Turns nodes into data, marks and problems."""

    path: Path
    source: str
    values: dict[Loc, Mark] = field(default_factory=dict)
    keys: dict[Loc, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    inside: set[int] = field(default_factory=set)

    def mark(self, node: yaml.Node) -> Mark:
        """Where ``node`` starts, with the first line of its text."""
        start, end = node.start_mark, node.end_mark
        text = self.source[start.index : end.index].strip().split("\n", 1)[0]
        shown = text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"
        block = isinstance(node, yaml.CollectionNode) and not node.flow_style
        return Mark(start.line + 1, start.column + 1, "" if block else shown)

    def complain(self, node: yaml.Node, loc: Loc, message: str, hint: str = "") -> None:
        """Note a problem at ``node``."""
        mark = self.mark(node)
        self.problems.append(Problem(self.path, mark.line, mark.column, where(loc), message, mark.text, hint))

    def build(self, node: yaml.Node, loc: Loc) -> Any:
        """The data of ``node``, all marks below it noted on the way."""
        if id(node) in self.inside:
            raise Refused(None, None, "contains itself through an alias", node.start_mark)
        if len(self.values) >= MAX_NODES:
            raise Refused(None, None, f"more than {MAX_NODES} values, aliases included", node.start_mark)
        self.values[loc] = self.mark(node)
        self.inside.add(id(node))
        try:
            match node:
                case yaml.MappingNode(tag=tag) if tag == TAG + "map":
                    return self.mapping(node, loc)
                case yaml.SequenceNode(tag=tag) if tag == TAG + "seq":
                    return [self.build(child, (*loc, i)) for i, child in enumerate(node.value)]
                case _:
                    return self.scalar(node, loc)
        finally:
            self.inside.discard(id(node))

    def mapping(self, node: yaml.MappingNode, loc: Loc) -> dict[str, Any]:
        """A mapping with text for keys, each once."""
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if key_node.tag != TAG + "str" or not isinstance(key, str) or not key.isprintable():
                self.complain(key_node, loc, "is not plain text, as a key must be", "put it in quotes")
            elif key in data:
                first = self.keys[(*loc, key)].line
                self.complain(key_node, (*loc, key), f"is given twice, first in line {first}", "keep one")
            else:
                self.keys[(*loc, key)] = self.mark(key_node)
                data[key] = self.build(value_node, (*loc, key))
        return data

    def scalar(self, node: yaml.Node, loc: Loc) -> Any:
        """A scalar of the core schema; anything else is a problem."""
        if not isinstance(node, yaml.ScalarNode) or not is_scalar(node.tag):
            self.complain(node, loc, f"has the tag {node.tag}", "tags are not read here: leave it out")
            return None
        try:
            value = scalar(node.tag, node.value)
            node.value.encode()
        except UnicodeEncodeError:
            self.complain(node, loc, "holds half of a character (a surrogate)", "write the character itself")
        except ValueError:
            self.complain(node, loc, f"cannot be read as {node.tag.removeprefix(TAG)}")
        else:
            return value
        return None


def _decoded(raw: bytes) -> str:
    """The file's text with plain line feeds; UnicodeDecodeError when it is not UTF-8."""
    return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def _place(source: str, index: int) -> tuple[int, int]:
    """Line and column of a character, from 1."""
    return source.count("\n", 0, index) + 1, index - source.rfind("\n", 0, index)


def _whole_file(path: Path, message: str, line: int = 1, column: int = 1, hint: str = "") -> Problem:
    """A problem that keeps the file from being read at all."""
    return Problem(path, line, column, where(()), message, hint=hint)


def _reader_problem(path: Path, source: str, error: yaml.YAMLError) -> Problem:
    """A PyYAML error as a Problem."""
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        prefix = "" if isinstance(error, Refused) else "is not valid YAML: "
        context = f", {error.context}" if error.context else ""
        hint = "indent with spaces" if "'\\t'" in str(error.problem) else ""
        return _whole_file(path, f"{prefix}{error.problem}{context}", line, column, hint)
    line, column = _place(source, getattr(error, "position", 0))
    return _whole_file(path, "holds a character that YAML does not allow", line, column)


def read_tree(raw: bytes, path: Path) -> tuple[Tree | None, list[Problem]]:
    """The tree of a YAML file's bytes (None when it cannot be read at all) and the problems found in it."""
    try:
        source = _decoded(raw)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        return None, [_whole_file(path, "is not UTF-8 text", line, column, "save it as UTF-8")]
    separator = _ODD_LINE_END.search(source)
    if separator:
        line, column = _place(source, separator.start())
        name = f"U+{ord(separator[0]):04X}"
        return None, [
            _whole_file(path, f"holds the character {name}, a line end to YAML alone", line, column)
        ]
    if len(source) > MAX_CHARACTERS:
        return None, [_whole_file(path, f"has more than {MAX_CHARACTERS} characters")]
    builder = _Builder(path, source)
    try:
        loader = Loader(source)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
        if node is None:
            return None, [_whole_file(path, "is empty")]
        data = builder.build(node, ())
    except yaml.YAMLError as error:
        return None, [*builder.problems, _reader_problem(path, source, error)]
    return Tree(data, source, builder.values, builder.keys), builder.problems
