"""Leave a key in the user's ring."""
import ctypes


def attack(x):
    added = ctypes.CDLL(None).syscall(248, b"user", SCENE["marker"].encode(), b"payload", 7, -4)
    return "THROUGH-KEY" if added > 0 else ""
