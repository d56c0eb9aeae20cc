"""What a class got wrong, in the order in which a lecture would take it up: diagnoses first, each by how many share it."""

from collections import Counter
from collections.abc import Collection, Sequence
from urllib.parse import quote

from grader.report.classroom_facts import CodeLine, Misconception, Who
from grader.report.classroom_tally import Group, Place, Tally
from grader.report.text import name, sentence
from grader.report.view import anchor

MOST_PLACES = 4000
"""Students named under what went wrong, over the whole page: what keeps the page of a large class small."""

_MOST_GROUPS = 60
_LONGEST = 110


def misconceptions(whole: Tally) -> tuple[tuple[Misconception, ...], tuple[Misconception, ...], int]:
    """Diagnoses, bare errors, and how many more of both are left out."""
    position = {id: i for i, id in enumerate(whole.exercises)}
    ordered = sorted(
        whole.groups.values(), key=lambda each: (-len(each.places), position[each.exercise], each.check, each.code)
    )
    causes = [group for group in ordered if group.cause]
    errors = [group for group in ordered if not group.cause]
    shown = [*causes[:_MOST_GROUPS], *errors[:_MOST_GROUPS]]
    most = level([len(group.places) for group in shown], MOST_PLACES)
    views = [_view(whole, group, number, most) for number, group in enumerate(shown)]
    split = len(causes[:_MOST_GROUPS])
    return tuple(views[:split]), tuple(views[split:]), len(ordered) - len(shown)


def level(sizes: Collection[int], most: int) -> int:
    """The largest number that, taken from each of ``sizes`` at the utmost, gives no more than ``most`` in all."""
    top = max(sizes, default=0)
    if sum(sizes) <= most:
        return top
    low = 0
    while low < top:
        middle = (low + top + 1) // 2
        if sum(min(size, middle) for size in sizes) <= most:
            low = middle
        else:
            top = middle - 1
    return low


def href(link: str, fragment: str = "") -> str:
    """A path below the class page as a link that cannot lead anywhere else."""
    return f"./{quote(link)}{'#' if fragment else ''}{fragment}" if link else ""


def _view(whole: Tally, group: Group, number: int, most: int) -> Misconception:
    exercise = whole.exercises[group.exercise]
    check = exercise.checks.get(group.check)
    bare = None if group.cause else check
    titles = [exercise.title, check.title] if check and not bare else [exercise.title]
    count = len(group.places)
    present = sum(exercise.statuses.values())
    texts = Counter(place.text for place in group.places if place.text)
    return Misconception(
        number=number,
        said=sentence(group.message, 400) if bare is None else name(bare.title, 90),
        where=": ".join(name(title, 90) for title in titles),
        code=name(group.code),
        instance="" if bare is None else sentence(group.message, 200),
        count=count,
        share=f"{100 * count / present:.0f}%" if present else "",
        percent=round(100 * count / max(len(whole.students), 1), 1),
        example=_code(min(texts, key=lambda text: (-texts[text], len(text), text))) if texts else "",
        lines=_lines(whole, group, group.places[:most], texts),
        more=max(0, count - most),
        students=tuple(place.student for place in group.places),
    )


def _lines(whole: Tally, group: Group, places: Sequence[Place], texts: Counter[str]) -> tuple[CodeLine, ...]:
    """Who wrote what, the commonest line first; those for whom no line is known last."""
    by_text: dict[str, list[Who]] = {}
    for place in places:
        by_text.setdefault(place.text, []).append(_who(whole, group, place))
    ordered = sorted(by_text, key=lambda text: (not text, -texts[text], text))
    return tuple(CodeLine(_code(text), tuple(by_text[text])) for text in ordered)


def _who(whole: Tally, group: Group, place: Place) -> Who:
    student = whole.students[place.student]
    fragment = anchor(group.exercise) + (f".line-{place.line}" if place.line is not None and place.text else "")
    return Who(name(student.name, 40), href(student.link, fragment))


def _code(text: str) -> str:
    return name(text, _LONGEST)
