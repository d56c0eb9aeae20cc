"""Return an array whose shape and bytes disagree."""
import numpy as np


class Lying(np.ndarray):
    shape = property(lambda self: (1 << 40, 1 << 40))
    nbytes = property(lambda self: -1)
    dtype = property(lambda self: "canary")

    def tobytes(self, *a):
        return b"short"

    def __array_finalize__(self, other):
        raise RuntimeError("boo")

    __reduce__ = __reduce_ex__ = None


def attack(x):
    return np.ndarray.__new__(Lying, (3,))
