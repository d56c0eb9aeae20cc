"""What is known of each function of the student's own file, by its code object."""

from types import CodeType, FunctionType, ModuleType
from typing import Any

from .overloads import ARITHMETIC
from .peek import functions_in, mro, namespace

REACHING = frozenset(
    {"f_back", "tb_frame", "f_locals", "f_builtins", "gi_frame", "cr_frame", "ag_frame"}
    | {"cell_contents", "__closure__", "__globals__", "getprofile", "gettrace", "_profile_hook", "_trace_hook"}
    | {"_DisableTorchDispatch", "_DisableFuncTorch", "_ExcludeDispatchKeyGuard", "_AutoDispatchBelowAutograd"}
    | {"_pop_torch_dispatch_stack", "_get_dispatch_stack_at", "_get_current_dispatch_mode_stack"}
    | {"_get_current_dispatch_mode"}
)
"""Names that lead out of one's own frame, into closures or to the watch: hand work names none of them."""

_WALKING = "next_functions"
"""By which one gets from one node of autograd's graph to the next, to call them without the engine."""


class Own:
    """One function of the student's: what there is to do when it is called.

    ``reaches`` is a name from :data:`REACHING` that it uses, if any; ``walks``: whether it walks through autograd's graph.
    """

    __slots__ = ("arithmetic", "entry", "reaches", "stub", "walks")

    def __init__(self, code: CodeType) -> None:
        """``stub``: its name in the starter file; ``entry``: the watched callable that it is, or is part of."""
        self.stub: str | None = None
        self.entry: str | None = None
        self.arithmetic = ARITHMETIC.get(code.co_name)
        self.reaches = next((name for name in code.co_names if name in REACHING), None)
        self.walks = _WALKING in code.co_names


def learn(module: ModuleType, filename: str, stub: frozenset[str], watched: frozenset[str]) -> dict[CodeType, Own]:
    """Find the functions that ``stub`` and ``watched`` name, in the module as it is after its import."""
    known: dict[CodeType, Own] = {}

    def own(function: FunctionType) -> Own | None:
        code = function.__code__
        return known.setdefault(code, Own(code)) if code.co_filename == filename else None

    for name in sorted(watched):
        thing = _attribute(module, name)
        parts = _methods(thing) if isinstance(thing, type) else [thing]
        for function in (f for part in parts for f in functions_in(part)):
            if (found := own(function)) is not None:
                found.entry = found.entry or name
    for name in sorted(stub):
        functions = functions_in(_attribute(module, name))
        named = [f for f in functions if f.__code__.co_name == name.rpartition(".")[2]]
        for function in named or functions:
            if (found := own(function)) is not None:
                found.stub = found.stub or name
    return known


def _methods(kind: type) -> list[Any]:
    return [value for base in mro(kind) for value in namespace(base).values()]


def _attribute(module: ModuleType, name: str) -> Any:
    """What a stub's name stands for, without calling descriptors."""
    head, _, attribute = name.partition(".")
    thing = module.__dict__.get(head)
    if not attribute:
        return thing
    if not isinstance(thing, type):
        return None
    return next((namespace(base)[attribute] for base in mro(thing) if attribute in namespace(base)), None)
