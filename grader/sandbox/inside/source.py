"""From the bytes of a student's file to a module: decoding, compiling, executing at most once."""

import builtins
import io
import linecache
import re
import sys
import tokenize
from types import CodeType, ModuleType

_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=]")


class SourceProblem(Exception):
    """The file cannot be compiled: ``kind`` is the exception's name as Python has it, line and column count from 1."""

    def __init__(self, kind: str, message: str, line: int = 0, column: int = 0, text: str = "") -> None:
        """``text`` is the line in question."""
        super().__init__(message)
        self.kind, self.message, self.line, self.column, self.text = kind, message, line, column, text


def decode(source: bytes) -> str:
    """The text of a file: byte order mark, coding cookie (PEP 263) and line ends as Python takes them."""
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceProblem("SyntaxError", "the file is saved as UTF-16; save it as UTF-8", 1, 1)
    if b"\x00" in source:
        line = source.count(b"\n", 0, source.index(b"\x00")) + 1
        raise SourceProblem("SyntaxError", f"the file contains null bytes (the first on line {line})", line, 1)
    try:
        text = source.decode(_encoding(source))
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        column = error.start - (source.rfind(b"\n", 0, error.start) + 1) + 1
        what = f"byte 0x{source[error.start]:02x} is not {error.encoding.upper()}"
        message = f"{what} (line {line}, column {column}); save the file as UTF-8"
        raise SourceProblem("SyntaxError", message, line, column) from None
    except (SyntaxError, LookupError) as error:
        raise SourceProblem("SyntaxError", str(error), 1, 1) from None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _encoding(source: bytes) -> str:
    try:
        return tokenize.detect_encoding(io.BytesIO(source).readline)[0]
    except SyntaxError:
        if any(_COOKIE.match(line) for line in source.split(b"\n")[:2]):
            raise
        # It also complains of a first line that is not UTF-8; decoding says where.
        return "utf-8"


def compile_text(text: str, filename: str) -> CodeType:
    """The code of a decoded file. :class:`SourceProblem` says what is wrong with it and where."""
    try:
        return compile(text, filename, "exec", dont_inherit=True)
    except SyntaxError as error:
        line, column = error.lineno or 0, error.offset or 0
        where = f" (line {line}, column {column})" if column else f" (line {line})" if line else ""
        message = re.sub(r" \(.*, line \d+\)$", "", str(error.msg)) + where
        raise SourceProblem(type(error).__name__, message, line, column, (error.text or "").rstrip("\n")) from None
    except (ValueError, MemoryError, RecursionError, OverflowError) as error:
        raise SourceProblem(type(error).__name__, f"the file cannot be compiled: {error}") from None


def make_module(text: str, filename: str) -> ModuleType:
    """An empty module named after the file, known to ``sys.modules`` and, for tracebacks, to ``linecache``."""
    name = re.sub(r"\W", "_", filename.removesuffix(".py")) or "submission"
    module = ModuleType(name)
    module.__file__ = filename
    # Else it would inherit the worker's private copy of them, without what is put in place for students (files in memory).
    module.__dict__["__builtins__"] = vars(builtins)
    # Dataclasses and typing look a class's module up there; a name that is taken stays whose it is.
    sys.modules.setdefault(name, module)
    linecache.cache[filename] = (len(text), None, [line + "\n" for line in text.split("\n")], filename)
    return module
