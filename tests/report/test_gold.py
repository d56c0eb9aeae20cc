"""Every sample report, in every form, as it was last looked at and found good."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from grader.report import html, record, terminal
from tests.report.samples import SAMPLES, STATEMENTS

Gold = Callable[[str, str], None]


def told(width: int, write: Callable[[Console], None]) -> str:
    """What ``write`` prints on a terminal of ``width`` columns without colour."""
    file = io.StringIO()
    write(Console(file=file, width=width, color_system=None))
    return "\n".join(line.rstrip() for line in file.getvalue().split("\n"))


@pytest.mark.parametrize("name", SAMPLES)
def test_record(name: str, gold: Gold) -> None:
    gold(f"{name}.json", record.to_json(SAMPLES[name]()))


@pytest.mark.parametrize("name", SAMPLES)
def test_page(name: str, gold: Gold) -> None:
    gold(f"{name}.html", html.page(SAMPLES[name](), STATEMENTS))


@pytest.mark.parametrize("name", SAMPLES)
def test_terminal(name: str, gold: Gold) -> None:
    path = Path("reports") / name / "report.html"
    gold(f"{name}.txt", told(80, lambda console: terminal.summary(SAMPLES[name](), console, path)))


def test_narrow_terminal(gold: Gold) -> None:
    path = Path("reports") / "bob" / "report.html"
    gold("typical-narrow.txt", told(40, lambda console: terminal.summary(SAMPLES["typical"](), console, path)))


@pytest.mark.parametrize("width", [40, 100])
def test_several(width: int, gold: Gold) -> None:
    reports = [sample() for sample in SAMPLES.values()]
    failures = [("mallory", "The folder is empty.")]
    gold(
        f"several-{width}.txt",
        told(width, lambda console: terminal.summary_of_several(reports, console, Path("reports"), failures)),
    )
