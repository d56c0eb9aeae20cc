"""Return something that never ends."""
import itertools


def attack(x):
    return itertools.count()
