"""Hypothesis: the results are those of a right solution with one small slip, found by trying every such slip on the reference."""

import ast
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Lock
from types import CodeType, ModuleType
from typing import Any

import numpy as np

from grader.diagnose.cause import Cause, Claim
from grader.diagnose.facts import Facts, Sample
from grader.diagnose.fit import explains, same
from grader.expected.reference import Reference, by_name
from grader.expected.tree import leaves
from grader.model.call import Call
from grader.model.value import Array, ArrayInput, Input
from grader.mutate import Mutant, mutants

TABLES = frozenset({"intermediates", "terms", "factors"})
"""Functions of a reference that no result depends on."""


class Slips:
    """All single slips in one reference module, each ready to be run on inputs. Built once per module; thread-safe."""

    def __init__(self, reference: ModuleType) -> None:
        """Mutate the functions of ``reference`` that results come from."""
        source = Path(reference.__file__ or "").read_text(encoding="utf-8")
        self._lock = Lock()
        self._space: dict[str, Any] = {"__name__": "mutated"}
        exec(compile(source, "mutated", "exec"), self._space)
        self._reference = Reference(Path(), ModuleType("mutated"))
        self._reference.module.__dict__.update(self._space)
        self._units = _units(source)
        self._originals = {name: compile(text, "mutated", "exec") for name, (text, _, _) in self._units.items()}
        names = [name for name in self._units if name not in TABLES]
        self._mutants = list(mutants(source, functions=names))
        self._compiled: dict[int, tuple[str, CodeType] | None] = {}

    def __len__(self) -> int:
        return len(self._mutants)

    def __getitem__(self, number: int) -> Mutant:
        return self._mutants[number]

    def run(self, number: int, program: tuple[Call, ...], inputs: Mapping[str, Any]) -> dict[str, Array]:
        """What the program gives by path, when slip ``number`` is in the module; empty when it cannot be run."""
        with self._lock:
            compiled = self._compile(number)
            if compiled is None:
                return {}
            name, code = compiled
            try:
                exec(code, self._space)
                return self._values(name, program, inputs)
            except Exception:
                return {}
            finally:
                exec(self._originals[name], self._space)

    def _values(self, changed: str, program: tuple[Call, ...], inputs: Mapping[str, Any]) -> dict[str, Array]:
        with np.errstate(all="ignore"):
            if any(function.__name__ == changed for function in self._space.get("ALTERNATIVES", ())):
                found = by_name(self._space[changed], inputs) or {}
            else:
                module = ModuleType("mutated")
                module.__dict__.update(self._space)
                found = Reference(Path(), module).run(program, {k: _as_input(v) for k, v in inputs.items()})
            return {path: leaf for name, tree in found.items() for path, leaf in leaves(tree, name)}

    def _compile(self, number: int) -> tuple[str, CodeType] | None:
        """The changed function's name and code."""
        if number not in self._compiled:
            mutant = self._mutants[number]
            name = next((n for n, (_, start, end) in self._units.items() if start <= mutant.edit.start < end), "")
            self._compiled[number] = self._code(mutant, name) if name else None
        return self._compiled[number]

    def _code(self, mutant: Mutant, name: str) -> tuple[str, CodeType] | None:
        text, start, _ = self._units[name]
        edit = mutant.edit
        changed = text[: edit.start - start] + edit.new + text[edit.end - start :]
        try:
            return name, compile(changed, "mutated", "exec")
        except SyntaxError:
            return None


def _as_input(value: Any) -> Input:
    return ArrayInput(value) if isinstance(value, np.ndarray) else value


def _units(source: str) -> dict[str, tuple[str, int, int]]:
    """The functions and classes of a module: (text, start, end) in characters, by name."""
    lines = [f"{line}\n" for line in source.split("\n")]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    found = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.decorator_list:
            start, end = starts[node.lineno - 1], starts[node.end_lineno or node.lineno] - 1
            found[node.name] = (source[start:end], start, end)
    return found


_KNOWN: "OrderedDict[Path, Slips]" = OrderedDict()
_RESULTS: "OrderedDict[tuple[Any, ...], dict[int, dict[str, Array]]]" = OrderedDict()
_LOCK = Lock()
KEPT = 64
"""How many samples' results are remembered; every student of a course is given the same samples."""


def slip_of_the_reference(facts: Facts) -> Iterator[Claim]:
    """Every single slip whose result is what came in the first wrong sample, then compared on all of them."""
    if facts.reference is None or not facts.reference.__file__:
        return
    slips = _slips(facts.reference)
    first = max(facts.failed, key=lambda sample: sample.expected.size)
    for number, values in _results(slips, facts, first).items():
        if facts.path in values and explains(first, values[facts.path]):
            everywhere = [slips.run(number, facts.program, {**s.values_by_name, **s.inputs}) for s in facts.samples]
            yield Claim(_cause(slips[number], facts), [said.get(facts.path) for said in everywhere], everywhere)


def _slips(reference: ModuleType) -> Slips:
    path = Path(reference.__file__ or "")
    with _LOCK:
        if path not in _KNOWN:
            _KNOWN[path] = Slips(reference)
        return _KNOWN[path]


def _results(slips: Slips, facts: Facts, sample: Sample) -> dict[int, dict[str, Array]]:
    """By number: what each slip gives on a sample, where that differs from what is right."""
    arrays = tuple(sorted((k, np.asarray(v).tobytes()) for k, v in sample.inputs.items() if k in sample.arrays))
    key = (id(slips), facts.program, sample.case, arrays)
    if key not in _RESULTS:
        given = {**sample.values_by_name, **sample.inputs}
        found = {}
        for number in range(len(slips)):
            values = slips.run(number, facts.program, given)
            changed = {p: v for p, v in values.items() if p in sample.values and not same(v, sample.values[p], 1e-12)}
            if changed:
                found[number] = changed
        with _LOCK:
            _RESULTS[key] = found
            while len(_RESULTS) > KEPT:
                _RESULTS.popitem(last=False)
    return _RESULTS[key]


def _cause(mutant: Mutant, facts: Facts) -> Cause:
    slip = mutant.slip
    words = f"Your `{facts.shown}` is exactly what comes out of a right solution with one slip in it: {slip.words}."
    return Cause(slip.code, "", words, code="mutant")
