"""From a report to the facts of its page. Nothing here knows HTML."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from grader.model.result import CheckResult, Comparison, ExerciseResult, Finding, Report
from grader.model.verdict import Status
from grader.report import words
from grader.report.arrays import picture
from grader.report.facts import (
    CheckView,
    ComparisonView,
    ExerciseView,
    FindingView,
    LossView,
    Note,
    PageView,
    Score,
)
from grader.report.losses import Loss, losses
from grader.report.plot import plot_view
from grader.report.text import clip, name, sentence, visible

_MOST_PRINTED = 8000
_MOST_COMPARISONS = 60


def page_view(report: Report) -> PageView:
    """The facts of the page on ``report``."""
    facts = {"seed": report.seed, **report.provenance}
    return PageView(
        submission=name(report.submission),
        course=name(report.course),
        score=Score.of(report.score, report.max_score),
        headline=words.headline(report),
        withheld=report.score is None,
        losses=tuple(_loss(loss) for loss in losses(report)),
        exercises=tuple(_exercise(exercise) for exercise in report.exercises),
        provenance=tuple((name(str(key)), _fact(value)) for key, value in facts.items()),
        bands=words.BANDS,
    )


def anchor(*parts: str) -> str:
    """An HTML id made of ``parts``: letters, digits, ``_``, ``-`` and ``.`` alone."""
    return ".".join(re.sub(r"[^A-Za-z0-9_-]+", "-", part)[:60] for part in parts)


def _exercise(exercise: ExerciseResult) -> ExerciseView:
    printed = visible(exercise.printed)
    cut = exercise.printed_truncated or len(printed) > _MOST_PRINTED
    return ExerciseView(
        id=exercise.id,
        anchor=anchor(exercise.id),
        title=name(exercise.title, 90),
        status=words.status(exercise),
        tone=words.tone(exercise),
        score=Score.of(exercise.score, exercise.max_score),
        message=sentence(exercise.message),
        errors=_findings(exercise, exercise.findings, "error"),
        remarks=_findings(exercise, exercise.findings, "remark"),
        checks=tuple(_check(exercise, check) for check in exercise.checks) if _is_judged(exercise) else (),
        printed=printed[:_MOST_PRINTED],
        printed_note="the beginning" if cut else "",
        filename=name(exercise.source.filename) if exercise.source else "",
        source=exercise.source,
        notes=_notes(exercise),
    )


def _is_judged(exercise: ExerciseResult) -> bool:
    return exercise.status in (Status.GRADED, Status.WITHHELD)


def _check(exercise: ExerciseResult, check: CheckResult) -> CheckView:
    return CheckView(
        anchor=anchor(exercise.id, check.id),
        title=name(check.title, 90),
        verdict=words.verdict(check.verdict),
        tone=words.TONES[check.verdict],
        icon=check.verdict.value,
        score=Score.of(check.score, check.max_score),
        message=sentence(check.message),
        errors=_findings(exercise, check.findings, "error"),
        causes=_findings(exercise, check.findings, "cause"),
        remarks=_findings(exercise, check.findings, "remark"),
        comparisons=tuple(
            _comparison(each, check.message) for each in _in_order(check.comparisons)[:_MOST_COMPARISONS]
        ),
        more_comparisons=max(len(check.comparisons) - _MOST_COMPARISONS, 0),
        plots=tuple(plot_view(plot) for plot in check.plots),
    )


def _in_order(comparisons: tuple[Comparison, ...]) -> tuple[Comparison, ...]:
    """What went wrong first, and of that what can be shown first."""
    return tuple(sorted(comparisons, key=lambda each: (each.ok, not each.public)))


def _findings(exercise: ExerciseResult, findings: tuple[Finding, ...], level: str) -> tuple[FindingView, ...]:
    return tuple(_finding(exercise, each) for each in findings if each.level == level)


def _finding(exercise: ExerciseResult, finding: Finding) -> FindingView:
    if finding.line is None:
        return FindingView(name(finding.code), sentence(finding.message), "", "", "")
    place = words.place(exercise.source, finding.line)
    lines = exercise.source.text.split("\n") if exercise.source else []
    known = 0 < finding.line <= len(lines)
    text = clip(visible(lines[finding.line - 1]).strip(), 160) if known else ""
    href = f"#{anchor(exercise.id)}.line-{finding.line}" if known else ""
    return FindingView(name(finding.code), sentence(finding.message), place, href, text)


def _comparison(comparison: Comparison, told: str) -> ComparisonView:
    """``told`` is what the check already said: a comparison does not say it again."""
    error = comparison.relative_error
    return ComparisonView(
        case=sentence(words.case(comparison), 160),
        name=name(comparison.name),
        hidden=not comparison.public,
        ok=comparison.ok,
        message="" if comparison.message.rstrip(".") in told else sentence(comparison.message),
        band=name(comparison.band or ""),
        error="" if error is None else "0" if error == 0 else words.number(error, 2),
        worst=_worst(comparison),
        picture=None if comparison.ok else picture(comparison),
    )


def _worst(comparison: Comparison) -> tuple[tuple[str, str], ...]:
    """The worst entry in labelled numbers. A hidden case has none, whatever stands in the record."""
    worst = comparison.worst
    if worst is None or comparison.ok or not comparison.public:
        return ()
    got, expected = words.pair(worst.got, worst.expected, 6)
    label = f"{comparison.name}{words.index(worst.index)}" if worst.index else comparison.name
    facts = [("worst entry", name(label)), ("yours", name(got)), ("expected", name(expected))]
    if worst.ratio is not None:
        facts.append(("yours ÷ expected", words.number(worst.ratio)))
    return tuple(facts)


def _loss(loss: Loss) -> LossView:
    judged = [anchor(loss.exercise.id, check.id) for check in loss.checks]
    return LossView(
        marks=words.marks(loss.lost),
        sentence=loss.sentence,
        exercise=name(loss.exercise.title, 90),
        what=name(loss.what, 90) if loss.checks else "",
        href="#" + (judged[0] if judged else anchor(loss.exercise.id)),
        place=words.place(loss.exercise.source, loss.line) if loss.line else "",
        waiting=loss.waiting,
    )


def _fact(value: Any) -> str:
    """A row of the provenance in words."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name(str(key))} {_fact(each)}" for key, each in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_fact, value)) or "none"
    text = str(value)
    return text[:12] if re.fullmatch(r"[0-9a-f]{40,}", text) else sentence(text, 120)


def _notes(exercise: ExerciseResult) -> dict[int, tuple[Note, ...]]:
    """A note at every line that a finding names. A diagnosis keeps its sentence: that is a hint to unfold."""
    notes: dict[int, dict[Note, None]] = {}
    for finding, title, href in _placed(exercise):
        if finding.line is not None:
            text = "" if finding.level == "cause" else sentence(finding.message, 240)
            tone = "quiet" if finding.level == "remark" else "bad"
            notes.setdefault(finding.line, {})[Note(text, title, href, tone)] = None
    return {line: tuple(each) for line, each in notes.items()}


def _placed(exercise: ExerciseResult) -> Iterator[tuple[Finding, str, str]]:
    """Every finding, with the title of its check and the link to it."""
    for finding in exercise.findings:
        yield finding, "", ""
    for check in exercise.checks:
        for finding in check.findings:
            yield finding, name(check.title, 90), f"#{anchor(exercise.id, check.id)}"
