"""A program as tokens that stay the same when names, layout, comments and numbers change.

The tokens are those of Pygments, which reads anything, also what Python itself cannot parse.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Name, Number, String, Whitespace, _TokenType

MOST_TOKENS = 20_000
"""What is read of one file. A long solution of a long exercise has 3,000."""

_DROPPED = frozenset({Comment, Whitespace, String.Doc})


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a file, and the line (from 1) that each stands on."""

    kinds: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


def tokenize(source: str) -> Tokens:
    """The tokens of Python source. What an object is asked for (``.sum``) keeps its name; what a student named does not."""
    found = Tokens()
    line, after_dot = 1, False
    for kind, text in _lexer().get_tokens(source):
        word = _word(kind, text.strip(), after_dot)
        # A string comes in pieces: quotes, contents, escapes. One token stands for them all.
        if word and not (word == "S" and found.kinds and found.kinds[-1] == "S"):
            found.kinds.append(word)
            found.lines.append(line)
        if word:
            after_dot = word == "."
        line += text.count("\n")
        if len(found.kinds) >= MOST_TOKENS:
            break
    return found


@lru_cache(maxsize=1)
def _lexer() -> PythonLexer:
    return PythonLexer(stripnl=False)


def _word(kind: _TokenType, text: str, after_dot: bool) -> str:
    """What stands for a token; empty for one that does not count."""
    if not text:
        return ""
    role = _role(kind)
    if role == "name":
        return text if after_dot else "V"
    return text[:24] if role == "itself" else role


@lru_cache
def _role(kind: _TokenType) -> str:
    """What kind of token it is: one that stands for itself, a name, or what stands for all of its kind."""
    family = kind.split()
    if not _DROPPED.isdisjoint(family):
        return ""
    if String in family:
        return "S"
    if Number in family:
        return "N"
    if Name in family and Name.Builtin not in family and Name.Namespace not in family:
        return "name"
    return "itself"
