"""The structure of a network: which layers, of which sizes, in which order."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any, ClassVar

import numpy as np

from grader.checks.evidence import Evidence, Setback, Trial, obtained, program_run
from grader.checks.matching import Match
from grader.checks.verdicts import conclude
from grader.expected.record import Expectation
from grader.model.call import Run
from grader.model.exercise import Case, Check, Part
from grader.model.result import CheckResult, Comparison, Finding
from grader.model.value import Array, ArrayValue, Described, Value, type_of
from grader.model.verdict import Verdict
from grader.spec.settings import CheckSettings

MODULES = {"sigmoid": "Sigmoid", "relu": "ReLU", "tanh": "Tanh"}
"""The torch.nn class of each activation's name."""

FUNCTIONS: dict[str, Callable[[Array], Array]] = {
    "sigmoid": lambda z: np.asarray(1 / (1 + np.exp(-z))),
    "relu": lambda z: np.maximum(z, 0),
    "tanh": np.tanh,
}
"""What each activation does."""

PROBE = np.array([-30.0, -7.0, -2.0, -0.5, -0.001, 0.0, 0.001, 0.5, 2.0, 7.0, 30.0])
"""The numbers on which the worker tries an activation that it describes."""

ROWS = 2
"""Rows of the batch on which it runs the whole network: numbers evenly from -1 to 1."""


class NetworkSettings(CheckSettings):
    """``network: facts``: what ``describe`` said of a network of ``depth`` × (Linear(width, width), activation).

    ``activation``, ``depth`` and ``width`` name inputs of the case.
    """

    key: ClassVar[str] = "network"
    network: str
    activation: str = "activation"
    depth: str = "depth"
    width: str = "width"

    def names(self) -> tuple[str, ...]:
        """The description."""
        return (self.network,)

    def inputs(self) -> tuple[str, ...]:
        """What the network was asked to be."""
        return (self.activation, self.depth, self.width)


def plan(part: Part, check: Check, cases: Iterable[tuple[Case, Expectation]]) -> list[Run]:
    """The program on every case."""
    return [program_run(part, case, expected.inputs, check.settings.names()) for case, expected in cases]


def judge(evidence: Evidence) -> CheckResult:
    """Right when every network is built as asked."""
    return conclude(evidence.check, [(trial.case, _judge_trial(evidence, trial)) for trial in evidence.trials])


def _judge_trial(evidence: Evidence, trial: Trial) -> Match:
    settings, case = evidence.check.settings, trial.case
    facts = obtained(trial, evidence.part.program, settings.network, evidence.exercise)
    if isinstance(facts, Setback):
        return Match((), facts)
    asked = [trial.expected.inputs[key] for key in settings.inputs()]
    finding = wrong_structure(facts, str(asked[0]), int(asked[1]), int(asked[2]))  # type: ignore[arg-type]
    message = finding.message if finding else ""
    comparison = Comparison(case.name, case.public, case.note, "network", finding is None, message)
    return Match((comparison,), Setback(Verdict.FAILED, message, (finding,)) if finding else None)


def wrong_structure(facts: Value, activation: str, depth: int, width: int) -> Finding | None:
    """The first thing in which a described network is not ``depth`` × (Linear(width, width), activation)."""
    if not isinstance(facts, Described) or facts.kind != "module":
        return Finding("wrong_type", f"build_network returned {type_of(facts)}; an nn.Sequential was due.")
    if not facts.facts.get("is_sequential"):
        return Finding("wrong_type", f"build_network returned {facts.facts.get('type')}; an nn.Sequential was due.")
    layers: list[Any] = list(facts.facts["layers"])  # type: ignore[arg-type]
    linears = [layer for layer in layers if is_linear(layer)]
    asked = f'build_network("{activation}", depth={depth}, width={width})'
    if len(linears) != depth:
        return Finding("wrong_depth", f"{asked} has {len(linears)} Linear layers; {depth} were due.")
    return (
        _wrong_width(linears, width, asked)
        or _wrong_order(layers, activation, asked)
        or _wrong_weights(layers, asked)
        or _wrong_forward(facts.facts.get("ran"), linears, activation, asked)
    )


def _shape(value: Any) -> tuple[int, ...] | None:
    """Of an array of real numbers; None for anything else that may stand in its place."""
    return value.data.shape if isinstance(value, ArrayValue) and value.data.dtype.kind in "fiu" else None


def is_linear(layer: Any) -> bool:
    """Whether a described layer is a torch.nn.Linear (or a subclass of it)."""
    return isinstance(layer, dict) and "Linear" in layer.get("classes", ())


