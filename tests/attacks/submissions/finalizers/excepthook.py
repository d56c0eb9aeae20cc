"""Be called when something goes wrong."""
import os
import sys

sys.excepthook = sys.unraisablehook = lambda *a: os._exit(0)


def attack(x):
    raise ValueError("caught?")
