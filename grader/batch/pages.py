"""Reports: what each is made from, whether that has changed, and writing them so that none is ever half there."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from grader.batch.task import Page, PagePart, PageTask
from grader.model.exercise import Course
from grader.model.result import SCHEMA
from grader.store.address import rendering_code
from grader.store.gradebook import Gradebook
from grader.store.marks import Standing
from grader.store.rows import Adjustment

RECORD, HTML = "results.json", "index.html"


class Pages:
    """The folder of reports of one course."""

    def __init__(self, course: Course, book: Gradebook, out: Path) -> None:
        """``out`` gets a folder for each student."""
        self._book, self._out = book, out
        self._folder = str(out.resolve())
        statements = {e.id: hashlib.sha256(e.statement.read_bytes()).hexdigest() for e in course.exercises}
        order = [(e.id, e.title) for e in course.exercises]
        self._common = json.dumps([SCHEMA, rendering_code(), course.title, course.seed, order, statements])

    def stale(self, standing: Standing) -> PageTask | None:
        """The task that brings a student's report up to date; None when it is, or there is nothing to report on."""
        if not standing.marks:
            return None
        student = standing.student
        messages, adjustments = self._book.absences(student), self._book.adjustments(student)
        digest = self._digest(standing, messages, adjustments)
        written = all((self._out / student.key / name).is_file() for name in (RECORD, HTML))
        if written and self._book.page_digest(student.id, self._folder) == digest:
            return None
        records = self._book.packed([mark.result for mark in standing.marks.values() if mark.result is not None])
        parts = tuple(
            PagePart(
                mark,
                records.get(mark.result) if mark.result is not None else None,
                messages.get(exercise, ""),
                tuple(each for each in adjustments if each.exercise == exercise),
            )
            for exercise, mark in standing.marks.items()
        )
        return PageTask(student.id, student.key, parts, digest)

    def _digest(self, standing: Standing, messages: Mapping[str, str], adjustments: list[Adjustment]) -> str:
        results = [mark.result for mark in standing.marks.values() if mark.result is not None]
        addresses = self._book.addresses(results)
        facts = [
            self._common,
            standing.student.key,
            # Ids of results differ from gradebook to gradebook; what stands behind them does not.
            [(repr(replace(mark, result=None)), addresses.get(mark.result or 0)) for mark in standing.marks.values()],
            sorted(messages.items()),
            [repr(each) for each in adjustments],
        ]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()

    def write(self, task: PageTask, page: Page) -> Path:
        """Write the report that ``task`` asked for, and note what it was made from; the page's path."""
        folder = self._out / task.key
        folder.mkdir(parents=True, exist_ok=True)
        _replace(folder / RECORD, page.record)
        _replace(folder / HTML, page.html)
        self._book.page_made(task.student, self._folder, task.digest)
        return folder / HTML


def _replace(path: Path, content: bytes) -> None:
    """Write a file as a whole or not at all."""
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.write_bytes(content)
    os.replace(unfinished, path)
