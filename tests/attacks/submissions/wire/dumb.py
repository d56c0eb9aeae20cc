"""Stop talking, and go on listening."""
import ctypes


def attack(x):
    for descriptor in range(3, 64):
        ctypes.CDLL(None).shutdown(descriptor, 1)
    return x
