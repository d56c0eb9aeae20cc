"""The run: submissions in, a gradebook and reports out. Whatever is done is committed before anything else is begun."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from grader.batch.pages import Pages
from grader.batch.plan import Wish, enter, grade_task, wishes
from grader.batch.task import Crew, Done, Failed, GradeTask, Lost, Outcome, Page, PageTask, Task
from grader.batch.withheld import withheld
from grader.intake.submission import Submission
from grader.model.exercise import Course, Exercise
from grader.store.address import Addresses
from grader.store.gradebook import Gradebook
from grader.store.rows import Kept, Student
from grader.store.rules import Rules


class Watcher(Protocol):
    """Is told how a run comes along."""

    def finished(self, student: Student) -> None:
        """All of a student's work is done, the report too."""

    def trouble(self, label: str, reason: str) -> None:
        """A failure of ours, in one sentence. The run goes on."""


@dataclass(slots=True)
class Summary:
    """What a run did."""

    run: int
    students: int = 0
    graded: int = 0
    """Files that were run."""
    known: int = 0
    """Files whose results were there already."""
    pages: int = 0
    troubles: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Waiting:
    """A student some of whose files are being graded."""

    student: Student
    addresses: set[str]
    reported: bool = False
    """The report has been asked for."""


class Batch:
    """One run over a class."""

    def __init__(self, course: Course, book: Gradebook, out: Path, isolation: str, watcher: Watcher) -> None:
        """Reports go to ``out``. UsageError when the course's policies cannot be understood."""
        self._course, self._book, self._watcher = course, book, watcher
        self._rules = Rules.of(course)
        self._addresses = Addresses(course.exercises, course.seed, isolation)
        self._pages = Pages(course, book, out)
        self._waiting: dict[int, _Waiting] = {}
        self._asked: dict[str, list[tuple[int, int]]] = {}
        """By address under way: the students (and attempts) that wait for it. Files can be equal."""
        self._urgent: deque[Task] = deque()
        self.summary = Summary(book.begin_run())

    def run(self, submissions: Sequence[Submission], crew: Crew, exercises: Sequence[Exercise] = ()) -> Summary:
        """Grade what has to be graded of ``exercises`` (all of the course, when empty), and bring reports up to date.

        May be interrupted anywhere: what was done is kept, and the next run does the rest.
        """
        tasks = self._tasks(submissions, exercises or self._course.exercises)
        while True:
            while crew.room > 0 and (task := self._next(tasks)) is not None:
                crew.submit(task)
            if not crew.busy:
                break
            self._take(crew.next())
        self._book.finish_run(self.summary.run, self._course)
        return self.summary

    def _next(self, tasks: Iterator[Task]) -> Task | None:
        """What to do next: reports first, so that students are done one after the other."""
        return self._urgent.popleft() if self._urgent else next(tasks, None)

    def _tasks(self, submissions: Sequence[Submission], exercises: Sequence[Exercise]) -> Iterator[Task]:
        """Every file that has to be run, student by student; read when its turn comes."""
        for submission in submissions:
            student = enter(self._book, submission, exercises)
            self.summary.students += 1
            waiting = self._waiting[student.id] = _Waiting(student, set())
            wanted = wishes(self._book, self._rules, self._addresses, student, exercises)
            # All at once: a result that came back before the last is asked for would look like the last.
            yield from [task for wish in wanted if (task := self._wanted(student, wish)) is not None]
            if not (waiting.addresses or waiting.reported):
                self._report(waiting)
            while self._urgent:
                yield self._urgent.popleft()

    def _wanted(self, student: Student, wish: Wish) -> GradeTask | None:
        """The task for a wish; None when its result is known, or under way."""
        known = self._book.known(wish.address)
        if known is not None:
            self.summary.known += 1
            if wish.attempt.result != known:
                self._book.give_result(known, [wish.attempt.id])
            return None
        self._waiting[student.id].addresses.add(wish.address)
        asked = self._asked.setdefault(wish.address, [])
        asked.append((student.id, wish.attempt.id))
        return grade_task(self._book, student, wish) if len(asked) == 1 else None

    def _take(self, outcome: Outcome) -> None:
        match outcome:
            case Done(task=GradeTask() as task, value=Kept() as kept):
                self.summary.graded += 1
                self._keep(task, kept)
            case Done(task=PageTask() as task, value=Page() as page):
                self._pages.write(task, page)
                self.summary.pages += 1
                self._finished(task.student)
            case Failed() | Lost():
                self._trouble(outcome)
            case _:
                raise AssertionError(f"an outcome of another kind than its task: {outcome}")

    def _trouble(self, failure: Failed | Lost) -> None:
        task, reason = failure.task, failure.reason
        if isinstance(failure, Lost):
            reason = f"set aside, for it ended two processes of the grader's own ({reason})"
        self.summary.troubles.append((task.label, reason))
        self._watcher.trouble(task.label, reason)
        if isinstance(task, GradeTask):
            self._keep(task, withheld(self._course, task, failure))
        else:
            self._finished(task.student)

    def _keep(self, task: GradeTask, kept: Kept) -> None:
        """Commit a result, and ask for the reports that have waited for it."""
        asked = self._asked.pop(task.address)
        self._book.keep(task.address, kept, of=[attempt for _, attempt in asked])
        for student in {student for student, _ in asked}:
            waiting = self._waiting[student]
            waiting.addresses.discard(task.address)
            if not waiting.addresses:
                self._report(waiting)

    def _report(self, waiting: _Waiting) -> None:
        """Ask for a student's report if it is not up to date."""
        waiting.reported = True
        student = waiting.student
        task = self._pages.stale(self._book.standing(self._rules, student))
        if task is None:
            self._finished(student.id)
        else:
            self._urgent.append(task)

    def _finished(self, student: int) -> None:
        self._watcher.finished(self._waiting.pop(student).student)
