"""The nearest right name for a wrong one."""

import difflib
from collections.abc import Iterable

SHOWN = 12
"""How many of the right names a hint lists when none of them is near."""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The one of ``known`` that is most like ``name`` (upper and lower case are alike), or None."""
    by_folded = {k.casefold(): k for k in sorted(known)}
    # No right name is long, and difflib takes its time over what is.
    found = difflib.get_close_matches(name[:80].casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """``did you mean 'points'?``, or nothing where no name is near."""
    near = nearest(name, known)
    return f"did you mean {near!r}?" if near is not None else ""


def suggestion(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """``did you mean 'points'?``; without a near name what is known, and ``otherwise`` where nothing is."""
    names = list(dict.fromkeys(known))
    hint = did_you_mean(name, names)
    if hint:
        return hint
    if not names:
        return otherwise
    more = ", …" if len(names) > SHOWN else ""
    return f"known: {', '.join(names[:SHOWN])}{more}"
