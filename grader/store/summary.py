"""A graded exercise in the form in which it is stored: the whole record, and the rows that a class is surveyed by."""

import zlib

from grader.model.result import CheckResult, ExerciseResult, Finding, Report, Source
from grader.report.record import from_json, to_json
from grader.store.rows import CheckRow, FindingRow, Kept

LONGEST_LINE = 200
"""Characters of a student's line that a finding's row keeps."""


def kept(report: Report, *, again: bool = False) -> Kept:
    """``report``, on one exercise alone, as it is stored. ``again``: to be run again next time."""
    (exercise,) = report.exercises
    return Kept(
        exercise=exercise.id,
        status=exercise.status,
        score=exercise.score,
        max_score=exercise.max_score,
        seconds=sum(report.times.values()),
        record=pack(report),
        checks=tuple(check_row(check) for check in exercise.checks),
        findings=tuple(_finding_rows(exercise)),
        again=again,
    )


def pack(report: Report) -> bytes:
    """The record as compressed JSON."""
    return zlib.compress(to_json(report).encode(), 1)


def unpack(record: bytes) -> Report:
    """The report that :func:`pack` stored."""
    return from_json(zlib.decompress(record).decode())


def check_row(check: CheckResult) -> CheckRow:
    """The row of one check."""
    return CheckRow(check.id, check.title, check.verdict, check.score, check.max_score, check.message)


def _finding_rows(exercise: ExerciseResult) -> list[FindingRow]:
    lines = _lines(exercise.source)
    found = [("", finding) for finding in exercise.findings]
    found += [(check.id, finding) for check in exercise.checks for finding in check.findings]
    return [_finding_row(check, finding, lines) for check, finding in found]


def _finding_row(check: str, finding: Finding, lines: list[str]) -> FindingRow:
    line = finding.line
    text = lines[line - 1].strip()[:LONGEST_LINE] if line is not None and 0 < line <= len(lines) else ""
    return FindingRow(check, finding.code, finding.level, finding.message, line, text)


def _lines(source: Source | None) -> list[str]:
    return source.text.split("\n") if source else []
