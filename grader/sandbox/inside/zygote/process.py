"""The zygote's life, and a child's: warm up, prepare the confinement, fork; be confined, serve one job, end."""

import json
import os
import socket
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Mapping
from functools import partial
from typing import Any, NoReturn

from ..confine import Confinement, Policy
from ..guard import hide_grader
from ..serve import serve
from ..tensors import load_torch
from . import warm
from .libraries import Libraries
from .nursery import Birth, Nursery
from .rehearsal import rehearse

_JOIN_SECONDS = 10.0
_BROKEN = 70
"""The exit status of a child that the worker's own code failed in."""


class Zygote:
    """A warm process of one framework."""

    def __init__(self, framework: str, libraries: Libraries, layers: frozenset[str], user: int | None) -> None:
        """Import and use what is essential, then prepare the confinement."""
        plan = warm.PLANS[framework]
        for step in plan.steps(plan.essential):
            without_fork_hooks(step)
        if "torch" in sys.modules:
            load_torch()
        libraries.lock()
        # Nothing can be written in a child, but torch's compiler asks for the folder as soon as it is imported.
        tempfile.tempdir = "/tmp"
        require_one_thread()
        self.confinement = Confinement(Policy(layers, libraries.paths(), user))
        self._chores = [partial(self._do, step) for step in plan.steps(plan.deferred)]
        if self.confinement.late:
            # A sealed child can import nothing by itself.
            for chore in self._chores:
                chore()
            self._chores = []

    def _do(self, chore: warm.Step) -> None:
        try:
            without_fork_hooks(chore)
        except Exception:
            # Then the first student who needs it finds it cold, or meets the same error.
            traceback.print_exc()
        require_one_thread()
        self.confinement.measure()

    def run(self, control: socket.socket) -> Birth:
        """Serve the host; returns only in a child."""
        hello = {"layers": self.confinement.names, "readable": self.confinement.readable}
        control.send(json.dumps(hello).encode())
        # Every module of this package is loaded by now. Searched for in a child, their names would cost it 5 ms.
        hide_grader()
        return Nursery(control, self._chores).run()


def without_fork_hooks(work: warm.Step) -> None:
    """Do ``work`` while libraries cannot ask to be run at every fork.

    What they would do there is to draw new seeds, which the worker sets anyway, and it costs a child 2 ms.
    """
    register = os.register_at_fork
    vars(os)["register_at_fork"] = lambda **hooks: None
    try:
        work()
    finally:
        os.register_at_fork = register


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


def live(birth: Birth, confinement: Confinement) -> NoReturn:
    """A child's whole life: be confined, serve one job, end without running anything a student registered."""
    connection, output = birth.connection, birth.output
    try:
        names: list[str] = []
        mark = confinement.draw_mark()
        if not confinement.late:
            names = confinement.enter([connection.fileno()], output)
            output = 1
            rehearse()

        def confine(limits: Mapping[str, Any]) -> list[str]:
            active = names or confinement.enter([connection.fileno()], 1)
            confinement.limit(limits["memory"], limits["cpu_seconds"])
            return active

        serve(connection, output_fd=output, confine=confine, flags=mark)
    except BaseException:
        # A student's own exceptions never get here. The host reads this with the output.
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(_BROKEN)
    os._exit(0)
