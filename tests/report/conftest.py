"""Golden files: what the reports are to look like, to be read in a diff before it is believed."""

import difflib
from collections.abc import Callable
from pathlib import Path

import pytest

GOLD = Path(__file__).resolve().parent.parent / "gold"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-gold", action="store_true", help="write the golden files of tests/gold anew")


@pytest.fixture
def gold(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """``gold(name, text)`` fails where ``text`` is not what ``tests/gold/<name>`` holds."""

    def compare(name: str, text: str) -> None:
        path = GOLD / name
        # Read late: where the tests are run as a whole, this file is loaded after the options were parsed.
        if request.config.getoption("--update-gold", default=False):
            path.write_text(text, encoding="utf-8", newline="\n")
        kept = path.read_text(encoding="utf-8") if path.is_file() else ""
        if kept != text:
            lines = difflib.unified_diff(kept.split("\n"), text.split("\n"), f"gold/{name}", "now", lineterm="", n=1)
            shown = "\n".join(line[:200] for line in list(lines)[:40])
            pytest.fail(f"{shown}\n\nIf this is right: pytest tests/report --update-gold", pytrace=False)

    return compare
