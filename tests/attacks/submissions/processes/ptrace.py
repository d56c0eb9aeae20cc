"""Take hold of another process."""
import ctypes


def attack(x):
    return "THROUGH-HELD" if ctypes.CDLL(None).ptrace(16, SCENE["bystander_pid"], 0, 0) == 0 else ""
