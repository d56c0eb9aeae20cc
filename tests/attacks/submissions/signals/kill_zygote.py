"""Kill the parent, and with it everyone who comes after."""
import os
import signal


def attack(x):
    os.kill(os.getppid(), signal.SIGKILL)
