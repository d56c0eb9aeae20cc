"""``grade show EXERCISE``: the statement of an exercise."""

import webbrowser
from pathlib import Path

import click
from rich.console import Console

from grader.cli.course import open_course
from grader.model.exercise import Course, Exercise


@click.command("show")
@click.argument("exercise", required=False)
@click.option(
    "--course", type=click.Path(path_type=Path), help="The course's or kit's folder (default: found from here upward)."
)
@click.option("--html", is_flag=True, help="Open it as a page in the browser; its path is printed as well.")
def command(exercise: str | None, course: Path | None, html: bool) -> int:
    """Show the statement of EXERCISE in the terminal, or with --html in the browser. Without EXERCISE, list them."""
    if exercise is None:
        for each in open_course(course).exercises:
            click.echo(f"grade show {each.id:24} {each.title}")
        return 0
    opened = open_course(course, (exercise,))
    (found,) = (each for each in opened.exercises if each.id == exercise)
    if html:
        page = _page(opened, found)
        click.echo(str(page))
        webbrowser.open(page.absolute().as_uri())
        return 0
    from grader.kit.statement_text import statement_text

    Console(highlight=False).print(statement_text(found.statement.read_text(encoding="utf-8")))
    return 0


def _page(course: Course, exercise: Exercise) -> Path:
    """The statement's page: the kit's own, or one written among the user's caches."""
    made = exercise.folder / "statement.html"
    if made.is_file():
        return made
    from platformdirs import user_cache_path

    from grader.kit.pages import statement_page

    folder = user_cache_path("grader") / "statements"
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / f"{exercise.id}.html"
    page.write_text(statement_page(exercise, course.title), encoding="utf-8", newline="\n")
    return page
