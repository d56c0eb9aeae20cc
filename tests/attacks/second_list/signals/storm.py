"""A timer that fires all the time, with a handler that raises, into everything that the worker does."""
import signal


def handler(number, frame):
    raise KeyboardInterrupt


def attack(x):
    signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 1e-3, 1e-3)
    return x
