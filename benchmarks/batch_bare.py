"""The bare loop to compare with: one process that only runs the same files, call by call as the grader would.

    python benchmarks/batch_bare.py FOLDER

No isolation, no judging, no reports. Endless loops are ended after the same number of seconds by an alarm.
"""

import contextlib
import io
import os
import signal
import sys
import tempfile
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the checkout, also where another is installed

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import torch

from grader.cli.course import open_course
from grader.expected.build import expect
from grader.grade import plan
from grader.model.call import DESCRIBE, VJP, Name, Run
from grader.model.exercise import Exercise
from grader.model.value import ArrayInput, Dense, NetworkInput, TensorInput

MOST_TIMEOUTS = 2


class TimeUp(BaseException):
    """The alarm."""


def on_alarm(*_: object) -> None:
    raise TimeUp


def main(folder: Path) -> None:
    course = open_course(Path(__file__).resolve().parents[1])
    runs = {e.id: plan(e.parts, expect(e, course.seed)) for e in course.exercises}
    torch.set_num_threads(1)
    signal.signal(signal.SIGALRM, on_alarm)
    os._exit = sys.exit  # one process has to survive its students
    calls = 0
    students = sorted(folder.resolve().iterdir())
    # Where what they save does no harm.
    os.chdir(tempfile.mkdtemp())
    for student in students:
        for exercise in course.exercises:
            path = student / exercise.filename
            if path.is_file():
                with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                    calls += run_file(path.read_bytes(), exercise, runs[exercise.id])
    print(calls, "calls")


def run_file(source: bytes, exercise: Exercise, runs: list[Run]) -> int:
    space: dict[str, Any] = {"__name__": exercise.id}
    guard(int(exercise.limits.import_seconds), lambda: exec(compile(source, "file", "exec"), space))
    timeouts: Counter[str] = Counter()
    calls = 0
    for run in runs:
        names = {key: built(value) for key, value in run.inputs.items()}
        for call in run.calls:
            if timeouts[call.target] >= MOST_TIMEOUTS:
                break
            calls += 1
            ended = guard(int(exercise.limits.call_seconds), partial(carry_out, call, space, names))
            timeouts[call.target] += ended == "timeout"
            if ended:
                break
    plt.close("all")
    return calls


def guard(seconds: int, action: Any) -> str:
    """Do it, whatever it does; how it ended, empty when well."""
    signal.alarm(max(seconds, 1))
    try:
        action()
    except TimeUp:
        return "timeout"
    except BaseException as error:
        return type(error).__name__
    finally:
        signal.alarm(0)
    return ""


def carry_out(call: Any, space: dict[str, Any], names: dict[str, Any]) -> None:
    if call.target == DESCRIBE:
        return
    given = [names[a.name] if isinstance(a, Name) else a for a in call.arguments or ()]
    keywords = {k: names[v.name] if isinstance(v, Name) else v for k, v in call.keywords}
    if call.target == VJP:
        result = torch.autograd.grad(given[0], given[1], given[2])[0]
    else:
        first, *rest = call.target.split(".")
        result = space[first]
        for part in rest:
            result = getattr(result, part)
        if call.arguments is not None:
            result = result(*given, **keywords)
    names.update(zip(call.binds, result if call.unpack else (result,), strict=True))


def built(value: Any) -> Any:
    if isinstance(value, ArrayInput):
        return np.array(value.data)
    if isinstance(value, TensorInput):
        tensor = torch.from_numpy(np.array(value.data))
        return tensor.requires_grad_() if value.requires_grad else tensor
    if isinstance(value, NetworkInput):
        return network(value.layers)
    return value


def network(layers: Any) -> Any:
    kinds = {"sigmoid": torch.nn.Sigmoid, "relu": torch.nn.ReLU, "tanh": torch.nn.Tanh, "identity": torch.nn.Identity}
    made: list[Any] = []
    for layer in layers:
        if isinstance(layer, Dense):
            linear = torch.nn.Linear(*layer.weight.shape[::-1], bias=layer.bias is not None)
            linear.weight.data = torch.from_numpy(np.array(layer.weight))
            if layer.bias is not None:
                linear.bias.data = torch.from_numpy(np.array(layer.bias))
            made.append(linear)
        else:
            made.append(network(layer) if isinstance(layer, tuple) else kinds[layer]())
    return torch.nn.Sequential(*made)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
