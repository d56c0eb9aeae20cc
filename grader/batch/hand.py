"""A working process as seen from outside: given a task it gives an outcome, or it dies."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress

from grader.batch.process import receive, send
from grader.batch.task import Done, Failed, Lost, Outcome, Setup, Task
from grader.errors import GraderFault

LONGEST_TASK = 900.0
"""Seconds. Student code has limits of its own, far below; this is for a fault of ours."""

MOST_DEATHS = 2
"""How many processes a task may end until it is set aside."""


_GRACE = 5.0
"""Seconds that a process has for clearing up."""


class HandDied(Exception):
    """The process is gone: why, in one clause."""


class Hand:
    """One process. Used by one thread at a time; :meth:`close` may come from another."""

    def __init__(self, setup: Setup) -> None:
        """Start it, and wait until it is ready. GraderFault when that fails."""
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        # -P: nothing that lies in the present folder, a submission perhaps, is ever imported.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "grader.batch.process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"},
            # Ctrl-C is for the one who keeps the gradebook.
            start_new_session=os.name == "posix",
        )
        try:
            self._exchange(setup)
        except HandDied as error:
            words = self._last_words()
            self.close()
            raise GraderFault(f"A process to grade with could not be started ({error}): {words}") from error

    def do(self, task: Task) -> Done | Failed:
        """The outcome of a task. HandDied when the process ended instead; then it can only be closed."""
        answer = self._exchange(task)
        if not isinstance(answer, Done | Failed):
            raise HandDied("it answered nonsense")
        return answer

    def _exchange(self, message: object) -> object:
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise HandDied("it has no pipes")
        overdue = threading.Timer(LONGEST_TASK, self._process.kill)
        overdue.daemon = True
        overdue.start()
        try:
            send(stdin, message)
            return receive(stdout)
        except (EOFError, OSError, ValueError) as error:
            raise HandDied(self._why()) from error
        finally:
            overdue.cancel()

    def _why(self) -> str:
        with suppress(subprocess.TimeoutExpired):
            status = self._process.wait(5.0)
            if status < 0:
                with suppress(ValueError):
                    return f"ended by {signal.Signals(-status).name}"
            return f"ended with status {status}"
        return "it closed its output"

    def _last_words(self) -> str:
        size = self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(0, size - 1500))
        lines = self._errors.read().decode(errors="replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")

    def dismiss(self) -> None:
        """Tell the process to clear up and go, in the middle of a task too; nothing is waited for."""
        with suppress(OSError, ValueError):
            if self._process.stdin is not None:
                self._process.stdin.close()

    def close(self) -> None:
        """See the process off, by force when it takes its time. May be called again."""
        self.dismiss()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_GRACE)
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._errors):
            with suppress(OSError, ValueError):
                if stream is not None:
                    stream.close()


class Place:
    """Where one hand works at a time: a dead one is replaced, and what killed two is set aside."""

    def __init__(self, setup: Setup) -> None:
        """The first hand is started with the first task."""
        self._setup = setup
        self._hand: Hand | None = None
        self._closed = False

    def do(self, task: Task) -> Outcome:
        """The outcome of a task, whatever becomes of processes. GraderFault when none can be started."""
        reason = ""
        for _ in range(MOST_DEATHS):
            if self._hand is None:
                self._hand = Hand(self._setup)
            try:
                return self._hand.do(task)
            except HandDied as died:
                reason = str(died)
                self._hand.close()
                self._hand = None
                if self._closed:
                    break
        return Lost(task, reason)

    def dismiss(self) -> None:
        """Tell the hand to go, in the middle of a task too."""
        self._closed = True
        hand = self._hand
        if hand is not None:
            hand.dismiss()

    def close(self) -> None:
        """See the hand off."""
        self.dismiss()
        hand = self._hand
        if hand is not None:
            hand.close()
