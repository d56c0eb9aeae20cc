"""``grade new EXERCISE``: the files of a new exercise."""

from pathlib import Path

import click

from grader.author.scaffold import scaffold
from grader.spec.folder import find_course


@click.command("new")
@click.argument("exercise")
@click.option("--title", help="What readers see (default: made from the name).")
@click.option(
    "--course",
    type=click.Path(path_type=Path, file_okay=False),
    help="The course's folder (default: found from here upward); one is started there if there is none.",
)
def command(exercise: str, title: str | None, course: Path | None) -> int:
    """Start EXERCISE: spec, statement, reference, solution, two misconceptions and a zoo of two, all of which work.

    The new exercise passes its audit as it is. Turn it into yours step by step: docs/authoring.md shows how.
    """
    made = scaffold(course or find_course(Path.cwd()), exercise, title)
    for path in made.files:
        click.echo(str(path))
    if made.row:
        click.echo(f"Add to the exercises in course.yaml:\n{made.row}")
    click.echo(f"Next: grade audit {exercise}")
    return 0
