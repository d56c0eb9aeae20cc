"""The host's side: sessions that outlive their workers, the clock, what is printed, how processes end."""

import os
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from grader.errors import GraderFault, UsageError
from grader.model.call import Call, Ending, Job, Limits, Name, Run, Watch
from grader.sandbox import clock
from grader.sandbox.clock import Clock, Usage
from grader.sandbox.framework import framework_for, imported_by
from grader.sandbox.host import Sandbox
from grader.sandbox.inside.frame import Kind, pack
from grader.sandbox.launch import FreshLauncher
from grader.sandbox.printed import Printed
from grader.sandbox.quotients import quotient_lines
from grader.sandbox.session import MAX_DEATHS, MAX_TIMEOUTS
from grader.sandbox.worker import Ended, explain_exit

QUICK = Limits(call_seconds=0.4)


def job(source: str, framework: str = "numpy", **options) -> Job:
    return Job("work.py", source.encode(), framework, options.pop("limits", QUICK), **options)


def runs(count: int, *targets: str, prefix: str = "r") -> list[Run]:
    calls = tuple(Call(target, (Name("x"),), binds=(f"y{i}",)) for i, target in enumerate(targets))
    send = frozenset(f"y{i}" for i in range(len(targets)))
    return [Run(f"{prefix}{number}", {"x": float(number)}, calls, send) for number in range(count)]


def endings(found) -> list[str]:
    return [" ".join(outcome.ending.value for outcome in outcomes) for outcomes in found.values()]


# -- sessions --------------------------------------------------------------------------------------------------------


def test_a_session_can_be_asked_again(sandbox):
    with sandbox.open(job("n = []\ndef f(x):\n    n.append(x)\n    return len(n)")) as session:
        assert [o.values["y0"] for (o,) in session.run(runs(3, "f")).values()] == [1, 2, 3]
        assert [o.values["y0"] for (o,) in session.run(runs(2, "f", prefix="s")).values()] == [4, 5]
        assert session.run([]) == {}


def test_many_small_runs_come_back_in_order(sandbox):
    with sandbox.open(job("def f(x): return x + 0.5")) as session:
        found = session.run(runs(1000, "f"))
    assert [outcomes[0].values["y0"] for outcomes in found.values()] == [i + 0.5 for i in range(1000)]
    assert list(found) == [f"r{i}" for i in range(1000)]


def test_large_runs_do_not_block_either_side(sandbox):
    big = [1.0] * 20_000
    calls = (Call("f", (Name("x"),), binds=("y",)),)
    many = [Run(f"r{i}", {"x": big}, calls, frozenset({"y"})) for i in range(8)]
    with sandbox.open(job("def f(x): return x", limits=Limits(call_seconds=20.0))) as session:
        found = session.run(many)
    assert all(outcome.values["y"] == big for (outcome,) in found.values())


def test_what_came_before_a_death_is_kept_and_the_rest_goes_on_in_a_fresh_worker(sandbox):
    body = "import os\nstate = []\ndef f(x):\n    state.append(x)\n    if x == 2: os._exit(1)\n    return len(state)"
    with sandbox.open(job(body)) as session:
        found = session.run(runs(5, "f"))
    assert endings(found) == ["returned", "returned", "exited", "returned", "returned"]
    assert [o.values.get("y0") for (o,) in found.values()] == [1, 2, None, 1, 2]


def test_an_endless_loop_costs_few_time_limits(sandbox):
    body = "def f(x): return x\ndef g(x):\n    while True: pass"
    started = time.monotonic()
    with sandbox.open(job(body)) as session:
        found = session.run(runs(10, "f", "g", "f"))
    assert endings(found)[:MAX_TIMEOUTS] == ["returned timeout not_run"] * MAX_TIMEOUTS
    assert set(endings(found)[MAX_TIMEOUTS:]) == {"returned not_run not_run"}
    assert "not tried again: g" in found["r9"][1].message
    assert found["r9"][0].values == {"y0": 9.0}
    assert time.monotonic() - started < 20


