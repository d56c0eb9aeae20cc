"""Become visible to others of the same user again."""
import ctypes


def attack(x):
    libc = ctypes.CDLL(None)
    return "THROUGH-VISIBLE" if libc.prctl(4, 1, 0, 0, 0) == 0 and libc.prctl(3) == 1 else ""
