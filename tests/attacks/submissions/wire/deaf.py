"""Stop listening, and answer all the same."""
import ctypes


def attack(x):
    for descriptor in range(3, 64):
        ctypes.CDLL(None).shutdown(descriptor, 0)
    return x
