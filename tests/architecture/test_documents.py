"""What the documents say exists, and what exists is in the documents."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from grader.cli.main import COMMANDS, DEFAULT

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != DEFAULT])
def test_every_command_is_documented(command):
    assert f"grade {command}" in TEXT


def test_every_documented_command_exists():
    told = set(re.findall(r"^\$ grade ([a-z]+)\b(?!/)", TEXT, re.MULTILINE)) | set(re.findall(r"`grade ([a-z]+)[ `]", TEXT))
    assert told - {"submissions"} <= set(COMMANDS)


def test_every_finding_has_its_section():
    told = set(re.findall(r"^### `?([a-z0-9_]+)`?$", (ROOT / "docs" / "findings.md").read_text(), re.MULTILINE))
    made = set()
    for path in (ROOT / "grader").rglob("*.py"):
        # What the doctor finds is about a machine, not about a submission.
        if path.name == "doctor.py":
            continue
        made |= set(re.findall(r"Finding\(\s*\"([a-z0-9_]+)\"", path.read_text(encoding="utf-8")))
    assert made - told == set()


def _codes_of_causes(path):
    """The codes of the findings that the causes made in a file lead to."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Cause" and node.args:
            code = next((keyword.value for keyword in node.keywords if keyword.arg == "code"), node.args[0])
            if isinstance(code, ast.Constant):
                yield code.value


def test_every_cause_has_its_section():
    told = set(re.findall(r"^### ([a-z0-9_]+)$", (ROOT / "docs" / "findings.md").read_text(), re.MULTILINE))
    made = {code for path in (ROOT / "grader" / "diagnose").glob("*.py") for code in _codes_of_causes(path)}
    assert len(made) > 15
    assert made - told == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_help_imports_nothing_heavy():
    code = (
        "import sys; from grader.cli.main import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'torch', 'numpy', 'pydantic', 'jinja2', 'rich', 'matplotlib', 'pygments'} & set(sys.modules)\n"
        "sys.exit(', '.join(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_grading_leaves_torch_to_the_worker():
    code = "import sys, grader.cli.submission; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
