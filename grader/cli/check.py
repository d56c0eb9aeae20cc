"""``grade check``: a student's own check, on the public cases."""

from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from grader.cli.course import open_course
from grader.kit.hints import HintBook
from grader.kit.selfcheck import SelfCheck
from grader.kit.shown import print_checked
from grader.kit.view import take_hint


@click.command("check")
@click.argument("exercises", nargs=-1, metavar="[EXERCISE]...")
@click.option(
    "--course", type=click.Path(path_type=Path), help="The course's or kit's folder (default: found from here upward)."
)
@click.option("--watch", is_flag=True, help="Check again each time a file is saved, until Ctrl-C.")
@click.option("--hint", is_flag=True, help="Say more about the first thing that is wrong: where, next time why.")
@click.option(
    "--junit",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the results as JUnit XML, too.",
)
@click.option(
    "--plain",
    is_flag=True,
    help="Run your code in a fresh Python each time: slower, needs no warm worker.",
)
def command(
    exercises: tuple[str, ...], course: Path | None, watch: bool, hint: bool, junit: Path | None, plain: bool
) -> int:
    """Check your files in this folder on the public cases: all exercises that have a file here, or those named.

    Exit status 0: all is right; 1: something is wrong.
    """
    console = Console(highlight=False)
    with SelfCheck(open_course(course), Path.cwd(), plain=plain) as selfcheck:
        if watch:
            from grader.watch.loop import watch_folder

            return watch_folder(selfcheck, exercises, console)
        return _once(selfcheck, exercises, console, hint=hint, junit_path=junit)


def _once(
    selfcheck: SelfCheck, names: tuple[str, ...], console: Console, *, hint: bool, junit_path: Path | None
) -> int:
    checked = []
    for exercise in selfcheck.chosen(names):
        with console.status(f"Checking {exercise.filename} …"):
            checked.append(selfcheck.run(exercise))
    book = HintBook.open(selfcheck.folder, selfcheck.policy)
    for each in checked:
        book.settle(each.result.id, each.result.checks)
    said = take_hint(checked, book) if hint else ""
    checked = [selfcheck.with_hints(each, book) for each in checked]
    print_checked(checked, book, console)
    for remark in filter(None, (said, selfcheck.remark)):
        console.print(Text(remark, style="dim"))
    if junit_path is not None:
        from grader.kit.junit import junit

        junit_path.parent.mkdir(parents=True, exist_ok=True)
        junit_path.write_text(junit(checked), encoding="utf-8", newline="\n")
    if any(check.verdict.value == "grader_fault" for each in checked for check in each.result.checks):
        return 3
    return 1 if any(each.wrong for each in checked) else 0
