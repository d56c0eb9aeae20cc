"""The warm workers from outside: what they hold, that they survive, that they die with the host."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

if sys.platform != "linux":
    pytest.skip("zygotes are for Linux", allow_module_level=True)

from grader.errors import GraderFault
from grader.model.call import Call, Ending, Job, Limits, Name, Observation, Run
from grader.model.value import ArrayInput, ArrayValue
from grader.sandbox import zygotes as zygotes_module
from grader.sandbox.inside.confine import DEFAULT
from grader.sandbox.session import Session
from grader.sandbox.zygotes import ZygoteLauncher

ROOT = Path(__file__).parents[2]
TWICE = b"def f(x):\n    return 2 * x\n"
X = np.arange(3.0)


@pytest.fixture(scope="module")
def launcher() -> Iterator[ZygoteLauncher]:
    with ZygoteLauncher() as launcher:
        yield launcher


def runs(count: int = 1) -> list[Run]:
    call = Call("f", (Name("x"),), binds=("y",))
    return [Run(f"r{at}", {"x": ArrayInput(X + at)}, (call,), frozenset({"y"})) for at in range(count)]


def observe(launcher: ZygoteLauncher, source: bytes, framework: str = "numpy", count: int = 1) -> Observation:
    with Session(
        launcher.launch, Job("s.py", source, framework, Limits(call_seconds=5.0, memory=256 << 20))
    ) as session:
        return session.observe(runs(count))


def value(seen: Observation, run: str = "r0") -> object:
    (outcome,) = seen.runs[run]
    found = outcome.values.get("y")
    return found.data if isinstance(found, ArrayValue) else (outcome.ending, outcome.kind, outcome.message, found)


def wait_until(true: object, seconds: float = 5.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():  # type: ignore[operator]
            return True
        time.sleep(0.01)
    return False


def running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("framework", ["numpy", "torch"])
def test_a_result_and_its_layers(launcher: ZygoteLauncher, framework: str) -> None:
    seen = observe(launcher, TWICE, framework)
    assert np.array_equal(value(seen), 2 * X)
    assert {"landlock", "seccomp"} <= set(seen.isolation) or not set(seen.isolation) >= DEFAULT


@pytest.mark.parametrize("framework", ["numpy", "torch"])
def test_the_zygote_has_one_thread_and_goes_on_warming(launcher: ZygoteLauncher, framework: str) -> None:
    observe(launcher, TWICE, framework)
    tasks = Path(f"/proc/{launcher.pids()[framework]}/task")
    for _ in range(5):
        assert len(list(tasks.iterdir())) == 1
        time.sleep(0.1)


def test_a_warm_zygote_keeps_no_library_file_open(launcher: ZygoteLauncher) -> None:
    """A child closes what it does not know of; whoever still counts on such a descriptor would close another's later."""
    observe(launcher, PLOT, "torch")
    time.sleep(1.0)
    folder = Path(f"/proc/{launcher.pids()['torch']}/fd")
    targets = [os.readlink(entry) for entry in folder.iterdir()]
    assert not [target for target in targets if target.startswith("/") and "site-packages" in target]


def test_children_side_by_side(launcher: ZygoteLauncher) -> None:
    source = b"import time\ndef f(x):\n    time.sleep(0.2)\n    return 2 * x\n"
    started = time.monotonic()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: value(observe(launcher, source)), range(8)))
    assert all(np.array_equal(y, 2 * X) for y in found)
    assert time.monotonic() - started < 8 * 0.2


def test_a_dead_zygote_is_replaced() -> None:
    with ZygoteLauncher() as launcher:
        observe(launcher, TWICE)
        first = launcher.pids()["numpy"]
        os.kill(first, signal.SIGKILL)
        assert np.array_equal(value(observe(launcher, TWICE)), 2 * X)
        # The child that stood ready may have served once more before the death is noticed.
        assert wait_until(lambda: observe(launcher, TWICE) is not None and launcher.pids()["numpy"] != first)


def test_a_zygote_that_dies_during_a_call_costs_the_student_nothing() -> None:
    source = b"import time\ndef f(x):\n    time.sleep(0.3)\n    return 2 * x\n"
    with ZygoteLauncher() as launcher:
        observe(launcher, TWICE)
        pid = launcher.pids()["numpy"]
        threading.Timer(0.1, os.kill, (pid, signal.SIGKILL)).start()
        assert np.array_equal(value(observe(launcher, source)), 2 * X)


