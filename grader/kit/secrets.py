"""What must not be in a kit: the numbers of hidden cases, the seed, the reference."""

import ast
import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import CodeType

import numpy as np

from grader.expected.record import Expectation
from grader.expected.tree import leaves
from grader.kit.public import public_part
from grader.kit.recorded import WORDING
from grader.model.exercise import Course, Exercise
from grader.model.value import Array, ArrayInput, Dense, Input, Layer, NetworkInput, TensorInput

DIGITS = 6
"""A number that can be written with fewer significant digits tells nothing about where it comes from."""

SHORTEST_CODE = 24
SHORTEST_DOC = 40
"""Characters that a line of the reference must have, spaces and quotes aside, to be known again."""

SHORTEST_SEED = 1000
"""A smaller seed is found by trying, and its digits stand in every text."""

_HEAD = re.compile(r"\s*(import|from|def|class|@|#)(\b|(?<=[@#]))")
_IGNORED = re.compile(r"[\s\"'`\\]+")


@dataclass(frozen=True, slots=True)
class Secrets:
    """All of it, ready to be searched for. ``numbers`` are sizes: a sign may be written in many ways."""

    numbers: Mapping[float, str]
    """Each distinctive number of the hidden cases, with what it is in words."""
    words: Mapping[bytes, str]
    """Eight bytes each: those numbers as float64, neighbours in float32 arrays, and the seed, in either byte order."""
    seed: int | None
    lines: Mapping[str, str]
    """Lines of the references, squeezed, with where they stand."""
    bytecode: Mapping[bytes, str]
    """Compiled functions of the references."""


def secrets_of(course: Course, expected: Mapping[str, Mapping[tuple[str, str], Expectation]]) -> Secrets:
    """The secrets of ``course``; ``expected`` holds all of its expectations, by exercise."""
    hidden: dict[float, str] = {}
    words: dict[bytes, str] = {}
    lines: dict[str, str] = {}
    bytecode: dict[bytes, str] = {}
    for exercise in course.exercises:
        hidden |= _hidden_numbers(exercise, expected[exercise.id])
        words |= _hidden_pairs(exercise, expected[exercise.id])
        if exercise.reference is not None:
            source = exercise.reference.read_text(encoding="utf-8")
            known = [*doc_lines(source, exercise), *code_lines(source)]
            lines |= {line: f"{exercise.reference.name}: {text}" for line, text in known}
    for path in sorted((course.root / "reference").rglob("*.py")):
        name, source = path.relative_to(course.root / "reference").as_posix(), path.read_text(encoding="utf-8")
        lines |= {body: f"{name}: {function}" for body, function in function_bodies(source)}
        bytecode |= {each.co_code: f"{name}: {each.co_name}, compiled" for each in _functions(compile(source, name, "exec"))}
    seed = course.seed if course.seed >= SHORTEST_SEED else None
    words |= {word: what for number, what in hidden.items() for word in _doubles(number)}
    if seed is not None and 1 << 16 <= seed < 1 << 63:
        words |= {seed.to_bytes(8, order): f"{seed}, the course's seed" for order in ("little", "big")}
    return Secrets(hidden, words, seed, lines, bytecode)


def _doubles(number: float) -> Iterator[bytes]:
    """A number of either sign as it lies in memory."""
    for signed in (number, -number):
        yield from (struct.pack(order, signed) for order in ("<d", ">d"))


def squeezed(text: str) -> str:
    """``text`` without what may differ between two writings of the same code: spaces, quotes, escapes."""
    return _IGNORED.sub("", text)


def is_distinctive(number: float) -> bool:
    """Whether a number has so many digits that nobody writes it by chance."""
    mantissa = repr(abs(number)).partition("e")[0]
    return bool(np.isfinite(number)) and len(mantissa.replace(".", "").strip("0")) >= DIGITS


def _hidden_numbers(exercise: Exercise, expected: Mapping[tuple[str, str], Expectation]) -> dict[float, str]:
    shown = _public_keys(exercise)
    public = {n for key in shown for _, _, values in _numbers(expected[key]) for n in values}
    found: dict[float, str] = {}
    for key, expectation in expected.items():
        for sort, name, values in () if key in shown else _numbers(expectation):
            what = f"{sort} {name} of {exercise.id}, case {key[1]!r}"
            found |= {n: what for n in values if n not in public and is_distinctive(n)}
    return found


