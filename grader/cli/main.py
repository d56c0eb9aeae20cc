"""``grade``: finds the command, and turns errors into one sentence and an exit status."""

import os
import shlex
import sys
import tempfile
import traceback
from collections.abc import Sequence
from importlib import import_module

import click

from grader import __version__
from grader.errors import GraderError, SpecError

COMMANDS = {
    "submission": "Grade one submission, or each of a folder of them (the default).",
    "start": "Write the starter files of the course.",
    "check": "Check one's own work on the public cases.",
    "show": "Show the statement of an exercise.",
    "doctor": "Say whether all that the grader needs is there.",
    "new": "Start a new exercise (for authors).",
    "audit": "Find out whether exercises tell right from wrong (for authors).",
    "release": "Make the student's kit: everything but the answers.",
    "batch": "Grade a class in parallel, with a gradebook.",
    "adjust": "Give or take marks by hand.",
    "export": "Write marks for Canvas, Moodle, Gradescope and others.",
    "gradescope": "Pack the course as an autograder for Gradescope.",
    "similar": "List pairs of submissions that share more than the exercise explains.",
}
"""Every command with its line of help. ``grader.cli.<name>`` holds it and is imported only when it runs."""

DEFAULT = "submission"

_LONGEST = 300


class LazyCommands(click.Group):
    """A group that imports a command when it is used: ``grade --help`` has to answer at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module; None for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"grader.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """What is not a command's name is a submission: ``grade submissions/alice``."""
        if args and args[0] not in COMMANDS:
            args = [DEFAULT, *args]
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of commands, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _isolation_report(context: click.Context, option: click.Parameter, asked: bool) -> None:
    if asked:
        from grader.sandbox.isolation import detect  # asks the kernel

        click.echo(detect().text())
        context.exit(0)


@click.command(
    cls=LazyCommands,
    context_settings={"help_option_names": ["-h", "--help"], "ignore_unknown_options": True},
    epilog="Run 'grade COMMAND --help' for the options of a command.",
)
@click.option(
    "--isolation-report",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_isolation_report,
    help="Say how student code is confined on this machine, and exit.",
)
@click.version_option(package_name="backprop-grader", prog_name="grade")
def cli() -> None:
    """Grade backpropagation exercises: say what is wrong, and why.

    \b
    grade submissions/alice     grade one submission
    grade submissions           grade each submission in a folder
    """  # noqa: D301 - the escape is click's mark for lines that are not to be wrapped


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its status (0 done, 1 something is wrong, 2 usage or spec, 3 our fault)."""
    try:
        status = cli.main(args=arguments, prog_name="grade", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = 2
    except click.Abort:
        status = 130
    except GraderError as error:
        title = f"{len(error.problems)} problem(s) in the course:\n" if isinstance(error, SpecError) else ""
        click.echo(f"{title}{error}", err=True)
        status = error.exit_status
    except KeyboardInterrupt:
        status = 130
    except BrokenPipeError:  # a pager that was left
        os._exit(141)
    except Exception as error:
        click.echo(_fault(error), err=True)
        status = 3
    sys.exit(status if isinstance(status, int) else 0)


def _fault(error: Exception) -> str:
    """What is said of a bug of ours: never a traceback, which is kept in a file for those who mend it."""
    what = f"The grader itself failed: {type(error).__name__}: {error}"[:_LONGEST]
    try:
        handle, name = tempfile.mkstemp(prefix="grade-fault-", suffix=".txt", text=True)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"grade {__version__}, Python {sys.version}\n{shlex.join(sys.argv[1:])}\n\n")
            traceback.print_exception(error, file=file)
    except OSError:
        return what
    return f"{what}\nIt is none of your doing. Please report it with {name}, in which the details are."