def test_a_callable_that_ends_the_process_is_given_up(sandbox):
    with sandbox.open(job("import os\ndef f(x): os._exit(0)")) as session:
        found = session.run(runs(6, "f"))
    assert endings(found) == ["exited"] * MAX_DEATHS + ["not_run"] * (6 - MAX_DEATHS)


def test_one_that_raises_is_tried_every_time(sandbox):
    with sandbox.open(job("def f(x): raise ValueError(x)")) as session:
        found = session.run(runs(6, "f"))
    assert endings(found) == ["raised"] * 6
    assert found["r5"][0].message == "5.0"


def test_a_restarted_worker_does_not_repeat_what_the_import_prints(sandbox):
    with sandbox.open(job("import os\nprint('hello')\ndef f(x):\n    if x < 1: os._exit(0)\n    print(x)")) as session:
        session.run(runs(2, "f"))
        assert session.printed == "hello\n1.0\n"


def test_sessions_in_many_threads(sandbox):
    def one(number: int) -> float:
        with sandbox.open(job(f"def f(x): return x + {number}")) as session:
            return session.run(runs(2, "f"))["r1"][0].values["y0"]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(one, range(12))) == [1.0 + number for number in range(12)]


def test_observe_gives_everything_at_once(sandbox):
    with sandbox.open(job("print('hi')\ndef f(x): return x")) as session:
        seen = session.observe(runs(1, "f"))
    assert (seen.imported.ending, seen.printed, seen.printed_truncated) == (Ending.RETURNED, "hi\n", False)
    assert seen.value("r0", "y0") is seen.runs["r0"][0]
    assert seen.isolation


def test_violations_carry_across_the_wire_once_per_line(sandbox):
    watch = Watch(("f",), finite_differences=True)
    body = "import numpy as np\ndef f(x):\n    np.gradient([x, x + 1])\n    np.gradient([x, x + 1])\n    return x"
    with sandbox.open(job(body, watches=(watch,), limits=Limits())) as session:
        (outcome,) = session.run(runs(1, "f"))["r0"]
    assert [(v.rule, v.line) for v in outcome.violations] == [("finite_differences", 3), ("finite_differences", 4)]


# -- plain processes -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def plain():
    with Sandbox(isolation="none") as opened:
        yield opened


def test_a_plain_process_does_the_same(plain):
    with plain.open(job("import os\nprint('hi')\ndef f(x): return [x, os.listdir('.')]")) as session:
        (outcome,) = session.run(runs(1, "f"))["r0"]
        assert outcome.values == {"y0": [0.0, []]}
        assert session.printed == "hi\n"
    assert "landlock" not in session.isolation


@pytest.mark.skipif(sys.platform != "linux", reason="address space is limited on Linux")
def test_a_plain_process_has_its_memory_bounded(plain):
    body = "import numpy as np\ndef f(x): return np.ones(10 ** 8).sum()"
    with plain.open(job(body, limits=Limits(memory=200 << 20))) as session:
        assert session.isolation == ("rlimits",)
        assert session.run(runs(1, "f"))["r0"][0].ending is Ending.MEMORY


@pytest.mark.skipif(os.name != "posix", reason="no fork")
def test_what_a_plain_process_started_ends_with_it(plain):
    body = "import os, time\ndef f(x):\n    pid = os.fork()\n    if pid == 0:\n        time.sleep(60)\n    return pid"
    with plain.open(job(body)) as session:
        pid = session.run(runs(1, "f"))["r0"][0].values["y0"]
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        usage = clock.usage(pid)
        if usage is None or usage.state == "Z":
            return
        time.sleep(0.05)
    pytest.fail("it still runs")


def test_a_plain_process_has_none_of_the_hosts_environment(plain, monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "hidden")
    with plain.open(job("import os\ndef f(x): return sorted(os.environ)")) as session:
        names = session.run(runs(1, "f"))["r0"][0].values["y0"]
    assert "SECRET_TOKEN" not in names
    assert "MPLBACKEND" in names


def test_an_interpreter_that_cannot_start_is_a_fault():
    with (
        Sandbox(launcher=FreshLauncher("/nonexistent/python")) as sandbox,
        pytest.raises(GraderFault, match="cannot be started"),
    ):
        sandbox.open(job(""))


