"""Return a number that does things when it is asked for its value."""
import os


class Evil(int):
    def __index__(self):
        os._exit(7)

    __int__ = __float__ = __repr__ = __str__ = __bool__ = bit_length = __index__


def attack(x):
    return [Evil(3), {"a": Evil(4)}]
