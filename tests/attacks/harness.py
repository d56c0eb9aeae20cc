"""Runs one hostile submission and says what got through, going by what can be seen from outside."""

import re
import resource
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from grader.model.call import Call, Job, Limits, Name, Observation, Run
from grader.model.value import ArrayInput, ArrayValue
from grader.sandbox.session import Session
from grader.sandbox.zygotes import ZygoteLauncher
from tests.attacks.scene import Scene

FOLDERS = [Path(__file__).parent / name for name in ("submissions", "second_list")]
"""The second list was written after reading the finished code."""

LIMITS = Limits(call_seconds=0.5, import_seconds=1.0, memory=192 << 20, result_bytes=4 << 20, output_bytes=64 << 10)

HONEST = b"def attack(x):\n    return 2 * x\n"
QUESTION = np.array([1.0, 2.0, 3.0])

MAX_SECONDS = 15.0
MAX_HOST_GROWTH = 200 << 10
"""In kilobytes, as the kernel counts them."""

_CLAIM = re.compile(r"THROUGH-[A-Z]+")
"""What an attack returns when it believes it has succeeded at something that leaves no trace. Its silence proves nothing."""


@dataclass(frozen=True)
class Attack:
    """One hostile submission."""

    path: Path

    @property
    def name(self) -> str:
        """Group and name."""
        return f"{self.path.parent.name}/{self.path.stem}"

    @property
    def framework(self) -> str:
        """What it wants to run under."""
        return "torch" if "# framework: torch" in self.path.read_text() else "numpy"


def attacks() -> list[Attack]:
    """All of them, by group."""
    return [Attack(path) for folder in FOLDERS for path in sorted(folder.glob("*/*.py"))]


def ready(launcher: ZygoteLauncher) -> ZygoteLauncher:
    """Have the zygotes up before any clock runs."""
    for framework in ("numpy", "torch"):
        launcher.prestart(framework)
    for framework in ("numpy", "torch"):
        launcher.launch(framework).close()
    return launcher


def run(attack: Attack, launcher: ZygoteLauncher, scene: Scene) -> list[str]:
    """Let it loose; everything that got through, in words."""
    known = scene.known()
    before, size = launcher.pids(), _host_size()
    found: list[str] = []
    try:
        with patience():
            seen = observe(f"SCENE = {known!r}\n".encode() + attack.path.read_bytes(), attack.framework, launcher)
        found += _loot(seen, scene)
    except (Exception, Stuck) as error:
        found.append(f"the grader broke: {type(error).__name__}: {error}")
    if _host_size() - size > MAX_HOST_GROWTH:
        found.append("the grader's memory grew")
    found += _next_student(attack.framework, launcher)
    after = launcher.pids()
    if any(after.get(framework) != pid for framework, pid in before.items()):
        found.append("the zygote had to be replaced")
    return found + scene.harm(after.values())


class Stuck(BaseException):
    """The grader waits and waits. (Nothing that anybody would catch by mistake.)"""


@contextmanager
def patience() -> Iterator[None]:
    """:class:`Stuck` when the grader does not come back."""

    def stuck(number: int, frame: object) -> None:
        raise Stuck(f"for {MAX_SECONDS:g} s")

    usual = signal.signal(signal.SIGALRM, stuck)
    signal.setitimer(signal.ITIMER_REAL, MAX_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, usual)


def observe(source: bytes, framework: str, launcher: ZygoteLauncher) -> list[Observation]:
    """Three calls of ``attack`` on an array in a worker of its own: one alone, then, a little later, two more."""
    job = Job("solution.py", source, framework, LIMITS)
    call = Call("attack", (Name("x"),), binds=("y",))
    first, *more = [Run(f"r{at}", {"x": ArrayInput(QUESTION)}, (call,), frozenset({"y"})) for at in range(3)]
    with Session(launcher.launch, job) as session:
        seen = [session.observe([first])]
        time.sleep(0.01)
        return [*seen, session.observe(more)]


def _loot(seen: list[Observation], scene: Scene) -> list[str]:
    """Canaries that came out, by any way, and claims of success."""
    outcomes = [outcome for part in seen for run in [(part.imported,), *part.runs.values()] for outcome in run]
    printed = "".join(part.printed for part in seen)
    everything = repr(outcomes) + printed
    returned = "".join(repr(outcome.values) for outcome in outcomes) + printed
    found = [f"it saw the {name} canary" for name, token in scene.tokens.items() if token in everything]
    if any(mark in printed + "".join(outcome.message for outcome in outcomes) for mark in ("\x1b", "\x00", "\x9b", "\u202e", "\u2066")):
        found.append("control characters came out")
    return found + [f"it claims {claim}" for claim in sorted(set(_CLAIM.findall(returned)))]


def _next_student(framework: str, launcher: ZygoteLauncher) -> list[str]:
    """Whether an honest submission right after it gets its due."""
    try:
        seen = observe(HONEST, framework, launcher)
    except Exception as error:
        return [f"the next student got nothing: {type(error).__name__}: {error}"]
    right = 2 * QUESTION
    for outcome in (outcome for part in seen for run in part.runs.values() for outcome in run):
        value = outcome.values.get("y")
        if not isinstance(value, ArrayValue) or not np.array_equal(value.data, right) or seen[0].printed:
            return [f"the next student suffered: {outcome}"]
    return []


def _host_size() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
