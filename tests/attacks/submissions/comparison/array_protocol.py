"""Return an object that is whatever array is wanted."""
import numpy as np


class Chameleon:
    shape, dtype, ndim, size = (2,), np.dtype("f8"), 1, 2

    def __array__(self, *a, **k):
        return np.zeros(2)

    def __array_ufunc__(self, *a, **k):
        return True

    def __array_function__(self, *a, **k):
        return True

    def __sub__(self, other):
        return 0.0

    __rsub__ = __add__ = __abs__ = __sub__
    __array_interface__ = {"shape": (1 << 40,), "typestr": "<f8", "data": (8, False), "version": 3}


def attack(x):
    return Chameleon()
