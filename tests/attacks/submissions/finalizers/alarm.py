"""Be called in the middle of the grader's own work."""
import os
import signal

signal.signal(signal.SIGALRM, lambda *a: os._exit(0))


def attack(x):
    signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)
    return x
