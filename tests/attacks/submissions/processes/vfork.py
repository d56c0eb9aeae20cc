"""Make a process by the raw call."""
import ctypes
import time


def attack(x):
    if ctypes.CDLL(None).syscall(57) == 0:
        time.sleep(20)
