"""From a report to the facts of its page. Nothing here knows HTML."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from grader.model.result import CheckResult, ExerciseResult, Finding, Report
from grader.model.verdict import Status
from grader.report import words
from grader.report.comparisons import compared, summarised
from grader.report.facts import (
    CheckView,
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
        errors=tuple(
            _unless_told(each, {exercise.message})
            for each in _findings(exercise, exercise.findings, "error")
            if each.place or not _is_told(each, {exercise.message})
        ),
        remarks=_remarks(exercise, exercise.findings),
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
    shown, folded = compared(check)
    told = {check.message, *(each.message for each in check.comparisons)}
    errors = _findings(exercise, check.findings, "error")
    return CheckView(
        anchor=anchor(exercise.id, check.id),
        title=name(check.title, 90),
        verdict=words.verdict(check.verdict),
        tone=words.TONES[check.verdict],
        icon=check.verdict.value,
        score=Score.of(check.score, check.max_score),
        message=sentence(check.message),
        codes=tuple(dict.fromkeys(each.code for each in errors if _is_told(each, told) and not each.place)),
        errors=tuple(_unless_told(each, told) for each in errors if each.place or not _is_told(each, told)),
        causes=_findings(exercise, check.findings, "cause"),
        remarks=_remarks(exercise, check.findings),
        comparisons=shown,
        folded=folded,
        folded_summary=summarised(folded, len(shown), len(check.comparisons)) if folded else "",
        plots=tuple(plot_view(plot) for plot in check.plots),
    )


def _is_told(finding: FindingView, told: set[str]) -> bool:
    return any(finding.message.rstrip(".") in sentence(each) for each in told)


def _unless_told(finding: FindingView, told: set[str]) -> FindingView:
    """``finding`` without its sentence where that stands elsewhere: its line is still worth showing."""
    return replace(finding, message="") if _is_told(finding, told) else finding


def _findings(exercise: ExerciseResult, findings: tuple[Finding, ...], level: str) -> tuple[FindingView, ...]:
    return tuple(_finding(exercise, each) for each in findings if each.level == level)


def _remarks(exercise: ExerciseResult, findings: tuple[Finding, ...]) -> tuple[FindingView, ...]:
    """Of the remarks of one code the first, which speaks for the others."""
    groups: dict[str, list[FindingView]] = {}
    for each in _findings(exercise, findings, "remark"):
        groups.setdefault(each.code, []).append(each)
    return tuple(replace(alike[0], alike=len(alike) - 1) for alike in groups.values())


def _finding(exercise: ExerciseResult, finding: Finding) -> FindingView:
    if finding.line is None:
        return FindingView(name(finding.code), sentence(finding.message), "", "", "")
    place = words.place(exercise.source, finding.line)
    lines = visible(exercise.source.text).split("\n") if exercise.source else []
    known = 0 < finding.line <= len(lines)
    text = clip(lines[finding.line - 1].strip(), 160) if known else ""
    href = f"#{anchor(exercise.id)}.line-{finding.line}" if known else ""
    return FindingView(name(finding.code), sentence(finding.message), place, href, text)


def _loss(loss: Loss) -> LossView:
    judged = [anchor(loss.exercise.id, check.id) for check in loss.checks]
    return LossView(
        marks=words.marks(loss.lost),
        sentence=loss.sentence,
        exercise=name(loss.exercise.title, 90),
        what=name(loss.what, 90) if loss.checks else "",
        href="#" + (judged[0] if judged else anchor(loss.exercise.id)),
        place=loss.place,
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
    notes: dict[int, dict[tuple[str, str], list[tuple[str, str]]]] = {}
    for finding, links in _placed(exercise):
        if finding.line is not None:
            text = "" if finding.level == "cause" else sentence(finding.message, 240)
            tone = "quiet" if finding.level == "remark" else "bad"
            notes.setdefault(finding.line, {}).setdefault((text, tone), []).extend(links)
    return {
        line: tuple(Note(text, tone, tuple(dict.fromkeys(links))) for (text, tone), links in each.items())
        for line, each in notes.items()
    }


def _placed(exercise: ExerciseResult) -> Iterator[tuple[Finding, list[tuple[str, str]]]]:
    """Every finding that is shown, with the title of its check and the link to it."""
    for finding in exercise.findings:
        yield finding, []
    for check in exercise.checks if _is_judged(exercise) else ():
        for finding in check.findings:
            yield finding, [(name(check.title, 90), f"#{anchor(exercise.id, check.id)}")]
