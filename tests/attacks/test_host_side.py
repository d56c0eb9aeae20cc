"""Attacks on what the host does with a submission by itself, before any code of it runs and after."""

import io
import json
import random
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest

from grader.intake.archive import STUDENT, ArchiveError, extract
from grader.model.value import ArrayValue, Described, Holder, Opaque
from grader.notebook import NotebookError, python_lines, source_of_notebook
from grader.sandbox.described import checked
from grader.sandbox.quotients import quotient_lines


def notebook(*cells: str) -> bytes:
    rest = {"metadata": {}, "outputs": [], "execution_count": None}
    listed = [{"cell_type": "code", "id": str(at), "source": cell, **rest} for at, cell in enumerate(cells)]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": listed}).encode()


def test_a_notebook_with_half_a_character_is_no_notebook():
    with pytest.raises(NotebookError, match="half a character"):
        source_of_notebook(notebook("x = '\ud800'"))


@pytest.mark.parametrize("line", [" " * 200_000, "a " * 100_000, "=" * 200_000, " " * 100_000 + "=", "a[" * 100_000 + "?"])
def test_no_line_takes_long_to_be_taken_for_no_magic(line):
    started = time.monotonic()
    python_lines("!ls\n" + line)
    assert time.monotonic() - started < 1.0


def test_magics_are_still_known():
    cell = "%matplotlib inline\n  !pip install x\nfiles = !ls\na, b[0] = %time f()\n?help\nx != 3\ny = 5 % 3"
    assert [line.startswith(("pass", "  pass")) for line in python_lines(cell)] == [True] * 5 + [False] * 2


@pytest.mark.parametrize("content", [b"[" * 100_000, b'{"nbformat":' + b"9" * 10_000 + b"}", b'{"cells": 3}', b"null", b"\xff"])
def test_hostile_json_is_no_notebook(content):
    with pytest.raises(NotebookError):
        source_of_notebook(content)


@pytest.mark.parametrize(
    "lines",
    [
        f"w = (x + 1j * {'9' * 3000}).imag * {'9' * 3000}; h = {'9' * 3000}; return (g(x + h) - g(x)) / h * {'9' * 3000}",
        "=".join(f"a{i}" for i in range(3000)) + "=" + "+".join(f"a{i}" for i in range(800)),
        ",".join(f"a{i}" for i in range(5000)) + "=g(" + ",".join(f"a{i}" for i in range(5000)) + "); return a1 / a2",
    ],
    ids=["huge numbers", "many targets", "many parts"],
)
def test_no_assignments_take_long_to_be_looked_through(lines):
    started = time.monotonic()
    quotient_lines(f"def f(x):\n    {lines}\n".encode())
    assert time.monotonic() - started < 5.0


LAYER = {"type": "Linear", "classes": ["Linear"], "in_features": 1, "out_features": 1, "has_bias": False, "bias": None, "first_use": 0}
WEIGHT = ArrayValue(np.ones((1, 1)), Holder.TENSOR, "float64", False)
MODULE = {"type": "Sequential", "is_sequential": True, "layers": [{**LAYER, "weight": WEIGHT}], "ran": None}


def test_a_description_as_the_worker_makes_it():
    assert checked("module", MODULE) == Described("module", MODULE)
    assert isinstance(checked("class", {"names": ["m.C"], "static_methods": []}), Described)


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("module", {}),
        ("module", {**MODULE, "more": 1}),
        ("module", {**MODULE, "layers": 3}),
        ("module", {**MODULE, "layers": [LAYER]}),
        ("module", {**MODULE, "layers": [{**LAYER, "weight": WEIGHT, "in_features": "many"}]}),
        ("module", {**MODULE, "layers": [{"type": "Odd", "classes": ["Linear"], "probed": None}]}),
        ("module", {**MODULE, "layers": [{**LAYER, "weight": WEIGHT, "classes": []}]}),
        ("figure", {}),
        ("figure", {"axes": [{}], "legends": [], "suptitle": "", "supxlabel": "", "supylabel": "", "texts": []}),
        ("class", {"names": [3], "static_methods": []}),
        ("score", {"points": 100}),
    ],
    ids=str,
)
def test_any_other_description_describes_nothing(kind, facts):
    assert isinstance(checked(kind, facts), Opaque)


def archive() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("my_relu.py", "import torch\n" * 50)
        opened.writestr("sub/\x1b[2Jname.py", "x = 1\n")
        opened.writestr("../../escape.py", "x = 1\n")
        opened.writestr("/absolute.py", "x = 1\n")
        opened.writestr("C:\\drive.py", "x = 1\n")
        opened.writestr("n" * 300 + ".py", "x = 1\n")
        for kind, name in ((0o120777, "link.py"), (0o010644, "fifo.py"), (0o020644, "device.py"), (0o060644, "disk.py")):
            entry = zipfile.ZipInfo(name)
            entry.external_attr = kind << 16
            opened.writestr(entry, "/etc/passwd")
    return packed.getvalue()


def test_damaged_archives_are_refused_or_taken_and_nothing_lands_outside(tmp_path):
    whole, draw = archive(), random.Random(5)
    for number in range(400):
        damaged = bytearray(whole)
        for _ in range(draw.choice([0, 1, 2, 8])):
            damaged[draw.randrange(len(damaged))] = draw.randrange(256)
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "a.zip").write_bytes(damaged[: draw.choice([len(damaged), draw.randrange(len(damaged))])])
        try:
            extract(folder / "a.zip", folder / "into", STUDENT)
        except ArchiveError:
            pass
        assert {path.name for path in folder.iterdir()} <= {"a.zip", "into"}
        assert all(path.is_dir() or (path.is_file() and not path.is_symlink()) for path in folder.rglob("*"))
    assert {path.name for path in tmp_path.iterdir()} == {str(number) for number in range(400)}
    assert not Path("/absolute.py").exists()


@pytest.mark.parametrize(
    "source",
    [b"def f(x):\n" + b"    y = (x + h - x) / h\n" * 10_000, b"x = " + b"1+" * 3000 + b"1", b"x = a" + b".a" * 3000, b"(" * 5000],
    ids=["quotients", "sum", "attributes", "brackets"],
)
def test_reading_a_source_for_quotients_takes_bounded_time(source):
    started = time.monotonic()
    quotient_lines(source)
    assert time.monotonic() - started < 15.0


def test_what_cannot_be_looked_through_is_not_taken_on_trust():
    assert quotient_lines(b"x = " + b"-" * 100_000 + b"1\ny = a / b\n") == {2}
    crowd = b"def f():\n" + b"    y = 1\n" * 5000 + b"    z = y / h\n" * 5000
    assert 10_002 in quotient_lines(crowd + b"    return a / b\n")
