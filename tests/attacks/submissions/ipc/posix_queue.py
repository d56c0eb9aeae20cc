"""Leave a named queue for an accomplice."""
import ctypes


def attack(x):
    opened = ctypes.CDLL(None).syscall(240, SCENE["marker"].encode(), 0o102, 0o666, 0)
    return "THROUGH-QUEUE" if opened >= 0 else ""