def is_activation(layer: Any, activation: str) -> bool:
    """Whether a described layer is the activation: torch's own module, or one of the student's that does the same."""
    if not isinstance(layer, dict) or is_linear(layer):
        return False
    probed = layer.get("probed")
    if MODULES[activation] in layer.get("classes", ()) and probed is None:
        return True
    if not isinstance(probed, ArrayValue) or probed.data.shape != PROBE.shape:
        return False
    return bool(np.allclose(probed.data, FUNCTIONS[activation](PROBE), rtol=1e-5, atol=1e-7))


def _wrong_width(linears: list[Any], width: int, asked: str) -> Finding | None:
    for number, layer in enumerate(linears, 1):
        got = (layer.get("in_features"), layer.get("out_features"))
        if got != (width, width):
            message = f"{asked}: Linear layer {number} is Linear({got[0]}, {got[1]}); Linear({width}, {width}) was due."
            return Finding("wrong_width", message)
        if not layer.get("has_bias"):
            return Finding(
                "wrong_structure", f"{asked}: Linear layer {number} has no bias; nn.Linear(width, width) has one."
            )
    return None


def _wrong_order(layers: list[Any], activation: str, asked: str) -> Finding | None:
    due = MODULES[activation]
    for position, layer in enumerate(layers):
        if is_linear(layer) if position % 2 == 0 else is_activation(layer, activation):
            continue
        name = layer.get("type", "something else") if isinstance(layer, dict) else "something else"
        wanted = "Linear" if position % 2 == 0 else due
        code = "wrong_activation" if position % 2 else "wrong_structure"
        return Finding(code, f"{asked}: module {position + 1} of {len(layers)} is {name}; {wanted} was due.")
    if len(layers) != 2 * sum(map(is_linear, layers)):
        return Finding(
            "wrong_structure", f"{asked}: no {due} follows the last Linear layer; every Linear has one after it."
        )
    return None


def _wrong_weights(layers: list[Any], asked: str) -> Finding | None:
    linears = [layer for layer in layers if is_linear(layer)]
    if any(_shape(layer["weight"]) != (layer["out_features"], layer["in_features"]) for layer in linears):
        return Finding("wrong_structure", f"{asked}: a layer's weights are not a matrix of the layer's size.")
    if any(_shape(layer["bias"]) != (layer["out_features"],) for layer in linears):
        return Finding("wrong_structure", f"{asked}: a layer's bias is not a vector of the layer's size.")
    weights = [w.data for layer in linears if isinstance(w := layer.get("weight"), ArrayValue)]
    if any(not np.isfinite(w).all() or (w.size > 1 and np.ptp(w) == 0) for w in weights):
        return Finding(
            "wrong_structure", f"{asked}: a layer's weights are all the same number; nothing could be learned."
        )
    if any(layer["first_use"] != position for position, layer in enumerate(layers) if is_linear(layer)):
        return Finding("shared_layer", f"{asked} uses a Linear layer more than once: each needs a Linear of its own.")
    if any(np.array_equal(a, b) and not _is_regular(a) for a, b in pairwise(weights) if a.size > 1):
        return Finding(
            "shared_layer", f"{asked}: consecutive Linear layers hold the same weights: each needs a Linear of its own."
        )
    return None


def _is_regular(weight: Array) -> bool:
    """Whether weights were not drawn: a start from the identity, say, is the same in every layer."""
    return len(np.unique(weight)) <= len(weight)


def _forward(h: Array, linears: list[Any], activation: str) -> Array:
    with np.errstate(all="ignore"):
        for layer in linears:
            h = FUNCTIONS[activation](h @ np.asarray(layer["weight"].data, float).T + layer["bias"].data)
    return h


def _close(got: Array, due: Array) -> bool:
    return bool(np.allclose(got, due, rtol=1e-3, atol=1e-4 * float(np.abs(due).max(initial=0.0)) + 1e-30))


def _wrong_forward(ran: Any, linears: list[Any], activation: str, asked: str) -> Finding | None:
    """Whether the network as a whole computes what its layers, one after another, do."""
    width = linears[0]["in_features"]
    batch = np.linspace(-1.0, 1.0, ROWS * width).reshape(ROWS, width)
    due = _forward(batch, linears, activation)
    # A network that magnifies what rounding does to its input says nothing of how it was computed.
    nudge = 100 * np.finfo(linears[0]["weight"].data.dtype).eps
    if not np.isfinite(due).all() or not _close(_forward(batch * (1 + nudge), linears, activation), due):
        return None
    if _shape(ran) == due.shape and _close(ran.data, due):
        return None
    return Finding(
        "wrong_structure", f"{asked}: run as a whole, the network does not give what its layers give one after another."
    )
