"""A notebook as a submission: its code cells in order, as one Python source."""

import ast
import re
import warnings
from collections.abc import Sequence

_TARGETS = re.compile(r"[\w,.\s\[\]]+")
_HELP = re.compile(r"^\s*[\w.]+\?{1,2}\s*$")
_ON_LINE = re.compile(r"\b([Oo])n line (\d+)")
_AT_LINE = re.compile(r"\bLook at line (\d+)")
_CELL_MAGICS_WITH_PYTHON = ("%%time", "%%timeit", "%%capture", "%%prun")


class NotebookError(Exception):
    """Not a notebook: what is wrong with it, in one clause."""


def place(line: int, cells: Sequence[int] = ()) -> str:
    """Where a line stands, as its author counts: ``"line 14"``, or in a notebook ``"cell 2, line 3"``.

    ``cells`` holds the first line (from 1) of each cell; it is empty for a file.
    """
    cell = sum(1 for first in cells if first <= line)
    return f"cell {cell}, line {line - cells[cell - 1] + 1}" if cell else f"line {line}"


def by_cell(sentence: str, cells: Sequence[int]) -> str:
    """``sentence`` with the lines that it names as the notebook's author counts them; unchanged for a file."""
    if not cells:
        return sentence
    inside = _ON_LINE.sub(lambda found: f"{'I' if found[1] == 'O' else 'i'}n {place(int(found[2]), cells)}", sentence)
    return _AT_LINE.sub(lambda found: f"Look at {place(int(found[1]), cells)}", inside)


def source_of_notebook(content: bytes) -> tuple[str, tuple[int, ...]]:
    """The code of a notebook's cells, joined, and the first line (from 1) of each.

    Magics and shell lines become comments of the same indentation with a ``pass``, so that lines keep their numbers; cells in
    another language are dropped. Raises NotebookError.
    """
    import nbformat  # a quarter of a second, for those who hand in notebooks

    try:
        with warnings.catch_warnings():
            # What is not quite in order in a notebook's records is no business of its author's.
            warnings.simplefilter("ignore")
            notebook = nbformat.reads(content.decode("utf-8-sig"), as_version=4)
        cells = [str(cell.source) for cell in notebook.cells if cell.cell_type == "code"]
    except Exception as error:
        reason = str(error).strip().splitlines()
        raise NotebookError(reason[0][:200] if reason else type(error).__name__) from error
    lines: list[str] = []
    starts = []
    for cell in cells:
        starts.append(len(lines) + 1)
        lines += [*python_lines(cell), ""]
    source = "\n".join(lines) + "\n"
    try:
        source.encode()
    except UnicodeEncodeError as error:
        raise NotebookError("a cell holds half a character (a lone surrogate)") from error
    return source, tuple(starts)


def python_lines(cell: str) -> list[str]:
    """A cell's lines with magics and shell commands as comments; all of them, where it is in another language."""
    lines = cell.splitlines()
    if _is_python(cell):
        return lines
    first = next((line for line in lines if line.strip()), "")
    if first.startswith("%%") and not first.startswith(_CELL_MAGICS_WITH_PYTHON):
        return [f"# {line}" for line in lines]
    return [_python_line(line) for line in lines]


def _is_python(cell: str) -> bool:
    """Whether a cell is Python as it stands: a continuation line may begin with % and be no magic."""
    try:
        ast.parse(cell)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _is_magic(line: str) -> bool:
    """``%matplotlib inline``, ``!pip install x``, ``files = !ls``. (One expression for it all would take minutes over spaces.)"""
    targets, equals, value = line.partition("=")
    if line.lstrip().startswith(("%", "!", "?")):
        return True
    return bool(equals) and value.lstrip().startswith(("%", "!", "?")) and _TARGETS.fullmatch(targets) is not None


def _python_line(line: str) -> str:
    if _is_magic(line):
        return f"{line[: len(line) - len(line.lstrip())]}pass  # {line.strip()}"
    return f"# {line}" if _HELP.match(line) else line
