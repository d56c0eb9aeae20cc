"""Let the kernel make the socket from a ring of requests."""
import ctypes


def attack(x):
    return "THROUGH-RING" if ctypes.CDLL(None).syscall(425, 8, ctypes.create_string_buffer(120)) >= 0 else ""
