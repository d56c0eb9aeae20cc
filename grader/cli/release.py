"""``grade release DIR``: the student's kit."""

from pathlib import Path

import click

from grader.cli.course import open_course
from grader.kit.marker import DEGREES


@click.command("release")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--course", type=click.Path(path_type=Path), help="The course's folder (default: found from here upward)."
)
@click.option(
    "--hints",
    type=click.Choice(DEGREES),
    help="How far hints may go (default: what the course's policies say, else why).",
)
def command(folder: Path, course: Path | None, hints: str | None) -> int:
    """Make the student's kit as FOLDER and as FOLDER.zip: starter files, statements, public cases with recorded values.

    Nothing of the references or of hidden cases is in it. That is proved by a scan; a kit that would give something away is
    not made, and the command fails.
    """
    from grader.kit.release import release  # slow to import, and needed only once the arguments are right

    kit = release(open_course(course), folder, hints)
    click.echo(f"{kit.folder}: {kit.files} files, searched for hidden numbers, the seed and the references: none found")
    click.echo(f"{kit.archive}: the same, to hand out")
    for remark in kit.remarks:
        click.echo(f"Note: {remark}", err=True)
    return 0
