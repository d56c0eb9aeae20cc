"""Names of students that are fit to be names of folders."""

import re
import unicodedata
from collections.abc import Container

_UNFIT = re.compile(r"[^\w.@+\- ]+")
_LONGEST = 80


def fit(text: str) -> str:
    """``text`` as a folder's name: letters, digits and a few signs, never hidden, never leading elsewhere."""
    plain = "".join(c for c in unicodedata.normalize("NFC", text) if c.isprintable())
    name = _UNFIT.sub("_", plain)[:_LONGEST].strip(" .-")
    return name or "student"


def distinct(key: str, taken: Container[str]) -> str:
    """``key``, with a number after it when that (in upper or lower case) is ``taken``; ``taken`` holds lower case."""
    candidate, number = key, 1
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{key}-{number}"
    return candidate


def letters(name: str) -> str:
    """A person's name for comparing: letters only, in lower case, without accents, words in one order."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = re.findall(r"[^\W\d_]+", "".join(c for c in plain if not unicodedata.combining(c)))
    return " ".join(sorted(words))
