"""Make a call by the x32 numbers."""
import ctypes


def attack(x):
    return "THROUGH-GATE" if ctypes.CDLL(None).syscall(0x40000000 + 39) > 0 else ""
