"""``grade start DIR``: the starter files of the course."""

from pathlib import Path

import click

from grader.cli.course import open_course
from grader.stub.notebook import starter_notebook
from grader.stub.starter import starter_source


@click.command("start")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--course", type=click.Path(path_type=Path), help="The course's folder (default: found from here upward)."
)
@click.option("--exercise", "only", multiple=True, metavar="ID", help="Write only this exercise's; may be repeated.")
@click.option("--notebook", is_flag=True, help="Write notebooks (.ipynb) in place of .py files.")
@click.option("--force", is_flag=True, help="Overwrite files that are already there.")
def command(folder: Path, course: Path | None, only: tuple[str, ...], notebook: bool, force: bool) -> int:
    """Write the starter files into FOLDER. A file that is already there is left alone."""
    opened = open_course(course, only)
    folder.mkdir(parents=True, exist_ok=True)
    for exercise in opened.exercises:
        if only and exercise.id not in only:
            continue
        path = folder / (f"{exercise.id}.ipynb" if notebook else exercise.filename)
        if path.exists() and not force:
            click.echo(f"{path} is already there and was left alone (--force overwrites it).")
            continue
        path.write_text(starter_notebook(exercise) if notebook else starter_source(exercise), encoding="utf-8")
        click.echo(f"{path}: {exercise.title} ({exercise.points:g} points)")
    return 0
