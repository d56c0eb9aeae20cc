"""Between two calls nothing of the student's runs of its own accord: no signal handler, no callback of the collector.

What does run there runs unwatched, and may know the inputs of the next call already.
"""

import gc
import importlib
import signal
from typing import Any

_enable, _disable, _is_enabled = gc.enable, gc.disable, gc.isenabled
# The C function itself: signal's own wrapper makes an enum of every signal, each time.
_mask: Any = getattr(importlib.import_module("_signal"), "pthread_sigmask", None)
_set = int(getattr(signal, "SIG_SETMASK", 0))
_all = frozenset(map(int, signal.valid_signals()))


class Quiet:
    """The quiet of one worker, begun and ended around everything that is the worker's own."""

    def __init__(self) -> None:
        """It is not quiet yet."""
        self._collecting = False
        self._signals: set[int] | None = None

    def begin(self) -> bool:
        """Have quiet; False when there was some already. Handlers of signals that have come run here, for the last time."""
        if self._signals is not None:
            return False
        self._signals = _mask(_set, _all) if _mask is not None else set()
        self._collecting = _is_enabled()
        _disable()
        return True

    def end(self) -> None:
        """Let all that was held back go on; the watch is on by now."""
        signals, self._signals = self._signals, None
        if signals is None:
            return
        if self._collecting:
            _enable()
        if _mask is not None:
            _mask(_set, signals)
