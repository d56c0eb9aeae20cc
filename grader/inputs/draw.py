"""A case's draws -> the inputs themselves, the same for the same seed on every machine."""

import hashlib
import json

import numpy as np

from grader.inputs.distributions import DISTRIBUTIONS
from grader.model.exercise import Case, Draw
from grader.model.value import Array, ArrayInput, Input, Layout, TensorInput


def draw_case(exercise_id: str, part_id: str, case: Case, seed: int) -> dict[str, Input]:
    """All inputs of ``case`` by name.

    Each input has a stream of random numbers of its own, which depends on the seed and on the names of
    exercise, part, case and input alone: another case or another input changes no number of the others.

    An array becomes a :class:`TensorInput` or :class:`ArrayInput` of the draw's dtype, its ``data``
    C-contiguous whatever the layout asked for. Without axes and without ``tensors`` it becomes a plain
    float (int for int64). With ``layout: expanded`` all rows along the first axis are equal.
    """
    return {
        name: _draw_one(draw, _stream(seed, exercise_id, part_id, case.name, name))
        for name, draw in case.draws.items()
    }


def _stream(seed: int, *names: str) -> np.random.Generator:
    """The generator that belongs to ``seed`` and ``names``: PCG64 seeded with 256 bits of SHA-256."""
    digest = hashlib.sha256(json.dumps([seed, *names]).encode()).digest()
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(int.from_bytes(digest, "big"))))


def _draw_one(draw: Draw, rng: np.random.Generator) -> Input:
    """One input."""
    row = DISTRIBUTIONS[draw.distribution]
    said = {"dtype": draw.dtype, "layout": draw.layout, "requires_grad": draw.requires_grad}
    known = {key: value for key, value in said.items() if key in row.settings.model_fields}
    value = row.draw(row.settings.model_validate({**draw.parameters, **known}), rng)
    if draw.framework == "torch" and isinstance(value, bool | int | float):
        value = np.asarray(value, dtype=draw.dtype)
    if isinstance(value, np.ndarray):
        return _held(value, draw)
    result: Input = value
    return result


def _held(values: Array, draw: Draw) -> Input:
    """Drawn numbers in what is to hold them."""
    layout = Layout(draw.layout)
    if layout is Layout.EXPANDED:
        # The entries of one row in memory are those of all: take the first one's.
        values = np.broadcast_to(values[:1], values.shape)
    data = np.array(values, order="C")
    if draw.framework == "torch":
        return TensorInput(data, layout, draw.requires_grad)
    if data.ndim == 0:
        scalar: int | float = data.item()
        return scalar
    return ArrayInput(data, layout)
