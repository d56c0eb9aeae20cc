"""Facts made up for the tests: a small exercise with named terms and factors, and a student's values for it."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from grader.diagnose.facts import Facts, Sample

SHAPES = ((6, 4), (5, 3), (7, 2))


def sample(number: int, got: Callable[[dict[str, Any]], Any], roundoff: float = 1e-9) -> Sample:
    """One case: dx = direct + through_mean, with factors gamma and scale; ``got`` makes the student's value of all these."""
    rng = np.random.default_rng(number)
    x, dout = rng.normal(size=SHAPES[number]), rng.normal(size=SHAPES[number])
    gamma = rng.uniform(0.5, 2, SHAPES[number][1])
    rate = float(rng.uniform(1, 2)) * (-1) ** number
    direct = dout * gamma
    terms = {"direct": direct, "through_mean": -direct.mean(axis=0) + 0 * x}
    dx = (terms["direct"] + terms["through_mean"]) * rate
    terms = {name: rate * term for name, term in terms.items()}
    values = {"dx": dx, "dgamma": (dout * x).sum(axis=0), "dbeta": dout.sum(axis=0)}
    known = {"x": x, "dout": dout, "gamma": gamma, "rate": rate, **values, **terms}
    came = np.asarray(got(known), dtype=float)
    return Sample(
        case=f"case {number}",
        note=f"kind {number}",
        failed=not (came.shape == dx.shape and np.allclose(came, dx, rtol=1e-12)),
        got=came,
        expected=dx,
        roundoff=roundoff,
        inputs={"x": x, "dout": dout, "gamma": gamma, "rate": rate},
        values_by_name=values,
        values=values,
        outputs={"dx": came, "dgamma": values["dgamma"], "dbeta": values["dbeta"]},
        terms=terms,
        factors={"gamma": gamma, "upstream": dout},
        intermediates={"twisted": np.sin(x)},
    )


def facts(got: Callable[[dict[str, Any]], Any], words: Mapping[str, str] | None = None, **changes: Any) -> Facts:
    """The facts of a student whose dx is what ``got`` makes of the named values."""
    samples = tuple(sample(number, got) for number in range(len(SHAPES)))
    given: dict[str, Any] = {
        "path": "dx",
        "shown": "dx",
        "title": "Gradient with respect to x",
        "samples": samples,
        "program": (),
        "reference": None,
        "catalogue": (),
        "words": words or {},
        "see": {"through_mean": "The mean"},
    }
    return Facts(**{**given, **changes})


def sum_facts(got: Callable[[dict[str, Any]], Any]) -> Facts:
    """The same for dgamma, a sum over the batch."""
    from dataclasses import replace

    samples = []
    for number in range(len(SHAPES)):
        made = sample(number, lambda known: known["dx"])
        known = {**made.inputs, **made.values}
        came = np.asarray(got(known), dtype=float)
        outputs = {**made.outputs, "dgamma": came}
        due = made.values["dgamma"]
        wrong = came.shape != due.shape or not np.allclose(came, due, rtol=1e-12)
        samples.append(replace(made, got=came, expected=due, failed=wrong, terms={}, outputs=outputs))
    return facts(lambda known: known["dx"], path="dgamma", shown="dgamma", samples=tuple(samples))
