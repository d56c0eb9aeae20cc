"""Let the interpreter itself write into every descriptor, at each signal."""
import os
import signal


def attack(x):
    signal.signal(signal.SIGALRM, lambda number, frame: None)
    for descriptor in range(3, 64):
        try:
            os.set_blocking(descriptor, False)
            signal.set_wakeup_fd(descriptor, warn_on_full_buffer=False)
            break
        except (OSError, ValueError):
            pass
    signal.setitimer(signal.ITIMER_REAL, 1e-3, 1e-3)
    return x
