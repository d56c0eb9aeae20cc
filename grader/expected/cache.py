"""Expectations kept on disk, so that a class, its next run and each of its workers compute them once.

A file holds arrays (npz) and a JSON text that says what they are; nothing in it is ever executed. What an exercise's
reference returns beyond numbers, texts and containers of them cannot be kept: such an exercise is computed each time.
"""

import hashlib
import io
import json
import os
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from grader.expected.build import expect
from grader.expected.record import Expectation
from grader.model.exercise import Exercise
from grader.model.value import Array, ArrayInput, Dense, Layout, NetworkInput, TensorInput

FORMAT = 1
KEPT_EXPECTED = Path(".grader", "expected")
"""Where they are kept, below a course's folder."""
MOST_FILES = 200
"""Files that a folder keeps, the latest."""

Expected = Mapping[tuple[str, str], Expectation]


class NotKeepable(Exception):
    """A value that no file can hold."""


class CachedExpectations:
    """Expectations in memory, else from the folder, else computed and kept there. Thread-safe."""

    def __init__(self, seed: int, folder: Path, salt: str = "") -> None:
        """``salt`` stands for what else a reference's values depend on: versions, the grader's own code."""
        self.seed = seed
        self._folder, self._salt = folder, salt
        self._known: dict[str, Expected] = {}
        self._lock = Lock()

    def of(self, exercise: Exercise) -> Expected:
        """The expectations of ``exercise``. Raises SpecError when its reference and its cases do not fit."""
        with self._lock:
            if exercise.id not in self._known:
                self._known[exercise.id] = self._read(exercise) or self._computed(exercise)
            return self._known[exercise.id]

    def _path(self, exercise: Exercise) -> Path:
        reference = exercise.reference.read_bytes() if exercise.reference else b""
        facts = [FORMAT, self._salt, self.seed, exercise.id, exercise.source_hash, hashlib.sha256(reference).hexdigest()]
        return self._folder / f"{hashlib.sha256(json.dumps(facts).encode()).hexdigest()}.npz"

    def _read(self, exercise: Exercise) -> Expected | None:
        path = self._path(exercise)
        try:
            found = loads(path.read_bytes())
        except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile):
            return None  # absent, or cut off by a full disk: it is computed anew
        wanted = {(part.id, case.name) for part in exercise.parts for case in part.cases}
        return found if set(found) == wanted else None

    def _computed(self, exercise: Exercise) -> Expected:
        expected = expect(exercise, self.seed)
        # Without a folder to write to everything still works, a little later.
        with suppress(OSError, NotKeepable):
            content = dumps(expected)
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._path(exercise), content)
            files = sorted(self._folder.glob("*.npz"), key=lambda path: path.stat().st_mtime)
            for old in files[:-MOST_FILES]:
                old.unlink()
        return expected


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is there as a whole or not at all, readable by its owner only."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def dumps(expected: Expected) -> bytes:
    """Expectations as bytes; NotKeepable when something in them is neither numbers, text nor containers of them."""
    arrays: dict[str, Array] = {}
    facts = [
        {
            "part": part,
            "case": case,
            "inputs": _encode(dict(each.inputs), arrays),
            "values": _encode(dict(each.values), arrays),
            "spread": dict(each.spread),
            "intervals": _encode(dict(each.intervals), arrays),
        }
        for (part, case), each in expected.items()
    ]
    buffer = io.BytesIO()
    text = np.frombuffer(json.dumps(facts).encode(), dtype=np.uint8)
    np.savez_compressed(buffer, allow_pickle=False, facts=text, **arrays)
    return buffer.getvalue()


def loads(content: bytes) -> dict[tuple[str, str], Expectation]:
    """The expectations that :func:`dumps` wrote."""
    with np.load(io.BytesIO(content), allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    facts = json.loads(arrays.pop("facts").tobytes())
    return {
        (each["part"], each["case"]): Expectation(
            inputs=_decode(each["inputs"], arrays),
            values=_decode(each["values"], arrays),
            spread=each["spread"],
            intervals=_decode(each["intervals"], arrays),
        )
        for each in facts
    }


def _encode(value: Any, arrays: dict[str, Array]) -> Any:
    """``value`` as JSON: plain text, numbers and null as they are, all else as ``[kind, …]``."""
    match value:
        case None | bool() | str():
            return value
        case np.ndarray() | np.generic():
            if value.dtype.kind not in "biufc":
                raise NotKeepable(str(value.dtype))
            name = f"a{len(arrays)}"
            arrays[name] = np.asarray(value)
            return ["array" if isinstance(value, np.ndarray) else "scalar", name]
        case int() | float():
            return value
        case complex():
            return ["complex", value.real, value.imag]
        case dict():
            if not all(isinstance(key, str) for key in value):
                raise NotKeepable("a key that is no text")
            return ["dict", {key: _encode(item, arrays) for key, item in value.items()}]
        case list() | tuple() if type(value) in (list, tuple):
            return [type(value).__name__, *(_encode(item, arrays) for item in value)]
        case ArrayInput():
            return ["ArrayInput", _encode(value.data, arrays), value.layout.value]
        case TensorInput():
            return ["TensorInput", _encode(value.data, arrays), value.layout.value, value.requires_grad]
        case Dense():
            return ["Dense", _encode(value.weight, arrays), _encode(value.bias, arrays)]
        case NetworkInput():
            return ["NetworkInput", _encode(value.layers, arrays)]
    raise NotKeepable(type(value).__name__)


def _decode(plain: Any, arrays: Mapping[str, Array]) -> Any:
    if not isinstance(plain, list):
        return plain
    kind, *rest = plain
    if kind == "dict":
        return {key: _decode(item, arrays) for key, item in rest[0].items()}
    if kind == "array":
        return arrays[rest[0]]
    if kind == "scalar":
        return arrays[rest[0]][()]
    return _MAKERS[kind](*(_decode(item, arrays) for item in rest))


_MAKERS: dict[str, Callable[..., Any]] = {
    "complex": complex,
    "list": lambda *items: list(items),
    "tuple": lambda *items: items,
    "ArrayInput": lambda data, layout: ArrayInput(data, Layout(layout)),
    "TensorInput": lambda data, layout, grad: TensorInput(data, Layout(layout), grad),
    "Dense": Dense,
    "NetworkInput": NetworkInput,
}
