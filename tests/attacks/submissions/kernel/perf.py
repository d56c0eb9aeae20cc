"""Watch the machine's counters."""
import ctypes


def attack(x):
    attributes = ctypes.create_string_buffer(128)
    attributes[0:8] = (1).to_bytes(4, "little") + (128).to_bytes(4, "little")
    return "THROUGH-WATCHING" if ctypes.CDLL(None).syscall(298, attributes, 0, -1, -1, 0) >= 0 else ""
