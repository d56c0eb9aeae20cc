"""JUnit XML, for what shows test results: a suite for each student and exercise."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from grader.export.marks import ClassMarks, Notes, Options, some
from grader.model.result import CheckResult, ExerciseResult
from grader.model.verdict import Verdict
from grader.report.text import sentence, visible

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OUTCOMES = {Verdict.PASSED: "", Verdict.SKIPPED: "skipped", Verdict.NOT_ATTEMPTED: "skipped", Verdict.GRADER_FAULT: "error"}


def lines(marks: ClassMarks, options: Options, notes: Notes) -> Iterator[str]:
    """The file, written suite by suite so that a class need not fit into memory."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    root = ElementTree.tostring(ElementTree.Element("testsuites", name=_text(marks.course)), encoding="unicode")
    yield root.removesuffix(" />") + ">\n"
    without = []
    for entry in marks.entries:
        report = entry.report()
        if report is None:
            without.append(entry.student)
            continue
        for exercise in report.exercises:
            if options.exercise in ("", exercise.id):
                suite = _suite(entry.student, exercise, report.times.get(exercise.id, 0.0))
                ElementTree.indent(suite)
                yield ElementTree.tostring(suite, encoding="unicode") + "\n"
    yield "</testsuites>\n"
    if without:
        notes.append(f"Left out, because they have no report: {some(without)}.")


def _suite(student: str, exercise: ExerciseResult, seconds: float) -> ElementTree.Element:
    name = _text(f"{student}.{exercise.id}")
    cases = [_case(name, check) for check in exercise.checks]
    counts = {
        f"{tag}s" if tag != "skipped" else tag: str(sum(case.find(tag) is not None for case in cases))
        for tag in ("failure", "error", "skipped")
    }
    suite = ElementTree.Element("testsuite", {"name": name, "tests": str(len(cases)), **counts, "time": f"{seconds:.3f}"})
    suite.extend(cases)
    return suite


def _case(classname: str, check: CheckResult) -> ElementTree.Element:
    case = ElementTree.Element("testcase", classname=classname, name=_text(check.title))
    outcome = _OUTCOMES.get(check.verdict, "failure")
    if outcome:
        told = ElementTree.SubElement(case, outcome, message=_text(sentence(check.message)))
        told.text = "\n".join(_text(sentence(each.message)) for each in check.findings if each.level != "remark")
    return case


def _text(text: str) -> str:
    """``text`` without the characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", visible(text))