def _public_keys(exercise: Exercise) -> set[tuple[str, str]]:
    return {(part.id, case.name) for part in public_part(exercise).parts for case in part.cases}


def _numbers(expectation: Expectation) -> Iterator[tuple[str, str, set[float]]]:
    """Every array of one case: whether it goes in or comes out, its name, and the sizes of its numbers."""
    for name, value in expectation.inputs.items():
        for data in arrays_in(value):
            yield "hidden input", name, {abs(float(n)) for n in data.ravel()}
    for name, tree in expectation.values.items():
        for path, leaf in () if name in expectation.inputs else leaves(tree, name):
            yield "hidden expected value", path, {abs(float(n)) for n in leaf.ravel()}


def arrays_in(value: Input) -> Iterator[Array]:
    """All arrays of numbers within an input."""
    if isinstance(value, ArrayInput | TensorInput):
        yield value.data
    elif isinstance(value, NetworkInput):
        yield from _weights(value.layers)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from arrays_in(inner)
    elif isinstance(value, list | tuple | int | float) and not isinstance(value, bool):
        array = np.asarray(value)
        if array.dtype.kind in "fiu":
            yield array


def _weights(layers: Iterable[Layer]) -> Iterator[Array]:
    for layer in layers:
        if isinstance(layer, Dense):
            yield layer.weight
            if layer.bias is not None:
                yield layer.bias
        elif isinstance(layer, tuple):
            yield from _weights(layer)


def _hidden_pairs(exercise: Exercise, expected: Mapping[tuple[str, str], Expectation]) -> dict[bytes, str]:
    shown = _public_keys(exercise)
    found: dict[bytes, str] = {}
    for key, expectation in expected.items():
        for name, value in () if key in shown else expectation.inputs.items():
            for data in arrays_in(value):
                flat = data.ravel().astype(np.float32)
                usable = [i for i in range(len(flat) - 1) if is_distinctive(float(flat[i])) and is_distinctive(float(flat[i + 1]))]
                for order in ("<f4", ">f4"):
                    memory = flat.astype(order).tobytes()
                    what = f"hidden input {name} of {exercise.id}, case {key[1]!r}"
                    found |= {memory[4 * i : 4 * i + 8]: what for i in usable}
    return found


def doc_lines(source: str, exercise: Exercise) -> Iterator[tuple[str, str]]:
    """The lines of a reference's docstrings by which it is known again, squeezed and as they stand; not what the stub says too."""
    docs = _doc_lines(source)
    public = squeezed(" ".join(stub.doc + " ".join(method.doc for method in stub.methods) for stub in exercise.stub))
    for number, text in enumerate(source.splitlines(), 1):
        line = squeezed(text)
        if number in docs and len(line) >= SHORTEST_DOC and line not in public:
            yield line, text.strip()


def code_lines(source: str) -> Iterator[tuple[str, str]]:
    """The lines of code by which a source is known again, squeezed and as they stand. Imports and heads of functions are not
    among them: starter files have the same.
    """
    left_out = _doc_lines(source) | _wording_lines(source)
    for number, text in enumerate(source.splitlines(), 1):
        line = squeezed(text)
        if number not in left_out and len(line) >= SHORTEST_CODE and not _HEAD.match(text):
            yield line, text.strip()


def function_bodies(source: str) -> Iterator[tuple[str, str]]:
    """Every function's lines of code in one piece, squeezed, and its name. In a solution a single line proves nothing: the
    statement's example may have the same.
    """
    docs, lines = _doc_lines(source), source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            numbers = range(node.body[0].lineno, (node.end_lineno or node.lineno) + 1)
            kept = [lines[n - 1] for n in numbers if n not in docs and not lines[n - 1].lstrip().startswith("#")]
            body = squeezed("".join(kept))
            if len(body) >= 2 * SHORTEST_CODE:
                yield body, node.name


def _doc_lines(source: str) -> set[int]:
    """The numbers of the lines that docstrings (and other bare strings) take up."""
    strings = [
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    ]
    return {line for node in strings for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}


def _wording_lines(source: str) -> set[int]:
    """The numbers of the lines with the tables of words, which a kit may hold."""
    tables = [
        node
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id in WORDING["why"] for t in node.targets)
    ]
    return {line for node in tables for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}


def _functions(code: CodeType) -> Iterator[CodeType]:
    """Every function compiled within ``code`` that is long enough to be known again."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            if len(constant.co_code) >= 2 * SHORTEST_DOC:
                yield constant
            yield from _functions(constant)
