"""What isolation costs: a warm, confined worker against a fresh interpreter doing the same work.

    python benchmarks/isolation.py [--count N] [--fresh N] [numpy] [torch]

For each framework a submission of the size of an exercise is opened, imported and asked for 16 results. "result" is the
time until the last of them is there; "closed" until the worker is gone as well; "cpu" the processor time of the worker,
from its fork on (a busy machine changes it less). Between two submissions this process computes for 20 ms, as a grader
that judges does; "idle" is "result" after 20 ms of sleep instead, from which a processor wakes up slow and with cold
caches. "fresh" is ``python -I`` running the same file with the same inputs and doing nothing else. Then, in a forked
child, what each layer of confinement costs.
"""

import argparse
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np

from grader.model.call import Call, Ending, Job, Limits, Name, Run
from grader.model.value import ArrayInput, Input, TensorInput
from grader.sandbox.inside.confine import Confinement, Policy
from grader.sandbox.session import Session
from grader.sandbox.zygotes import ZygoteLauncher

BATCH_NORM = b"""
import numpy as np


def forward(x, gamma, beta, eps=1e-5):
    mean, variance = x.mean(0), x.var(0)
    normal = (x - mean) / np.sqrt(variance + eps)
    return gamma * normal + beta, (normal, gamma, variance, eps)


def backward(dout, cache):
    normal, gamma, variance, eps = cache
    dgamma, dbeta = (dout * normal).sum(0), dout.sum(0)
    dnormal = dout * gamma
    n = dout.shape[0]
    spread = n * dnormal - dnormal.sum(0) - normal * (dnormal * normal).sum(0)
    return spread / (n * np.sqrt(variance + eps)), dgamma, dbeta
"""

RELU = b"""
import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, upstream):
        (x,) = ctx.saved_tensors
        return upstream * (x > 0)


def gradient(x, upstream):
    x = x.clone().requires_grad_(True)
    out = MyReLU.apply(x)
    out.backward(upstream)
    return x.grad
"""

RUNS = 16
PAUSE = 0.02
_SOURCES = {"numpy": BATCH_NORM, "torch": RELU}


def programme(framework: str) -> list[Run]:
    """The work: what a check of gradients asks for."""
    rng = np.random.default_rng(0)
    if framework == "numpy":
        calls = (
            Call("forward", (Name("x"), Name("gamma"), Name("beta")), binds=("out", "cache"), unpack=True),
            Call("backward", (Name("dout"), Name("cache")), binds=("dx", "dgamma", "dbeta"), unpack=True),
        )
        shapes, send = {"x": (8, 5), "gamma": (5,), "beta": (5,), "dout": (8, 5)}, {"out", "dx", "dgamma", "dbeta"}
    else:
        calls = (Call("gradient", (Name("x"), Name("upstream")), binds=("dx",)),)
        shapes, send = {"x": (8, 5), "upstream": (8, 5)}, {"dx"}
    kind: Callable[..., Input] = ArrayInput if framework == "numpy" else TensorInput
    return [
        Run(f"r{at}", {name: kind(rng.normal(size=shape)) for name, shape in shapes.items()}, calls, frozenset(send))
        for at in range(RUNS)
    ]


def warm(framework: str, count: int) -> dict[str, list[float]]:
    """Seconds until the results, until all is closed, and of processor time, of submissions one after another."""
    spent: dict[str, list[float]] = {"result": [], "idle": [], "closed": [], "cpu": []}
    job, runs = Job("s.py", _SOURCES[framework], framework, Limits()), programme(framework)
    with ZygoteLauncher() as launcher:
        started = time.perf_counter()
        launcher.launch(framework).close()
        print(f"{framework}: zygote's first child after {1e3 * (time.perf_counter() - started):.0f} ms")
        # The zygote warms up further while it is idle.
        time.sleep(5.0)
        for at in range(2 * count):
            awake = at % 2 == 0
            _compute(PAUSE) if awake else time.sleep(PAUSE)
            started = time.perf_counter()
            child = launcher.launch(framework)
            with Session(lambda framework, child=child: child, job) as session:
                outcomes = [outcome for found in session.run(runs).values() for outcome in found]
                spent["result" if awake else "idle"].append(time.perf_counter() - started)
                spent["cpu"].append(int(Path(f"/proc/{child.pid}/schedstat").read_text().split()[0]) / 1e9)
            spent["closed"].append(time.perf_counter() - started)
            if any(outcome.ending is not Ending.RETURNED for outcome in outcomes):
                raise SystemExit(f"the work did not work: {outcomes[0]}")
    return spent


def _compute(seconds: float) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        pass


def fresh(framework: str, count: int) -> dict[str, list[float]]:
    """Seconds, and of processor time, that ``python -I`` needs for the same file and inputs."""
    inputs = "x, g, b, d = (rng.normal(size=s) for s in ((8, 5), (5,), (5,), (8, 5)))"
    call = "backward(d, forward(x, g, b)[1])"
    if framework == "torch":
        inputs, call = "x, u = (torch.tensor(rng.normal(size=(8, 5))) for _ in '12')", "gradient(x, u)"
    loop = f"import numpy as np\nrng = np.random.default_rng(0)\nfor _ in range({RUNS}):\n    {inputs}\n    {call}\n"
    spent: dict[str, list[float]] = {"fresh": [], "cpu": []}
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "solution.py"
        path.write_bytes(_SOURCES[framework] + loop.encode())
        for _ in range(count):
            started, before = time.perf_counter(), _children_cpu()
            subprocess.run([sys.executable, "-I", str(path)], check=True, env=environment)
            spent["fresh"].append(time.perf_counter() - started)
            spent["cpu"].append(_children_cpu() - before)
    return spent


def _children_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def layers(count: int = 60) -> dict[str, float]:
    """Median seconds of each layer, put on in a forked child of this process."""
    confinement = Confinement(Policy())
    spent: dict[str, list[float]] = {}
    ours, theirs = socket.socketpair()
    for _ in range(count):
        reading, writing = os.pipe()
        if os.fork() == 0:
            laps = []
            # The lowest descriptor that is kept is the worker's connection, which only the worker itself may use.
            for name, step in confinement.steps([ours.fileno(), writing], None):
                started = time.perf_counter()
                step()
                laps.append(f"{name} {time.perf_counter() - started}")
            os.write(writing, "\n".join(laps).encode())
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as answer:
            for row in answer.read().splitlines():
                spent.setdefault(row.split()[0], []).append(float(row.split()[1]))
        os.wait()
    ours.close()
    theirs.close()
    return {name: median(times) for name, times in spent.items()}


def _show(what: str, times: list[float]) -> None:
    print(f"  {what:<8} median {1e3 * median(times):8.2f} ms   p95 {1e3 * quantiles(times, n=20)[-1]:8.2f} ms")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("frameworks", nargs="*", default=["numpy", "torch"])
    parser.add_argument("--count", type=int, default=100, help="submissions to the warm worker")
    parser.add_argument("--fresh", type=int, default=7, help="fresh interpreters")
    options = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    for framework in options.frameworks:
        quick, slow = warm(framework, options.count), fresh(framework, options.fresh)
        for name, times in [*quick.items(), *slow.items()]:
            _show(name, times)
        for name, of in (("result", "fresh"), ("cpu", "cpu")):
            print(f"  {of} / {name}: {median(slow[of]) / median(quick[name]):.0f}x")
    costs = layers()
    print("layers, microseconds: " + ", ".join(f"{name} {1e6 * cost:.0f}" for name, cost in costs.items()))
    print(f"  together {1e6 * sum(costs.values()):.0f}")


if __name__ == "__main__":
    main()
