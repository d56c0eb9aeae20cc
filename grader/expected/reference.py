"""Loading a reference module and running an exercise's program on it, in the host."""

import importlib.util
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from grader.errors import GraderFault
from grader.model.call import Call, Name
from grader.model.value import ArrayInput, Input, TensorInput


@dataclass(frozen=True, slots=True)
class Reference:
    """A trusted module: functions under the starter file's names, and optional tables about them.

    The tables, all functions of a case's inputs *by parameter name*: ``terms``, ``factors``, ``intermediates``,
    ``ALTERNATIVES`` and ``MISCONCEPTIONS`` (see ``docs/authoring.md``).
    """

    path: Path
    module: ModuleType

    def lookup(self, dotted: str) -> Any:
        """The attribute under a dotted name, or None when the reference has none."""
        found: Any = self.module
        for part in dotted.split("."):
            found = getattr(found, part, None)
        return found

    def run(self, program: Sequence[Call], inputs: Mapping[str, Input]) -> dict[str, Any]:
        """Every name of the program, bound as the reference binds it.

        A statement whose target the reference lacks binds nothing, and so does one that needs what such a
        statement would have bound.
        """
        names: dict[str, Any] = {key: plain(value) for key, value in inputs.items()}
        for call in program:
            target = self.lookup(call.target)
            if target is None or not _bound(call, names):
                continue
            if call.arguments is None:
                result = target
            else:
                arguments = [names[a.name] if isinstance(a, Name) else a for a in call.arguments]
                keywords = {k: names[v.name] if isinstance(v, Name) else v for k, v in call.keywords}
                result = target(*arguments, **keywords)
            names.update(zip(call.binds, result if call.unpack else (result,), strict=True))
        return names

    def table(self, name: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """The table function ``name`` applied to the values that it names as parameters; empty when there is none."""
        function = self.lookup(name)
        if function is None:
            return {}
        result: dict[str, Any] = by_name(function, values) or {}
        return result

    def versions(self, name: str) -> tuple[Callable[..., dict[str, Any]], ...]:
        """The functions of the tuple ``name`` (``ALTERNATIVES``, ``MISCONCEPTIONS``); empty when there is none."""
        return tuple(getattr(self.module, name, ()))


def _bound(call: Call, names: Mapping[str, Any]) -> bool:
    used = [*(call.arguments or ()), *(value for _, value in call.keywords)]
    return all(argument.name in names for argument in used if isinstance(argument, Name))


def by_name(function: Callable[..., Any], values: Mapping[str, Any]) -> Any:
    """Call ``function`` with those of ``values`` that its parameters name; None when one without a default is absent."""
    parameters = _parameters(function)
    if any(needed and name not in values for name, needed in parameters):
        return None
    return function(**{name: values[name] for name, _ in parameters if name in values})


@lru_cache(maxsize=1024)
def _parameters(function: Callable[..., Any]) -> tuple[tuple[str, bool], ...]:
    """The names of a function's parameters, each with whether it has no default."""
    return tuple((name, p.default is p.empty) for name, p in inspect.signature(function).parameters.items())


def plain(value: Input) -> Any:
    """An input as the reference sees it: float64 arrays whatever the student's dtype, networks and scalars as they are."""
    if isinstance(value, ArrayInput | TensorInput):
        data = np.asarray(value.data)
        return data.astype(np.float64) if data.dtype.kind == "f" else data.copy()
    return value


_LOADED: dict[tuple[Path, int], Reference] = {}


def load_reference(path: Path) -> Reference:
    """Import the module at ``path`` under a name of its own; imported once per version of the file.

    Raises GraderFault when it cannot be imported.
    """
    key = (path.resolve(), path.stat().st_mtime_ns)
    if key not in _LOADED:
        spec = importlib.util.spec_from_file_location(f"reference_{path.stem}", path)
        if spec is None or spec.loader is None:
            raise GraderFault(f"{path} is not a Python module.")
        module = importlib.util.module_from_spec(spec)
        try:
            spec.loader.exec_module(module)
        except Exception as error:
            raise GraderFault(f"The reference {path} could not be imported: {type(error).__name__}: {error}") from error
        _LOADED[key] = Reference(path, module)
    return _LOADED[key]
