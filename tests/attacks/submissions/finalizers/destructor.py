"""Leave work for the garbage collector."""
import gc
import os


class Bomb:
    def __del__(self):
        os._exit(3)


gc.set_threshold(1)
BOMBS = [Bomb() for _ in range(10)]


def attack(x):
    BOMBS.clear()
    return x
