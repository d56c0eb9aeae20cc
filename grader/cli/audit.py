"""``grade audit``: does an exercise tell right from wrong?"""

import json
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console

from grader.cli.course import open_course


@click.command("audit")
@click.argument("exercises", nargs=-1, metavar="[EXERCISE]...")
@click.option("--course", type=click.Path(path_type=Path), help="The course's folder (default: found from here upward).")
@click.option("--quick", is_flag=True, help="Grade a fixed sample of the mutants and of the zoo only.")
@click.option("--jobs", type=click.IntRange(1), default=2, show_default=True, help="How many programs to grade at once.")
@click.option(
    "--json",
    "json_path",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the result as JSON, too.",
)
def command(exercises: tuple[str, ...], course: Path | None, quick: bool, jobs: int, json_path: Path | None) -> int:
    """Try an exercise (or all): its solution and starter file, its zoo, mutants of the solution, its misconceptions.

    A mutant is the solution with one slip. One that keeps full marks is a hole in the cases, unless it gives the
    same values on many other inputs too, or its line in the solution ends in "# free: why it may differ".

    Exit status 0: the exercise tells right from wrong; 1: something escapes it, or is judged wrongly.
    """
    # Slow to import, and needed only once the arguments are right.
    from grader.audit.run import audit
    from grader.audit.show import show
    from grader.expected.source import FromReference
    from grader.sandbox.host import Sandbox

    opened = open_course(course, exercises)
    console, aside = Console(highlight=False), Console(stderr=True)
    found = []
    with Sandbox(hidden=[opened.root]) as sandbox, aside.status("Auditing …") as status:
        sandbox.prestart({exercise.framework for exercise in opened.exercises})
        for each in audit(
            opened, sandbox, FromReference(opened.seed), quick=quick, jobs=jobs, tell=lambda said: status.update(said)
        ):
            show(each, console)
            found.append(each)
    if json_path is not None:
        record = {"schema": 1, "quick": quick, "ok": all(each.ok for each in found)}
        exercises_record = [{**asdict(each), "ok": each.ok} for each in found]
        text = json.dumps({**record, "exercises": exercises_record}, ensure_ascii=False, indent=1)
        json_path.parent.mkdir(parents=True, exist_ok=True)
        json_path.write_text(text + "\n", encoding="utf-8", newline="\n")
    return 0 if all(each.ok for each in found) else 1
