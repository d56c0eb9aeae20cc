"""Checks as JUnit XML, for what shows test results: editors, GitHub, Jenkins."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from grader.kit.selfcheck import Checked
from grader.model.result import CheckResult, ExerciseResult
from grader.model.verdict import Status, Verdict
from grader.report.text import sentence, visible

_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(checked: Sequence[Checked]) -> str:
    """One test suite for each exercise, one test case for each check."""
    root = ElementTree.Element("testsuites", name="grade check")
    for each in checked:
        root.append(_suite(each))
    _sum(root, list(root))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(checked: Checked) -> ElementTree.Element:
    result = checked.result
    suite = ElementTree.Element("testsuite", name=result.id, time=f"{checked.seconds:.3f}")
    for check in result.checks:
        suite.append(_case(result, check))
    suite.set("tests", str(len(result.checks)))
    for tag, attribute in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
        suite.set(attribute, str(sum(case.find(tag) is not None for case in suite)))
    if result.printed:
        ElementTree.SubElement(suite, "system-out").text = _xml_text(result.printed)
    return suite


def _case(result: ExerciseResult, check: CheckResult) -> ElementTree.Element:
    case = ElementTree.Element("testcase", classname=result.id, name=_xml_text(check.title))
    outcome = _outcome(result, check)
    if outcome:
        message = _xml_text(sentence(check.message or result.message))
        element = ElementTree.SubElement(case, outcome, message=message)
        element.text = "\n".join(_xml_text(sentence(f.message)) for f in check.findings if f.level == "error") or message
    return case


def _outcome(result: ExerciseResult, check: CheckResult) -> str:
    """The element that says how a check ended; empty when it passed."""
    if check.verdict is Verdict.GRADER_FAULT or result.status is Status.WITHHELD:
        return "error"
    if check.verdict is Verdict.SKIPPED:
        return "skipped"
    return "" if check.verdict is Verdict.PASSED else "failure"


def _sum(root: ElementTree.Element, suites: list[ElementTree.Element]) -> None:
    for attribute in ("tests", "failures", "errors", "skipped"):
        root.set(attribute, str(sum(int(suite.get(attribute, "0")) for suite in suites)))


def _xml_text(text: str) -> str:
    """``text`` without the characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", visible(text))
