"""Text that came from a student, made safe to show: no control characters, bounded."""

import re

MAX_TEXT = 10_000

_unsafe = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def clean(text: str, limit: int = MAX_TEXT) -> str:
    """``text`` without control, bidirectional-override and surrogate characters, cut at ``limit`` characters."""
    if len(text) <= limit and text.isascii() and text.isprintable():
        return text
    text = _unsafe.sub("\ufffd", text[: limit + 1])
    return text if len(text) <= limit else text[:limit] + "…"
