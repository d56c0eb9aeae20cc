"""Make a process by the newest call."""
import ctypes
import time


def attack(x):
    arguments = (ctypes.c_uint64 * 11)()
    if ctypes.CDLL(None).syscall(435, arguments, ctypes.c_size_t(88)) == 0:
        time.sleep(20)