def test_an_interpreter_without_numpy_is_a_fault(tmp_path):
    fake = tmp_path / "python"
    fake.write_text("#!/bin/sh\necho 'no numpy here' >&2\nexit 1\n")
    fake.chmod(0o755)
    with Sandbox(launcher=FreshLauncher(str(fake))) as sandbox, pytest.raises(GraderFault, match="no numpy here"):
        sandbox.open(job(""))


def test_unknown_isolation_is_the_users_mistake():
    with pytest.raises(UsageError, match="full, none"):
        Sandbox(isolation="some")


# -- a worker that lies ----------------------------------------------------------------------------------------------

LIAR = """
import socket, struct, sys
def f(x):
    frames = {frames!r}
    for fd in range(3, 60):
        try:
            other = socket.socket(fileno=fd)
        except OSError:
            continue
        try:
            other.sendall(frames)
        finally:
            other.detach()
    return x
"""
OUTCOME = {"run": 0, "index": 0, "ending": "returned", "seconds": "0x0p+0"}
LIES = {
    "an outcome twice": pack(Kind.OUTCOME, OUTCOME) + pack(Kind.OUTCOME, OUTCOME),
    "the outcome of another call": pack(Kind.OUTCOME, {**OUTCOME, "index": 1}),
    "a value nobody asked for": pack(Kind.OUTCOME, {**OUTCOME, "values": ["d", "score", 100]}),
    "a job": pack(Kind.JOB, {}),
    "an import": pack(Kind.IMPORTED, {**OUTCOME, "run": -1, "index": -1}),
    "a violation of another call": pack(Kind.VIOLATION, [9, 9, "call", "f", "x", 1]),
    "noise": b"\x00" * 64,
}


@pytest.mark.parametrize("name", LIES)
def test_messages_out_of_order_are_tampering(plain, name):
    with plain.open(job(LIAR.format(frames=LIES[name]))) as session:
        found = session.run([*runs(1, "f"), *runs(1, "f", prefix="s")])
    outcome = next(o for (o,) in found.values() if o.ending is Ending.CRASHED)
    assert "interfered" in outcome.message
    assert outcome.violations[-1].rule == "tampering"


# -- parts -----------------------------------------------------------------------------------------------------------


class Times:
    """A process that has used what it is told, at a time that it is told."""

    def __init__(self, monkeypatch):
        self.now, self.usage = 100.0, Usage(1.0, "R")
        monkeypatch.setattr(clock.time, "monotonic", lambda: self.now)
        monkeypatch.setattr(clock, "usage", lambda pid: self.usage)

    def at(self, seconds: float, used: float, state: str = "R") -> None:
        self.now, self.usage = 100.0 + seconds, Usage(1.0 + used, state)


@pytest.fixture
def times(monkeypatch) -> Times:
    return Times(monkeypatch)


@pytest.mark.parametrize(
    ("seconds", "used", "state", "expired"),
    [
        (1.9, 1.9, "R", False),
        (2.1, 2.0, "R", True),
        (2.1, 0.5, "R", False),
        (2.1, 0.5, "D", False),
        (5.9, 1.0, "R", False),
        (6.1, 1.0, "R", True),
        (3.0, 1.9, "R", True),
    ],
)
def test_the_clock_waits_for_one_that_did_not_get_its_share(times, seconds, used, state, expired):
    one = Clock(2.0, 1)
    assert not one.expired()
    times.at(seconds, used, state)
    assert one.expired() is expired


@pytest.mark.parametrize("state", ["S", "T"])
def test_the_clock_ends_sleepers_after_a_few_looks(times, state):
    one = Clock(2.0, 1)
    assert not one.expired()
    for look in range(1, clock.IDLE_LOOKS + 1):
        times.at(2.0 + 0.05 * look, 0.1, state)
        assert one.expired() is (look == clock.IDLE_LOOKS)


def test_one_that_sleeps_now_and_then_is_no_sleeper(times):
    one = Clock(2.0, 1)
    assert not one.expired()
    for look in range(20):
        times.at(2.0 + 0.05 * look, 0.01 * look, "S")
        assert not one.expired()


