"""A student's file as lines of coloured tokens, with the lines at fault marked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise

from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, String, _TokenType

from grader.model.result import Source
from grader.report.facts import Note
from grader.report.text import clip, visible

_CLASSES = {
    Keyword: "k",
    Operator.Word: "k",
    Name.Function: "f",
    Name.Class: "f",
    Name.Decorator: "d",
    Name.Builtin: "b",
    Name.Exception: "b",
    String: "s",
    Number: "n",
    Comment: "c",
}
_LONGEST_LINE = 400
_MOST_LINES = 3000
_MOST_COLOURED = 120_000
_CONTEXT = 6
_SHORT = 60
_SHORTEST_FOLD = 5

Token = tuple[str, str]
"""A CSS class (empty for plain text) and a piece of text."""


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One line. ``number`` counts as its author counts; ``cell`` is set where a notebook's cell begins."""

    anchor: str
    number: int
    tokens: tuple[Token, ...]
    notes: tuple[Note, ...]
    cell: int | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive lines; a folded one holds nothing that was marked."""

    lines: tuple[CodeLine, ...]
    folded: bool

    @property
    def label(self) -> str:
        """What a reader unfolds."""
        first, last = self.lines[0].number, self.lines[-1].number
        return f"line {first}" if len(self.lines) == 1 else f"lines {first} to {last}"


def stretches(source: Source, notes: Mapping[int, tuple[Note, ...]], prefix: str) -> tuple[Stretch, ...]:
    """The lines of ``source``, those far from any note folded. Anchors are ``prefix`` and a number."""
    lines = tuple(_lines(source, notes, prefix))
    marked = [i for i, line in enumerate(lines) if line.notes]
    if len(lines) <= _SHORT or not marked:
        return (Stretch(lines, False),)
    return tuple(_group(lines, _shown(marked, len(lines))))


def tokens(text: str) -> tuple[Token, ...]:
    """Python source in coloured pieces; plain where it is too long to colour."""
    if len(text) > _MOST_COLOURED:
        return (("", text),)
    return tuple((_class(kind), piece) for kind, piece in PythonLexer(stripnl=False).get_tokens(text))


def _lines(source: Source, notes: Mapping[int, tuple[Note, ...]], prefix: str) -> Iterator[CodeLine]:
    raw = visible(source.text).expandtabs(4).removesuffix("\n").split("\n")
    shown = [clip(line, _LONGEST_LINE) for line in raw[:_MOST_LINES]]
    cells = {first: i for i, first in enumerate(source.cells, 1)}
    start = 0
    for number, pieces in enumerate(_by_line("\n".join(shown), len(shown)), 1):
        start = number - 1 if number in cells else start
        yield CodeLine(f"{prefix}{number}", number - start, pieces, notes.get(number, ()), cells.get(number))


def _by_line(text: str, count: int) -> Iterator[tuple[Token, ...]]:
    """The tokens of ``text``, cut at each end of line: a string over three lines is three tokens."""
    rows: list[list[Token]] = [[]]
    for kind, piece in tokens(text):
        first, *rest = piece.split("\n")
        rows[-1].append((kind, first))
        rows.extend([(kind, each)] for each in rest)
    return (tuple(_joined(row)) for row in rows[:count])


def _joined(row: Iterable[Token]) -> Iterator[Token]:
    """``row`` with neighbours of one class put together, which makes a page a third smaller."""
    held, kept = "", ""
    for kind, piece in row:
        if kind == held:
            kept += piece
            continue
        if kept:
            yield held, kept
        held, kept = kind, piece
    if kept:
        yield held, kept


def _class(kind: _TokenType) -> str:
    while kind.parent is not None:
        if kind in _CLASSES:
            return _CLASSES[kind]
        kind = kind.parent
    return ""


def _shown(marked: list[int], count: int) -> set[int]:
    """The lines near a marked one, and those of gaps too short to be worth folding."""
    near = {j for i in marked for j in range(max(i - _CONTEXT, 0), min(i + _CONTEXT + 1, count))}
    edges = sorted({-1, *near, count})
    return near | {j for a, b in pairwise(edges) if b - a <= _SHORTEST_FOLD for j in range(a + 1, b)}


def _group(lines: tuple[CodeLine, ...], shown: set[int]) -> Iterator[Stretch]:
    for is_shown, run in groupby(enumerate(lines), lambda each: each[0] in shown):
        yield Stretch(tuple(line for _, line in run), not is_shown)
