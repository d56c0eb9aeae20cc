"""The starter notebook: valid, the same every time, and the starter file when its cells are put together."""

import json
import re

import nbformat

from grader.stub import is_untouched, starter_notebook
from tests.stub.exercises import STUB, exercise


def test_it_is_valid():
    notebook = nbformat.reads(starter_notebook(exercise()), as_version=4)
    nbformat.validate(notebook)
    assert [cell.cell_type for cell in notebook.cells] == ["markdown", "code", *["code"] * len(STUB)]


def test_its_cells():
    cells = json.loads(starter_notebook(exercise()))["cells"]
    assert "".join(cells[0]["source"]) == (
        "# An affine map\n\nForward and backward.\n\n**Not allowed:** Automatic differentiation."
    )
    assert cells[1]["source"] == ["import numpy as np"]
    assert cells[4]["source"][0] == "def forward(x, w, b=0.0):\n"
    assert not cells[4]["source"][-1].endswith("\n")


def test_ids_are_stable_and_unique():
    ids = [cell["id"] for cell in json.loads(starter_notebook(exercise()))["cells"]]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[0-9a-f]{12}", identity) for identity in ids)
    shorter = [cell["id"] for cell in json.loads(starter_notebook(exercise(stub=STUB[2:])))["cells"]]
    assert shorter == ids[:2] + ids[4:]
    assert starter_notebook(exercise()) == starter_notebook(exercise())


def test_without_imports_and_rules():
    cells = json.loads(starter_notebook(exercise(preamble="", forbidden="")))["cells"]
    assert len(cells) == 1 + len(STUB)
    assert "".join(cells[0]["source"]) == "# An affine map\n\nForward and backward."


def test_its_code_is_the_starter_file():
    cells = json.loads(starter_notebook(exercise()))["cells"]
    code = "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    assert is_untouched(exercise(), code)
