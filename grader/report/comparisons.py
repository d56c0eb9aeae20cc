"""A check's comparisons as a reader meets them: what is wrong first, what says nothing new folded or left out."""

import re

from grader.model.result import CheckResult, Comparison
from grader.report import words
from grader.report.arrays import Grid, HeatMap, picture
from grader.report.facts import ComparisonView
from grader.report.text import name, sentence

_MOST_OPEN = 3
_MOST = 60
_MEASURED = re.compile(r" \([^()]*relative error[^()]*\)")


def compared(check: CheckResult) -> tuple[tuple[ComparisonView, ...], tuple[ComparisonView, ...]]:
    """The comparisons to show at once, a few of the wrong ones, and those to fold."""
    ordered = sorted(check.comparisons, key=lambda each: (each.ok, not each.public))
    views = [_view(each, check.message) for each in ordered[:_MOST]]
    shown = tuple(view for view in views if not view.ok)[:_MOST_OPEN]
    return shown, tuple(views[len(shown) :])


def summarised(folded: tuple[ComparisonView, ...], shown: int, all_of_them: int) -> str:
    """What a reader unfolds, in words: ``"9 more comparisons, 7 wrong, 2 right"``."""
    count = all_of_them - shown
    right = sum(view.ok for view in folded)
    wrong = len(folded) - right
    more = " more" if shown else ""
    parts = (
        f"{wrong} wrong, {right} right"
        if wrong and right
        else f"{'all ' if count > 1 else ''}{'wrong' if wrong else 'right'}"
    )
    cut = f"; the first {len(folded)} are here" if count > len(folded) else ""
    return f"{count}{more} comparison{'' if count == 1 else 's'}, {parts}{cut}"


def _view(comparison: Comparison, told: str) -> ComparisonView:
    error = comparison.relative_error
    shown = None if comparison.ok else picture(comparison)
    return ComparisonView(
        case=sentence(words.case(comparison), 160),
        name=name(comparison.name),
        hidden=not comparison.public,
        ok=comparison.ok,
        message=_news(comparison, told),
        band=name(comparison.band or ""),
        error="" if error is None else "0" if error == 0 else words.number(error, 2),
        worst=_worst(comparison, shown),
        picture=None if isinstance(shown, Grid) and shown.size == 1 else shown,
    )


def _news(comparison: Comparison, told: str) -> str:
    """What the comparison's sentence says beyond its own row of name, case, error and numbers, and beyond ``told``."""
    if comparison.ok or (comparison.worst is not None and comparison.public):
        return ""
    message = comparison.message.rstrip(".")
    if not message or message in told:
        return ""
    for said in (f" in a hidden case: {comparison.note}", f" ({comparison.note})"):
        message = message.replace(said, "")
    message = _MEASURED.sub("", message)
    return "" if message == f"{comparison.name} is wrong" else sentence(f"{message}.")


def _worst(comparison: Comparison, shown: Grid | HeatMap | None) -> tuple[tuple[str, str], ...]:
    """The worst entry in labelled numbers. A hidden case has none, whatever stands in the record."""
    worst = comparison.worst
    if worst is None or comparison.ok or not comparison.public:
        return ()
    got, expected = words.pair(worst.got, worst.expected, 6)
    facts = [("yours", name(got)), ("expected", name(expected))]
    if worst.ratio:
        facts.append(("yours ÷ expected", words.number(worst.ratio)))
    if worst.index:
        facts.insert(0, ("worst entry", name(f"{comparison.name}{words.index(worst.index)}")))
    if shown is not None and shown.size > 1:
        facts.append(("wrong entries", f"{shown.wrong} of {shown.size}"))
    return tuple(facts)
