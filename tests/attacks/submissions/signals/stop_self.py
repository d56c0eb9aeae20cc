"""Stop, and never answer."""
import os
import signal


def attack(x):
    os.kill(os.getpid(), signal.SIGSTOP)
