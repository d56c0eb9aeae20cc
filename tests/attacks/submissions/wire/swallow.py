"""Read what was meant for the worker, and wait."""
import os
import time


def attack(x):
    for descriptor in range(3, 64):
        try:
            os.set_blocking(descriptor, False)
            os.read(descriptor, 1 << 20)
        except OSError:
            pass
    time.sleep(60)
