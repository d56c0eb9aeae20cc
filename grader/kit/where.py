"""Where a check went wrong: the line of the student's file, and the entries of the arrays."""

from collections.abc import Sequence

from grader.model.result import CheckResult, Comparison, Finding, Source
from grader.report import words
from grader.report.text import clip, visible

_MOST_CASES = 3
_MOST_NAMED = 4


def where(check: CheckResult, source: Source | None) -> list[str]:
    """Sentences that say where a failed check went wrong, without saying why; none when nothing is known."""
    said = [_line(finding, source) for finding in _with_lines(check)]
    wrong = [each for each in check.comparisons if each.public and not each.ok and each.shape is not None and each.wrong]
    said += [_entries(each) for each in wrong[:_MOST_CASES]]
    right = [each.note for each in check.comparisons if each.public and each.ok]
    if wrong and right:
        said.append(f"Right in: {'; '.join(dict.fromkeys(right[:_MOST_CASES]))}.")
    return list(dict.fromkeys(said))


def _with_lines(check: CheckResult) -> list[Finding]:
    return [each for each in check.findings if each.line is not None and each.level in ("error", "cause")]


def _line(finding: Finding, source: Source | None) -> str:
    line = finding.line or 0
    lines = source.text.split("\n") if source else []
    text = clip(visible(lines[line - 1]).strip(), 100) if 0 < line <= len(lines) else ""
    place = words.place(source, line)
    return f"Look at {place}: {text}" if text else f"Look at {place}."


def _entries(comparison: Comparison) -> str:
    """Which entries of one value are wrong in one case."""
    shape, wrong = comparison.shape or (), set(comparison.wrong)
    size = 1
    for extent in shape:
        size *= extent
    which = _which(shape, wrong, size)
    return f"{comparison.note[:1].upper()}{comparison.note[1:]}: {which.format(name=comparison.name)} wrong."


def _which(shape: Sequence[int], wrong: set[tuple[int, ...]], size: int) -> str:
    if not shape:
        return "{name} is"
    if len(wrong) == size:
        return f"every entry of {{name}} ({words.shape(tuple(shape))}) is"
    if len(shape) == 2:
        rows, columns = ({index[axis] for index in wrong} for axis in (0, 1))
        if len(wrong) == len(columns) * shape[0]:
            return f"{_named('column', columns)} of {{name}} {_are(columns)}"
        if len(wrong) == len(rows) * shape[1]:
            return f"{_named('row', rows)} of {{name}} {_are(rows)}"
    places = [f"{{name}}{words.index(index)}" for index in sorted(wrong)[:_MOST_NAMED]]
    more = f" and {len(wrong) - _MOST_NAMED} more" if len(wrong) > _MOST_NAMED else ""
    return f"of {size} entries {', '.join(places)}{more} {_are(wrong)}"


def _named(noun: str, numbers: set[int]) -> str:
    listed = ", ".join(map(str, sorted(numbers)))
    return f"{noun}{'' if len(numbers) == 1 else 's'} {listed}"


def _are(things: Sequence[object] | set[int] | set[tuple[int, ...]]) -> str:
    return "is" if len(things) == 1 else "are"
