"""Workers that are lost for no fault of the student's: what they were to do is done again, once, and nothing twice."""

import os
import sys
import time

import pytest

from grader.errors import GraderFault
from grader.model.call import Call, Ending, Job, Limits, Name, Run
from grader.sandbox.clock import lives_on
from grader.sandbox.launch import FreshLauncher
from grader.sandbox.session import MAX_LOSSES, Session

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the flags of a process are Linux's")

LIMITS = Limits(call_seconds=2.0)
CALLS = (Call("f", (Name("x"),), binds=("y",)),)


class Lossy:
    """A child whose end nobody can explain."""

    def __init__(self, child):
        self._child = child

    def __getattr__(self, name):
        return getattr(self._child, name)

    def wait(self, timeout):
        raise ConnectionError("the zygote is gone")


class LossyLauncher:
    """Its first ``losses`` children are lost when they end; with ``kill``, before they get a job."""

    def __init__(self, losses: int, *, kill: bool = False):
        self._inner, self._losses, self._kill = FreshLauncher(), losses, kill
        self.launched = 0

    def launch(self, framework):
        child = self._inner.launch(framework)
        self.launched += 1
        if self.launched > self._losses:
            return child
        if self._kill:
            child.kill()
            return child
        return Lossy(child)


def runs(count: int) -> list[Run]:
    return [Run(f"r{i}", {"x": float(i)}, CALLS, frozenset({"y"})) for i in range(count)]


def source(tmp_path, when: str) -> bytes:
    """A file that ends its process the first time ``when`` holds, and writes down what it does."""
    flag, notes = tmp_path / "flag", tmp_path / "notes"
    flag.touch()
    return f"""
import os
def leave():
    os.remove({str(flag)!r})
    os._exit(0)
def f(x):
    with open({str(notes)!r}, "a") as file: file.write(f"{{x:g}} ")
    if {when} and os.path.exists({str(flag)!r}): leave()
    return 2 * x
print("imported", flush=True)
if {when!r} == "import" and os.path.exists({str(flag)!r}): leave()
""".replace("if import and", "if False and").encode()


def session(launcher, content: bytes) -> Session:
    return Session(launcher.launch, Job("work.py", content, "numpy", LIMITS))


def test_runs_in_flight_are_neither_lost_nor_doubled(tmp_path):
    launcher = LossyLauncher(1)
    with session(launcher, source(tmp_path, "x == 3")) as opened:
        found = opened.run(runs(6))
    assert [(o.ending, o.values["y"]) for (o,) in found.values()] == [(Ending.RETURNED, 2.0 * i) for i in range(6)]
    assert list(found) == [f"r{i}" for i in range(6)]
    assert launcher.launched == 2
    # Only the run that was under way is executed a second time.
    assert (tmp_path / "notes").read_text().split() == ["0", "1", "2", "3", "3", "4", "5"]


def test_one_lost_during_the_import_is_replaced_and_prints_once(tmp_path):
    launcher = LossyLauncher(1)
    with session(launcher, source(tmp_path, "import")) as opened:
        assert opened.imported.ending is Ending.RETURNED
        assert [o.values["y"] for (o,) in opened.run(runs(2)).values()] == [0.0, 2.0]
        assert opened.printed == "imported\n"
    assert launcher.launched == 2


def test_one_that_dies_before_its_job_is_replaced():
    launcher = LossyLauncher(1, kill=True)
    with session(launcher, b"def f(x): return x\n") as opened:
        assert [o.values["y"] for (o,) in opened.run(runs(2)).values()] == [0.0, 1.0]
    assert launcher.launched == 2


def test_workers_that_keep_dying_are_a_fault_of_the_grader():
    launcher = LossyLauncher(99, kill=True)
    with pytest.raises(GraderFault, match="not the student's doing"):
        session(launcher, b"def f(x): return x\n")
    assert launcher.launched == MAX_LOSSES + 1


def test_one_that_only_hangs_up_is_not_waited_for(sandbox):
    body = b"import os, time\ndef f(x):\n    os.closerange(3, 64)\n    time.sleep(60)\n"
    with sandbox.open(Job("work.py", body, "numpy", Limits(call_seconds=20.0))) as opened:
        started = time.monotonic()
        ((outcome,),) = opened.run(runs(1)).values()
        assert time.monotonic() - started < 0.5
    assert outcome.ending is Ending.CRASHED
    assert "closed the grader's connection" in outcome.message


def test_whether_a_process_lives_on():
    assert lives_on(os.getpid())
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    assert not lives_on(child)
    os.waitpid(child, 0)
    assert not lives_on(child)
