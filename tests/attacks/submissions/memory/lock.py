"""Pin memory that others need."""
import ctypes


def attack(x):
    return "THROUGH-PINNED" if ctypes.CDLL(None).mlockall(1) == 0 else ""
