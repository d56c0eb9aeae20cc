"""Where the characters of a program stand in its YAML file, whatever the style of the scalar."""

import ast
import re

from grader.spec.document import Document
from grader.spec.yaml_tree import Loc, Mark


class ProgramText:
    """The program's text and its place in the YAML file."""

    def __init__(self, document: Document, loc: Loc, text: str) -> None:
        """``loc`` is where ``text`` stands in ``document``."""
        self.text = text
        # As Python counts lines; a quoted scalar may hold any of these.
        self.lines = re.split(r"\r\n|\r|\n", text)
        self.start = document.mark(loc)
        source = document.tree.source.split("\n") if document.tree else []
        rest = source[self.start.line - 1][self.start.column - 1 :] if source else ""
        body = re.sub(r"^&\S+ +", "", rest)
        self.block = body.startswith("|")
        # Plain text starts at once and quoted text after its quote; folded text is not on one line.
        quote = int(body[:1] in ("'", '"'))
        self.shift = len(rest) - len(body) + quote if body.startswith(self.lines[0], quote) else None
        self.source = source

    def mark(self, line: int, column: int, text: str) -> Mark:
        """The mark of a program line (from 1) and column (from 0); the scalar's start if it was folded."""
        if self.block:
            row = self.start.line + line
            shown, own = self.source[row - 1], self.lines[line - 1]
            return Mark(row, len(shown) - len(own) + column + 1, text)
        if line == 1 and self.shift is not None:
            return Mark(self.start.line, self.start.column + self.shift + column, text)
        return Mark(self.start.line, self.start.column, text)

    def of(self, node: ast.AST) -> Mark:
        """The mark of a node, whose columns ``ast`` counts in UTF-8 bytes."""
        line, offset = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
        own = self.lines[line - 1].encode()
        end = getattr(node, "end_col_offset", None) if getattr(node, "end_lineno", line) == line else None
        return self.mark(line, len(own[:offset].decode()), own[offset:end].decode())

    def of_error(self, error: SyntaxError) -> Mark:
        """The mark of a syntax error, with the line that it is in."""
        line = min(max(error.lineno or 1, 1), len(self.lines))
        own = self.lines[line - 1]
        return self.mark(line, min(max((error.offset or 1) - 1, 0), len(own)), own.strip())
