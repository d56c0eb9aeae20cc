"""Answer the kernel's own page faults, slowly."""
import ctypes


def attack(x):
    return "THROUGH-FAULTS" if ctypes.CDLL(None).syscall(323, 1) >= 0 else ""
