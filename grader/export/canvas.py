"""Canvas: the CSV that its gradebook imports.

Canvas takes the first five columns for who, the others for assignments, and the row named ``Points Possible`` for their
maxima. It finds a student by ``ID``, else by the SIS columns, else by name; it finds an assignment by the number in brackets
behind the title, or by the whole title.
"""

from collections.abc import Iterator

from grader.export.cells import points, row
from grader.export.marks import ClassMarks, Entry, Notes, Options, column, some, unmarked

HEADER = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")

POSSIBLE = "    Points Possible"
"""As Canvas writes it."""


def lines(marks: ClassMarks, options: Options, notes: Notes) -> Iterator[str]:
    """The file. A student whom Canvas could find by name only is left out: two may have the same."""
    chosen = column(marks, options)
    yield row((*HEADER, chosen.title))
    yield f"{POSSIBLE},,,,,{points(chosen.max_score)}\r\n"
    unknown = []
    for entry in marks.entries:
        ids, score = identifiers(entry), chosen.score(entry)
        if not any(ids):
            unknown.append(entry.student)
        elif score is not None:
            # A row with an empty cell would clear a score that Canvas has.
            yield row((entry.name or entry.student, *ids, entry.id("section"), score))
    unmarked(marks, chosen, notes)
    if unknown:
        notes.append(
            f"Left out, because Canvas would not know them (no ID): {some(unknown)}."
            " Grade with --roster, and as the roster the CSV that Canvas's gradebook exports."
        )


def identifiers(entry: Entry) -> tuple[str, str, str]:
    """Canvas's own number, the SIS number and the login; empty where they are not known."""
    sis, login = entry.id("sis user id"), entry.id("sis login id")
    # A column that is just called ID is Canvas's number only in a file of Canvas's.
    own = entry.id("canvas", "canvas id") or (entry.id("id") if sis or login or entry.id("section") else "")
    return (own if own.isascii() and own.isdigit() else "", sis, login)
