"""Raise exceptions wherever the worker happens to be."""
import signal


def boom(*a):
    raise KeyboardInterrupt("anywhere")


def attack(x):
    signal.signal(signal.SIGALRM, boom)
    signal.setitimer(signal.ITIMER_REAL, 0.0002, 0.0002)
    return x
