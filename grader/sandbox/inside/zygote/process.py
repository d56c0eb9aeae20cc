"""The zygote's life, and a child's: warm up, prepare the confinement, fork; be confined, serve one job, end."""

import json
import os
import random
import socket
import sys
import threading
import time
import traceback
from collections.abc import Mapping
from typing import Any, NoReturn

from ..confine import Confinement, Policy, rlimits
from ..serve import serve
from ..tensors import load_torch
from . import heap, warm
from .libraries import Libraries
from .nursery import Birth, Nursery

DEFAULT_MEMORY = 1 << 30
DEFAULT_CPU_SECONDS = 600
_JOIN_SECONDS = 10.0
_BROKEN = 70
"""The exit status of a child that the worker's own code failed in."""


class Zygote:
    """A warm process of one framework."""

    def __init__(self, framework: str, libraries: Libraries, layers: frozenset[str]) -> None:
        """Import and use what is essential, then prepare the confinement."""
        self._layers = layers
        self._libraries = libraries
        self._without_fork_hooks(lambda: self._first_uses(framework))
        self._chores = [*warm.DEFERRED[framework], heap.settle]
        self._prepare()

    def _first_uses(self, framework: str) -> None:
        for step in warm.ESSENTIAL[framework]:
            step()
        if framework == "torch":
            load_torch()

    @staticmethod
    def _without_fork_hooks(work: warm.Step) -> None:
        """Do ``work`` while libraries cannot ask to be run at every fork; what they would do there is done in reseed."""
        register = os.register_at_fork
        os.register_at_fork = lambda **hooks: None  # type: ignore[assignment]
        try:
            work()
        finally:
            os.register_at_fork = register

    def _prepare(self) -> None:
        require_one_thread()
        self._libraries.lock()
        self.confinement = Confinement(Policy(self._layers, self._libraries.paths()))

    def _warm_further(self, step: warm.Step) -> None:
        self._libraries.unlock()
        self._without_fork_hooks(step)
        self._prepare()

    def run(self, control: socket.socket) -> Birth:
        """Serve the host; returns only in a child."""
        hello = {"layers": self.confinement.names, "readable": self.confinement.readable}
        control.send(json.dumps(hello).encode())
        return Nursery(control, [lambda step=step: self._warm_further(step) for step in self._chores]).run()


def require_one_thread() -> None:
    """A fork copies one thread; a process with more must not be forked."""
    for thread in threading.enumerate():
        # A timer of matplotlib's, say, which is cancelled but has not noticed.
        if thread is not threading.main_thread():
            thread.join(_JOIN_SECONDS)
    deadline = time.monotonic() + _JOIN_SECONDS
    while (threads := len(os.listdir("/proc/self/task"))) != 1:
        if time.monotonic() > deadline:
            raise RuntimeError(f"the zygote has {threads} threads")
        time.sleep(0.001)


def reseed() -> None:
    """Give this child random numbers of its own, in the place of the libraries' own hooks."""
    seed = int.from_bytes(os.urandom(4))
    random.seed()
    if (numpy := sys.modules.get("numpy")) is not None:
        numpy.random.seed(seed)
    if (torch := sys.modules.get("torch")) is not None:
        torch.default_generator.manual_seed(seed)


def live(birth: Birth, confinement: Confinement) -> NoReturn:
    """A child's whole life: be confined, serve one job, end without running anything a student registered."""
    try:
        names = confinement.enter([birth.connection.fileno()], birth.output)
        reseed()

        def confine(limits: Mapping[str, Any]) -> list[str]:
            memory = limits.get("memory", DEFAULT_MEMORY)
            confinement.limit(memory, int(limits.get("cpu_seconds", DEFAULT_CPU_SECONDS)))
            return names

        serve(birth.connection, output_fd=1, confine=confine)
    except BaseException:
        # A student's own exceptions never get here. The host reads this with the output.
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(_BROKEN)
    os._exit(0)
