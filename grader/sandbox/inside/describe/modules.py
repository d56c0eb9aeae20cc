"""Facts about a torch module."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from ..peek import fields, module_of, mro
from ..tensors import Torch

MAX_LAYERS = 2000
MAX_DEPTH = 50
MAX_WIDTH = 4096
SETTINGS = (
    "negative_slope",
    "alpha",
    "p",
    "inplace",
    "num_features",
    "eps",
    "min_val",
    "max_val",
    "threshold",
    "value",
)
"""Numbers that tell one activation of a kind from another."""

PROBE = (-30.0, -7.0, -2.0, -0.5, -0.001, 0.0, 0.001, 0.5, 2.0, 7.0, 30.0)
ROWS = 2
"""Rows of the batch that the whole network is run on: numbers evenly from -1 to 1."""


def module_facts(module: Any, torch: Torch) -> dict[str, Any]:
    """Its layers, one after another, and what it makes of a batch."""
    leaves = list(islice(_leaves(module, torch), MAX_LAYERS))
    layers = [_layer(leaf, torch) for leaf in leaves]
    for layer, first in zip(layers, _first_uses(leaves), strict=True):
        if "weight" in layer:
            layer["first_use"] = first
    sequential = issubclass(type(module), torch.nn.Sequential)
    width = next((layer["in_features"] for layer in layers if "weight" in layer), 0)
    ran = _run(module, width, layers, torch)
    return {"type": type(module).__name__, "is_sequential": sequential, "layers": layers, "ran": ran}


def _first_uses(leaves: list[Any]) -> list[int]:
    """For each module the position of the first one that is the same, or has the same weights."""
    seen: dict[int, int] = {}
    found = []
    for position, leaf in enumerate(leaves):
        weight = fields(leaf).get("_parameters", {}).get("weight")
        ids = [id(leaf), *([id(weight)] if weight is not None else [])]
        first = min((seen[key] for key in ids if key in seen), default=position)
        seen |= dict.fromkeys(ids, first)
        found.append(first)
    return found


def _run(module: Any, width: int, layers: list[dict[str, Any]], torch: Torch) -> Any:
    """What the network gives for a batch, run as a whole: its layers do not say what its ``forward`` does with them."""
    weight = next((layer["weight"] for layer in layers if layer.get("weight") is not None), None)
    if weight is None or not 0 < width <= MAX_WIDTH:
        return None
    count = ROWS * width
    batch = [[2 * (row * width + i) / (count - 1) - 1 for i in range(width)] for row in range(ROWS)]
    try:
        with torch.no_grad():
            return torch.detach(module(torch.tensor(batch, dtype=torch.dtype_of(weight))))
    except Exception:
        return None


def _leaves(module: Any, torch: Torch, depth: int = 0) -> Iterator[Any]:
    """The modules without sub-modules of their own, in order; what is shared is given each time."""
    children = [child for child in fields(module).get("_modules", {}).values() if child is not None]
    if not children or depth > MAX_DEPTH or not issubclass(type(module), (torch.nn.Sequential, torch.nn.ModuleList)):
        yield module
        return
    for child in children:
        yield from _leaves(child, torch, depth + 1)


def _layer(leaf: Any, torch: Torch) -> dict[str, Any]:
    classes = [base.__name__ for base in mro(type(leaf)) if module_of(base).startswith("torch.nn.modules")]
    facts: dict[str, Any] = {"type": type(leaf).__name__, "classes": classes}
    stored = fields(leaf)
    if issubclass(type(leaf), torch.nn.Linear):
        # Parametrised weights (weight_norm) are not stored under their name; getattr computes them.
        weight, bias = getattr(leaf, "weight", None), getattr(leaf, "bias", None)
        facts |= {
            "in_features": int(stored.get("in_features", 0)),
            "out_features": int(stored.get("out_features", 0)),
            "weight": None if weight is None else torch.detach(weight),
            "has_bias": bias is not None,
            "bias": None if bias is None else torch.detach(bias),
        }
    else:
        facts["probed"] = _probe(leaf, torch)
    return facts | {name: stored[name] for name in SETTINGS if type(stored.get(name)) in (int, float, bool)}


def _probe(leaf: Any, torch: Torch) -> Any:
    """What an activation does to a few numbers: a module of the student's own is known by that and not by its name."""
    try:
        with torch.no_grad():
            return torch.detach(leaf(torch.tensor([PROBE], dtype=torch.float64))).reshape(-1)
    except Exception:
        return None
