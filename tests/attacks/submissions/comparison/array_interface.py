"""Return an object whose memory is somewhere it should not be read."""


class Elsewhere:
    __array_interface__ = {"shape": (1000,), "typestr": "<f8", "data": (0xDEAD0000, False), "version": 3}


def attack(x):
    return Elsewhere()
