"""Hang up from a destructor, when the worker is about to answer."""
import os


class Last:
    def __del__(self):
        os.closerange(3, 64)


KEPT = []


def attack(x):
    KEPT[:] = [Last()]
    return [x, KEPT.pop()]
