"""Moodle: the CSV that its gradebook imports (Grades, Import, CSV file).

On import, map ``Email address`` (or ``ID number``) to the user and the last column to the grade item. One user whom Moodle
does not know spoils the whole import, which is why nobody is in the file of whom no roster has told.
"""

from collections.abc import Iterator

from grader.export.cells import row
from grader.export.marks import ClassMarks, Entry, Notes, Options, column, some, unmarked

HEADER = ("Email address", "ID number")


def lines(marks: ClassMarks, options: Options, notes: Notes) -> Iterator[str]:
    """The file: those who are in the roster and have a mark."""
    chosen = column(marks, options)
    yield row((*HEADER, chosen.title))
    with_roster = any(entry.enrolled for entry in marks.entries)
    unknown = []
    for entry in marks.entries:
        number = id_number(entry)
        if not (entry.email or number) or (with_roster and not entry.enrolled):
            unknown.append(entry.student)
        elif (score := chosen.score(entry)) is not None:
            # An empty cell becomes a 0 in a new grade item, and clears the grade in an old one.
            yield row((entry.email, number, score))
    unmarked(marks, chosen, notes)
    if unknown:
        notes.append(f"Left out, because Moodle would not know them: {some(unknown)}. Grade with --roster, with emails in it.")


def id_number(entry: Entry) -> str:
    """The student's ID number, under any of the names that rosters give it."""
    return entry.id("id number", "student id", "student number", "matriculation number", "number", "sid")
