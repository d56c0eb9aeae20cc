"""From the sums over a class to the facts of its page. Nothing here knows HTML."""

from collections import Counter
from collections.abc import Collection, Iterable

from grader.model.verdict import Status, Verdict
from grader.report import words
from grader.report.classroom_facts import Cell, CheckCell, ClassView, ExerciseStrip, Misconception, StudentRow
from grader.report.classroom_groups import href, misconceptions
from grader.report.classroom_marks import distribution
from grader.report.classroom_tally import Checked, Exercised, Listed, Tally
from grader.report.text import name

_TONES = ("good", "fair", "bad", "quiet", "fault")
_HEAT = (90, 75, 50, 25)
_SAID = {
    Status.MISSING: "did not hand it in",
    Status.NOT_ATTEMPTED: "left it as it was",
    Status.IMPORT_ERROR: "cannot be imported",
    Status.WITHHELD: "withheld by a fault of the grader's",
}


def class_view(whole: Tally, course: str) -> ClassView:
    """The facts of the page on a class."""
    scores = [student.score for student in whole.students if student.score is not None and student.marks]
    most = max((student.max_score for student in whole.students), default=0.0)
    causes, errors, rarer = misconceptions(whole)
    maxima = _maxima(whole)
    return ClassView(
        course=name(course),
        headline=_headline(whole, len(scores)),
        count=len(whole.students),
        most=words.marks(most),
        distribution=distribution(scores, most),
        causes=causes,
        errors=errors,
        rarer=rarer,
        strips=tuple(_strip(id, exercise) for id, exercise in whole.exercises.items()),
        columns=tuple((name(exercise.title, 60), words.marks(maxima[id])) for id, exercise in whole.exercises.items()),
        students=tuple(_rows(whole, (*causes, *errors))),
    )


def _headline(whole: Tally, marked: int) -> str:
    """Who is here, who is not, and for whom the grader failed."""
    count = len(whole.students)
    absent = sum(not student.marks for student in whole.students)
    withheld = count - marked - absent
    parts = [f"{count:,} student{'' if count == 1 else 's'}"]
    if absent:
        parts.append(f"{absent:,} handed in nothing")
    if withheld:
        parts.append(f"{withheld:,} withheld by a fault of the grader's")
    return ", ".join(parts) + "."


def _maxima(whole: Tally) -> dict[str, float]:
    found = dict.fromkeys(whole.exercises, 0.0)
    for student in whole.students:
        for id, (_, most, _) in student.marks.items():
            found[id] = max(found[id], most)
    return found


def _strip(id: str, exercise: Exercised) -> ExerciseStrip:
    notes = [f"{exercise.statuses[status]:,} {said}" for status, said in _SAID.items() if exercise.statuses[status]]
    whole = sum(exercise.statuses.values())
    notes.insert(0, f"{exercise.statuses[Status.GRADED]:,} of {whole:,} graded")
    cells = tuple(_check(each, whole) for each in exercise.checks.values())
    return ExerciseStrip(id, name(exercise.title, 90), ", ".join(notes), cells)


def _check(check: Checked, asked: int) -> CheckCell:
    """The pass rate of a check among all who were ``asked`` for it, whatever kept them from passing."""
    verdicts = Counter(check.verdicts)
    # Where no file was handed in, a gradebook has no checks.
    verdicts[Verdict.NOT_ATTEMPTED] += max(0, asked - verdicts.total())
    verdicts = +verdicts
    count = verdicts.total()
    rate = 100 * verdicts[Verdict.PASSED] / max(count, 1)
    tones = Counter[str]()
    for verdict, times in verdicts.items():
        tones[words.TONES[verdict]] += times
    shares, start = [], 0.0
    for tone in _TONES:
        width = 100 * tones[tone] / max(count, 1)
        if width:
            shares.append((tone, round(start, 1), round(width, 1)))
        start += width
    told = ", ".join(f"{times:,} {words.verdict(verdict)}" for verdict, times in verdicts.most_common())
    heat = next((i for i, edge in enumerate(_HEAT) if rate >= edge), len(_HEAT))
    return CheckCell(name(check.title, 90), f"{_percent(rate)}%", heat, told, tuple(shares))


def _percent(rate: float) -> int:
    """Whole percents in which 0 and 100 mean nobody and everybody."""
    return min(99, max(1, round(rate))) if 0 < rate < 100 else round(rate)


def _rows(whole: Tally, groups: Collection[Misconception]) -> Iterable[StudentRow]:
    """The students by name."""
    numbers: dict[int, list[str]] = {}
    for group in groups:
        for number in group.students:
            numbers.setdefault(number, []).append(str(group.number))
    order = sorted(range(len(whole.students)), key=lambda i: (whole.students[i].name.casefold(), whole.students[i].student))
    for i in order:
        student = whole.students[i]
        yield StudentRow(
            name=name(student.name, 60),
            key=name(student.student, 60) if student.student != student.name else "",
            href=href(student.link),
            cells=tuple(_cell(student, id) for id in whole.exercises),
            total=words.marks(student.score) if student.marks else "–",
            groups=" ".join(numbers.get(i, ())),
        )


def _cell(student: Listed, exercise: str) -> Cell:
    if exercise not in student.marks:
        return Cell("–", "quiet", "not handed in")
    score, most, status = student.marks[exercise]
    if status in words.TONES:
        return Cell(words.marks(score), words.TONES[status], status.in_words)
    tone = "fault" if score is None else "good" if score >= most else "fair" if score > 0 else "bad"
    return Cell(words.marks(score), tone, "")
