"""Be killed in the middle of an answer."""
import os
import signal


def attack(x):
    os.kill(os.getpid(), signal.SIGKILL)
