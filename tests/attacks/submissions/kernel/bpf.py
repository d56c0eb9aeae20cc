"""Load a program into the kernel."""
import ctypes


def attack(x):
    return "THROUGH-MAP" if ctypes.CDLL(None).syscall(321, 0, ctypes.create_string_buffer(bytes([2, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0]), 72), 72) >= 0 else ""
