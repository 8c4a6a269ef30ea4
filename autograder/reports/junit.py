"""JUnit's XML, which forges and editors read: checks as test cases."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree

from autograder.explain import explain
from autograder.reports.plain import harmless, one_line
from autograder.results import CheckResult, CheckStatus, Result

_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def name_of(check: CheckResult) -> str:
    """What other programs call a check: its question and the requirement."""
    return one_line(f"{check.question}: {check.requirement}")


def junit_xml(results: Iterable[Result]) -> str:
    """Checks as JUnit's test cases: a suite for each student's assignment, a class for each question."""
    suites = ElementTree.Element("testsuites")
    for result in sorted(results, key=lambda each: (each.student, each.assignment)):
        checks = [check for question in result.questions for check in question.checks]
        broken = {CheckStatus.GRADER_ERROR}
        missed = [check for check in checks if check.status not in broken | {CheckStatus.PASSED, CheckStatus.SKIPPED}]
        counts = {
            "tests": len(checks),
            "failures": len(missed),
            "errors": sum(check.status in broken for check in checks),
            "skipped": sum(check.status is CheckStatus.SKIPPED for check in checks),
        }
        about = {"name": one_line(f"{result.student} {result.assignment}"), "time": "0"}
        suite = ElementTree.SubElement(suites, "testsuite", about | {name: str(each) for name, each in counts.items()})
        for check in checks:
            about = {"classname": f"{result.assignment}.{check.question}", "name": name_of(check), "time": "0"}
            case = ElementTree.SubElement(suite, "testcase", {key: one_line(text) for key, text in about.items()})
            if check.status is not CheckStatus.PASSED:
                kind = {CheckStatus.SKIPPED: "skipped", CheckStatus.GRADER_ERROR: "error"}.get(check.status, "failure")
                message = ElementTree.SubElement(case, kind, message=one_line(check.message or check.status.value))
                message.text = harmless("\n".join(explain(check)))
    ElementTree.indent(suites)
    text = _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", ElementTree.tostring(suites, encoding="unicode"))
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'
