"""Open the reference with openat2."""
import ctypes
import os


def attack(x):
    how = (ctypes.c_uint64 * 3)(0, 0, 0)
    path = SCENE["reference"].encode()
    descriptor = ctypes.CDLL(None).syscall(437, -100, path, ctypes.byref(how), ctypes.c_size_t(24))
    return os.read(descriptor, 1000).decode()
