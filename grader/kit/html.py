"""A check of one's own work as HTML for a notebook's cell."""

from collections.abc import Sequence

from markupsafe import Markup

from grader.kit.hints import HintBook
from grader.kit.pages import fill
from grader.kit.selfcheck import Checked
from grader.kit.shown import MARKS
from grader.kit.view import view


def html(checked: Sequence[Checked], book: HintBook, notes: Sequence[str] = ()) -> Markup:
    """The same report as in the terminal. ``notes`` are said below it."""
    views = [view(each, book) for each in checked]
    return Markup(fill("checked.html", exercises=views, marks=MARKS, notes=[note for note in notes if note]))
