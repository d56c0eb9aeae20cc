"""Text from a student, made harmless to look at: it moves no cursor, hides nothing, reorders nothing."""

import re

_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_MARK = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_STACKED = re.compile(f"([{_MARK}]{{3}})[{_MARK}]+")


def visible(text: str) -> str:
    """``text`` with every control, invisible or direction-changing character as Python would escape it.

    Its lines then end in a line feed, whatever they ended in before; tabs stay. Of a stack of accents three stay.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _STEERING.sub(_escaped, text if text.isascii() else _STACKED.sub(r"\1", text))


def clip(text: str, limit: int) -> str:
    """``text``, or its first ``limit`` characters and how many more there were."""
    more = len(text) - limit
    return text if more <= 0 else f"{text[:limit]}… ({more:,} more characters)"


def sentence(text: str, limit: int = 600) -> str:
    """``text`` visible, on one line, and not longer than a reader will read."""
    return clip(" ".join(visible(text).split()), limit)


def name(text: str, limit: int = 60) -> str:
    """A name or title: visible, on one line, cut to ``limit`` characters."""
    text = " ".join(visible(text).split())
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _escaped(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