def test_a_child_that_died_while_it_waited_is_passed_over(launcher: ZygoteLauncher) -> None:
    observe(launcher, TWICE)
    zygote = launcher.pids()["numpy"]
    assert wait_until(lambda: _children(zygote))
    time.sleep(0.1)
    for child in _children(zygote):
        os.kill(child, signal.SIGKILL)
    time.sleep(0.1)
    assert np.array_equal(value(observe(launcher, TWICE)), 2 * X)


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_exit_statuses_arrive(launcher: ZygoteLauncher) -> None:
    child = launcher.launch("numpy")
    assert child.wait(0.0) is None
    child.kill()
    assert child.wait(5.0) == -signal.SIGKILL
    child.close()
    child.close()
    child.kill()


def test_nothing_of_the_host_stays_open(launcher: ZygoteLauncher) -> None:
    observe(launcher, TWICE)
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(5):
        observe(launcher, TWICE)
    assert len(os.listdir("/proc/self/fd")) <= before


def test_zygotes_and_children_die_with_the_host() -> None:
    script = (
        "import sys\nsys.path.insert(0, sys.argv[1])\n"
        "from grader.sandbox.zygotes import ZygoteLauncher\n"
        "launcher = ZygoteLauncher()\nchild = launcher.launch('numpy')\n"
        "print(launcher.pids()['numpy'], child.pid, flush=True)\nsys.stdin.read()\n"
    )
    host = subprocess.Popen(
        [sys.executable, "-c", script, str(ROOT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert host.stdout
    pids = [int(pid) for pid in host.stdout.readline().split()]
    assert all(running(pid) for pid in pids)
    host.kill()
    host.communicate()
    assert wait_until(lambda: not any(running(pid) for pid in pids))


def test_a_zygote_that_cannot_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zygotes_module, "_ATTEMPTS", 1)
    with ZygoteLauncher() as launcher, pytest.raises(GraderFault, match="pascal"):
        launcher.launch("pascal")


def test_sealed_workers_still_work() -> None:
    layers = DEFAULT - {"landlock"} | {"sealed"}
    source = b"import numpy as np\ndef f(x):\n    try:\n        open('/dev/null')\n    except OSError:\n        return 2 * x\n"
    with ZygoteLauncher(layers=layers) as launcher:
        seen = observe(launcher, source)
        assert np.array_equal(value(seen), 2 * X)
        assert "sealed" in seen.isolation or "seccomp" not in seen.isolation


LATE = b"""
import numpy as np
def f(x):
    import json, decimal, statistics, sqlite3, csv, scipy.special, sympy
    import numpy.testing, numpy.fft, numpy.polynomial
    open("/dev/null", "w").write("x")
    np.linalg.lstsq(np.eye(3), x, rcond=None)
    np.random.default_rng().normal(size=3)
    assert np.isclose(scipy.special.expit(0.0), 0.5)
    return 2 * x
"""

PLOT = b"""
import matplotlib.pyplot as plt
import torch
def f(x):
    import io
    figure, axes = plt.subplots()
    axes.semilogy([1, 2, 3], abs(x) + 1, label="$x^2$")
    axes.legend()
    figure.savefig(io.BytesIO(), format="png")
    model = torch.nn.Linear(2, 2)
    torch.optim.Adam(model.parameters()).step()
    torch.autograd.gradcheck(torch.sin, torch.zeros(1, dtype=torch.float64, requires_grad=True))
    torch.set_num_threads(4)
    return 2 * x
"""


@pytest.mark.parametrize("source", [LATE, PLOT], ids=["late imports", "figures and optimizers"])
def test_ordinary_work_is_not_in_the_way_of_confinement(launcher: ZygoteLauncher, source: bytes) -> None:
    assert np.array_equal(value(observe(launcher, source)), 2 * X)


def test_memory_is_bounded_and_the_message_is_clean(launcher: ZygoteLauncher) -> None:
    seen = observe(launcher, b"import numpy as np\ndef f(x):\n    return np.ones(1 << 30)\n")
    (outcome,) = seen.runs["r0"]
    assert outcome.ending is Ending.MEMORY


@pytest.mark.skipif(os.geteuid() != 0, reason="only root changes users")
def test_every_child_of_root_is_another_user(launcher: ZygoteLauncher) -> None:
    seen = {
        float(value(observe(launcher, b"import os\ndef f(x):\n    return x * 0 + os.getuid()\n"))[0]) for _ in range(3)
    }  # type: ignore[index]
    assert len(seen) == 3
    assert 0.0 not in seen