def test_the_clock_without_proc_is_plain(times, monkeypatch):
    monkeypatch.setattr(clock, "usage", lambda pid: None)
    one = Clock(2.0, 1)
    assert not one.expired()
    times.now += 2.1
    assert one.expired()


@pytest.mark.parametrize(
    ("status", "printed", "ending", "message"),
    [
        (0, "", Ending.EXITED, "status 0"),
        (7, "", Ending.EXITED, "status 7"),
        (111, "", Ending.CRASHED, "broke the process"),
        (None, "", Ending.CRASHED, "closed the grader's connection"),
        (-signal.SIGSEGV, "", Ending.CRASHED, "segmentation fault"),
        (-signal.SIGKILL, "", Ending.MEMORY, "memory"),
        (-signal.SIGABRT, "terminate called after throwing an instance of 'std::bad_alloc'", Ending.MEMORY, "memory"),
        (-signal.SIGABRT, "", Ending.CRASHED, "aborted"),
        (-signal.SIGXCPU, "", Ending.TIMEOUT, "processor time"),
        (-200, "", Ending.CRASHED, "signal 200"),
        (0xC0000005, "", Ending.CRASHED, "0xc0000005"),
    ],
)
def test_how_a_process_ended(status, printed, ending, message):
    ended = explain_exit(status, printed)
    assert isinstance(ended, Ended)
    assert ended.ending is ending
    assert message in ended.message


def test_output_that_nobody_began_to_read_is_let_go():
    read, write = os.pipe()
    drain = Printed(10).drain(read)
    drain.finish()
    drain.finish()
    os.close(read)
    with pytest.raises(BrokenPipeError):
        os.write(write, b"x")
    os.close(write)


def test_printed_keeps_the_first_part():
    read, write = os.pipe()
    printed = Printed(10)
    drain = printed.drain(read)
    drain.start()
    writer = threading.Thread(target=lambda: (os.write(write, b"0123456789" * 20_000), os.close(write)))
    writer.start()
    writer.join(5)
    drain.finish()
    os.close(read)
    assert (printed.text, printed.truncated) == ("0123456789", True)


@pytest.mark.parametrize(
    ("source", "framework"),
    [
        ("import numpy", "numpy"),
        ("import torch", "torch"),
        ("def f():\n    from torch.nn import functional", "torch"),
        ("import matplotlib.pyplot as plt", "torch"),
        ("import importlib; importlib.import_module('torch')", "torch"),
        ("# import torch", "numpy"),
        ("x = 'compare with torch later'", "numpy"),
        ("from .torch import x", "numpy"),
        ("def f(:", "numpy"),
    ],
)
def test_the_framework_follows_the_imports(source, framework):
    assert framework_for(job(source)) == framework


def test_imports_of_hostile_sources():
    for source in (b"\0", b"x" + b".a" * 100_000, b"(" * 100_000, b"\xff\xfe", b"x = 1\n" * 300_000):
        assert imported_by(source) == frozenset()
        assert quotient_lines(source) == frozenset()


QUOTIENTS = {
    "def f(z):\n h = 1e-5\n return (g(z + h) - g(z - h)) / (2 * h)": {3},
    "def f(z):\n return (g(z + 1e-6) - g(z - 1e-6)) / 2e-6": {2},
    "def f(z, h):\n a = g(z + h)\n b = g(z)\n return (a - b) / h": {4},
    "def f(x, h):\n x[0] += h\n a = g(x)\n x[0] -= 2 * h\n b = g(x)\n d = a - b\n d /= 2 * h": {7},
    "def f(x, mu, v, eps):\n return (x - mu) / (v + eps)": set(),
    "def f(z):\n return (exp(z) - exp(-z)) / (exp(z) + exp(-z))": set(),
    "def f(d, n):\n return (n * d - d.sum(0)) / n": set(),
    "def f(a, n):\n return (a[1:] - a[:-1]) / n": set(),
    "def f(x, mu, n):\n delta = x - mu\n mu = mu + delta / n\n return (x - mu) / n": set(),
}


@pytest.mark.parametrize("source", QUOTIENTS)
def test_difference_quotients_are_found(source):
    assert quotient_lines(source.encode()) == frozenset(QUOTIENTS[source])
