"""An exercise -> the Jupyter notebook that a student starts from."""

import hashlib
import json
from typing import Any

from grader.model.exercise import Exercise
from grader.stub.blocks import block


def _cell(exercise: Exercise, kind: str, name: str, source: str) -> dict[str, Any]:
    """A cell whose id depends on the exercise and the cell's name alone, so that kits can be compared."""
    identity = hashlib.sha256(f"{exercise.id}/{kind}/{name}".encode()).hexdigest()[:12]
    code: dict[str, Any] = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {
        "cell_type": kind,
        "id": identity,
        "metadata": {},
        "source": source.rstrip("\n").splitlines(keepends=True),
        **code,
    }


def starter_notebook(exercise: Exercise) -> str:
    """The text of ``<exercise id>.ipynb`` (format 4.5): title, imports, a cell for each entry of the stub."""
    title = f"# {exercise.title}\n\n{exercise.summary}\n"
    if exercise.forbidden:
        title += f"\n**Not allowed:** {exercise.forbidden}\n"
    cells = [_cell(exercise, "markdown", "", title)]
    if exercise.preamble.strip():
        cells.append(_cell(exercise, "code", "", exercise.preamble))
    cells += [_cell(exercise, "code", stub.name, block(stub)) for stub in exercise.stub]
    notebook = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
