"""Make a process whose parent is somebody else."""
import ctypes
import time


def attack(x):
    if ctypes.CDLL(None).syscall(56, 0x00008000 | 17, 0, 0, 0, 0) == 0:
        time.sleep(20)
