"""Make the worker's own refusals fail: close, replace and poison what it still needs."""
import gc
import io
import sys


def attack(x):
    sys.stdout = sys.stderr = sys.stdin = sys.__stdout__ = None
    for thing in gc.get_objects():
        if isinstance(thing, io.TextIOWrapper):
            thing.detach()
    sys.setrecursionlimit(50)
    return x
