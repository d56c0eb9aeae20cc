"""Whether all is there that a check needs: versions, confinement, and a worker that really answers."""

import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.errors import GraderError
from grader.kit.marker import read_marker
from grader.kit.selfcheck import no_warm_worker
from grader.model.call import Call, Ending, Job, Limits, Name, Run
from grader.provenance import versions
from grader.sandbox.host import Sandbox
from grader.spec.folder import find_course

_SELF_TEST = b"def twice(x):\n    return 2 * x\n"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report. ``good`` None is neither: it is only said."""

    topic: str
    fact: str
    good: bool | None = None


def examine() -> Iterator[Finding]:
    """Everything, one finding after the other; the slow ones last."""
    for package, version in versions().items():
        yield Finding(package, version, None if version != "absent" else False)
    yield Finding("system", f"{platform.system()} {platform.release()} {platform.machine()}, {os.cpu_count()} processors")
    yield Finding("terminal", f"{sys.stdout.encoding}, {os.environ.get('TERM') or 'no TERM'}")
    yield _guarded("course", _course)
    reason = no_warm_worker()
    if reason:
        yield Finding("warm worker", f"none{reason}; a plain one is used, which is slower")
    else:
        yield _guarded("confinement", _confinement)
        for framework in ("numpy", "torch"):
            yield _guarded(f"worker, {framework}", lambda framework=framework: _worker(framework, "full"))  # type: ignore[misc]
    yield _guarded("plain worker", lambda: _worker("numpy", "none"))


def _guarded(topic: str, test: Callable[[], Finding]) -> Finding:
    """The finding, or that the test itself failed and how."""
    try:
        return test()
    except GraderError as error:
        return Finding(topic, str(error).strip().splitlines()[0], False)
    except Exception as error:  # a doctor who falls ill has to say so
        return Finding(topic, f"{type(error).__name__}: {error}", False)


def _course() -> Finding:
    try:
        root = find_course(Path.cwd())
    except GraderError:
        return Finding("course", "none here; go to your kit's folder")
    marker = read_marker(root)
    return Finding("course", f"a kit, {marker.course}, made by {marker.grader}" if marker else f"a course in {root.name}", True)


def _confinement() -> Finding:
    """The layers that a worker of this system has on, and what is missing."""
    from grader.sandbox.inside.confine import DEFAULT  # Linux only

    with Sandbox() as sandbox, sandbox.open(_job("numpy")) as session:
        missing = sorted(DEFAULT - set(session.isolation))
    if not missing:
        return Finding("confinement", "complete", True)
    reasons = {
        "landlock": "the kernel has no Landlock or it is switched off",
        "seccomp": "the kernel or the container allows no seccomp filters, or the processor is not one that is known",
        "uid": "only root can give the worker a user of its own",
    }
    said = "; ".join(f"{layer} ({reasons[layer]})" if layer in reasons else layer for layer in missing)
    # One's own code may run all the same: what is missing matters where strangers' code is graded.
    return Finding("confinement", f"without {said}", None if missing == ["uid"] else False)


def _worker(framework: str, isolation: str) -> Finding:
    """Whether a worker imports a file, runs a call and gives the right answer back; and how long that takes."""
    times = []
    with Sandbox(isolation=isolation) as sandbox:
        for _ in range(2):
            started = time.perf_counter()
            with sandbox.open(_job(framework)) as session:
                run = Run("test", {"x": 21}, (Call("twice", (Name("x"),), (), ("y",)),), frozenset({"y"}))
                (outcome,) = session.run([run])["test"]
            times.append(time.perf_counter() - started)
    topic = f"worker, {framework}" if isolation == "full" else "plain worker"
    if outcome.ending is not Ending.RETURNED or outcome.values.get("y") != 42:
        return Finding(topic, f"gives no right answer: {outcome.ending} {outcome.message}".strip(), False)
    return Finding(topic, f"answers; first {times[0]:.2f} s, then {times[1]:.2f} s", True)


def _job(framework: str) -> Job:
    return Job("self_test.py", _SELF_TEST, framework, Limits(memory=2 << 30))
